"""Reads of what was written that several rooms need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, F, IntegerField, Q, QuerySet, Value
from django.db.models.expressions import Func

from tracker.accounts.access import within
from tracker.accounts.models import Membership, Workspace
from tracker.base.names import called
from tracker.base.prepared import prepared
from tracker.history.models import Change
from tracker.sources.credits import credited
from tracker.sources.files import Contents
from tracker.sources.likeness import NEARLY, alike, runs, stand_for
from tracker.sources.models import Document, Excerpt, Likeness, Outlet

CANDIDATES = 5  # of the texts most like one, which are compared word by word


def same_original(workspace: Workspace, sha256: str) -> Document | None:
    """The document of the workspace that was read from the same bytes, if there is one."""
    found = next(iter(read_from(workspace.pk, sha256)), None)
    if found:
        found.workspace = workspace
    return found


@prepared
def read_from(workspace: int, sha256: str) -> QuerySet[Document]:
    """The documents that were read from these bytes, the first one first."""
    return Document.objects.filter(workspace=workspace, sha256=sha256).order_by("pk").defer("text")[:1]


@dataclass(frozen=True)
class Twin:
    """A document that holds the same, or nearly."""

    document: Document
    share: float  # of its words, in their order; 1 and `original` where it is the same file
    original: bool = False


def twin(workspace: Workspace, sha256: str, text: str) -> Twin | None:
    """The document of the workspace that was read from the same bytes; else the one that reads most like it."""
    if same := same_original(workspace, sha256):
        return Twin(same, 1.0, original=True)
    numbers = Value(stand_for(text), ArrayField(IntegerField()))
    near = Likeness.objects.filter(workspace=workspace, bands__overlap=numbers)
    near = near.annotate(shared=InCommon(F("bands"), numbers)).order_by("-shared", "document_id")
    likest = [each.document for each in near.select_related("document")[:CANDIDATES]]
    mine = runs(text) if likest else set()
    found = [Twin(document, alike(mine, runs(document.text))) for document in likest]
    best = max(found, key=lambda each: each.share, default=None)
    return best if best and best.share >= NEARLY else None


class InCommon(Func):
    """How many numbers two lists have in common."""

    template = "cardinality(ARRAY(SELECT unnest(%(expressions)s)))"
    arg_joiner = ") INTERSECT SELECT unnest("
    output_field = IntegerField()


def host_of(address: str) -> str:
    """The host that an address names; empty where it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def outlet_of(workspace: Workspace, contents: Contents) -> Outlet | None:
    """The outlet that published what was read: by the name of its site, the host of its address, or its head."""
    if contents.outlet and (named := outlet_named(workspace, contents.outlet)):
        return named
    if host := host_of(contents.address):
        bare = host.removeprefix("www.")
        there = Q()
        for beginning in (f"{scheme}://{www}{bare}/" for scheme in ("https", "http") for www in ("", "www.")):
            there |= Q(address__istartswith=beginning)
        known = Document.objects.filter(there, workspace=workspace, outlet__isnull=False).select_related("outlet")
        if same := known.order_by("-pk").defer("text").first():
            return same.outlet
    if contents.outlet or contents.address:
        return None
    named_here = {outlet.name: outlet for outlet in outlets(workspace)}
    return named_here.get(credited(contents.text, named_here))


def outlet_named(workspace: Workspace, name: str) -> Outlet | None:
    """The outlet of that name, however it is written."""
    return called(name, Outlet.objects.filter(workspace=workspace), "name")


def outlets(workspace: Workspace) -> QuerySet[Outlet]:
    """Every outlet by name."""
    found: QuerySet[Outlet] = within(workspace, Outlet)
    return found


def standing(document: Document, start: int, end: int) -> Excerpt | None:
    """The excerpt of exactly these words, if somebody cut them before."""
    return next(iter(excerpts_at(document.pk, start, end)), None)


@prepared
def excerpts_at(document: int, start: int, end: int) -> QuerySet[Excerpt]:
    return Excerpt.objects.anchored().filter(document=document, start=start, end=end)[:1]


def translator(member: Membership) -> str:
    """Whom the member named last as the translator of words; else the member."""
    named = Change.objects.filter(workspace=member.workspace, member=member, verb="excerpt.translated")
    last = named.exclude(details__translator="").order_by("-at").values_list("details__translator", flat=True).first()
    return str(last or member)


@dataclass(frozen=True)
class Counts:
    """How much rests on an outlet."""

    documents: int = 0
    statements: int = 0  # that its documents carry
    relayed: int = 0  # that name it in their chain, and came by another's text or by none


def outlet_counts(outlets: Iterable[Outlet]) -> dict[int, Counts]:
    """How much rests on each of them. The room above keeps statements: the database knows what they rest on."""
    known = Outlet.objects.filter(pk__in=[outlet.pk for outlet in outlets]).order_by()
    elsewhere = Q(relays__report__document=None) | ~Q(relays__report__document__outlet=F("pk"))
    found: list[dict[int, int]] = []
    for number in (
        Count("documents", distinct=True),
        Count("documents__reports__statement", distinct=True),
        Count("relays__report__statement", distinct=True, filter=elsewhere),
    ):
        counted: Any = known.annotate(number=number)
        found.append(dict(counted.values_list("pk", "number")))
    return {pk: Counts(*(numbers[pk] for numbers in found)) for pk in found[0]}


@dataclass(frozen=True)
class Grade:
    """A grade that an outlet had: since when, given by whom, and why."""

    reliability: str
    why: str
    at: datetime
    who: str
    undone: bool  # a later grade was taken back, so that this one holds again


def grades(outlet: Outlet) -> list[Grade]:
    """Every grade the outlet had, the newest first, from the rows before and after."""
    found: list[Grade] = []
    events: Any = outlet.events  # type: ignore[attr-defined]  # of the rows before and after
    for row in events.select_related("pgh_context").order_by("pgh_id"):
        same = found and (found[-1].reliability, found[-1].why) == (row.reliability, row.why)
        if same or row.pgh_label == "delete":
            continue
        told = row.pgh_context.metadata if row.pgh_context else {}
        undone = told.get("verb") == "undone"
        found.append(Grade(row.reliability, row.why, row.pgh_created_at, told.get("who", ""), undone))
    return found[::-1]
