"""An export as data: the comparison that was asked for, and all that it rests on."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from tracker.compare.comparison import Cell, Pair, Row
from tracker.exchange.asked import Asked
from tracker.exchange.dossier import Record, dossier, full
from tracker.exchange.words import unbacked


def data(asked: Asked) -> Record:
    """What `docs/dossier.schema.json` describes; everything but `asked` and `comparison` comes back in."""
    comparison, when = asked.comparison, asked.when
    whole = dossier(comparison.negotiation, min(comparison.known, timezone.now()))
    told = full(
        as_of=comparison.day.isoformat(), known_at=when.moment.isoformat() if when.known else "",
        since=comparison.since and comparison.since.isoformat(), parties=[party.slug for party in comparison.parties],
        issues=[row.issue.slug for row in asked.issues], handling=asked.handling, made_by=asked.made_by,
        made_at=timezone.now().astimezone(comparison.negotiation.workspace.zone).isoformat(timespec="seconds"),
    )  # fmt: skip
    issues = [one(row) for row in comparison.leaves]
    found = {"issues": issues, "distances": list(distances(asked))}
    return {"format": whole.pop("format"), "version": whole.pop("version"), "asked": told, "comparison": found} | whole


def one(row: Row) -> Record:
    """An issue with what each party holds on it, and what the widest pair comes to."""
    pair = row.widest
    return full(
        issue=row.issue.slug, number=row.number, state=row.state.state if row.state else "open",
        positions=[held(cell) for cell in row.cells],
        assessment=unbacked(row),
    ) | (between(pair) if pair else {})  # fmt: skip


def between(pair: Pair) -> Record:
    """Gaps are shares of the scale, 0 to 1."""
    return full(verdict=pair.verdict.value, between=[pair.a.party.slug, pair.b.party.slug], gap=rounded(pair.gap),
                gap_before=rounded(pair.was))  # fmt: skip


def held(cell: Cell) -> Record:
    reading, behind = cell.reading, cell.backing
    said: dict[str, Any] = {"party": cell.party.slug, "look": cell.look, "waiting": cell.waiting}
    if reading is None:
        return said
    return said | full(
        stated=reading.stated, low=reading.low, high=reading.high, effective=reading.effective.iso(),
        low_bound=reading.low_bound if reading.low is not None else "",
        high_bound=reading.high_bound if reading.high is not None else "",
        summary=reading.summary, statements=behind.count, roots=behind.roots, grade=behind.grade,
        newest=behind.newest and behind.newest.iso(), review=cell.review or "proposed",
    )  # fmt: skip


def distances(asked: Asked) -> Iterator[Record]:
    """Of every two that are compared; both are shares, 0 to 1. None is given under too little coverage."""
    comparison = asked.comparison
    places = comparison.compared
    for place, one in enumerate(places):
        for other in places[place + 1 :]:
            found = comparison.between(one, other)
            names = [comparison.parties[each].slug for each in (one, other)]
            shown = None if found.hidden else rounded(found.value)
            yield {"between": names, "coverage": rounded(found.coverage)} | full(distance=shown)


def rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
