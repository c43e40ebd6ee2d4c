"""What moved, as a paper and as a sheet: each reading that took effect, with what it rests on."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.agenda.queries import with_options
from tracker.base.direction import isolated
from tracker.compare.movement import ShownMove, kind_words, row, stood
from tracker.compare.moves import Move, in_negotiation, moves
from tracker.compare.quotes import quoted
from tracker.exchange.asked import Asked
from tracker.exchange.bibliography import Library
from tracker.exchange.book import properties
from tracker.exchange.paper import Block, Bullets, Grid, Heading, Named, Paper, Prose
from tracker.exchange.sections import citation
from tracker.exchange.sheet import per_cent
from tracker.exchange.summary import facts, grades, point_in_time, reviewed
from tracker.exchange.tables import Book, Sheet, Value
from tracker.positions.queries import Backing, backing, review_states

QUOTED = 3  # of the statements behind a move, in a paper


def moved(asked: Asked) -> list[Move]:
    """The moves of the parties and issues asked for, newest first."""
    comparison = asked.comparison
    found = in_negotiation(comparison.negotiation, comparison.day, comparison.known, since=comparison.since)
    chosen = list(
        found.filter(position__party__in=comparison.parties, position__issue__in=comparison.by_issue).select_related(
            "recorded_by__user"
        )
    )
    with_options(reading.position.issue for reading in chosen)
    return moves(chosen, comparison.day, comparison.known)


def sheet(asked: Asked) -> Sheet:
    """One row for each reading that took effect."""
    headings = [
        _("From"), _("Party"), _("Issue"), _("What moved"), _("Recorded as"), _("Before"), _("Now"), _("Value before"),
        _("Value now"), _("In per cent of the scale"), _("What else changed"), _("Summary"), _("Supporting statements"),
        _("Recorded by"), _("Recorded at"), _("Issue slug"), _("Party slug"),
    ]  # fmt: skip
    return Sheet(headings, [line(move, told(asked, move)) for move in moved(asked)])


def book(asked: Asked) -> Book:
    """The same as a book of one sheet."""
    return Book(_("What moved"), properties(asked, timezone.now()), [(_("What moved"), sheet(asked))], asked.handling)


def told(asked: Asked, move: Move) -> ShownMove:
    """The move as the pages say it."""
    negotiation = asked.comparison.negotiation
    return row(move, negotiation.workspace.slug, negotiation.slug, "")


def line(move: Move, shown: ShownMove) -> list[Value]:
    reading, before, issue = move.reading, move.before, move.reading.position.issue
    party = reading.position.party
    return [
        reading.effective.iso(), str(party), issue.title, kind_words(move.kind), str(reading.get_why_display()),
        stood(before, issue) if before else None, stood(reading, issue), before.stated if before else None,
        reading.stated, per_cent(move.size), "; ".join(shown.otherwise), reading.summary, move.count,
        str(reading.recorded_by), reading.recorded_at.isoformat(timespec="seconds"), issue.slug, party.slug,
    ]  # fmt: skip


def paper(asked: Asked) -> Paper:
    """The moves at a glance, then each with the newest words behind it."""
    comparison, when, moment, books = asked.comparison, asked.when, timezone.now(), Library()
    found = moved(asked)
    values = {"negotiation": isolated(comparison.negotiation.title), "day": f"{comparison.day:%-d %B %Y}"}
    return Paper(
        title=_("What moved: %(negotiation)s, %(day)s") % values,
        about="",
        sentence=sentence(asked, found),
        facts=facts(asked, moment, reviews(asked, found)),
        blocks=blocks(asked, found, books),
        sources=books.sources,
        headings={"sources": _("Sources")},
        running=(comparison.negotiation.title, point_in_time(comparison, when)),
        made=_("Made"),
        moment=moment,
        author=asked.made_by,
        handling=asked.handling,
    )


def reviews(asked: Asked, found: Sequence[Move]) -> list[Named]:
    """How many of the readings that took effect nobody has approved."""
    states = review_states([move.reading for move in found], asked.comparison.known)
    return reviewed([states.get(move.reading.pk, "") for move in found], _("readings"))


def sentence(asked: Asked, found: Sequence[Move]) -> str:
    """How much moved, for who stops there."""
    since = asked.when.since_words
    values = {
        "n": len(found),
        "day": f"{asked.comparison.day:%-d %B %Y}",
        "since": f"{asked.comparison.since:%-d %B %Y}" if since else "",
    }
    if since:
        said = ngettext("%(n)s reading took effect between %(since)s and %(day)s.",
                        "%(n)s readings took effect between %(since)s and %(day)s.", len(found))  # fmt: skip
    else:
        said = ngettext("%(n)s reading took effect by %(day)s.", "%(n)s readings took effect by %(day)s.", len(found))
    return said % values


def blocks(asked: Asked, found: Sequence[Move], books: Library) -> Iterator[Block]:
    if found:
        yield Heading(_("At a glance"))
        yield glance(asked, found)
    comparison = asked.comparison
    behind = backing(
        [move.reading for move in found],
        comparison.day,
        comparison.known,
        comparison.negotiation.workspace.half_life,
    )
    books.know(said.speaker_id for each in behind.values() for _link, said in each.weighed)
    for move in found:
        yield from one(move, behind[move.reading.pk], asked, books)
    yield Heading(_("How to read this"))
    yield Bullets("", [_("Softened: nearer to the mean of what the other counted parties stated on that day."),
                       _("Hardened: farther from it.")])  # fmt: skip
    yield from grades()


def glance(asked: Asked, found: Sequence[Move]) -> Grid:
    headings = [_("From"), _("Party"), _("Issue"), _("Before"), _("Now"), _("What moved"), _("Statements")]
    rows: list[list[Value]] = []
    for move in found:
        reading, shown = move.reading, told(asked, move)
        party, issue = str(reading.position.party), reading.position.issue
        words = ", ".join(filter(None, [shown.words, shown.size]))
        rows.append([str(reading.effective), party, issue.title, shown.was, shown.now, words, move.count])
    return Grid(Sheet(headings, rows), _("All moves at a glance"))


def one(move: Move, behind: Backing, asked: Asked, books: Library) -> Iterator[Block]:
    """A move with what else changed, and the words behind it."""
    reading, shown = move.reading, told(asked, move)
    party, issue = reading.position.party, reading.position.issue
    yield Heading(f"{reading.effective}: {isolated(party)}, {isolated(issue.title)}", 2)
    way = f"{shown.was} → {shown.now}" if shown.was and shown.was != shown.now else shown.now
    said = [way, shown.size, shown.words, *shown.otherwise]
    yield Prose("; ".join(filter(None, said)) + ".")
    if reading.summary:
        yield Prose(reading.summary, "question")
    workspace = asked.comparison.negotiation.workspace.slug
    for link, statement in behind.weighed[:QUOTED]:
        yield citation(quoted(link, statement, party, workspace), party, books)
