"""The ledger of pledges: what was announced, until when, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.base.dates import DomainDate
from tracker.base.numbers import percent
from tracker.statements.ledger import Entry, Record
from tracker.statements.models import Pledge

Outcome = Pledge.Outcome
LOOKS = {Outcome.OPEN: "todo", Outcome.KEPT: "ok", Outcome.BROKEN: "ask", Outcome.LAPSED: "old"}
ICONS = {Outcome.OPEN: "half", Outcome.KEPT: "check", Outcome.BROKEN: "part", Outcome.LAPSED: "old"}


@dataclass(frozen=True)
class Line:
    """One pledge."""

    pk: int
    due: DomainDate | None
    who: str
    holders: list[Party]
    background: bool  # foretold in an outlet's own voice
    what: str
    seen_by: str
    said: str  # "Threaten, 8 Jun 2011"
    said_href: str
    issue: str
    issue_href: str
    outcome: str
    look: str
    icon: str
    overdue: bool
    ended: DomainDate | None
    told: str  # the words that tell what became of it
    told_href: str
    tell: str  # the address that says what became of it, for those who may


@dataclass(frozen=True)
class Kept:
    """How often one speaker did what was announced."""

    who: str
    counts: list[str]
    share: str
    interval: str


@dataclass(frozen=True)
class Page:
    sentence: str
    lines: list[Line]
    kept: list[Kept]


def page(entries: Sequence[Entry], records: Sequence[Record], when: When, member: Membership) -> Page:
    """The ledger on the day shown, as then known."""
    lines = [line(each, when, member) for each in entries]
    return Page(sentence(entries, when), lines, [kept(each) for each in records])


def line(entry: Entry, when: When, member: Membership) -> Line:
    pledge, ws = entry.pledge, member.workspace.slug
    said, dated = pledge.statement, f"?{when.query}" if when.query else ""
    over = entry.outcome != Outcome.OPEN
    telling = pledge.ended_by if over else None
    issue = {"ws": ws, "n": when.negotiation.slug, "slug": said.issue.slug if said.issue else ""}
    may = member.may(Can.RECORD) and not when.known
    return Line(
        pk=pledge.pk,
        due=pledge.due,
        who=str(said.speaker or ""),
        holders=[each.party for each in said.holders.all()],
        background=said.voice == said.Voice.BACKGROUND,
        what=pledge.what,
        seen_by=pledge.seen_by,
        said=f"{said.get_act_display()}, {said.said}",
        said_href=reverse("desk:statement", kwargs={"ws": ws, "pk": said.pk}),
        issue=str(said.issue),
        issue_href=reverse("desk:issue", kwargs=issue) + dated,
        outcome=_("Overdue") if entry.overdue else str(Outcome(entry.outcome).label),
        look="ask" if entry.overdue else LOOKS[Outcome(entry.outcome)],
        icon="old" if entry.overdue else ICONS[Outcome(entry.outcome)],
        overdue=entry.overdue,
        ended=DomainDate.day(pledge.ended_on) if over and pledge.ended_on else None,
        told=telling.words if telling else "",
        told_href=reverse("desk:statement", kwargs={"ws": ws, "pk": telling.pk}) if telling else "",
        tell=reverse("statements:pledge", kwargs={"ws": ws, "pk": said.pk}) + dated if may else "",
    )


def kept(record: Record) -> Kept:
    found = record.follow_through
    counts = [
        ngettext("%(n)s kept", "%(n)s kept", record.kept) % {"n": record.kept},
        ngettext("%(n)s broken", "%(n)s broken", record.broken) % {"n": record.broken},
        ngettext("%(n)s lapsed", "%(n)s lapsed", record.lapsed) % {"n": record.lapsed} if record.lapsed else "",
        ngettext("%(n)s open", "%(n)s open", record.open) % {"n": record.open} if record.open else "",
    ]
    interval = ""
    if found:
        interval = _("%(low)s to %(high)s") % {"low": percent(found.low), "high": percent(found.high)}
    return Kept(
        who=str(record.speaker),
        counts=[each for each in counts if each],
        share=percent(found.share) if found else "",
        interval=interval,
    )


def sentence(entries: Sequence[Entry], when: When) -> str:
    """How many, what became of them, and which is due next."""
    day = f"{when.day:%-d %B %Y}"
    if not entries:
        return _("Nothing that was announced by %(day)s can be checked yet.") % {"day": day}
    still = [each for each in entries if each.outcome == Outcome.OPEN]
    overdue = sum(each.overdue for each in still)
    counts = {outcome: sum(each.outcome == outcome for each in entries) for outcome in Outcome}
    said = [
        ngettext("%(n)s pledge or threat on record by %(day)s", "%(n)s pledges and threats on record by %(day)s",
                 len(entries)) % {"n": len(entries), "day": day},
        _("%(n)s open") % {"n": len(still)} + (_(" (%(n)s overdue)") % {"n": overdue} if overdue else ""),
        *(f"{counts[each]} {str(each.label).lower()}" for each in (Outcome.KEPT, Outcome.BROKEN, Outcome.LAPSED)),
    ]  # fmt: skip
    ahead = [each for each in still if each.pledge.due and not each.overdue]
    counted = f"{said[0]}: {', '.join(said[1:])}."
    if not ahead:
        return counted
    first = ahead[0].pledge
    return counted + " " + _("Due next, %(due)s: %(what)s") % {"due": first.due, "what": first.what}
