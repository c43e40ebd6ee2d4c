"""Statements as pages and judgements need them: with their reports, whose view they are, how they are graded."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from tracker.actors.models import BlocMembership, Party, Post, Speaker
from tracker.statements import counting
from tracker.statements.models import Holder, Quotation, Relay, Report, Statement


def told_by_another(speaker: Speaker | None, holders: Collection[Party], day: date) -> bool:
    """Whether the speaker's party on that day neither holds what is said nor belongs to a holder; unknown is no."""
    post = Post.objects.filter(speaker=speaker).on(day).first() if speaker else None
    if post is None or post.party_id in {party.pk for party in holders}:
        return False
    return not BlocMembership.objects.filter(party=post.party_id, bloc__in=holders).on(day).exists()


def with_reports(statements: QuerySet[Statement], *more: str) -> QuerySet[Statement]:
    """The statements with all that a quotation shows, in a fixed number of queries; not the documents' long texts.

    Plain lists, since a page reads each of them several times: `held` of a statement its holders, `carriers` its
    reports; of a report `chain` its relays and `quoted` its quotations. `more` is read along, such as "held__party".
    """
    reports = Report.objects.select_related("document").defer("document__text").order_by("id")
    relays = Relay.objects.select_related("outlet").order_by("order")
    quotations = Quotation.objects.select_related("excerpt").defer("excerpt__search").order_by("order")
    return (
        statements.select_related("speaker", "option")
        .defer("search")
        .prefetch_related(  # type: ignore[no-redef]  # the model names these lists
            Prefetch("holders", Holder.objects.order_by("id"), to_attr="held"),
            Prefetch("reports", reports, to_attr="carriers"),
            Prefetch("carriers__relays", relays, to_attr="chain"),
            Prefetch("carriers__quotations", quotations, to_attr="quoted"),
            *more,
        )
    )


def chains(statements: Iterable[Statement]) -> list[tuple[list[int], int | None]]:
    """The chain of each report as ids of outlets, from the text outward, with the id of that text, if there is one."""
    return [
        ([relay.outlet_id for relay in report.chain], report.document_id)
        for statement in statements
        for report in statement.carriers
    ]


def root_count(statements: Iterable[Statement]) -> int:
    """How many independent roots stand behind all of these together."""
    return len(counting.roots(chains(statements)))


def reliability(statement: Statement) -> str:
    """The letter of its best chain; with no report it cannot be judged."""
    return counting.reliability(letters(report) for report in statement.carriers)


def letters(report: Report) -> list[str]:
    """The letters of its chain; none is a direct record. Who carried any other text is not known: F."""
    known = [relay.outlet.reliability for relay in report.chain]
    return known if known or report.direct else ["F"]


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
        modes=[report.mode for report in statement.carriers],
    )
