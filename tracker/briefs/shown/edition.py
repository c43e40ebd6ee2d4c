"""An edition with its files, each there, on its way or lost."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tracker.base.direction import isolated
from tracker.briefs.models import Edition, FileOrder
from tracker.compare import words
from tracker.exchange.formats import FORMATS, papers


@dataclass(frozen=True)
class File:
    """One file of an edition, or what became of it."""

    format: str
    words: str  # "Word"
    name: str = ""
    size: str = ""
    sha256: str = ""
    says: str = ""  # of one that is not there
    goes_on: bool = False
    again: str = ""  # what the button says that has it made

    @property
    def there(self) -> bool:
        return bool(self.sha256)


def files(edition: Edition) -> list[File]:
    """Of each format the file, without its content, or that it is being made, or why it could not be."""
    found = edition.files.values_list("format", "name", "size", "sha256")
    there = {form: File(form, called(form), name, size(number), digest) for form, name, number, digest in found}
    orders = {order.format: order for order in edition.orders.all()}
    forms = dict.fromkeys([*(each.slug for each in papers()), *there])
    return [there.get(form) or missing(form, orders.get(form)) for form in forms]


def missing(form: str, order: FileOrder | None) -> File:
    if order is None:  # the format is younger than the edition, or this was brought in before the file was made
        return File(form, called(form), says=_("Not made yet."), again=_("Make it"))
    if order.goes_on:
        says = _("Is being made.") if order.begun_at else _("Waits its turn.")
        return File(form, called(form), says=says, goes_on=True)
    return File(form, called(form), says=order.why or _("It was interrupted."), again=_("Try again"))


def progress(found: list[File]) -> str:
    """How many of the files are there, as long as that is worth a sentence."""
    going = [each.words for each in found if each.goes_on]
    if going:
        told = _("Being made: %(formats)s. Each stands here as soon as it is there; you need not wait.")
        return told % {"formats": words.listed(going)}
    if lost := [each.words for each in found if not each.there]:
        return _("Not there: %(formats)s. The others are whole.") % {"formats": words.listed(lost)}
    return ""


def called(form: str) -> str:
    """What a format is called; one that is made no more, as it ends."""
    return str(FORMATS[form].name) if form in FORMATS else form


def size(number: int) -> str:
    return _("%(n)s KB") % {"n": max(1, round(number / 1024))}


@dataclass(frozen=True)
class Issued:
    """One edition in the list."""

    number: int
    day: str
    who: str


def editions(found: Iterable[Edition], zone: Any) -> list[Issued]:
    return [
        Issued(each.number, f"{each.issued_at.astimezone(zone):%-d %b %Y, %H:%M}", str(each.issued_by))
        for each in found
    ]


def issued(edition: Edition) -> str:
    """Who issued it when, and as of when it is."""
    zone = edition.workspace.zone
    values = {
        "at": f"{edition.issued_at.astimezone(zone):%-d %B %Y, %H:%M}",
        "who": isolated(edition.issued_by),
        "day": f"{edition.as_of:%-d %B %Y}",
    }
    return _("Issued on %(at)s by %(who)s, as of %(day)s. It stays as it is, whatever changes on record.") % values


def downloads(edition: Edition, path: str) -> dict[str, Any]:
    """Each format with the address of its file; and which are still being made."""
    found = files(edition)
    there = [(each.words, f"{path}?{urlencode({'format': each.format})}") for each in found if each.there]
    return {"files": there, "going": words.listed([each.words for each in found if each.goes_on])}
