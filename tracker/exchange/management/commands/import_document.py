"""Files become documents, from the shell."""

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
from tracker.sources.extract import LARGEST, Unreadable, called, titled
from tracker.sources.files import Contents, limited
from tracker.sources.forms import languages, spoken
from tracker.sources.models import Document, Outlet
from tracker.sources.operations import add_document, add_outlet

UNNAMED = " That is the first lead of the workspace: say --by EMAIL for another member."


@dataclass(frozen=True)
class Read:
    """A file that can be imported."""

    path: Path
    data: bytes
    found: Contents

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def title(self) -> str:
        """What it says it is called, or its first line where that stands by itself, else the file's name."""
        return (self.found.title or titled(self.found.text, self.path.stem))[:300]

    @property
    def how(self) -> str:
        """What it was read as, by the name that people know: windows-1251 rather than cp1251."""
        encoding = called(self.found.encoding)
        if not encoding:
            return f"read from {self.path.suffix.lower()}"
        return f"read as {encoding}" if self.found.sure else f"read as {encoding}, a guess: check it"

    def filled(self, document: Document) -> str:
        """What is now said of it, to be checked; and an outlet that it names and nobody knows."""
        outlet = f"{document.outlet} ({document.outlet.reliability})" if document.outlet else "none"
        if not document.outlet and self.found.outlet:
            outlet += f" (the file names {self.found.outlet}: --outlet adds it)"
        spoken_in = dict(languages(document.language))[document.language]
        said = {
            "outlet": outlet,
            "author": document.author,
            "published": str(document.published or "unknown"),
            "language": spoken_in,
        }
        return "; ".join(f"{name}: {words}" for name, words in said.items() if words)

    def save(self, by: Membership, *, title: str, **common: Any) -> Document:
        """What was not said of it is as it says itself; an outlet that nobody knows is not added for that."""
        return add_document(
            by=by,
            title=title or self.title,
            text=self.found.text,
            original=self.data,
            filename=self.path.name,
            encoding=self.found.encoding,
            outlet=common["outlet"] or queries.outlet_of(by.workspace, self.found),
            author=self.found.author,
            published=common["published"] or self.found.day,
            address=self.found.address,
            language=common["language"] or spoken(self.found.language) or "en",
        )


class Command(BaseCommand):
    help = "Imports .txt, .md, .html, .pdf and .docx files as documents of a workspace: all of them, or none."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument("--workspace", required=True, metavar="SLUG")
        parser.add_argument("--outlet", default="", metavar="NAME", help="found by its name, or added (grade F)")
        parser.add_argument("--published", default="", metavar="DATE", help='a day, a month ("June 2011") or a year')
        parser.add_argument(
            "--language", default="", metavar="CODE", help="such as en, fr, ru, ar (default: found out)"
        )
        parser.add_argument("--title", default="", metavar="TITLE", help="of one file; left out, its own")
        parser.add_argument("--again", action="store_true", help="also what is here already")
        parser.add_argument("--negotiation", default="", metavar="SLUG", help="where to list it")
        parser.add_argument("--by", default="", metavar="EMAIL", help="as whom (default: the workspace's first lead)")

    def handle(self, *args, **given):
        by = importer(workspace(given["workspace"]), given["by"])
        negotiation = named(by.workspace, given["negotiation"]) if given["negotiation"] else None
        common: dict[str, Any] = {"published": day(given["published"]), "language": code(given["language"])}
        if given["title"] and len(given["files"]) > 1:
            raise CommandError("A title is for one file: leave it out, and each gets its own first line.")
        read = read_all(given["files"], by.workspace, again=given["again"])
        near = {file.path: near_to(file, by.workspace) for file in read}
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
            self.stdout.write(
                f"{file.path}: {document.title}\n  {file.filled(document)}\n"
                f"  {document.get_absolute_url()} ({file.how})" + near[file.path]
            )
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
    if not typed:
        return ""
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", typed) and len(typed) <= 12:
        return typed
    raise CommandError(f"--language {typed}: write the code of a language, such as en, fr or ru.")


def near_to(file: Read, where: Workspace) -> str:
    """What is here already and reads nearly the same: said, and no reason to refuse it."""
    twin = queries.twin(where, "", file.found.text)
    return f"\n  is nearly the same as {twin.document.title!r}: {twin.document.get_absolute_url()}" if twin else ""


def read_all(paths: list[Path], where: Workspace, *, again: bool) -> list[Read]:
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
        if not again and (there := queries.same_original(where, file.sha256)):
            at = there.get_absolute_url()
            wrong.append(f"{path}: is here already, as {there.title!r}: {at} (--again imports it all the same)")
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
    return Read(path, data, limited.read(data, path.name))


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
