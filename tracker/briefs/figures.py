"""The figures behind a brief, which are kept with it: the next edition is compared with them."""

from itertools import combinations
from typing import Any

from tracker.compare import words
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.exchange.sections import FEW
from tracker.exchange.words import says, verdict_words
from tracker.positions.words import measured

type Figures = dict[str, Any]  # as JSON has it: see `figures`


def figures(comparison: Comparison) -> Figures:
    """Of each issue what each party holds and how far apart they are; of each pair the distance."""
    return {
        "day": comparison.day.isoformat(),
        "issues": {row.issue.slug: of_issue(row) for row in comparison.leaves},
        "distances": distances(comparison),
    }


def of_issue(row: Row) -> dict[str, Any]:
    several = len(row.cells) > 1
    return {
        "title": row.issue.title,
        "verdict": verdict_words(row.verdict) if several else "",
        "gap": None if row.gap is None else round(row.gap, 6),
        "gap_words": words.percent(row.gap) if row.gap is not None else "",
        "parties": {cell.party.slug: of_cell(cell) for cell in row.cells},
    }


def of_cell(cell: Cell) -> dict[str, Any]:
    reading = cell.reading
    found: dict[str, Any] = {"party": str(cell.party), "says": says(cell), "statements": cell.backing.count}
    if reading is None:
        return found
    for name, value in (("stated", reading.stated), ("low", reading.low), ("high", reading.high)):
        found[name] = value
        found[f"{name}_words"] = measured(value, cell.issue) if value is not None else ""
    return found | {"low_bound": reading.low_bound, "high_bound": reading.high_bound}


def distances(comparison: Comparison) -> dict[str, Any]:
    """Of each pair that is compared, where they are few enough to be listed."""
    places, parties = comparison.compared, comparison.parties
    found = {}
    for one, other in combinations(places, 2) if len(places) <= FEW else ():
        between = comparison.between(one, other)
        shown = between.value is not None and not between.hidden
        found[f"{parties[one].slug} {parties[other].slug}"] = {
            "parties": f"{parties[one]} – {parties[other]}",
            "value": round(between.value, 4) if shown and between.value is not None else None,
            "coverage": round(between.coverage, 4) if between.coverage is not None else None,
        }
    return found
