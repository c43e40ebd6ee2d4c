"""What parties say of each other: who told what of whom, beside what that party says itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from tracker.actors.models import Party, Post
from tracker.agenda.models import Issue, Option
from tracker.analysis.movement import Movement, softened_or_hardened
from tracker.base.prepared import Among, prepared
from tracker.compare.comparison import Cell, Comparison
from tracker.positions.weights import point, spoken
from tracker.statements.models import Holder, Statement
from tracker.statements.queries import parties, statements, with_reports

MEANT = (Statement.Modality.ACTUAL, Statement.Modality.FUTURE)  # neither supposed nor denied


class Own(NamedTuple):
    """A statement in a party's own words, as far as it is compared."""

    party: int
    issue: int
    statement: int
    words: str
    direction: str
    option: int | None
    value: float | None
    minimum: float | None
    maximum: float | None
    option_value: float | None
    modality: str

    def at(self, issue: Issue) -> float | None:
        """Where on the scale it speaks for, 0 to 1."""
        if self.direction != Statement.Direction.FOR or self.modality not in MEANT:
            return None
        return spoken(self.value, self.minimum, self.maximum, self.option_value, issue)


@dataclass
class Account:
    """One statement of one party about another, on one issue."""

    statement: Statement
    about: Party
    issue: Issue
    own: list[Own]  # what the other said itself on the issue, newest first
    cell: Cell | None  # where the other stands; none where it does not sit at the table

    @property
    def told(self) -> float | None:
        """Where it puts the other, 0 to 1; None where it names no point, or only supposes or denies."""
        said = self.statement
        meant = said.direction == Statement.Direction.FOR and said.modality in MEANT
        return point(said, self.issue) if meant else None

    @property
    def held(self) -> Cell | None:
        """Where it stands, if that rests on a word of its own; an account of others, this one perhaps, is none."""
        return self.cell if self.cell and self.supporting else None

    @property
    def supporting(self) -> list[Statement]:
        """The statements behind the reading in force that are the party's own, newest first."""
        behind = self.cell.backing.supporting if self.cell else []
        return [said for said in behind if any(h.party_id == self.about.pk and not h.told_by_other for h in said.held)]

    @property
    def itself(self) -> float | None:
        """Where it stands by its own word: by the reading in force, else by its newest statement that names a point."""
        if self.held and self.held.stand:
            return self.held.stand.value
        return next((at for each in self.own if (at := each.at(self.issue)) is not None), None)

    @property
    def option(self) -> Option | None:
        return self.statement.option

    @property
    def answers(self) -> list[Own]:
        """What the other itself said of that option; of the issue, where the account names none."""
        return [each for each in self.own if self.option is None or each.option == self.option.pk]

    @property
    def unmade(self) -> bool:
        """Whether the other never said a word of its own on what it is told to want."""
        return not self.answers

    @property
    def denied(self) -> bool:
        """Whether the other itself spoke against that option."""
        return bool(self.option and self.answers) and self.answers[0].direction == Statement.Direction.AGAINST


@dataclass
class Regard:
    """All that one party tells of another; teller None: nobody knows for whom the speaker spoke."""

    teller: Party | None
    about: Party
    accounts: list[Account] = field(default_factory=list)  # by the agenda, of one issue the newest first

    @property
    def key(self) -> tuple[int, int]:
        return (self.teller.pk if self.teller else 0, self.about.pk)


def farther(account: Account, teller: Cell | None) -> Movement | None:
    """Whether it makes the other out to stand nearer to the teller or farther away; None where it says the same."""
    if account.told is None or account.itself is None:
        return None
    own = teller.stand.value if teller and teller.stand else None
    return softened_or_hardened(account.itself, account.told, own)


def regards(comparison: Comparison) -> list[Regard]:
    """Who tells what of whom, in the order of the table, in a fixed number of queries."""
    issues = {row.issue.pk: row.issue for row in comparison.leaves}
    held = told(list(issues), comparison.day, comparison.known)
    quotable = statements({each.statement_id for each in held}, comparison.day, comparison.known)
    said = {each.pk: each for each in with_reports(quotable)}
    own = own_words({each.party_id for each in held}, {each.issue_id for each in held}, comparison)
    tellers = posts_of(said.values())
    everybody = {party.pk: party for party in parties({each.party_id for each in held})}
    cells = {(cell.party.pk, cell.issue.pk): cell for row in comparison.leaves for cell in row.cells}
    found: dict[tuple[int, int], Regard] = {}
    place = {pk: number for number, pk in enumerate(issues)}
    for each in sorted(held, key=lambda each: place[each.issue_id]):
        statement, about, post = said[each.statement_id], everybody[each.party_id], tellers.get(each.statement_id)
        regard = Regard(post.party if post else None, about)
        issue, words = issues[each.issue_id], own[each.party_id, each.issue_id]
        account = Account(statement, about, issue, words, cells.get((about.pk, issue.pk)))
        found.setdefault(regard.key, regard).accounts.append(account)
    order = {party.pk: number for number, party in enumerate(comparison.parties)}
    last = len(order)
    return sorted(found.values(), key=lambda each: tuple(order.get(pk, last + bool(pk)) for pk in each.key))


@prepared
def told(issues: Collection[int], day: date, known: datetime) -> QuerySet[Holder]:
    """Whose view on these issues was told by another, newest first."""
    found = Holder.objects.filter(Among("issue", issues), told_by_other=True, said_on__lte=day)
    return found.filter(statement__recorded_at__lte=known).order_by("-said_on", "-statement")


def own_words(parties: Collection[int], issues: Collection[int], asked: Comparison) -> dict[tuple[int, int], list[Own]]:
    """What these parties said themselves, newest first, by party and issue."""
    found: dict[tuple[int, int], list[Own]] = defaultdict(list)
    for row in own_rows(parties, issues, asked.day, asked.known):
        own = Own(*row)
        found[own.party, own.issue].append(own)
    return found


@prepared
def own_rows(
    parties: Collection[int], issues: Collection[int], day: date, known: datetime
) -> QuerySet[
    Holder, tuple[int, int, int, str, str, int | None, float | None, float | None, float | None, float | None, str]
]:
    """The same as rows."""
    found = Holder.objects.filter(
        Among("party", parties),
        Among("issue", issues),
        told_by_other=False,
        said_on__lte=day,
        statement__recorded_at__lte=known,
        statement__voice=Statement.Voice.PARTY,
    )
    return found.order_by("-said_on", "-statement").values_list(
        *("party", "issue", "statement", "statement__words", "statement__direction", "statement__option"),
        *("statement__value", "statement__minimum", "statement__maximum", "statement__option__value"),
        "statement__modality",
    )


def posts_of(said: Iterable[Statement]) -> dict[int, Post]:
    """For each statement the highest post that its speaker held on its day, if any is known."""
    said = list(said)
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in posts_held({each.speaker_id for each in said if each.speaker_id}):
        posts[post.speaker_id].append(post)
    on = {each.pk: [post for post in posts[each.speaker_id or 0] if each.said_on in post.during] for each in said}
    return {pk: held[0] for pk, held in on.items() if held}


@prepared
def posts_held(speakers: Collection[int]) -> QuerySet[Post]:
    """All posts of these speakers with the parties, the highest first."""
    return Post.objects.filter(Among("speaker", speakers)).select_related("party").order_by("-authority", "-id")
