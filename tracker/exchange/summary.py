"""A comparison as prose: what it comes to, how far apart, each issue with its evidence, and the sources."""

import re
from datetime import datetime
from itertools import combinations

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.agenda.when import When
from tracker.analysis.verdict import RULE
from tracker.base.direction import isolated
from tracker.compare import words
from tracker.compare.queries import Comparison
from tracker.exchange.bibliography import library
from tracker.exchange.sections import FEW, section
from tracker.exchange.tables import Named, Sheet, Summary
from tracker.exchange.words import lower, says, verdict_words
from tracker.positions.words import weighting
from tracker.statements.counting import CREDIBILITY, RELIABILITY


def summary(comparison: Comparison, when: When, made_by: str) -> Summary:
    """The comparison as prose: the sentence, the distance with its coverage, each issue with its evidence, sources."""
    books, moment = library(comparison), timezone.now()
    sections = [section(comparison, row, books) for row in comparison.rows]
    values = {"negotiation": comparison.negotiation.title, "day": f"{comparison.day:%-d %B %Y}"}
    return Summary(
        title=_("%(negotiation)s, %(day)s") % values,
        about=comparison.negotiation.summary,
        sentence=sentence(comparison),
        facts=facts(comparison, when, moment, made_by),
        distances=distances(comparison),
        overview=overview(comparison),
        sections=sections,
        keys=keys(comparison),
        sources=books.sources,
        headings={"overview": _("At a glance"), "keys": _("How to read this"), "sources": _("Sources")},
        running=(comparison.negotiation.title, point_in_time(comparison, when)),
        made=_("Made"),
        moment=moment,
        author=made_by,
    )


def sentence(comparison: Comparison) -> str:
    """What it comes to, for a reader who stops there."""
    if len(comparison.parties) == 2:
        return words.first_sentence(comparison)
    if len(comparison.parties) != 1 or not comparison.leaves:
        return words.grid_sentence(comparison)
    (party,) = comparison.parties
    values = {"party": isolated(party), "number": comparison.on_record[party.pk], "total": len(comparison.leaves)}
    return _("%(party)s is on record on %(number)s of %(total)s issues.") % values


def facts(comparison: Comparison, when: When, moment: datetime, made_by: str) -> list[Named]:
    """What was asked for, and who made it when."""
    workspace = comparison.negotiation.workspace
    made = f"{moment.astimezone(workspace.zone):%-d %B %Y, %H:%M} ({workspace.time_zone})"
    return [
        (_("Parties"), words.listed([isolated(party) for party in comparison.parties])),
        (_("As of"), f"{comparison.day:%-d %B %Y}"),
        (_("As known"), when.known or _("when this was made")),
        *([(_("Compared with"), then(when))] if when.since else []),
        (_("Made"), _("%(moment)s, by %(who)s") % {"moment": made, "who": made_by}),
    ]


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
    return f"{said} {words.change_words(comparison.changed(one, other), words.then(comparison))}"


def overview(comparison: Comparison) -> Sheet:
    """All issues at a glance."""
    several = len(comparison.parties) > 1
    results = [_("Gap"), _("Verdict")] if several else []
    rows = [
        [
            f"{row.number} {row.issue.title}",
            *(says(cell) for cell in row.cells),
            *([words.percent(row.gap), verdict_words(row.verdict)] if several else []),
        ]
        for row in comparison.leaves
    ]
    return Sheet([_("Issue"), *(str(party) for party in comparison.parties), *results], rows)


def keys(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """How to read what stands above."""
    half_life = comparison.negotiation.workspace.half_life
    verdicts = [" ".join(line.split()) for line in re.split(r"\n(?=[A-Z][a-z ]+: )", RULE)]
    return [
        (_("Verdicts: the first of these that holds"), verdicts[1:]),
        (_("Grades: the letter is the source’s"), [f"{letter}: {words}" for letter, words in RELIABILITY.items()]),
        (_("Grades: the figure is the statement’s"), [f"{number}: {words}" for number, words in CREDIBILITY.items()]),
        (
            _("Evidence"),
            [
                words.roots(),
                _("By its statements: %(weighting)s.") % {"weighting": weighting(half_life)},
                _("Nothing on record is not neutrality: nobody has recorded what that party wants."),
                _("Quotation marks stand only round verbatim words; the others are an outlet’s or our own."),
            ],
        ),
    ]
