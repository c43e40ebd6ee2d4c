"""What moved, made ready: the rows of the page of movement, which the overview, an issue and a party show too."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.agenda.when import When
from tracker.base.dates import DomainDate
from tracker.base.direction import isolated
from tracker.base.errors import Unknown
from tracker.base.forms import shown as moment
from tracker.base.numbers import figure
from tracker.compare.moves import Move
from tracker.compare.words import percent
from tracker.positions.models import Reading
from tracker.positions.proposals import Proposal
from tracker.positions.words import accepts, apart, at, holds, measured, red_line

NAMED = 2  # of the statements that support a move, beside it


@dataclass(frozen=True)
class ShownMove:
    """One reading that took effect, as a row prints it."""

    day: DomainDate
    party: Party
    issue: Issue
    href: str  # the reading in its position
    issue_href: str
    was: str  # where it stood; empty for the first on record
    now: str
    look: str
    kind: str  # new, softened, hardened, moved, or empty
    words: str  # the kind in words, or what else changed
    why: str  # as what it was recorded, where that says more than the words
    summary: str
    count: int
    statements: str
    size: str  # "40 % of the scale"
    supporting: list[tuple[str, str]]  # the newest statements that support it: their words, and where they stand
    more: str  # "and 2 more"
    recorded: str  # by whom and when; empty where nobody asks
    otherwise: list[str] = field(default_factory=list)  # its range and red lines, where they changed


def rows(
    moves: Sequence[Move], workspace: str, negotiation: str, query: str, *, zone: ZoneInfo | None = None
) -> list[ShownMove]:
    """The moves as rows, in a negotiation of that slug; `query` is the point in time, which travels along.

    With a `zone` they say who recorded them, and when by its clocks.
    """
    return [row(move, workspace, negotiation, query, zone) for move in moves]


def row(move: Move, workspace: str, negotiation: str, query: str, zone: ZoneInfo | None = None) -> ShownMove:
    reading, position = move.reading, move.reading.position
    issue, when = position.issue, f"?{query}" if query else ""
    path = reverse("positions:detail", kwargs={"ws": workspace, "pk": position.pk})
    place = reverse("desk:issue", kwargs={"ws": workspace, "n": negotiation, "slug": issue.slug})
    otherwise = changed(move.before, reading, issue) if move.before else []
    words = kind_words(move.kind) or (_("same point") if reading.stated is not None else _("no change"))
    why = str(reading.get_why_display())
    return ShownMove(
        day=reading.effective,
        party=position.party,
        issue=issue,
        href=f"{path}{when}#reading-{reading.pk}",
        issue_href=f"{place}{when}",
        was=stood(move.before, issue) if move.before else "",
        now=stood(reading, issue),
        look=reading.stance,
        kind=move.kind,
        words=words,
        why="" if move.kind == "new" or why.lower() == words.lower() else why,
        summary=reading.summary,
        count=move.count,
        statements=ngettext("%(n)s statement", "%(n)s statements", move.count) % {"n": move.count},
        size=_("%(share)s of the scale") % {"share": percent(move.size)} if move.size else "",
        supporting=[(said.words, f"{statement(workspace, said.pk)}{when}") for said in move.supporting[:NAMED]],
        more=_("and %(n)s more") % {"n": move.count - NAMED} if move.count > NAMED else "",
        recorded=recorded(reading, zone) if zone else "",
        otherwise=otherwise,
    )


def recorded(reading: Reading, zone: ZoneInfo) -> str:
    return _("recorded by %(who)s, %(at)s") % {"who": reading.recorded_by, "at": moment(reading.recorded_at, zone)}


def statement(workspace: str, pk: int) -> str:
    return reverse("desk:statement", kwargs={"ws": workspace, "pk": pk})


def stood(reading: Reading, issue: Issue) -> str:
    """Where a reading stands, for a column of its own: "Joint centres (50)"; declined to say."""
    if reading.stated is None:
        return str(reading.get_stance_display())
    words, figure = holds(reading, issue), measured(reading.stated, issue)
    return words if words.startswith(figure) else f"{words} ({figure})"


def kind_words(kind: str) -> str:
    return {
        "new": _("new on record"),
        "softened": _("softened"),
        "hardened": _("hardened"),
        "moved": _("moved"),
    }.get(kind, "")


def changed(before: Reading, reading: Reading, issue: Issue) -> list[str]:
    """What changed beside the point itself: how far it would go, and its red lines."""
    said = []
    was, now = accepts(before, issue), accepts(reading, issue)
    if now and now != was:
        said.append(_("accepts %(now)s, before: %(was)s") % {"now": now, "was": was or _("not known")})
    elif was and not now:
        said.append(_("what it accepts is no longer known"))
    return [*said, *filter(None, (red_line_changed(before, reading, end, issue) for end in ("low", "high")))]


def red_line_changed(before: Reading, reading: Reading, end: str, issue: Issue) -> str:
    """What became of the red line at one end; empty: nothing."""
    was, now = red_line(before, end, issue), red_line(reading, end, issue)
    if was == now:
        return ""
    if now:
        line = (_("red line, assumed: %(words)s") if now[1] else _("red line: %(words)s")) % {"words": now[0]}
        return _("%(line)s, before: %(was)s") % {"line": line, "was": was[0]} if was and was[0] != now[0] else line
    return _("red line gone: %(words)s") % {"words": was[0]} if was else ""


# The page ------------------------------------------------------------------------------------------------------------
def sentence(page: "Page[Reading]", more: bool, moves: Sequence[Move], when: When, party: Party | None) -> str:
    """How much moved, and what last, for a reader who stops there."""
    total = page.paginator.count
    least = _("More than %(n)s readings") % {"n": figure(total)} if more else ""
    number = least or ngettext("%(n)s reading", "%(n)s readings", total) % {"n": figure(total)}
    who = _("of %(party)s") % {"party": isolated(party)} if party else ""
    values = {
        "number": number,
        "day": f"{when.day:%-d %B %Y}",
        "since": when.since_words,
        "who": f" {who}" if who else "",
    }
    if not total and when.since:
        return _("No position%(who)s has changed between %(since)s and %(day)s.") % values
    if not total:
        return _("No position%(who)s is on record by %(day)s.") % values
    if when.since:
        said = _("%(number)s%(who)s took effect since %(since)s.") % values
    else:
        said = _("%(number)s%(who)s took effect by %(day)s.") % values
    newest = next((move for move in moves if move.kind), None)
    return f"{said} {last(newest)}" if newest and page.number == 1 else said


def last(move: Move) -> str:
    """A move in a sentence."""
    reading, position = move.reading, move.reading.position
    did = {
        "new": _("came on record"),
        "softened": _("softened"),
        "hardened": _("hardened"),
        "moved": _("moved"),
    }[move.kind]
    return _("The last to move: %(party)s %(did)s on “%(issue)s”, %(day)s: %(stood)s.") % {
        "party": isolated(position.party),
        "did": did,
        "issue": isolated(position.issue),
        "day": reading.effective,
        "stood": at(reading, position.issue),
    }


def filtered(slug: str, table: Sequence[Party], when: When) -> Party | None:
    """The party that the address names; `Unknown`, which offers those at the table, for any other."""
    if not slug:
        return None
    for party in table:
        if party.slug == slug:
            return party
    offers = [(party.name, f"{when.path}?party={party.slug}&{when.query}".rstrip("&")) for party in table]
    raise Unknown(_("No party “%(name)s” takes part in this negotiation.") % {"name": slug}, offers)


@dataclass(frozen=True)
class Proposed:
    """A statement that may be a move, as a row prints it."""

    day: DomainDate
    party: Party
    issue: Issue
    issue_href: str
    words: str
    href: str  # the statement, where it waits
    was: str
    apart: str
    moves: str  # the address that revises by it; empty for who may not


def proposals(found: Sequence[Proposal], when: When, *, may: bool) -> list[Proposed]:
    ws, n = when.negotiation.workspace.slug, when.negotiation.slug
    dated = f"?{when.query}" if when.query else ""
    rows = []
    for each in found:
        position, issue = each.position, each.position.issue
        place = reverse("positions:detail", kwargs={"ws": ws, "pk": position.pk})
        revise = reverse("positions:revise", kwargs={"ws": ws, "pk": position.pk})
        rows.append(
            Proposed(
                day=each.statement.said,
                party=position.party,
                issue=issue,
                issue_href=reverse("desk:issue", kwargs={"ws": ws, "n": n, "slug": issue.slug}) + dated,
                words=each.statement.words,
                href=f"{place}{dated}#waiting",
                was=stood(each.reading, issue),
                apart=apart(each.share),
                moves=f"{revise}?statement={each.statement.pk}{'&' + when.now if when.now else ''}" if may else "",
            )
        )
    return rows


def movement_page(
    listed: "Page[Reading]",
    more: bool,  # whether what moved earlier stands on no page
    moves: Sequence[Move],
    proposed: Sequence[Proposal],
    when: When,
    party: Party | None,
    member: Membership,
) -> dict[str, Any]:
    """All that the template needs beside the negotiation and the time."""
    negotiation = when.negotiation
    return {
        "page": listed,
        "moves": rows(moves, negotiation.workspace.slug, negotiation.slug, when.query, zone=negotiation.workspace.zone),
        "proposed": proposals(proposed, when, may=member.may(Can.RECORD) and not when.known),
        "sentence": sentence(listed, more, moves, when, party),
        "party": party,
        "earlier": earlier(listed, when) if more else None,
        "table": negotiation.table,
        "today": when.address(as_of=None, known_at=None),
        "sinces": sinces(when),
    }


def earlier(listed: "Page[Reading]", when: When) -> tuple[str, str] | None:
    """Below the last page: the day from which the list goes on, and the page as of that day."""
    day = listed.object_list[-1].effective_on
    if listed.has_next() or day == when.day:
        return None
    return f"{day:%-d %B %Y}", f"?{when.address(as_of=day.isoformat())}"


def sinces(when: When) -> list[tuple[str, str, bool]]:
    """The days to compare with: the meetings up to the day shown, and the day that the address names."""
    found = [
        (meeting.slug, f"{meeting.name}, {meeting.held}", when.since_slug == meeting.slug)
        for meeting in when.meetings
        if meeting.held.last <= when.day or when.since_slug == meeting.slug
    ]
    if when.since and not any(picked for _slug, _words, picked in found):
        found.append((when.since_slug, when.since_words, True))
    return found


# From change to change ------------------------------------------------------------------------------------------------
def none_beside(when: When, *, later: bool) -> str:
    values = {"day": f"{when.day:%-d %B %Y}"}
    return (_("Nothing changed after %(day)s.") if later else _("Nothing changed before %(day)s.")) % values


def same_page(back: str, day: date | None, negotiation: Negotiation) -> str:
    """The address `back`, a page of this workspace, as of that day; of any other address the grid."""
    ws = negotiation.workspace.slug
    path, _question, query = back.partition("?")
    if not path.startswith(f"/w/{ws}/") or "//" in path or "\\" in path:
        path, query = reverse("compare:grid", kwargs={"ws": ws, "n": negotiation.slug}), ""
    given = QueryDict(query, mutable=True)
    if day:
        given["as_of"] = day.isoformat()
    return f"{path}?{given.urlencode()}" if given else path
