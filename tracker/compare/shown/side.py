"""The side by side, made ready."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.analysis.verdict import RULE, Verdict
from tracker.base.direction import isolated
from tracker.compare import drawings, words
from tracker.compare.queries import Cell, Comparison, Row
from tracker.compare.quotes import quotes
from tracker.compare.shown.cells import ShownRow, row
from tracker.compare.shown.past import in_time
from tracker.positions.words import measured


def section(comparison: Comparison, given: Row, when: When) -> ShownRow:
    """One issue, made ready for the side by side."""
    shown, pair = row(comparison, given, when), given.widest
    if given.issue.scaled:
        shown.svg = drawings.row(given)
    shown.line = drawings.line(given)
    if pair:
        shown.shared, shown.divides = words.shared(pair), words.divides(pair)
        if pair.gap is None:
            shown.gap_words = words.why_no_gap(pair)
    if what := words.rests_on(given):
        shown.rests = _("rests on %(what)s") % {"what": what}
    shown.moves = [moves(comparison, each) for each in given.cells if words.moved(comparison, each)]
    for each, of in zip(shown.cells, given.cells, strict=True):
        each.quotes = list(quotes(comparison, of))
        each.by_statements = words.by_statements(comparison, of)
    quoted = sum(len(each.quotes) for each in shown.cells)
    if quoted:
        shown.counted = ngettext("%(n)s quotation", "%(n)s quotations", quoted) % {"n": quoted}
    return shown


def moves(comparison: Comparison, given: Cell) -> str:
    """What a party's move was, from where to where."""
    kind = words.moved(comparison, given)
    if given.before and given.reading and given.before.stated is not None and given.reading.stated is not None:
        ends = (measured(value, given.issue) for value in (given.before.stated, given.reading.stated))
        return _("%(party)s %(kind)s, from %(was)s to %(now)s") % dict(
            zip(("party", "kind", "was", "now"), (isolated(given.party), kind, *ends), strict=True)
        )
    return f"{isolated(given.party)}: {kind}"


@dataclass
class Side:
    """The side by side, made ready."""

    heading: str
    sentence: str
    table: list[Party]  # who can be compared
    parties: list[Party]  # who is
    sections: list[ShownRow]
    widest: list[ShownRow]
    distances: list[tuple[str, str, str, str]]  # its name, the figure, what it rests on, how it changed
    counts: list[tuple[str, int]]  # verdict, how many issues: those that occur

    @property
    def steered(self) -> bool:
        """Whether one can choose what is compared: there are issues, and parties to choose among."""
        return bool(self.sections) and self.seated

    @property
    def seated(self) -> bool:
        """Whether two sit at the table."""
        return len(self.table) > 1

    @property
    def compares(self) -> bool:
        """Whether there is a comparison: issues, and two parties."""
        return bool(self.sections) and len(self.parties) > 1

    @property
    def columns(self) -> str:
        """The class that says into how many columns a section parts; two need none."""
        return f"cols-{len(self.parties)}" if len(self.parties) > 2 else ""


def side(comparison: Comparison, when: When) -> Side:
    """Two to six parties over all issues."""
    sections = {each.issue.pk: section(comparison, each, when) for each in comparison.leaves}
    parties = words.listed([isolated(party) for party in comparison.parties])
    return Side(
        heading=_("%(parties)s, issue by issue") % {"parties": parties} if parties else str(when.negotiation),
        sentence=words.first_sentence(comparison),
        table=when.negotiation.table,
        parties=comparison.parties,
        sections=list(sections.values()),
        widest=[sections[each.issue.pk] for each in comparison.widest_first],
        distances=distances(comparison),
        counts=[(word.value, number) for word in Verdict if (number := comparison.verdicts[word])],
    )


def distances(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Each pair's distance with its coverage; no figure where too little is on record."""
    found = []
    parties: Sequence[Party] = comparison.parties
    for one, other in combinations(comparison.compared, 2):
        between = comparison.between(one, other)
        number = "–" if between.hidden or between.value is None else f"{between.value:.2f}"
        shown = comparison.since and not between.hidden  # no change of a figure that rests on too little
        since = words.change_words(comparison.changed(one, other), words.then(comparison)) if shown else ""
        names = {"names": f"{isolated(parties[one])} – {isolated(parties[other])}"}
        name = _("Distance %(names)s") % names if len(parties) > 2 else _("Distance")
        found.append((name, number, words.distance_words(between), since))
    return found


def side_page(comparison: Comparison, when: When) -> dict[str, Any]:
    """All that the side by side's template needs beside the negotiation and the time."""
    chosen = comparison.parties
    here = "&".join([*(f"party={party.slug}" for party in chosen), *filter(None, [when.query])])
    full = urlencode({"as_of": when.day.isoformat(), "known_at": copied(when)})
    since = f"&since={quote_plus(when.since_slug)}" if when.since else ""
    issues = len(comparison.leaves)
    return {
        "comparison": comparison,
        "compared_with": words.then(comparison),
        "side": side(comparison, when),
        "here": here,
        "link": f"{when.path}?{'&'.join(f'party={party.slug}' for party in chosen)}&{full}{since}",
        "sinces": [
            (meeting.slug, f"{meeting.name}, {meeting.held}", when.since_slug == meeting.slug)
            for meeting in when.meetings
            if meeting.held.last <= when.day or when.since_slug == meeting.slug
        ],
        "shown": ngettext("%(n)s issue shown", "All %(n)s issues shown", issues) % {"n": issues},
        "rule": RULE,
        "roots": words.roots(),
        **in_time(comparison, when),
    }


def copied(when: When) -> str:
    """The moment that a copied link writes out: what was known then stays what the reader sees."""
    moment = when.form.cleaned_data.get("known_at") or timezone.now() + timedelta(seconds=1)
    return moment.isoformat(timespec="microseconds" if when.known else "seconds")
