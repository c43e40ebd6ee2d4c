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
class Order:
    """By what the list is sorted; those that are alike in it, by their number."""

    column: str
    rising: bool = False


NEWEST = Order("said_on")
ORDERS = {  # by its name in the address
    "": NEWEST,
    "said": Order("said_on", rising=True),
    "-recorded": Order("recorded_at"),
    "recorded": Order("recorded_at", rising=True),
}


@dataclass(frozen=True)
class Cursor:
    """A place between two statements: after one of them in the order of the list, or before it."""

    at: date | datetime
    pk: int
    back: bool = False

    def __str__(self) -> str:
        return f"{self.at.isoformat()}.{self.pk}"


def cursor(asked: Mapping[str, str], order: Order = NEWEST) -> Cursor | None:
    """From the address; one that is damaged, or of another order, begins at the beginning."""
    for name, back in (("after", False), ("before", True)):
        at, _, pk = asked.get(name, "").rpartition(".")
        if not re.fullmatch(r"\d{1,18}", pk, re.ASCII):
            continue
        try:
            return Cursor(moment(at) if order.column == "recorded_at" else date.fromisoformat(at), int(pk), back)
        except ValueError:
            continue
    return None


def moment(written: str) -> datetime:
    """A moment that says of which zone it is."""
    found = datetime.fromisoformat(written)
    if found.utcoffset() is None or not 1 < found.year < 9999:  # which the database could not hold in another zone
        raise ValueError(written)
    return found


@dataclass(frozen=True)
class Listed:
    """One page of the list."""

    rows: Sequence[Statement]
    waiting: dict[int, int]  # holders that have not weighed it, by the statement's id
    count: int  # of all pages; more than COUNTED: so many or more
    earlier: Cursor | None  # where the page before this one ends
    later: Cursor | None  # where the next page begins


def listed(
    workspace: Workspace, wanted: Mapping[str, Any], at: Cursor | None, size: int = ON_A_PAGE, order: Order = NEWEST
) -> Listed:
    """The statements that are asked for, in that order, in a fixed number of queries."""
    found = narrowed(Statement.objects.filter(workspace=workspace), wanted)
    count = found.order_by()[: COUNTED + 1].count()
    places = list(window(found, at, order)[: size + 1].values_list("pk", order.column))
    more = len(places) > size
    places = places[:size]
    if at and at.back:
        places.reverse()
    pks = [pk for pk, _at in places]
    by_pk = {each.pk: each for each in with_reports(rows(pks), "held__party")}
    for each in by_pk.values():
        each.workspace = workspace
    before, after = (more, True) if at and at.back else (at is not None, more)
    return Listed(
        rows=[by_pk[pk] for pk in pks if pk in by_pk],
        waiting=dict(waits(pks, date.max, NOW)),
        count=count,
        earlier=Cursor(places[0][1], pks[0], back=True) if pks and before else None,
        later=Cursor(places[-1][1], pks[-1]) if pks and after else None,
    )


def window(found: QuerySet[Statement], at: Cursor | None, order: Order) -> QuerySet[Statement]:
    """What follows that place, in the order in which it is read from there."""
    rising = order.rising != bool(at and at.back)
    if at:
        beyond = "gt" if rising else "lt"
        same = Q(**{order.column: at.at, f"pk__{beyond}": at.pk})
        found = found.filter(
            Q(**{f"{order.column}__{beyond}": at.at}) | same,
            **{f"{order.column}__{beyond}e": at.at},  # so that the index is read from that place on
        )
    sign = "" if rising else "-"
    return found.order_by(f"{sign}{order.column}", f"{sign}pk")


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
    "option": lambda pk: Q(option=pk),
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
