"""Whether colleagues have looked at a reading, what can be said of it, and the queue of those that wait for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.when import NAMES, When
from tracker.base.forms import shown as moment
from tracker.positions import words
from tracker.positions.forms import QueueForm
from tracker.positions.models import Position, Reading, Review
from tracker.positions.queries import Backing
from tracker.positions.reviews import OPEN
from tracker.positions.shown.drawing import small
from tracker.positions.shown.items import travelling

MOST_NAMES = 3  # colleagues named who could approve


@dataclass(frozen=True)
class Reviewed:
    state: str
    words: str  # "by Ines Duarte, 5 Jul 2011, 16:20"
    note: str


@dataclass(frozen=True)
class Judging:
    """What this member can say of a reading."""

    pk: int
    state: str
    said: str  # by whom and when
    question: str  # the note of who questioned it
    address: str
    seen: int
    approve: bool
    ask: bool
    propose: bool
    why_not: str  # why they may not approve, and who may
    note: str = ""

    @property
    def any(self) -> bool:
        return self.approve or self.ask or self.propose


@dataclass(frozen=True)
class Row:
    """A reading in the queue."""

    id: str
    position: Position
    href: str
    discussion: str
    correct: str
    look: str
    says: str
    figure: str
    svg: SafeString | str
    summary: str
    facts: list[str]
    judging: Judging


@dataclass(frozen=True)
class QueuePage:
    sentence: str
    rows: list[Row]
    dates: list[tuple[str, str]]
    states: list[tuple[str, str, bool]]
    parties: list[tuple[str, str, bool]]
    filtered: bool
    everything: str
    waiting: str
    refused: list[str] = field(default_factory=list)
    kept: str = ""  # the note of a reading that is gone from the page


def by_whom(who: Membership, at: datetime, member: Membership) -> str:
    return _("%(who)s, %(at)s") % {"who": who, "at": moment(at, member.workspace.zone)}


def reviewed(review: Review | None, member: Membership) -> Reviewed:
    """Whether a colleague has looked at it; what nobody has looked at is proposed."""
    if review is None:
        return Reviewed(Review.State.PROPOSED, "", "")
    return Reviewed(review.state, by_whom(review.by, review.at, member), review.note)


def judging(
    reading: Reading,
    review: Review | None,
    member: Membership,
    approvers: Sequence[Membership],
    when: When,
    *,
    note: str = "",
) -> Judging:
    """What can be said of a reading that stands, by who looks at it at that point in time."""
    path = reverse("positions:review", kwargs={"ws": member.workspace.slug, "pk": reading.pk})
    state = review.state if review else Review.State.PROPOSED
    own, may = reading.recorded_by_id == member.pk, member.may(Can.APPROVE)
    done = state == Review.State.APPROVED
    return Judging(
        pk=reading.pk,
        state=state,
        said=by_whom(review.by, review.at, member) if review else _("nobody has reviewed it yet"),
        question=review.note if review else "",
        address=travelling(path, when),
        seen=review.pk if review else 0,
        approve=may and not own and not done,
        ask=member.may(Can.DISCUSS) and state != Review.State.QUESTIONED,
        propose=member.may(Can.RECORD) and state == Review.State.QUESTIONED,
        why_not="" if done or (may and not own) else refusal(reading, member, approvers),
        note=note,
    )


def refusal(reading: Reading, member: Membership, approvers: Sequence[Membership]) -> str:
    """Why they do not approve it, and whom to ask."""
    others = [each for each in approvers if each.pk not in (member.pk, reading.recorded_by_id)][:MOST_NAMES]
    said = _("Only reviewers approve.")
    if reading.recorded_by_id == member.pk:
        said = _("Somebody else approves what you recorded.")
    if not others:
        return said + " " + _("Nobody else here may; a lead can let a reviewer in.")
    return said + " " + _("Ask %(whom)s.") % {"whom": get_text_list([str(each) for each in others], _("or"))}


# The queue -----------------------------------------------------------------------------------------------------------
def queue(
    page: Page[Reading],
    behind: Mapping[int, Backing],
    reviews: Mapping[int, Review],
    approvers: Sequence[Membership],
    member: Membership,
    when: When,
    form: QueueForm,
) -> QueuePage:
    """The readings that wait for a colleague, and what became of the review just sent."""
    sent = form.data if form.errors or form.again else {}
    rows = [
        row(
            reading, behind[reading.pk], reviews.get(reading.pk), approvers, member, when,
            note=sent.get("note", "") if sent.get("reading") == str(reading.pk) else "",
        )
        for reading in page
    ]  # fmt: skip
    state, party = when.given.get("state", ""), when.given.get("party", "")
    to = {"ws": member.workspace.slug, "n": when.negotiation.slug}
    return QueuePage(
        sentence=sentence(page.paginator.count, page),
        rows=rows,
        dates=[(name, value) for name in NAMES if (value := when.given.get(name))],
        states=[(str(each), str(each.label), each == state) for each in OPEN],
        parties=[(each.slug, str(each), each.slug == party) for each in when.negotiation.table],
        filtered=bool(state or party),
        everything=travelling(when.path, when),
        waiting=travelling(reverse("desk:waiting", kwargs=to), when),
        refused=[str(each) for errors in form.errors.values() for each in errors],
        kept="" if sent.get("reading") in {str(each.judging.pk) for each in rows} else sent.get("note", ""),
    )


def sentence(number: int, page: Page[Reading]) -> str:
    """How many wait, and since when."""
    if not number:
        return _("Every reading that stands is approved.")
    said = ngettext("%(n)s reading waits for a colleague", "%(n)s readings wait for a colleague", number)
    said %= {"n": number}
    oldest = page[0] if page.number == 1 and len(page) else None
    if oldest is None:
        return f"{said}."
    if number == 1:
        return _("%(said)s, since %(day)s.") % {"said": said, "day": f"{oldest.recorded_at:%-d %b %Y}"}
    return _("%(said)s, the oldest since %(day)s.") % {"said": said, "day": f"{oldest.recorded_at:%-d %b %Y}"}


def row(
    reading: Reading,
    behind: Backing,
    review: Review | None,
    approvers: Sequence[Membership],
    member: Membership,
    when: When,
    *,
    note: str,
) -> Row:
    position = reading.position
    position.workspace = member.workspace
    issue, href = position.issue, travelling(position.get_absolute_url(), when)
    rests = ngettext("%(n)s statement", "%(n)s statements", behind.count) % {"n": behind.count}
    correct = reverse("positions:correct", kwargs={"ws": member.workspace.slug, "pk": reading.pk})
    return Row(
        id=f"reading-{reading.pk}",
        position=position,
        href=href,
        discussion=f"{href}#discussion",
        correct=travelling(correct, when) if member.may(Can.RECORD) else "",
        look=reading.stance,
        says=words.holds(reading, issue) or str(reading.get_stance_display()),
        figure="" if reading.stated is None else words.measured(reading.stated, issue),
        svg=small(reading, position.party, issue),
        summary=reading.summary,
        facts=[
            _("from %(day)s on") % {"day": reading.effective},
            str(reading.get_why_display()),
            rests if behind.count else _("no statement supports it"),
            _("recorded by %(whom)s") % {"whom": by_whom(reading.recorded_by, reading.recorded_at, member)},
        ],
        judging=judging(reading, review, member, approvers, when, note=note),
    )


def said(done: Review) -> str:
    """What the notice says."""
    how = {
        Review.State.PROPOSED: _("Proposed again: %(position)s."),
        Review.State.QUESTIONED: _("Questioned: %(position)s."),
        Review.State.APPROVED: _("Approved: %(position)s."),
    }
    return how[Review.State(done.state)] % {"position": done.reading.position if done.reading else ""}
