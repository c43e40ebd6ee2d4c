"""All distances at one point in time, what each rests on, and how they came about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import starmap
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.analysis.distance import Distance, Part, parts
from tracker.base.direction import isolated
from tracker.base.numbers import percent
from tracker.base.shown import Shown
from tracker.compare import words
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.compare.comparison import Pair as OnIssue
from tracker.compare.curves import Curve, curves
from tracker.compare.heat import Square, heat
from tracker.compare.movement import sinces
from tracker.compare.pairs import Pair, crowd, distances, named, of_each, seriated
from tracker.compare.shades import shades
from tracker.compare.shown.past import in_time
from tracker.compare.through_time import Course
from tracker.positions.pictures import Picture, picture
from tracker.positions.spells import gatherings

LISTED = 200  # pairs of a crowd in the table, beside those picked; each party has a table of its own


@dataclass
class ShownPair(Shown):
    """Two parties, as the table prints them."""

    one: Party
    other: Party
    slug: str  # "nato,russia"
    href: str
    picked: bool
    distance: str
    coverage: str
    issues: int
    why: str  # why there is no figure
    widest: str = ""
    widest_gap: str = ""
    widest_href: str = ""
    changed: str = ""


@dataclass
class ShownPart(Shown):
    """What one issue gives to a distance, or why it gives nothing."""

    title: str
    href: str
    gap: str
    weight: str
    assumed: bool
    share: str
    why: str


@dataclass
class Opened(Shown):
    """A distance, opened."""

    pair: ShownPair
    sum: str
    counted: list[ShownPart]
    left: list[ShownPart]


@dataclass
class Distances:
    """The page."""

    sentence: str
    parties: list[Party]
    pairs: list[ShownPair] = field(default_factory=list)  # the farthest apart first, those without a figure last
    crowd: bool = False  # the map has shades alone, and the table the pairs of one party or the farthest apart
    of: Party | None = None  # whose pairs are listed
    others: int = 0  # pairs of everybody that are not listed
    opened: list[Opened] = field(default_factory=list)
    days: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)  # with figure and coverage by pair
    left: int = 0  # days that found no room
    pictures: dict[str, Picture] = field(default_factory=dict)


def distances_page(
    comparison: Comparison, when: When, picks: Sequence[Pair], course: Course | None, of: int | None
) -> dict[str, Any]:
    """All that the template needs beside the negotiation and the time; `of`: the place of whose pairs are listed."""
    return {
        "shown": shown(comparison, when, picks, course, of),
        "compared_with": words.then(comparison),
        "sinces": sinces(when),
        **in_time(comparison, when),
    }


def shown(
    comparison: Comparison, when: When, picks: Sequence[Pair], course: Course | None, of: int | None
) -> Distances:
    parties = comparison.negotiation.counted
    if len(parties) < 2 or not comparison.leaves or course is None:
        return Distances(_("There is no distance to measure yet."), parties)
    found, many = distances(comparison), crowd(parties)
    chosen = [] if many and not any(when.given.getlist("pair")) else picks  # what nobody picked is in no list of many
    listed = farthest_first(found, of, LISTED if many and of is None else len(found), chosen)

    def row(pair: Pair) -> ShownPair:
        return pair_of(comparison, when, pair, found[pair], pair in chosen)

    rows = {pair: row(pair) for pair in (listed if many else found)}
    for pair in listed:
        tell(rows[pair], comparison, when, pair, found[pair])
    return Distances(
        sentence(comparison, found),
        parties,
        [rows[pair] for pair in listed],
        many,
        None if of is None else parties[of],
        len(found) - len(listed) if of is None else 0,
        [opened(comparison, when, pair, rows.get(pair) or row(pair)) for pair in picks],
        [
            (f"{day:%-d %b %Y}", [figures(course_of[place]) for course_of in course.of])
            for place, day in reversed(list(enumerate(course.days)))
        ],
        course.left,
        (shades_of(comparison, when, found, of) if many else map_of(comparison, when, found, rows))
        | lines_of(comparison, when, picks, course),
    )


def farthest_first(found: dict[Pair, Distance], of: int | None, most: int, chosen: Sequence[Pair]) -> list[Pair]:
    """The pairs of `of`, or of everybody, the first `most` of them; and those chosen, wherever they stand."""
    ranked = sorted(found, key=lambda pair: (found[pair].hidden, -(found[pair].value or 0)))
    asked = [pair for pair in ranked if of is None or of in pair]
    wanted = {*asked[:most], *chosen}
    return [pair for pair in ranked if pair in wanted]


def pair_of(comparison: Comparison, when: When, pair: Pair, between: Distance, picked: bool) -> ShownPair:
    one, other = (comparison.parties[place] for place in pair)
    slug = named(pair, comparison.parties)
    query = "&".join(filter(None, [urlencode({"pair": slug} | of_asked(when)), when.query]))
    number, coverage = figures(between)
    return ShownPair(
        one,
        other,
        slug,
        f"{when.path}?{query}#parts",
        picked,
        number,
        coverage,
        between.issues,
        words.distance_words(between) if between.hidden else "",
    )


def of_asked(when: When) -> dict[str, str]:
    """What the address says of whose pairs are listed."""
    of = when.given.get("of")
    return {"of": of} if of else {}


def tell(row: ShownPair, comparison: Comparison, when: When, pair: Pair, between: Distance) -> None:
    """The pair knows on what it is farthest apart, and how that changed."""
    gaps = [
        (each, apart)
        for each in comparison.leaves
        if not each.dropped
        and (apart := OnIssue(each.cells[pair[0]], each.cells[pair[1]], each.agreed).gap) is not None
    ]
    if gaps:
        widest, apart = max(gaps, key=lambda gap: gap[1])
        row.widest, row.widest_gap = widest.issue.title, percent(apart)
        row.widest_href = side(comparison, when, row.slug, widest)
    if comparison.since and not between.hidden:  # no change of a figure that rests on too little
        row.changed = changed(comparison, pair)


def changed(comparison: Comparison, pair: Pair) -> str:
    """In a cell of its own: "0.12 closer, 3 issues"."""
    found = comparison.changed(*pair)
    if found is None or found.difference is None:
        return _("no issue known at both dates")
    by = round(found.difference, 2)
    moved = _("%(by)s farther apart, %(over)s") if by > 0 else _("%(by)s closer, %(over)s")
    if not by:
        moved = _("as far apart, %(over)s")
    over = ngettext("%(n)s issue", "%(n)s issues", found.issues) % {"n": found.issues}
    if found.hidden:
        return _("too little at both dates, %(over)s") % {"over": over}
    return moved % {"by": f"{abs(by):.2f}", "over": over}


def side(comparison: Comparison, when: When, slug: str, row: Row) -> str:
    """The issue in the side by side of the two."""
    negotiation = comparison.negotiation
    path = reverse("compare:side_by_side", kwargs={"ws": negotiation.workspace.slug, "n": negotiation.slug})
    parties = [f"party={party}" for party in slug.split(",")]
    return f"{path}?{'&'.join([*parties, *filter(None, [when.query])])}#{row.issue.slug}"


def figures(between: Distance) -> tuple[str, str]:
    """The distance and its coverage; no figure where too little is on record."""
    number = "–" if between.hidden or between.value is None else f"{between.value:.2f}"
    return number, percent(between.coverage)


def sentence(comparison: Comparison, found: dict[Pair, Distance]) -> str:
    """Who is farthest apart and who nearest, and how much cannot be said."""
    said = {pair: each.value for pair, each in found.items() if not each.hidden and each.value is not None}
    if not said:
        return _("No two parties can be compared on enough of the agenda to say how far apart they are.")

    def who(pair: Pair) -> dict[str, str]:
        one, other = (isolated(comparison.parties[place]) for place in pair)
        return {"one": one, "other": other, "value": f"{said[pair]:.2f}"}

    far, near = max(said, key=lambda pair: said[pair]), min(said, key=lambda pair: said[pair])
    if len(said) == 1:
        sentences = [_("%(one)s and %(other)s stand %(value)s apart, where 1 is opposite ends.") % who(far)]
    else:
        sentences = [
            _("Farthest apart are %(one)s and %(other)s, %(value)s where 1 is opposite ends;") % who(far)
            + " "
            + _("nearest %(one)s and %(other)s, %(value)s.") % who(near)
        ]
    if hidden := len(found) - len(said):
        sentences.append(
            ngettext(
                "Of %(n)s pair too little is on record to say.",
                "Of %(n)s pairs too little is on record to say.",
                hidden,
            )
            % {"n": hidden}
        )
    return " ".join(sentences)


# What a distance rests on ---------------------------------------------------------------------------------------------
def opened(comparison: Comparison, when: When, pair: Pair, row: ShownPair) -> Opened:
    """Issue by issue: what counts, what most adds to the distance first, and what is left out."""
    leaves = comparison.leaves
    found = parts((each.cells[pair[0]].stand, each.cells[pair[1]].stand, each.dropped) for each in leaves)
    shown = [part(comparison, when, row.slug, pair, each, of) for each, of in zip(leaves, found, strict=True)]
    order = sorted(range(len(found)), key=lambda place: -(found[place].share or 0))
    kept = [each for each in found if not each.left]
    weight = sum(each.weight for each in kept)
    gaps = sum(each.weight * (each.gap or 0) for each in kept)
    total = weight + sum(each.weight for each in found if each.left and each.left != "dropped")
    return Opened(
        row,
        _("Weighted gaps %(gaps)s, divided by weights %(weight)s. These weights are %(coverage)s of %(total)s.")
        % {
            "gaps": f"{gaps:.1f}",
            "weight": f"{weight:g}",
            "coverage": percent(weight / total if total else None),
            "total": f"{total:g}",
        },
        [shown[place] for place in order if not found[place].left],
        [shown[place] for place in order if found[place].left],
    )


def part(comparison: Comparison, when: When, slug: str, pair: Pair, row: Row, of: Part) -> ShownPart:
    return ShownPart(
        row.issue.title,
        side(comparison, when, slug, row),
        percent(of.gap),
        f"{of.weight:g}",
        of.assumed,
        percent(of.share),
        why(OnIssue(row.cells[pair[0]], row.cells[pair[1]], row.agreed), of),
    )


def why(pair: OnIssue, of: Part) -> str:
    """Why an issue is left out."""
    if of.left == "dropped":
        return _("off the agenda on this day")
    if of.left == "no gap":
        return words.why_no_gap(pair) or _("not on one scale")
    if of.left == "unsupported":
        bare: list[Cell] = [cell for cell in (pair.a, pair.b) if not cell.backing.count]
        names = words.listed([isolated(cell.party) for cell in bare])
        return _("no statement supports the reading of %(party)s") % {"party": names}
    return ""


# Drawn ----------------------------------------------------------------------------------------------------------------
def map_of(
    comparison: Comparison, when: When, found: dict[Pair, Distance], rows: dict[Pair, ShownPair]
) -> dict[str, Picture]:
    order = seriated(found, len(comparison.parties))
    squares: dict[Pair, Square] = {}
    for (a, b), row in rows.items():
        between = found[a, b]
        at = sorted((order.index(a), order.index(b)))
        told = _("%(one)s – %(other)s: %(distance)s, coverage %(coverage)s") % {
            "one": isolated(row.one),
            "other": isolated(row.other),
            "distance": row.distance,
            "coverage": row.coverage,
        }
        value = None if between.hidden else between.value
        squares[at[0], at[1]] = Square(value, told if value is not None else f"{told}. {words.capital(row.why)}",
                                       row.href, row.picked)  # fmt: skip
    drawn = heat(
        [comparison.parties[place] for place in order],
        squares,
        title=map_title(when),
        description=sentence(comparison, found),
        ids="map",
    )
    return picture("map", drawn, when, note=reading())


def shades_of(comparison: Comparison, when: When, found: dict[Pair, Distance], of: int | None) -> dict[str, Picture]:
    order = seriated(found, len(comparison.parties))
    place = {party: at for at, party in enumerate(order)}
    values = {
        (min(place[a], place[b]), max(place[a], place[b])): None if between.hidden else between.value
        for (a, b), between in found.items()
    }
    parties = [comparison.parties[each] for each in order]
    how = _("Each row, and the column of the same place, is a party; the darker a square, the farther apart the two.")
    drawn = shades(
        parties,
        values,
        [f"{href}#pairs-h" for _name, href in of_each(parties, when)],
        None if of is None else place[of],
        title=map_title(when),
        description=f"{sentence(comparison, found)} {how}",
        ids="map",
    )
    return picture("map", drawn, when, note=f"{how} {reading()}")


def map_title(when: When) -> str:
    return _("How far apart the parties are, %(day)s") % {"day": f"{when.day:%-d %B %Y}"}


def lines_of(comparison: Comparison, when: When, picks: Sequence[Pair], course: Course) -> dict[str, Picture]:
    """The lines; none where on no day enough is on record for any of them."""
    if all(at.hidden for of in course.of for at in of):
        return {}
    found = [
        Curve(str(one), str(other), (one.symbol, other.symbol), of)
        for (one, other), of in zip(
            ((comparison.parties[a], comparison.parties[b]) for a, b in picks), course.of, strict=True
        )
    ]
    title = _("How far apart they were, up to %(day)s") % {"day": f"{when.day:%-d %B %Y}"}
    drawn = curves(
        found,
        course.days,
        gatherings(when),
        title=title,
        description=" ".join(starmap(told, ((each, course) for each in found))),
        ids="lines",
    )
    note = _("In the colour of the first party, with the dashes of the second. No line where coverage is under 30 %.")
    return picture("lines", drawn, when, note=note, left=64, right=200)


def told(curve: Curve, course: Course) -> str:
    """A line in a sentence: where it begins, where it ends."""
    seen = [(day, at) for day, at in zip(course.days, curve.course, strict=True) if not at.hidden]
    names = {"one": isolated(curve.one), "other": isolated(curve.other)}
    if not seen:
        return _("%(one)s – %(other)s: on no day enough on record.") % names
    (first, began), (last, ended) = seen[0], seen[-1]
    return _("%(one)s – %(other)s: %(began)s on %(first)s, %(ended)s on %(last)s.") % {
        **names,
        "began": figures(began)[0],
        "ended": figures(ended)[0],
        "first": f"{first:%-d %b %Y}",
        "last": f"{last:%-d %b %Y}",
    }


def reading() -> str:
    return _(
        "0 the same, 1 opposite ends; weighted by salience over the issues on which both state a value on evidence. "
        "An empty square: coverage under 30 %, too little to say."
    )
