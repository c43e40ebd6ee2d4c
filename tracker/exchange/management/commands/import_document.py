"""Text files become documents, from the shell."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from tracker.accounts.models import Membership, Workspace
from tracker.agenda.models import Negotiation
from tracker.agenda.operations import file_document
from tracker.base.dates import DateError, DomainDate, parse
from tracker.sources import queries
from tracker.sources.extract import LARGEST, Decoded, Unreadable, called, decode, titled
from tracker.sources.models import Document, Outlet
from tracker.sources.operations import add_document, add_outlet

UNNAMED = " That is the first lead of the workspace: say --by EMAIL for another member."


@dataclass(frozen=True)
class Read:
    """A file that can be imported."""

    path: Path
    data: bytes
    decoded: Decoded

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def title(self) -> str:
        """Its first line, where that stands by itself as a headline does, else the file's name."""
        return titled(self.decoded.text, self.path.stem)

    @property
    def how(self) -> str:
        """What it was read as, by the name that people know: windows-1251 rather than cp1251."""
        encoding = called(self.decoded.encoding)
        return f"read as {encoding}" if self.decoded.sure else f"read as {encoding}, a guess: check it"

    def save(self, by: Membership, *, title: str, **common: Any) -> Document:
        return add_document(
            by=by,
            title=title or self.title,
            text=self.decoded.text,
            original=self.data,
            filename=self.path.name,
            encoding=self.decoded.encoding,
            **common,
        )


class Command(BaseCommand):
    help = "Imports text files as documents of a workspace: all of them, or none."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--workspace", required=True, metavar="SLUG")
        parser.add_argument("--outlet", default="", metavar="NAME", help="found by its name, or added (grade F)")
        parser.add_argument("--published", default="", metavar="DATE", help='a day, a month ("June 2011") or a year')
        parser.add_argument("--language", default="en", metavar="CODE", help="such as en, fr, ru, ar (default: en)")
        parser.add_argument("--title", default="", metavar="TITLE", help="of one file; left out, its first line")
        parser.add_argument("--negotiation", default="", metavar="SLUG", help="where to list it")
        parser.add_argument("--by", default="", metavar="EMAIL", help="as whom (default: the workspace's first lead)")

    def handle(self, *args, **given):
        by = importer(workspace(given["workspace"]), given["by"])
        negotiation = named(by.workspace, given["negotiation"]) if given["negotiation"] else None
        common: dict[str, Any] = {"published": day(given["published"]), "language": code(given["language"])}
        if given["title"] and len(given["files"]) > 1:
            raise CommandError("A title is for one file: leave it out, and each gets its own first line.")
        read = read_all(given["files"], by.workspace)
        made: list[Document] = []
        try:
            with transaction.atomic():
                common["outlet"] = outlet(given["outlet"].strip(), by)
                for file in read:
                    made.append(file.save(by, title=given["title"].strip(), **common))
                    if negotiation:
                        file_document(negotiation, made[-1], by=by)
        except Exception as reason:
            for document in made:
                document.file.delete(save=False)  # it lies beside the database, which forgets by itself
            if isinstance(reason, PermissionDenied | ValidationError | OSError):
                raise CommandError(f"{sentence(reason)} Nothing was imported.") from None
            raise
        for file, document in zip(read, made, strict=True):
            self.stdout.write(f"{file.path}: {document.title}\n  {document.get_absolute_url()} ({file.how})")
        self.stdout.write(f"Recorded as {by.user} ({by.user.email})." + ("" if given["by"] else UNNAMED))


def workspace(slug: str) -> Workspace:
    if found := Workspace.objects.filter(slug=slug).first():
        return found
    slugs = ", ".join(Workspace.objects.order_by("slug").values_list("slug", flat=True))
    there = f"There are: {slugs}." if slugs else "There is none yet."
    raise CommandError(f"There is no workspace {slug!r}. {there}")


def importer(where: Workspace, email: str) -> Membership:
    """Who is to have imported it: the member of that address, else the first lead."""
    members = Membership.objects.active().filter(workspace=where).order_by("pk").select_related("user", "workspace")
    chosen = members.filter(user__email__iexact=email) if email else members.filter(role=Membership.Role.LEAD)
    if found := chosen.first():
        return found
    if email:
        raise CommandError(f"{email} is no member of the workspace {where.slug!r}.")
    raise CommandError(f"The workspace {where.slug!r} has no lead: say with --by EMAIL who imports.")


def named(where: Workspace, slug: str) -> Negotiation:
    those = Negotiation.objects.filter(workspace=where)
    if found := those.filter(slug=slug).first():
        return found
    slugs = ", ".join(those.order_by("slug").values_list("slug", flat=True))
    there = f"There are: {slugs}." if slugs else "There is none yet."
    raise CommandError(f"The workspace {where.slug!r} has no negotiation {slug!r}. {there}")


def day(typed: str) -> DomainDate | None:
    try:
        return parse(typed) if typed else None
    except DateError as reason:
        raise CommandError(f"--published {typed}: {reason}") from None


def code(typed: str) -> str:
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", typed) and len(typed) <= 12:
        return typed
    raise CommandError(f"--language {typed}: write the code of a language, such as en, fr or ru.")


def read_all(paths: list[Path], where: Workspace) -> list[Read]:
    """Every file, or a CommandError that names each one that cannot be imported and says why."""
    read: list[Read] = []
    wrong: list[str] = []
    seen: dict[str, Path] = {}
    for path in paths:
        try:
            file = read_one(path)
        except Unreadable as reason:
            wrong.append(f"{path}: {reason}")
            continue
        if there := queries.same_original(where, file.sha256):
            wrong.append(f"{path}: is here already, as {there.title!r}: {there.get_absolute_url()}")
        elif file.sha256 in seen:
            wrong.append(f"{path}: is the same file as {seen[file.sha256]}.")
        seen.setdefault(file.sha256, path)
        read.append(file)
    if len(wrong) == len(paths) == 1:
        raise CommandError(wrong[0])
    if wrong:
        raise CommandError("\n".join([*wrong, "None of the files was imported."]))
    return read


def read_one(path: Path) -> Read:
    if path.is_dir():
        raise Unreadable("This is a folder. Name the files in it.")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)  # one too many tells that it is too large, whatever else there is
    except FileNotFoundError:
        raise Unreadable("There is no such file.") from None
    except (OSError, ValueError) as reason:
        raise Unreadable(f"It cannot be read: {getattr(reason, 'strerror', None) or reason}.") from None
    return Read(path, data, decode(data))


def outlet(name: str, by: Membership) -> Outlet | None:
    if not name:
        return None
    return queries.outlet_named(by.workspace, name) or add_outlet(by=by, name=name)


def sentence(reason: Exception) -> str:
    if isinstance(reason, ValidationError) and hasattr(reason, "error_dict"):
        return " ".join(
            message if field == NON_FIELD_ERRORS else f"{field.capitalize()}: {message}"
            for field, messages in reason.message_dict.items()
            for message in messages
        )
    if isinstance(reason, OSError):
        return f"The original cannot be kept: {reason.strerror or reason}."
    return " ".join(getattr(reason, "messages", [str(reason)]))
