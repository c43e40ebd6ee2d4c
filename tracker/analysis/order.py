"""In which order to write a table of distances, so that near ones stand together."""

from collections.abc import Callable

UNKNOWN = 2.0  # farther than any distance there is


def near_together(count: int, distance: Callable[[int, int], float | None]) -> list[int]:
    """The places 0 to `count` - 1 in a row in which each newcomer stands beside the end that it is nearest to.

    It begins with the two that are nearest of all; of equals those that come first. Who is near to nobody stands last.
    Source: nearest-neighbour chain, grown at both of its ends.
    """

    def far(a: int, b: int) -> float:
        found = distance(a, b)
        return UNKNOWN if found is None else found

    left = set(range(count))
    if count < 3:
        return sorted(left)
    row = list(min((far(a, b), a, b) for a in left for b in left if a < b)[1:])
    left -= set(row)
    while left:
        apart, before, place = min((far(each, row[end]), end == 0, each) for each in left for end in (-1, 0))
        if apart == UNKNOWN:
            break
        row.insert(0 if before else len(row), place)
        left.discard(place)
    return (row if row[0] <= row[-1] else row[::-1]) + sorted(left)
