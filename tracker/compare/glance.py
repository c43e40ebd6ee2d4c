"""A whole table at a glance: everybody’s stand, read lightly, and what is behind the few cells that a page names."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import batched

from tracker.agenda import queries as agenda
from tracker.agenda.models import Meeting, Negotiation
from tracker.compare.abreast import abreast
from tracker.compare.comparison import Comparison
from tracker.compare.coverage import ToHear, measured, to_hear
from tracker.compare.filters import Narrowed
from tracker.compare.window import weigh
from tracker.positions.queries import waiting

AT_ONCE = 200  # cells whose backing is read together


def glance(
    negotiation: Negotiation, *, day: date, known: datetime, since: date | None = None, since_name: str = ""
) -> Comparison:
    """Where all at the table stand on all leaves, and what waits; in a fixed number of queries.

    Of what stands behind a reading it is known whether anything does, and of when the newest is; `weigh` says the rest.
    """
    table = negotiation.table
    then = since if len(table) > 1 else None  # one alone would be compared with itself
    found = abreast(negotiation, table, Narrowed(), day=day, known=known, since=then)
    found.since, found.since_name = since, since_name
    agenda.with_options(row.issue for row in found.rows)
    counted = {party.pk for party in negotiation.counted}
    left = waiting([party.pk for party in table], [row.issue.pk for row in found.leaves], day, known)
    for row in found.leaves:
        row.counted = [cell for cell in row.cells if cell.party.pk in counted]
        for cell in row.cells:
            cell.waiting = left[cell.party.pk, cell.issue.pk]
    return found


def heard_first(comparison: Comparison, meetings: Sequence[Meeting], most: int) -> list[ToHear]:
    """The `most` of `coverage.to_hear` that come first.

    What is worth so much without any root is worth at most that with some: so the backing is read of those alone that
    may come first.
    """
    sure: list[ToHear] = []
    for batch in batched(to_hear(comparison, meetings), AT_ONCE):
        if len(sure) >= most and sure[most - 1].worth >= batch[0].worth:
            break
        weigh(comparison, [each.cell for each in batch])
        sure = sorted([*sure, *measured(comparison, batch)], key=lambda each: -each.worth)
    return sure[:most]
