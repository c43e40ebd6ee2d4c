"""Statements as pages and judgements need them: with their reports, whose view they are, how they are graded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Prefetch, QuerySet

from tracker.actors.models import BlocMembership, Party, Post, Speaker
from tracker.statements import counting
from tracker.statements.carriers import DocumentRow, ExcerptRow, RelayRow, ReportRow
from tracker.statements.models import Holder, Quotation, Relay, Report, Statement

OF_OUTLET = {"outlet": "outlet__name", "reliability": "outlet__reliability"}  # fields of a row that it has from there


def told_by_another(speaker: Speaker | None, holders: Collection[Party], day: date) -> bool:
    """Whether the speaker's party on that day neither holds what is said nor belongs to a holder; unknown is no."""
    post = Post.objects.filter(speaker=speaker).on(day).first() if speaker else None
    if post is None or post.party_id in {party.pk for party in holders}:
        return False
    return not BlocMembership.objects.filter(party=post.party_id, bloc__in=holders).on(day).exists()


def with_reports(statements: QuerySet[Statement], *more: str) -> list[Statement]:
    """The statements with all that a quotation shows, in a fixed number of queries.

    `held` of each are its holders, `carriers` how it reached us; `more` is read along, such as "held__party".
    """
    holders = Prefetch("holders", Holder.objects.order_by("id"), to_attr="held")
    whole = statements.select_related("speaker", "option").defer("search")
    whole = whole.prefetch_related(holders, *more)  # type: ignore[no-redef]  # the plugin adds `held`, which the model declares
    found = list(whole)
    carriers = carriers_of(found)
    for statement in found:
        statement.carriers = carriers[statement.pk]
    return found


def carriers_of(statements: Iterable[Statement]) -> Mapping[int, list[ReportRow]]:
    """The texts that carry each statement, by its id: what a page shows of them, not their words in full."""
    pks = [statement.pk for statement in statements]
    relays = Relay.objects.filter(report__statement__in=pks).order_by("order")
    quotations = Quotation.objects.filter(report__statement__in=pks).order_by("order")
    reports = Report.objects.filter(statement__in=pks).order_by("id")
    chains: dict[int, list[RelayRow]] = defaultdict(list)
    for report, *relay in relays.values_list("report", *columns(RelayRow._fields)):
        chains[report].append(RelayRow(*relay))
    quoted: dict[int, list[ExcerptRow]] = defaultdict(list)
    for report, *excerpt in quotations.values_list("report", *columns(ExcerptRow._fields, "excerpt__")):
        quoted[report].append(ExcerptRow(*excerpt))
    found: dict[int, list[ReportRow]] = defaultdict(list)
    for statement, report, mode, direct, *text in reports.values_list(
        "statement", "pk", "mode", "direct", *columns(DocumentRow._fields, "document__")
    ):
        document = DocumentRow(*text) if text[0] else None
        found[statement].append(ReportRow(mode, direct, document, chains[report], quoted[report]))
    return found


def columns(fields: Iterable[str], of: str = "") -> list[str]:
    """The columns that fill a row of these fields, in their order; `of` leads to its table."""
    return [f"{of}{OF_OUTLET.get(name, name)}" for name in fields]


def chains(statements: Iterable[Statement]) -> list[tuple[list[int], int | None]]:
    """The chain of each report as ids of outlets, from the text outward, with the id of that text, if there is one."""
    return [
        ([relay.outlet_id for relay in carrier.chain], carrier.document.pk if carrier.document else None)
        for statement in statements
        for carrier in statement.carriers
    ]


def root_count(statements: Iterable[Statement]) -> int:
    """How many independent roots stand behind all of these together."""
    return len(counting.roots(chains(statements)))


def reliability(statement: Statement) -> str:
    """The letter of its best chain; with no report it cannot be judged."""
    return counting.reliability(letters(carrier) for carrier in statement.carriers)


def letters(carrier: ReportRow) -> list[str]:
    """The letters of its chain; none is a direct record. Who carried any other text is not known: F."""
    known = [relay.reliability for relay in carrier.chain]
    return known if known or carrier.direct else ["F"]


def grade(statement: Statement) -> str:
    """Its Admiralty grade, such as "B2"; not yet judged credibility is 6."""
    return counting.grade(reliability(statement), statement.credibility or 6)


def grade_words(letters: str) -> str:
    """An Admiralty grade in full."""
    return f"{counting.RELIABILITY[letters[0]]} {counting.CREDIBILITY[int(letters[1])]}"


def counts(statement: Statement, party: Party) -> counting.Counts:
    """What the statement is worth for `party`, which holds it."""
    holder = next(held for held in statement.held if held.party_id == party.pk)
    return counting.counts(
        statement.direction,
        statement.act,
        statement.modality,
        told_by_other=holder.told_by_other,
        voice=statement.voice,
        has_value=statement.value is not None,
        modes=[carrier.mode for carrier in statement.carriers],
    )
