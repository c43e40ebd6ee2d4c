"""What waits to be weighed, beside what we hold."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.when import NAMES, When
from tracker.positions import weights, words
from tracker.positions.forms import WeighForm
from tracker.positions.models import Evidence, Position, Reading, Review
from tracker.positions.shown.drawing import small
from tracker.positions.shown.items import Item, item, travelling
from tracker.positions.shown.weighing import Weighing, line, weighing
from tracker.positions.shown.weighing import weighed as words_of
from tracker.positions.waiting import NOTHING, Stack, Waiting, review_state
from tracker.statements.models import Statement


@dataclass(frozen=True)
class Row:
    """One statement that waits, with what its form sends."""

    item: Item
    others: str  # "Also held by the United States"
    weighing: Weighing


@dataclass(frozen=True)
class Pile:
    """One position: what we hold, and what waits there."""

    position: Position
    href: str
    look: str
    says: str
    figure: str
    since: str
    svg: SafeString | str
    state: str
    count: str
    rows: list[Row]


@dataclass(frozen=True)
class WaitingPage:
    sentence: str
    count: int
    piles: list[Pile]
    dates: list[tuple[str, str]]  # what the filter sends along
    parties: list[tuple[str, str, bool]]  # slug, name, whether it is chosen
    issues: list[tuple[str, str, bool]]
    reviews: list[tuple[str, str, bool]]
    filtered: bool
    everything: str  # the address without a filter
    may: bool  # weigh here
    refused: list[str]
    kept: str  # the note of a statement that is gone from the page
    past: str
    today: str


def page(waiting: Waiting, member: Membership, when: When, form: WeighForm) -> WaitingPage:
    """The page, and what became of the judgement just sent."""
    given = {name: when.given.get(name, "") for name in ("party", "issue", "review")}
    may = member.may(Can.RECORD) and not when.known
    piles = [pile(stack, waiting, member, when, form) for stack in waiting.stacks]
    wrong = [str(words) for errors in form.errors.values() for words in errors]
    typed = form.data.get("note", "") if form.errors else ""
    here = {row.weighing.id for each in piles for row in each.rows}
    return WaitingPage(
        sentence=sentence(waiting, when),
        count=waiting.every,
        piles=piles,
        dates=[(name, value) for name in NAMES if (value := when.given.get(name))],
        parties=[(each.slug, str(each), each.slug == given["party"]) for each in waiting.parties],
        issues=[(each.slug, str(each), each.slug == given["issue"]) for each in waiting.issues],
        reviews=[(state, name, state == given["review"]) for state, name in reviews()],
        filtered=any(given.values()),
        everything=f"{when.path}?{when.query}" if when.query else when.path,
        may=may,
        refused=wrong,
        kept="" if line(form.data.get("position"), form.data.get("statement")) in here else typed,
        past=past(when),
        today=f"{when.path}?{when.address(as_of=None, known_at=None)}",
    )


def reviews() -> list[tuple[str, str]]:
    return [*((str(state), str(name)) for state, name in Review.State.choices), (NOTHING, _("Nothing on record"))]


def past(when: When) -> str:
    if when.is_today:
        return ""
    if when.known:
        return _("You look at %(day)s, as known %(known)s: nothing can be weighed here.") % {
            "day": words.exact(when.day), "known": when.known,
        }  # fmt: skip
    return _("You look at %(day)s. What was said later is left out.") % {"day": words.exact(when.day)}


def sentence(waiting: Waiting, when: When) -> str:
    """How much waits, of whom, and since when."""
    number = waiting.number
    if not number:
        return _("Nothing waits: every statement said by %(day)s is weighed.") % {"day": words.exact(when.day)}
    parties = {pile.party.pk for pile in waiting.piles}
    values = {
        "statements": ngettext("%(n)s statement waits", "%(n)s statements wait", number) % {"n": number},
        "positions": ngettext("%(n)s position", "%(n)s positions", len(waiting.piles)) % {"n": len(waiting.piles)},
        "parties": ngettext("%(n)s party", "%(n)s parties", len(parties)) % {"n": len(parties)},
    }
    return _("%(statements)s to be weighed, on %(positions)s of %(parties)s.") % values


def pile(stack: Stack, waiting: Waiting, member: Membership, when: When, form: WeighForm) -> Pile:
    position, reading = stack.position, stack.reading
    position.workspace = member.workspace
    party, issue = position.party, position.issue
    reviewed = {reading.pk: stack.review} if reading and stack.review else {}
    return Pile(
        position=position,
        href=travelling(position.get_absolute_url(), when),
        look=reading.stance if reading else "none",
        says=says(reading, position),
        figure="" if reading is None or reading.stated is None else words.measured(reading.stated, issue),
        since=words.since(reading, when.day) if reading else "",
        svg=small(reading, party, issue),
        state=review_state(reading, reviewed) if reading else "",
        count=_("%(n)s wait") % {"n": stack.number} if stack.number > 1 else "",
        rows=[row(each, stack, waiting, when, form) for each in stack.statements],
    )


def says(reading: Reading | None, position: Position) -> str:
    if reading is None:
        return _("Nothing on record")
    return words.holds(reading, position.issue) or str(reading.get_stance_display())


def row(statement: Statement, stack: Stack, waiting: Waiting, when: When, form: WeighForm) -> Row:
    position = stack.position
    others = [str(held.party) for held in statement.held if held.party_id != position.party_id]
    sent = form.data if form.errors or form.again else {}  # the note of a draft comes back as well
    share = weights.may_move(statement, stack.reading, stack.backing, position, when.day) if stack.reading else None
    mine = line(sent.get("position"), sent.get("statement")) == line(position.pk, statement.pk)
    return Row(
        item=item(statement, position, when, departs=words.may_move(share, statement, stack.reading)),
        others=_("Also held by %(parties)s") % {"parties": ", ".join(others)} if others else "",
        weighing=weighing(
            position, stack.reading, statement, when,
            seen=waiting.seen.get((position.pk, statement.pk), 0), note=sent.get("note", "") if mine else "",
        ),
    )  # fmt: skip


def weighed(done: Evidence, left: int) -> str:
    """What the notice says."""
    still = ngettext("%(n)s still waits.", "%(n)s still wait.", left) % {"n": left} if left else ""
    return f"{words_of(done)} {still}".strip()


def filters(request: HttpRequest) -> dict[str, str]:
    """What the address asks for."""
    return {name: request.GET.get(name, "") for name in ("party", "issue", "review")}
