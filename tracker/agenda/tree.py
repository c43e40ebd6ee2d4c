"""The agenda as a tree: what stands under what, in which order, and where an issue goes by one step."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.agenda.models import Issue

STEPS = ("up", "down", "out", "in")


class Place(NamedTuple):
    """Under which issue (none: at the top), and before which of its issues (none: after all of them)."""

    parent: Issue | None
    before: Issue | None


class Line(NamedTuple):
    """An issue in the order of the agenda, numbered as a table of contents."""

    issue: Issue
    number: str
    depth: int
    is_branch: bool


class Tree:
    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = {issue.pk: issue for issue in issues}
        self.under: dict[int | None, list[Issue]] = defaultdict(list)
        for issue in sorted(self.issues.values(), key=lambda issue: (issue.order, issue.pk)):
            self.under[issue.parent_id].append(issue)

    def __iter__(self) -> Iterator[Line]:
        """Every issue, branches before what stands under them."""
        todo = [(issue, str(place), 0) for place, issue in enumerate(self.under[None], 1)][::-1]
        while todo:
            issue, number, depth = todo.pop()
            below = self.under.get(issue.pk, [])
            yield Line(issue, number, depth, bool(below))
            todo += [(each, f"{number}.{place}", depth + 1) for place, each in enumerate(below, 1)][::-1]

    def line(self, issue: Issue) -> Line:
        return next(line for line in self if line.issue.pk == issue.pk)

    def below(self, issue: Issue) -> set[int]:
        """The ids of all issues under it, at any depth."""
        found: set[int] = set()
        todo = [issue.pk]
        while todo:
            inside = {each.pk for each in self.under.get(todo.pop(), [])} - found
            found |= inside
            todo += inside
        return found

    def step(self, issue: Issue, direction: str) -> Place | None:
        """Where one step up, down, in (under the issue before it) or out (after its branch) leads; None: nowhere."""
        parent = self.issues.get(issue.parent_id) if issue.parent_id else None
        siblings = self.under[issue.parent_id]
        at = [each.pk for each in siblings].index(issue.pk)
        match direction:
            case "up" if at > 0:
                return Place(parent, siblings[at - 1])
            case "down" if at + 1 < len(siblings):
                return Place(parent, next(iter(siblings[at + 2 :]), None))
            case "in" if at > 0:
                return Place(siblings[at - 1], None)
            case "out" if parent:
                uncles = self.under[parent.parent_id]
                after = [each.pk for each in uncles].index(parent.pk) + 1
                return Place(self.issues.get(parent.parent_id or 0), next(iter(uncles[after:]), None))
        return None
