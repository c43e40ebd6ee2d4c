"""A comparison as prose: what it comes to, how far apart, each issue with its evidence, and the sources."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import combinations

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.agenda.when import When
from tracker.analysis.verdict import RULE
from tracker.base.direction import isolated
from tracker.compare import words
from tracker.compare.comparison import Comparison
from tracker.exchange.asked import Asked
from tracker.exchange.bibliography import Library, library
from tracker.exchange.paper import Block, Bullets, Grid, Heading, Named, Paper, Prose
from tracker.exchange.sections import FEW, section
from tracker.exchange.tables import Sheet
from tracker.exchange.words import lower, says_in_short, unapproved, unbacked, verdict_of
from tracker.positions.words import roots, weighting
from tracker.statements.counting import CREDIBILITY, RELIABILITY

ACROSS = 4  # parties in a table that still stands upright on the page


def summary(asked: Asked) -> Paper:
    """The comparison as prose: the sentence, the distance with its coverage, each issue with its evidence, sources."""
    comparison, moment = asked.comparison, timezone.now()
    books = library(comparison)
    return Paper(
        title=title(asked),
        about="" if asked.issues else comparison.negotiation.summary,
        sentence=sentence(comparison),
        facts=facts(asked, moment),
        blocks=blocks(comparison, books),
        sources=books.sources,
        headings={"sources": _("Sources")},
        running=(comparison.negotiation.title, point_in_time(comparison, asked.when)),
        made=_("Made"),
        moment=moment,
        author=asked.made_by,
        handling=asked.handling,
    )


def title(asked: Asked) -> str:
    """What it is about, and as of when."""
    of = asked.issues[0].issue.title if len(asked.issues) == 1 else asked.comparison.negotiation.title
    return _("%(subject)s, %(day)s") % {"subject": isolated(of), "day": f"{asked.comparison.day:%-d %B %Y}"}


def blocks(comparison: Comparison, books: Library) -> Iterator[Block]:
    """All issues at a glance, each by itself, and how to read it."""
    yield from glance(comparison)
    for row in comparison.rows:
        yield from section(comparison, row, books)
    yield Heading(_("How to read this"))
    yield from keys(comparison)


def glance(comparison: Comparison) -> Iterator[Block]:
    """How far apart they are, and every issue as one line."""
    if comparison.leaves:
        yield Heading(_("At a glance"))
        yield from map(Prose, distances(comparison))
        wide = len(comparison.parties) > ACROSS
        yield Grid(overview(comparison), _("All issues at a glance"), wide=wide)


def sentence(comparison: Comparison) -> str:
    """What it comes to, for a reader who stops there."""
    if len(comparison.parties) == 2:
        return words.first_sentence(comparison)
    if len(comparison.parties) != 1 or not comparison.leaves:
        return words.grid_sentence(comparison)
    (party,) = comparison.parties
    values = {"party": isolated(party), "number": comparison.on_record[party.pk], "total": len(comparison.leaves)}
    return _("%(party)s is on record on %(number)s of %(total)s issues.") % values


def facts(asked: Asked, moment: datetime, review: Sequence[Named] | None = None) -> list[Named]:
    """What was asked for, and who made it when; and what `review` says, or how many positions are not approved."""
    comparison, when = asked.comparison, asked.when
    if review is None:
        states = [cell.review for row in comparison.leaves for cell in row.cells if cell.reading]
        review = reviewed(states, _("positions"))
    workspace = comparison.negotiation.workspace
    made = f"{moment.astimezone(workspace.zone):%-d %B %Y, %H:%M} ({workspace.time_zone})"
    return [
        *([(_("Handling"), asked.handling)] if asked.handling else []),
        (_("Negotiation"), comparison.negotiation.title),
        *(
            [(_("Issues"), "; ".join(f"{row.number} {row.issue.title}" for row in asked.issues))]
            if asked.issues
            else []
        ),
        (_("Parties"), words.listed([isolated(party) for party in comparison.parties])),
        (_("As of"), f"{comparison.day:%-d %B %Y}"),
        (_("As known"), when.known or _("when this was made")),
        *([(_("Compared with"), then(when))] if when.since else []),
        *review,
        (_("Made"), _("%(moment)s, by %(who)s") % {"moment": made, "who": asked.made_by}),
    ]


def reviewed(states: Sequence[str], what: str) -> list[Named]:
    """How much of what is shown nobody has approved."""
    return [(_("Review"), unapproved(states, what) or _("approved throughout"))] if states else []


def point_in_time(comparison: Comparison, when: When) -> str:
    """As of when, and as known when."""
    values = {"day": f"{comparison.day:%-d %B %Y}", "known": when.known or _("when this was made")}
    return _("As of %(day)s, as known %(known)s") % values


def then(when: When) -> str:
    """The day compared with, and the meeting that it is."""
    day = f"{when.since:%-d %B %Y}"
    return f"{when.since_words}, {day}" if when.since_slug in {meeting.slug for meeting in when.meetings} else day


def distances(comparison: Comparison) -> list[str]:
    """How far apart each pair is that is compared, with what that rests on."""
    places = comparison.compared
    if len(places) > FEW:
        return [_("Distances are listed for up to %(few)s parties: choose fewer to see them.") % {"few": FEW}]
    return [distance(comparison, one, other) for one, other in combinations(places, 2)]


def distance(comparison: Comparison, one: int, other: int) -> str:
    found, parties = comparison.between(one, other), comparison.parties
    rests = lower(words.distance_words(found)).rstrip(".")
    if found.value is not None and not found.hidden:
        values = {"value": f"{found.value:.2f}", "rests": rests}
        rests = _("distance %(value)s (0 the same, 1 opposite ends), %(rests)s") % values
    said = f"{isolated(parties[one])} – {isolated(parties[other])}: {rests}."
    if comparison.since is None or len(parties) == 2:  # of two the first sentence has said it
        return said
    return f"{said} {words.change_words(comparison, one, other)}"


def overview(comparison: Comparison) -> Sheet:
    """All issues at a glance."""
    several = len(comparison.parties) > 1
    results = [_("Gap"), _("Verdict")] if several else []
    rows = [
        [
            f"{row.number} {row.issue.title}",
            *(says_in_short(cell) for cell in row.cells),
            *([words.percent(row.gap), verdict_of(row)] if several else []),
        ]
        for row in comparison.leaves
    ]
    return Sheet([_("Issue"), *(str(party) for party in comparison.parties), *results], rows)


def keys(comparison: Comparison) -> Iterator[Bullets]:
    """How to read what stands above."""
    half_life = comparison.negotiation.workspace.half_life
    marked = [assessment()] if any(map(unbacked, comparison.leaves)) else []
    yield Bullets(_("Verdicts: the first of these that holds"), [*verdict_rules(), *marked])
    yield from grades()
    yield Bullets(
        _("Evidence"),
        [
            roots(),
            *([against()] if comparison.since else []),
            _("By its statements: %(weighting)s.") % {"weighting": weighting(half_life)},
            _("Nothing on record is not neutrality: nobody has recorded what that party wants."),
            _("Quotation marks stand only round verbatim words; the others are an outlet’s or our own."),
        ],
    )


def against() -> str:
    """By what a move is told to soften or to harden: here, and where each is listed."""
    return _(
        "What moved since a day is measured against what the others want on the day shown; a list of what moved "
        "measures each step against what they wanted on its own day."
    )


def verdict_rules() -> list[str]:
    """Each verdict with when it holds, the first that does: "Agreed: the issue is …"."""
    return [" ".join(line.split()) for line in re.split(r"\n(?=[A-Z][a-z ]+: )", RULE)][1:]


def assessment() -> str:
    """What the word behind a verdict means."""
    return _("A verdict is an assessment where a position that it rests on has no supporting statement.")


def grades() -> Iterator[Bullets]:
    """What the letter and the figure of a grade mean."""
    yield Bullets(
        _("Grades: the letter is the source’s"), [f"{letter}: {words}" for letter, words in RELIABILITY.items()]
    )
    yield Bullets(
        _("Grades: the figure is the statement’s"), [f"{number}: {words}" for number, words in CREDIBILITY.items()]
    )
