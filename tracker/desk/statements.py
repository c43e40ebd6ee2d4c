"""Every statement, narrowed to what is asked for, page by page: a page begins after a statement, not after a number of
them, so that none is missed or shown twice while others record.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from tracker.accounts.models import Workspace
from tracker.agenda.when import NOW
from tracker.base.prepared import Among, prepared
from tracker.positions.queries import unweighed
from tracker.sources.models import Excerpt
from tracker.statements.models import Condition, Holder, Relay, Report, Statement
from tracker.statements.queries import with_reports

ON_A_PAGE = 50
COUNTED = 1_000  # more are not counted


@dataclass(frozen=True)
class Cursor:
    """A place between two statements: after (older than) or before (newer than) one of them."""

    said_on: date
    pk: int
    newer: bool = False

    def __str__(self) -> str:
        return f"{self.said_on.isoformat()}.{self.pk}"


def cursor(asked: Mapping[str, str]) -> Cursor | None:
    """From the address; one that is damaged begins at the beginning."""
    for name, newer in (("after", False), ("before", True)):
        found = re.fullmatch(r"(\d{4}-\d\d-\d\d)\.(\d{1,18})", asked.get(name, ""), re.ASCII)
        if found:
            try:
                return Cursor(date.fromisoformat(found[1]), int(found[2]), newer)
            except ValueError:
                continue
    return None


@dataclass(frozen=True)
class Listed:
    """One page of the list."""

    rows: Sequence[Statement]
    waiting: dict[int, int]  # holders that have not weighed it, by the statement's id
    count: int  # of all pages; more than COUNTED: so many or more
    earlier: Cursor | None  # where the page with newer ones ends
    later: Cursor | None  # where the page with older ones begins


def listed(workspace: Workspace, wanted: Mapping[str, Any], at: Cursor | None, size: int = ON_A_PAGE) -> Listed:
    """The statements that are asked for, the newest first, in a fixed number of queries."""
    found = narrowed(Statement.objects.filter(workspace=workspace), wanted)
    count = found.order_by()[: COUNTED + 1].count()
    pks = list(window(found, at)[: size + 1].values_list("pk", "said_on"))
    more = len(pks) > size
    pks = pks[:size]
    if at and at.newer:
        pks.reverse()
    by_pk = {each.pk: each for each in with_reports(rows([pk for pk, _day in pks]), "held__party")}
    for each in by_pk.values():
        each.workspace = workspace
    statements = [by_pk[pk] for pk, _day in pks if pk in by_pk]
    newer, older = (more, True) if at and at.newer else (at is not None, more)
    return Listed(
        rows=statements,
        waiting=dict(waits([pk for pk, _day in pks], date.max, NOW)),
        count=count,
        earlier=Cursor(pks[0][1], pks[0][0], newer=True) if pks and newer else None,
        later=Cursor(pks[-1][1], pks[-1][0]) if pks and older else None,
    )


def window(found: QuerySet[Statement], at: Cursor | None) -> QuerySet[Statement]:
    """What follows that place, in the order in which it is read from there."""
    if at is None:
        return found.order_by("-said_on", "-pk")
    if at.newer:
        found = found.filter(Q(said_on__gt=at.said_on) | Q(said_on=at.said_on, pk__gt=at.pk), said_on__gte=at.said_on)
        return found.order_by("said_on", "pk")
    found = found.filter(Q(said_on__lt=at.said_on) | Q(said_on=at.said_on, pk__lt=at.pk), said_on__lte=at.said_on)
    return found.order_by("-said_on", "-pk")


@prepared
def rows(pks: Collection[int]) -> QuerySet[Statement]:
    """These statements, each with its issue and how many conditions it has."""
    found = Statement.objects.filter(Among("pk", pks)).quotable()
    return found.select_related("issue").annotate(needs=Count("conditions"))


@prepared
def waits(statements: Collection[int], day: date, known: datetime) -> QuerySet[Holder, tuple[int, int]]:
    """For how many of its holders each of these waits, as pairs of statement and number."""
    held = unweighed(day, known).filter(Among("statement", statements)).order_by()
    return held.values_list("statement").annotate(number=Count("pk"))


def narrowed(found: QuerySet[Statement], wanted: Mapping[str, Any]) -> QuerySet[Statement]:
    """Each wish narrows it further."""
    for name, value in wanted.items():
        found = found.filter(WISHES[name](value))
    return found


def with_words(words: str) -> Q:
    """In our words, or in those quoted, or in their translation, which is found by its stems."""
    query = SearchQuery(words, config="tracker_en", search_type="websearch")
    simple = SearchQuery(words, config="tracker_simple", search_type="websearch")
    quoting = Report.objects.filter(
        quotations__excerpt__in=Excerpt.objects.filter(Q(search=simple) | Q(search=query)).values("pk")
    )
    return Q(search=query) | Q(pk__in=quoting.values("statement"))


def carried(**by: Any) -> Exists:
    return Exists(Report.objects.filter(statement=OuterRef("pk"), **by))


def of_kind(kinds: list[str]) -> Q:
    """All of these kinds at once."""
    holders = Holder.objects.filter(statement=OuterRef("pk"))
    many = holders.order_by().values("statement").annotate(n=Count("pk")).values("n")
    every = {
        "told": Q(Exists(holders.filter(told_by_other=True))),
        "joint": Q(pk__in=Statement.objects.annotate(n=Subquery(many)).filter(n__gt=1).values("pk")),
        "conditional": Q(Exists(Condition.objects.filter(statement=OuterRef("pk")))),
        "background": Q(voice=Statement.Voice.BACKGROUND),
    }
    found = Q()
    for kind in kinds:
        found &= every[kind]
    return found


def in_state(state: str) -> Q:
    waiting = Exists(unweighed(date.max, NOW).filter(statement=OuterRef("pk")))
    return Q(waiting) if state == "waiting" else ~Q(waiting) & Q(voice=Statement.Voice.PARTY)


WISHES: dict[str, Any] = {
    "words": with_words,
    "negotiation": lambda slug: Q(issue__negotiation__slug=slug),
    "issue": lambda pk: Q(issue=pk),
    "holder": lambda slug: Q(Exists(Holder.objects.filter(statement=OuterRef("pk"), party__slug=slug))),
    "speaker": lambda speakers: Q(speaker__in=speakers),
    "state": in_state,
    "direction": lambda value: Q(direction=value),
    "act": lambda value: Q(act=value),
    "mode": lambda value: Q(carried(mode=value)),
    "credibility": lambda value: Q(credibility=None if value == "none" else value),
    "outlet": lambda pk: (
        Q(Exists(Relay.objects.filter(report__statement=OuterRef("pk"), outlet=pk))) | Q(carried(document__outlet=pk))
    ),
    "meeting": lambda pk: Q(meeting=pk),
    "coder": lambda pk: Q(coder=pk),
    "said_from": lambda day: Q(said_before__gt=day.first),
    "said_to": lambda day: Q(said_on__lte=day.last),
    "day": lambda day: Q(said_on__lte=day),
    "known": lambda moment: Q(recorded_at__lte=moment),
    "document": lambda document: Q(carried(document=document)),
    "kind": of_kind,
}
