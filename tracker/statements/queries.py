"""Statements as pages and judgements need them: with their reports, whose view they are, how they are graded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from itertools import starmap

from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects

from tracker.actors.models import Party, Post, Speaker
from tracker.agenda.queries import stays
from tracker.base.prepared import Among, prepared
from tracker.statements import counting
from tracker.statements.carriers import DocumentRow, ExcerptRow, RelayRow, ReportRow
from tracker.statements.models import Holder, Statement

# In one question, because each page asks it: as three of Django's it took a tenth of the comparison's time.
CARRIERS = """
SELECT report.statement_id, report.mode, report.direct,
    (SELECT json_agg(json_build_array(
            relay.outlet_id, outlet.name, outlet.reliability, relay.label, relay.published_on, relay.published_before
        ) ORDER BY relay."order")
        FROM statements_relay relay JOIN sources_outlet outlet ON outlet.id = relay.outlet_id
        WHERE relay.report_id = report.id),
    (SELECT json_agg(json_build_array(
            excerpt.id, excerpt.exact, excerpt.translation, excerpt.translator, excerpt.document_id, excerpt.state
        ) ORDER BY quotation."order")
        FROM statements_quotation quotation JOIN sources_excerpt excerpt ON excerpt.id = quotation.excerpt_id
        WHERE quotation.report_id = report.id),
    document.id, document.title, document.author, document.published_on, document.published_before,
    document.address, document.language, outlet.name, outlet.reliability
FROM statements_report report
LEFT JOIN sources_document document ON document.id = report.document_id
LEFT JOIN sources_outlet outlet ON outlet.id = document.outlet_id
WHERE report.statement_id = ANY(%s)
ORDER BY report.id
"""


def told_by_another(speaker: Speaker | None, holders: Collection[Party], day: date) -> bool:
    """Whether the speaker's party on that day neither holds what is said nor belongs to a holder; unknown is no."""
    post = next(iter(posts_on(speaker.pk, day)), None) if speaker else None
    blocs = {party.pk for party in holders}
    if post is None or post.party_id in blocs:
        return False
    return not any(stay.bloc_id in blocs for stay in stays([post.party_id], day))


@prepared
def posts_on(speaker: int, day: date) -> QuerySet[Post]:
    """The posts that the speaker held that day, with the parties, the highest first."""
    return Post.objects.filter(speaker=speaker).on(day).select_related("party")


@prepared
def statements(pks: Collection[int], day: date, known: datetime) -> QuerySet[Statement]:
    """Those of these statements that were said by `day` and recorded by `known`."""
    return Statement.objects.filter(Among("pk", pks), said_on__lte=day, recorded_at__lte=known).quotable()


@prepared
def holders(statements: Collection[int]) -> QuerySet[Holder]:
    """Who holds these statements."""
    return Holder.objects.filter(Among("statement", statements)).order_by("id")


@prepared
def parties(pks: Collection[int]) -> QuerySet[Party]:
    return Party.objects.filter(Among("pk", pks))


def whose(statements: Collection[int]) -> list[Holder]:
    """Who holds these statements, with the parties: each read once, however many statements it holds."""
    held = holders(statements)
    by_pk = {party.pk: party for party in parties({each.party_id for each in held})}
    for each in held:
        each.party = by_pk[each.party_id]
    return held


def with_reports(quotable: Iterable[Statement], *more: str) -> list[Statement]:
    """The statements with all that a quotation shows, in a fixed number of queries.

    `held` of each are its holders, `carriers` how it reached us; `more` is read along, such as "held__party".
    """
    found = {statement.pk: statement for statement in quotable}
    carriers = carriers_of(found.values())
    for pk, statement in found.items():
        statement.held, statement.carriers = [], carriers[pk]
    for holder in whose(found) if "held__party" in more else holders(found):
        found[holder.statement_id].held.append(holder)
    whole = list(found.values())
    prefetch_related_objects(whole, *more)
    return whole


def carriers_of(statements: Iterable[Statement]) -> Mapping[int, list[ReportRow]]:
    """The texts that carry each statement, by its id: what a page shows of them, not their words in full."""
    found: dict[int, list[ReportRow]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(CARRIERS, [[statement.pk for statement in statements]])
        for statement, mode, direct, chain, quoted, *text in cursor.fetchall():
            document = DocumentRow(*text) if text[0] else None
            relays, excerpts = map(RelayRow.read, chain or ()), starmap(ExcerptRow, quoted or ())
            found[statement].append(ReportRow(mode, direct, document, list(relays), list(excerpts)))
    return found


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
