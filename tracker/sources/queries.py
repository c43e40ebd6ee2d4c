"""Reads of what was written that several rooms need."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from tracker.accounts.access import within
from tracker.accounts.models import Membership, Workspace
from tracker.base.names import called
from tracker.history.models import Change
from tracker.sources.models import Document, Excerpt, Outlet


def same_original(workspace: Workspace, sha256: str) -> Document | None:
    """The document of the workspace that was read from the same bytes, if there is one."""
    return Document.objects.filter(workspace=workspace, sha256=sha256).order_by("pk").defer("text").first()


def outlet_named(workspace: Workspace, name: str) -> Outlet | None:
    """The outlet of that name, however it is written."""
    return called(name, Outlet.objects.filter(workspace=workspace), "name")


def outlets(workspace: Workspace) -> QuerySet[Outlet]:
    """Every outlet by name."""
    found: QuerySet[Outlet] = within(workspace, Outlet)
    return found


def standing(document: Document, start: int, end: int) -> Excerpt | None:
    """The excerpt of exactly these words, if somebody cut them before."""
    found: Excerpt | None = Excerpt.objects.anchored().filter(document=document, start=start, end=end).first()
    return found


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
