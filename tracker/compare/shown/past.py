"""The line above a page that looks at another day, or that has nothing fresh to show."""

from typing import Any

from tracker.agenda.when import When
from tracker.compare.comparison import Comparison


def in_time(comparison: Comparison, when: When) -> dict[str, Any]:
    """The line above a page that looks at another day, or that has nothing fresh to show."""
    newest = comparison.newest
    half_life = comparison.negotiation.workspace.half_life
    old = newest if newest and when.is_today and (when.day - newest).days > half_life else None
    return {
        "today": when.address(as_of=None, known_at=None),
        "old": old,
        "then": when.address(as_of=old.isoformat()) if old else "",
    }
