"""What depends on what: statements of the kind "this, only if that and that, or else if that".

A claim can come about if all needs of one of its groups can. A need can if every claim on that outcome can: in a
negotiation each party's condition binds. Where nobody sets a condition, an outcome is free to come about.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Fate = Literal["open", "met", "failed"]


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be wanted: an outcome of some subject; None where nobody says which outcome."""

    subject: str
    outcome: Hashable | None = None

    def touches(self, other: "Thing") -> bool:
        """Whether both may speak of the same outcome."""
        return self.subject == other.subject and (
            self.outcome is None or other.outcome is None or self.outcome == other.outcome
        )


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that has to come about, and whether it has."""

    thing: Thing
    fate: Fate = "open"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement: whose, about what, and on which needs it depends: all of one group, or all of another."""

    key: int
    holders: frozenset[Hashable]
    about: Thing
    groups: tuple[tuple[Need, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Loop:
    """Subjects each of which waits for the next, and the last for the first."""

    subjects: tuple[str, ...]
    steps: tuple[tuple[int, ...], ...]  # at each subject, the claims that make it wait for the next
    closed: bool  # no way leads round it
    ways: tuple[tuple[int, int], ...]  # else the claim and the number of its group that do


@dataclass(frozen=True, slots=True)
class Keystone:
    """A subject on which much depends."""

    subject: str
    direct: tuple[int, ...]  # the claims that name it
    falls: tuple[int, ...]  # the claims that cannot come about without it, through others too


class Dependence:
    """The claims, and what follows from them. A need that is met holds nobody up, and closes no loop."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = {claim.key: claim for claim in claims}
        on: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            on[claim.about.subject].append(claim)
        self.waits = {
            key: [[(need, answers(claim, need, on[need.thing.subject])) for need in group] for group in claim.groups]
            for key, claim in self.claims.items()
        }

    @cached_property
    def edges(self) -> Mapping[int, list[int]]:
        """For each claim those that it waits for, in any of its groups."""
        return {
            key: sorted({each for group in groups for need, found in group if need.fate != "met" for each in found})
            for key, groups in self.waits.items()
        }

    @cached_property
    def stuck(self) -> frozenset[int]:
        """The claims that cannot come about one after the other: each way leads back to itself, or has failed."""
        free = self.spread(lambda groups, free: not groups or any(passes(group, free) for group in groups), self.claims)
        return frozenset(self.claims.keys() - free)

    @cached_property
    def loops(self) -> list[Loop]:
        """For each claim that waits for itself the shortest loop through it; closed ones first, then the short ones."""
        inside, found = circling(self.edges), dict[tuple[str, ...], Loop]()
        for key in sorted(inside):
            if walk := shortest(key, self.edges, inside):
                subjects = turned([self.claims[each].about.subject for each in walk])
                if subjects not in found:
                    found[subjects] = self.loop(subjects, inside)
        return sorted(found.values(), key=lambda loop: (not loop.closed, len(loop.subjects), loop.steps))

    def loop(self, subjects: tuple[str, ...], inside: frozenset[int]) -> Loop:
        """It has a way round where none of those who make a subject wait for the next is stuck."""
        on: dict[str, list[int]] = defaultdict(list)
        for key in sorted(inside):
            on[self.claims[key].about.subject].append(key)
        steps, before = [on[subject] for subject in subjects], None
        while steps != before:  # until each waits for one that is in the loop too
            before = steps
            steps = [self.leading(step, before[place + 1 - len(before)]) for place, step in enumerate(before)]
        passed = [(step, set(on[subjects[place + 1 - len(steps)]])) for place, step in enumerate(steps)]
        round_it = [(step, after) for step, after in passed if self.stuck.isdisjoint(step)]
        ways = [(key, number) for step, after in round_it for key in step for number in self.open_groups(key, after)]
        return Loop(subjects, tuple(map(tuple, steps)), not round_it, tuple(ways))

    def leading(self, step: Iterable[int], after: Iterable[int]) -> list[int]:
        """The claims of a step that wait for one of the next."""
        then = set(after)
        return [key for key in step if not then.isdisjoint(self.edges[key])]

    def open_groups(self, key: int, after: set[int]) -> list[int]:
        """The numbers of the groups that can come about, and do not wait for the claims `after`."""
        free = self.claims.keys() - self.stuck
        return [
            number
            for number, group in enumerate(self.waits[key])
            if passes(group, free) and all(need.fate == "met" or after.isdisjoint(found) for need, found in group)
        ]

    @cached_property
    def naming(self) -> Mapping[str, list[int]]:
        """For each subject that has still to come about the claims that name it."""
        found: dict[str, list[int]] = defaultdict(list)
        for key, claim in self.claims.items():
            for subject in {need.thing.subject: 0 for group in claim.groups for need in group if need.fate != "met"}:
                found[subject].append(key)
        return found

    @cached_property
    def keystones(self) -> list[Keystone]:
        """What has still to come about, that on which most depends first."""
        found = [Keystone(subject, tuple(keys), self.falling(subject)) for subject, keys in self.naming.items()]
        return sorted(found, key=lambda each: (-len(each.falls), -len(each.direct), min(each.direct)))

    def falling(self, subject: str) -> tuple[int, ...]:
        """The claims that fall if the subject comes to nothing: those with no group left that stands without it.

        The first of them name it.
        """

        def breaks(group: Sequence[tuple[Need, list[int]]], fallen: set[int]) -> bool:
            return any(
                need.fate != "met" and (need.thing.subject == subject or not fallen.isdisjoint(found))
                for need, found in group
            )

        def falls(groups: Sequence[Sequence[tuple[Need, list[int]]]], fallen: set[int]) -> bool:
            return bool(groups) and all(breaks(each, fallen) for each in groups)

        return tuple(sorted(self.spread(falls, self.naming.get(subject, ()))))

    def spread(
        self, holds: Callable[[list[list[tuple[Need, list[int]]]], set[int]], bool], first: Iterable[int]
    ) -> set[int]:
        """The least set of claims for which `holds`, given those already in it; it begins among the `first`."""
        found: set[int] = set()
        asked = deque(first)
        while asked:
            key = asked.popleft()
            if key not in found and holds(self.waits[key], found):
                found.add(key)
                asked.extend(each for each in self.waiting.get(key, ()) if each not in found)
        return found

    @cached_property
    def waiting(self) -> Mapping[int, list[int]]:
        """For each claim those that wait for it."""
        found: dict[int, list[int]] = defaultdict(list)
        for key, others in self.edges.items():
            for other in others:
                found[other].append(key)
        return found


def answers(claim: Claim, need: Need, others: Iterable[Claim]) -> list[int]:
    """The claims on what it needs; what its own holders say on its own subject is the same demand again."""
    own = need.thing.subject == claim.about.subject
    return [
        other.key
        for other in others
        if other.about.touches(need.thing) and other.key != claim.key and not (own and other.holders <= claim.holders)
    ]


def passes(group: Iterable[tuple[Need, Sequence[int]]], free: Set[int]) -> bool:
    """Whether each need of the group is met, or can be."""
    return all(need.fate == "met" or (need.fate == "open" and free >= set(found)) for need, found in group)


def circling(edges: Mapping[int, Sequence[int]]) -> frozenset[int]:
    """What is left when whatever waits for nothing left, or is waited for by nothing left, is taken away."""
    left = set(edges)
    while True:
        waited = {other for key in left for other in edges[key]}
        stay = {key for key in left & waited if not left.isdisjoint(edges[key])}
        if stay == left:
            return frozenset(left)
        left = stay


def shortest(start: int, edges: Mapping[int, Sequence[int]], inside: frozenset[int]) -> list[int]:
    """The shortest way from a claim back to itself; empty where there is none."""
    before: dict[int, int] = {}
    asked = deque([start])
    while asked:
        key = asked.popleft()
        for other in edges[key]:
            if other == start:
                walk = [key]
                while walk[-1] != start:
                    walk.append(before[walk[-1]])
                return walk[::-1]
            if other in inside and other not in before:
                before[other] = key
                asked.append(other)
    return []


def turned(subjects: Sequence[str]) -> tuple[str, ...]:
    """The same round, whichever subject it was begun at."""
    first = min(range(len(subjects)), key=lambda place: [*subjects[place:], *subjects[:place]])
    return (*subjects[first:], *subjects[:first])
