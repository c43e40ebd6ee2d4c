"""The side by side, made ready."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import escape
from itertools import batched, combinations
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.queries import with_options
from tracker.agenda.when import When
from tracker.analysis.verdict import RULE, Verdict
from tracker.base.direction import isolated
from tracker.compare import abreast, drawings, words
from tracker.compare.comparison import Cell, Comparison, Pair, Row
from tracker.compare.filters import Narrowed
from tracker.compare.movement import sinces
from tracker.compare.quotes import quotes
from tracker.compare.shown import markup, noted
from tracker.compare.shown.cells import ShownRow, row
from tracker.compare.shown.past import in_time
from tracker.history import diff
from tracker.positions import pictures
from tracker.positions.words import measured, roots

SCREEN = 50  # issues that are shown whole at once, and lines of "how far apart"
CHOICES = 8  # parties that are offered in a row; more are folded
COLUMNS = 6  # that can still be read side by side
QUOTED = 3  # statements of a party that are quoted on an issue; the others are with its position


def section(comparison: Comparison, given: Row, when: When) -> ShownRow:
    """One issue, made ready for the side by side."""
    shown, pair = row(comparison, given, when), given.widest
    if given.issue.scaled:
        shown.svg = drawings.row(given)
    if pair:
        shown.shared, shown.divides = words.shared(pair), words.divides(pair)
        shown.pieces, shown.pieces_of = differing(pair)
        if pair.gap is None:
            shown.gap_words = words.why_no_gap(pair)
    if comparison.itself and pair:
        shown.shared, shown.divides = words.stayed(pair), words.altered(pair)
        shown.verdict_words, shown.gap_moved = words.capital(words.became(comparison, given)), ""
        shown.gap_words = _("of the scale") if pair.gap else ""
        for each in shown.cells:
            each.nothing = _("Nothing on record on %(day)s") % {"day": each.party}
    elif what := words.rests_on(given):
        shown.rests = _("rests on %(what)s") % {"what": what}
    if not comparison.itself:
        shown.moves = [moves(comparison, each) for each in given.cells if words.moved(comparison, each)]
    if not comparison.itself:
        write(shown, given, when)
    quoted = 0
    for each, of in zip(shown.cells, given.cells, strict=True):
        each.quotes = list(quotes(comparison, of, QUOTED))
        each.by_statements = words.by_statements(comparison, of)
        quoted += len(of.backing.weighed)
        if rest := len(of.backing.weighed) - len(each.quotes):
            each.more = ngettext("%(n)s more of %(party)s", "%(n)s more of %(party)s", rest) % {
                "n": rest,
                "party": isolated(of.party),
            }
    if quoted:
        shown.counted = ngettext("%(n)s quotation", "%(n)s quotations", quoted) % {"n": quoted}
    return shown


def write(shown: ShownRow, given: Row, when: When) -> None:
    """The analysts' notes, and where one is written on the pair that has the widest gap."""
    for note in given.notes:
        pair = [note.one, note.other]
        whose = " – ".join(isolated(party) for party in pair) if len(given.cells) > 2 else ""
        shown.notes.append((whose, note.text, noted.signed(note), noted.address(given, pair, when)))
    if given.widest:
        pair = [given.widest.a.party, given.widest.b.party]
        if {party.pk for party in pair} not in [{note.one_id, note.other_id} for note in given.notes]:
            shown.add_note = noted.address(given, pair, when)


def differing(pair: Pair) -> tuple[list[diff.Piece], str]:
    """The words in which their summaries differ, where these share more than half of them; and whose are whose."""
    if not (pair.a.reading and pair.b.reading):
        return [], ""
    one, other = pair.a.reading.summary, pair.b.reading.summary
    these, those = set(one.lower().split()), set(other.lower().split())
    if one == other or 4 * len(these & those) <= len(these) + len(those):
        return [], ""
    said = _("Struck out: only %(a)s says so. Underlined: only %(b)s.")
    return diff.compare(one, other), said % {"a": isolated(pair.a.party), "b": isolated(pair.b.party)}


def moves(comparison: Comparison, given: Cell) -> str:
    """What a party's move was, from where to where."""
    kind = words.moved(comparison, given)
    if given.before and given.reading and given.before.stated is not None and given.reading.stated is not None:
        ends = (measured(value, given.issue) for value in (given.before.stated, given.reading.stated))
        return _("%(party)s %(kind)s, from %(was)s to %(now)s") % dict(
            zip(("party", "kind", "was", "now"), (isolated(given.party), kind, *ends), strict=True)
        )
    return f"{isolated(given.party)}: {kind}"


@dataclass(frozen=True)
class Line:
    """An issue in "how far apart"."""

    slug: str
    title: str
    svg: SafeString
    gap: str
    verdict: str
    became: str = ""  # in its place, of one party against itself


@dataclass(frozen=True)
class Later:
    """Issues that are read when they come into view: until then their number and title hold their place."""

    start: int  # the place of the first
    end: int
    rows: Sequence[Row]
    query: str  # the address without its question mark

    @property
    def unprinted(self) -> str:
        values = {"start": self.start, "end": self.end}
        return _("Issues %(start)s to %(end)s are not printed here: “Show all to print” shows them.") % values

    def drawn(self) -> Iterator[SafeString]:
        """Each issue's place."""
        return map(markup.waits, self.rows)

    @property
    def words(self) -> str:
        return _("Show issues %(start)s to %(end)s") % {"start": self.start, "end": self.end}


@dataclass
class Side:
    """The side by side, made ready."""

    heading: str
    sentence: str
    table: list[Party]  # who can be compared
    parties: list[Party]  # who is
    sections: list[ShownRow]
    widest: list[Line]
    distances: list[tuple[str, str, str, str]]  # its name, the figure, what it rests on, how it changed
    counts: list[tuple[str, int]]  # verdict, how many issues: those that occur
    became: list[tuple[str, int]] = field(default_factory=list)  # the same of one party against itself
    alone: Party | None = None  # who is compared with itself
    issues: int = 0  # on the agenda
    kept: int = 0  # by the filter
    later: list[Later] = field(default_factory=list)
    start: int = 1
    more_lines: str = ""  # "All 500 issues": what is folded away of "how far apart"
    parts: markup.Parts = field(default_factory=markup.Parts)

    @property
    def steered(self) -> bool:
        """Whether one can choose what is compared: there are issues, and parties to choose among."""
        return bool(self.issues) and self.seated

    @property
    def seated(self) -> bool:
        """Whether two sit at the table."""
        return len(self.table) > 1

    @property
    def compares(self) -> bool:
        """Whether there is a comparison: issues, and two parties."""
        return bool(self.issues) and len(self.parties) > 1

    @cached_property
    def others(self) -> list[SafeString]:
        """Who could be compared as well."""
        chosen = {party.pk for party in self.chosen}
        return [markup.offered(party) for party in self.table if party.pk not in chosen]

    @property
    def chosen(self) -> list[Party]:
        return [self.alone] if self.alone else self.parties

    @property
    def many(self) -> bool:
        """Whether these are too many to stand side by side."""
        return len(self.others) > CHOICES

    @property
    def columns(self) -> str:
        """The class that says into how many columns a section parts; two need none."""
        return f"cols-{len(self.parties)}" if len(self.parties) > 2 else ""

    def drawn(self) -> Iterator[SafeString]:
        """The sections as they are sent; the quotations of the first are open."""
        for place, each in enumerate(self.sections):
            yield markup.section(each, self.parts, opened=place == 0 and self.start == 1)


@dataclass
class Asked:
    """What the address asks of the side by side."""

    when: When
    parties: list[Party]
    narrow: Narrowed
    start: int = 1
    whole: bool = False  # all of it, for print
    writes: bool = False  # whether the reader may write notes
    all_lines: bool = False  # of "how far apart"
    told: str = ""  # who is compared in the place of whom the address asks for

    @cached_property
    def here(self) -> str:
        """Parties, filter and dates as an address."""
        parties = [("party", party.slug) for party in self.parties]
        return "&".join(filter(None, [urlencode(parties), self.narrow.query, self.when.query]))

    def instead(self, parties: Sequence[Party]) -> str:
        """The same address with these parties."""
        chosen = urlencode([("party", party.slug) for party in parties])
        return "&".join(filter(None, [chosen, self.narrow.query, self.when.query]))

    @property
    def unfiltered(self) -> str:
        return "&".join(filter(None, [urlencode([("party", each.slug) for each in self.parties]), self.when.query]))

    def at(self, start: int) -> str:
        return "&".join(filter(None, [self.here, f"start={start}"]))


def side(asked: Asked) -> tuple[Comparison, Side]:
    """Two to six parties over all issues; whole those of one screen, in the order and as narrowed as asked."""
    when, narrow = asked.when, asked.narrow
    comparison = abreast.abreast(when.negotiation, asked.parties, narrow, **when.asked)
    kept = narrow.kept(narrow.sort(comparison.leaves))
    start = asked.start if asked.start <= len(kept) else 1
    shown = kept if asked.whole else kept[start - 1 : start - 1 + SCREEN]
    lines = sorted(kept, key=lambda each: (each.dropped, each.gap is None, -(each.gap or 0)))
    folded = lines if asked.whole or asked.all_lines else lines[:SCREEN]
    with_options({row.issue.pk: row.issue for row in [*shown, *folded]}.values())
    comparison = abreast.told(comparison, shown)
    sections = [section(comparison, comparison.by_issue[each.issue.pk], when) for each in shown]
    made = Side(
        heading=heading(comparison, when),
        sentence=words.first_sentence(comparison),
        table=when.negotiation.table,
        parties=comparison.parties,
        sections=sections,
        widest=[line(comparison, each) for each in folded],
        distances=distances(comparison),
        counts=[(word.value, number) for word in Verdict if (number := comparison.verdicts[word])],
        became=became(comparison),
        alone=comparison.itself,
        issues=len(comparison.leaves),
        kept=len(kept),
        later=[] if asked.whole else later(kept, start - 1 + len(shown), asked),
        start=start,
        more_lines="" if len(folded) == len(lines) else _("Show all %(n)s issues") % {"n": len(lines)},
    )
    made.parts = parts(comparison, made, asked)
    made.parts.notes = {}
    return comparison, made


def parts(comparison: Comparison, made: Side, asked: Asked) -> markup.Parts:
    heads = (
        (_("What stayed"), _("What changed")) if comparison.itself else (_("What they share"), _("What divides them"))
    )
    return markup.Parts(made.columns, roots(), heads, asked.writes, escape(asked.here))


def heading(comparison: Comparison, when: When) -> str:
    """Who is compared: "NATO and Russia, issue by issue", "Russia, Lisbon summit and today"."""
    if comparison.itself:
        values = {"party": isolated(comparison.itself), "then": when.since_words}
        if when.is_today:
            return _("%(party)s, %(then)s and today") % values
        return _("%(party)s, %(then)s and %(now)s") % {**values, "now": f"{when.day:%-d %b %Y}"}
    parties = words.listed([isolated(party) for party in comparison.parties])
    return _("%(parties)s, issue by issue") % {"parties": parties} if parties else str(when.negotiation)


def became(comparison: Comparison) -> list[tuple[str, int]]:
    """On how many issues the party softened, hardened, stayed; the most first."""
    if not comparison.itself:
        return []
    return Counter(words.capital(words.became(comparison, row)) for row in comparison.leaves).most_common()


def later(kept: Sequence[Row], begin: int, asked: Asked) -> list[Later]:
    """What comes after the screen, by the screen."""
    found = []
    for group in batched(kept[begin:], SCREEN):
        found.append(Later(begin + 1, begin + len(group), group, asked.at(begin + 1)))
        begin += len(group)
    return found


def further(asked: Asked) -> Side:
    """One further screen of sections alone. In the agenda's own order it asks nothing of the other issues."""
    when, narrow = asked.when, asked.narrow
    begin = asked.start - 1
    only = None if narrow.active or narrow.order else slice(begin, begin + SCREEN)
    comparison = abreast.abreast(when.negotiation, asked.parties, narrow, only=only, **when.asked)
    kept = narrow.kept(narrow.sort(comparison.leaves))
    shown = kept if only else kept[begin : begin + SCREEN]
    with_options(row.issue for row in shown)
    comparison = abreast.told(comparison, shown)
    sections = [section(comparison, comparison.by_issue[each.issue.pk], when) for each in shown]
    made = Side("", "", [], comparison.parties, sections, [], [], [], start=asked.start)
    made.parts = parts(comparison, made, asked)
    return made


def line(comparison: Comparison, given: Row) -> Line:
    issue, became = given.issue, ""
    if comparison.itself:
        became, drawn = (
            words.capital(words.became(comparison, given)),
            drawings.line(replace(given, cells=given.cells[1:])),
        )
    else:
        drawn = drawings.line(given)
    return Line(issue.slug, issue.title, drawn, words.percent(given.gap), given.verdict.value, became)


def distances(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Each pair's distance with its coverage; no figure where too little is on record."""
    found = []
    parties: Sequence[Party] = comparison.parties
    if comparison.itself:
        between = comparison.between(0, 1)
        number = "–" if between.hidden or between.value is None else f"{between.value:.2f}"
        return [(_("How far it moved"), number, words.distance_words(between), "")]
    for one, other in combinations(comparison.compared, 2):
        between = comparison.between(one, other)
        number = "–" if between.hidden or between.value is None else f"{between.value:.2f}"
        shown = comparison.since and not between.hidden  # no change of a figure that rests on too little
        since = words.change_words(comparison, one, other) if shown else ""
        names = {"names": f"{isolated(parties[one])} – {isolated(parties[other])}"}
        name = _("Distance %(names)s") % names if len(parties) > 2 else _("Distance")
        found.append((name, number, words.distance_words(between), since))
    return found


def unfolded(asked: Asked) -> list[tuple[str, str]]:
    """What a bloc is exchanged for its members by, and they for it: words and address."""
    when, chosen = asked.when, asked.parties
    found: dict[int, tuple[Party, list[Party]]] = {}
    blocs = abreast.blocs_of(when.negotiation, when.day)
    for party in when.negotiation.table:
        if party.pk in blocs:
            found.setdefault(blocs[party.pk].pk, (blocs[party.pk], []))[1].append(party)
    links = []
    for bloc, members in found.values():
        if bloc in chosen:
            others = [party for party in chosen if party != bloc and party not in members]
            place = sum(party in others for party in chosen[: chosen.index(bloc)])
            shown = members[: COLUMNS - len(others)]
            words = _("%(bloc)s by its members") if shown == members else _("%(bloc)s by %(n)s of its members")
            exchanged = [*others[:place], *shown, *others[place:]]
            if shown:
                links.append((words % {"bloc": isolated(bloc), "n": len(shown)}, asked.instead(exchanged)))
        elif here := [party for party in chosen if party in members]:
            place = chosen.index(here[0])
            exchanged = [*chosen[:place], bloc, *(party for party in chosen[place:] if party not in members)]
            links.append((_("%(bloc)s as one") % {"bloc": isolated(bloc)}, asked.instead(exchanged)))
    return links


def side_made(request: HttpRequest, asked: Asked) -> dict[str, str]:
    """The side by side as words that last until a record changes: what its page is laid out with."""
    shown = side_page(asked)
    made: Side = shown["side"]
    return {
        "heading": made.heading,
        "sentence": made.sentence,
        "link": shown["link"],
        "here": asked.here,
        "steering": render_to_string("compare/_steering.html", shown, request),
        "pairs": render_to_string("compare/_pairs.html", shown, request),
    }


def side_page(asked: Asked) -> dict[str, Any]:
    """All that the side by side's templates need."""
    when, narrow = asked.when, asked.narrow
    comparison, made = side(asked)
    full = urlencode({"as_of": when.day.isoformat(), "known_at": copied(when)})
    since = f"since={quote_plus(when.since_slug)}" if when.since else ""
    parties = urlencode([("party", party.slug) for party in asked.parties])
    return {
        "negotiation": when.negotiation,
        "when": when,
        "comparison": comparison,
        "compared_with": words.then(comparison),
        "side": made,
        "here": asked.here,
        "unfiltered": asked.unfiltered,
        "unfiltered_path": f"{when.path}?{asked.unfiltered}",
        "link": f"{when.path}?{'&'.join(filter(None, [parties, narrow.query, full, since]))}",
        "sinces": sinces(when),
        "narrow": narrow,
        "told": asked.told,
        "blocs": [] if made.alone else unfolded(asked),
        "itself": [] if made.alone or not when.since else [(each, asked.instead([each])) for each in asked.parties],
        "shown": narrow.hidden_words(made.kept, made.issues),
        "whole": asked.whole,
        "rule": RULE,
        "roots": roots(),
        **in_time(comparison, when),
    }


def drawings_of(made: Side, when: When) -> dict[str, pictures.Picture]:
    """The scale of each issue as a picture, by the issue's slug."""
    found: dict[str, pictures.Picture] = {}
    for each in made.sections:
        found |= pictures.picture(each.row.issue.slug, each.svg, when, left=pictures.SCALE)
    return found


def copied(when: When) -> str:
    """The moment that a copied link writes out: what was known then stays what the reader sees."""
    moment = when.form.cleaned_data.get("known_at") or timezone.now() + timedelta(seconds=1)
    return moment.isoformat(timespec="microseconds" if when.known else "seconds")
