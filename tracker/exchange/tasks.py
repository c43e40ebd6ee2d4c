"""Exports that take long, made by the worker beside the server."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.http import QueryDict
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from tracker.agenda.when import When, WhenForm
from tracker.base.errors import Unknown
from tracker.desk.asked import Asked
from tracker.desk.forms.statements import FilterForm
from tracker.exchange import lists
from tracker.exchange.formats import FORMATS, filename
from tracker.exchange.forms import ExportForm, ask, filled, handled, list_format, scope_of, too_long, wanted
from tracker.exchange.models import FOLDER, KEPT, SILENT, Download
from tracker.exchange.paper import Block, Heading, Paper, TooLong
from tracker.exchange.tables import Book, Row, Sheet

BEAT = 0.5  # seconds between two looks at whether anybody still wants it
INTERRUPTED = gettext_lazy("It was interrupted.")
logger = logging.getLogger(__name__)


class Cancelled(Exception):
    """Nobody wants the file any more."""


class Watch:
    """The maker of a download, as others see it: how far it is, and that it lives."""

    def __init__(self, download: Download) -> None:
        self.download, self.done, self.steps, self.told = download, 0, 0, 0.0

    def step(self, number: int = 1) -> None:
        self.done += number
        self.beat()

    def beat(self) -> None:
        """Others are told, now and then. Raises `Cancelled` where it is."""
        if time.monotonic() - self.told < BEAT:
            return
        self.told = time.monotonic()
        mine = Download.objects.filter(pk=self.download.pk, state=Download.State.RUNNING)
        if not mine.update(done=self.done, steps=self.steps, beat_at=timezone.now()):
            raise Cancelled


class Out:
    """A file that beats as it grows."""

    def __init__(self, file: IO[bytes], watch: Watch) -> None:
        self.file, self.watch = file, watch

    def write(self, content: Any) -> int:
        self.watch.beat()
        return self.file.write(content)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@task
def make(pk: int) -> None:
    """The file of that download is there; or the download says why not, or that nobody wants it."""
    begun = Download.objects.filter(pk=pk, state=Download.State.WAITING)
    if not begun.update(state=Download.State.RUNNING, beat_at=timezone.now()):
        return
    download = Download.objects.select_related("member__user", "negotiation__workspace", "workspace").get(pk=pk)
    if not (download.member.is_active and download.member.user.is_active):
        end(download, Download.State.CANCELLED)
        return
    give_up()
    try:
        with TemporaryFile() as file:
            written(download, file)
            end(download, Download.State.READY, file)
    except Cancelled:
        return
    except (Unknown, ValidationError) as reason:
        end(download, Download.State.FAILED, why=" ".join(getattr(reason, "messages", [str(reason)])))
    except Exception:
        logger.exception("The download %s failed.", pk)
        end(download, Download.State.FAILED, why=_("We could not make it. Nothing on record is harmed."))


def interrupted(pk: int) -> None:
    """Who made that download, or was about to, was killed."""
    lost = Download.objects.filter(pk=pk, state__in=(Download.State.WAITING, Download.State.RUNNING))
    lost.update(state=Download.State.FAILED, why=INTERRUPTED, ended_at=timezone.now())


def written(download: Download, file: IO[bytes]) -> None:
    watch = Watch(download)
    try:
        WRITERS[download.page](download, Out(file, watch), watch)
    except TooLong as reason:
        raise ValidationError(too_long(FORMATS["pdf"], reason)) from None


def export(download: Download, out: Any, watch: Watch) -> None:
    when = then(download)
    chosen, form = wanted(when.given, when), ExportForm(when)
    if chosen is None or not form.is_valid():
        raise ValidationError(_("What was asked for can no longer be read."))
    watch.beat()
    asked = filled(ask(when.given, when, form, made_by=str(download.member)))
    watch.steps, scope = len(asked.comparison.rows), scope_of(when.given, when)
    download.name = filename(chosen, scope, asked)  # ordered again, it is of another day
    chosen.write(counted(scope.made[chosen.takes](asked), watch), out)


def statements(download: Download, out: Any, watch: Watch) -> None:
    given, negotiation = QueryDict(download.query), download.negotiation
    when = then(download) if negotiation else None
    asked = Asked(FilterForm(given, download.workspace, negotiation), negotiation, when)
    if not asked.form.is_valid():
        raise ValidationError(_("What was asked for can no longer be read."))
    listing = lists.listing(asked, given, download.member, download.site, handled(given))
    slug = list_format(given).slug
    download.name = lists.filename(listing, slug)
    lists.write(listing, slug, out, watch.beat)


WRITERS: dict[str, Callable[[Download, Any, Watch], None]] = {
    Download.Page.EXPORT: export,
    Download.Page.STATEMENTS: statements,
}


def then(download: Download) -> When:
    """The point in time that was asked for, as of the day on which it was."""
    negotiation, given = download.negotiation, QueryDict(download.query)
    if negotiation is None:
        raise ValueError("It is of no negotiation.")
    today = download.ordered_at.astimezone(download.workspace.zone).date()
    form = WhenForm(given, negotiation, today)
    form.is_valid()
    return When(negotiation, form, today, "")


def counted(content: Any, watch: Watch) -> Any:
    """The content, which tells how far it is as it is read."""
    if isinstance(content, Paper):
        return replace(content, blocks=blocks(content, watch))
    if isinstance(content, Sheet):
        return replace(content, rows=rows(content, watch))
    if isinstance(content, Book):
        return replace(content, sheets=[(name, counted(sheet, watch)) for name, sheet in content.sheets])
    return content


def blocks(paper: Paper, watch: Watch) -> Iterator[Block]:
    for block in paper.blocks:
        watch.step(isinstance(block, Heading))
        yield block


def rows(sheet: Sheet, watch: Watch) -> Iterator[Row]:
    for row in sheet.rows:
        watch.beat()
        yield row


def end(download: Download, state: str, file: IO[bytes] | None = None, *, why: str = "") -> None:
    """It has ended so, unless it was cancelled meanwhile."""
    size = file.tell() if file else 0
    if file:
        file.seek(0)
        download.file.save(download.name, File(file), save=False)
    mine = Download.objects.filter(pk=download.pk, state=Download.State.RUNNING)
    made = {"name": download.name, "file": download.file.name or "", "size": size}
    ended = mine.update(state=state, why=why, ended_at=timezone.now(), **made)
    if not ended and file:
        download.file.delete(save=False)


def sweep() -> int:
    """Files that were kept long enough are gone, and what tells of them; what nobody makes any more has failed.

    How many files that were. Also those of which no row tells any more, as when their negotiation is gone.
    """
    long_ago = timezone.now() - KEPT
    old = Download.objects.filter(ordered_at__lt=long_ago)
    paths = {*old.exclude(file="").values_list("file", flat=True), *lying(default_storage, FOLDER, long_ago)}
    old.delete()
    for path in paths:
        default_storage.delete(path)
    give_up()
    DBTaskResult.objects.finished().filter(finished_at__lt=long_ago).delete()
    DBTaskResult.objects.running().filter(started_at__lt=long_ago).delete()  # whoever did it is gone
    return len(paths)


def give_up() -> None:
    """What nobody makes any more has failed."""
    silent = Download.objects.filter(state=Download.State.RUNNING, beat_at__lt=timezone.now() - SILENT)
    silent.update(state=Download.State.FAILED, why=INTERRUPTED, ended_at=timezone.now())


def lying(storage: Storage, folder: str, before: datetime) -> Iterator[str]:
    """The files in the folder, and below it, that were last written before then."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        if storage.get_modified_time(f"{folder}/{name}") < before:
            yield f"{folder}/{name}"
    for name in folders:
        yield from lying(storage, f"{folder}/{name}", before)
