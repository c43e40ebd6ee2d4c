"""A negotiation at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.actors.models import Party
from tracker.agenda.models import Meeting
from tracker.agenda.when import When
from tracker.base.direction import isolated
from tracker.base.shown import Shown
from tracker.compare import words as compared
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.compare.coverage import ToHear, coming, known
from tracker.compare.glance import heard_first
from tracker.compare.movement import ShownMove, rows
from tracker.compare.moves import Move
from tracker.compare.window import weigh
from tracker.compare.words import percent
from tracker.desk import words
from tracker.desk.shown import home
from tracker.desk.shown.news import Line, lines
from tracker.history.models import Change
from tracker.positions.charts import covered
from tracker.positions.models import Reading

MOST_COLUMNS = 8  # parties whose coverage the agenda shows
LEAST = 1  # of 100: what is worth less to know is not listed
FIRST = 6  # of a list that only shows what comes first


@dataclass(frozen=True)
class AgendaRow(Shown):
    """One issue: what it comes to, and how well each party is covered on it."""

    row: Row
    href: str
    state: str
    verdict: str
    gap: str
    branch: str
    marks: list[tuple[Party, str, SafeString]] = field(default_factory=list)  # whose, where, how well covered


@dataclass(frozen=True)
class ShownParty:
    party: Party
    href: str
    facts: list[str]


@dataclass(frozen=True)
class Wanted:
    """Whom to hear on what, before which meeting, and what it is worth."""

    party: Party
    issue: str
    href: str
    why: str
    before: str
    worth: str


@dataclass(frozen=True)
class Step:
    """One thing to do before there is something to see."""

    title: str
    text: str
    href: str
    done: bool


@dataclass(frozen=True)
class Page:
    asked: list[home.Waits]  # readings of one's own that a colleague questions
    sentence: str
    steps: list[Step]  # with nothing to show yet
    columns: list[Party]
    more_columns: int
    agenda: list[AgendaRow]
    parties: list[ShownParty]
    distance: tuple[str, str, str, str] | None  # of whom, the figure, what it rests on, how it changed
    meetings: list[tuple[Meeting, str]]  # with the address of its day
    last: Meeting | None
    moves: list[ShownMove]
    wanted: list[Wanted]
    waiting: list[tuple[Party, str, str, int]]  # of whom, on what, where, how many
    waiting_count: int
    changes: list[Line]
    legend: list[tuple[SafeString, str]]


def page(
    comparison: Comparison,
    moves: Sequence[Move],
    changes: Sequence[Change],
    asked: Sequence[Reading],
    when: When,
    member: Membership,
) -> Page:
    """Everything on the overview, for the point in time in its links."""
    ahead = coming(when.meetings, comparison.day)
    hear = heard_first(comparison, when.meetings, FIRST)
    waits = [cell for row in comparison.leaves for cell in row.cells if cell.waiting]
    waits.sort(key=lambda cell: -cell.waiting)
    weigh(comparison, [*(cell for row in comparison.leaves for cell in row.cells[:MOST_COLUMNS]), *waits[:FIRST]])
    ws, n, spaces = member.workspace.slug, comparison.negotiation.slug, {member.workspace_id: member.workspace}
    past = [meeting for meeting in when.meetings if meeting.held.last < comparison.day]
    columns = comparison.parties[:MOST_COLUMNS]
    empty = not comparison.parties or not comparison.leaves
    return Page(
        asked=[home.reading(each, member.workspace) for each in asked[:FIRST]],
        sentence="" if empty else words.overview(comparison, ahead, hear[0] if hear else None),
        steps=steps(comparison, ws, n),
        columns=columns,
        more_columns=len(comparison.parties) - len(columns),
        agenda=[agenda_row(row, when, len(columns)) for row in comparison.rows],
        parties=[shown_party(comparison, place, when) for place in range(len(comparison.parties))],
        distance=distance(comparison),
        meetings=[(each, when.address(as_of=each.held.last.isoformat())) for each in ahead[:FIRST]],
        last=max(past, key=lambda each: each.held.last, default=None),
        moves=rows(moves, ws, n, when.query),
        wanted=[wanted(each, when) for each in hear if each.worth >= LEAST],
        waiting=[(cell.party, cell.issue.title, position(cell, when), cell.waiting) for cell in waits[:FIRST]],
        waiting_count=sum(cell.waiting for cell in waits),
        changes=lines(changes, spaces, member.user, member.user.last_here_at, FIRST),
        legend=[(covered(look), said) for look, said in looks().items()],
    )


def steps(comparison: Comparison, ws: str, n: str) -> list[Step]:
    """What to do until two parties and an issue are there and somebody is on record; empty once they are."""
    spoken = any(cell.reading for row in comparison.leaves for cell in row.cells)
    heard = any(cell.waiting for row in comparison.leaves for cell in row.cells)
    found = [
        Step(
            _("Seat the parties"),
            _("Two are enough. A lead gives them their seats; aliases such as “the Kremlin” can follow."),
            reverse("agenda:table", kwargs={"ws": ws, "n": n}),
            len(comparison.parties) > 1,
        ),
        Step(
            _("Set the agenda"),
            _("An issue is a question with at least two worded ends, such as “no link” and “one system”."),
            reverse("desk:issues", kwargs={"ws": ws, "n": n}),
            bool(comparison.leaves),
        ),
        Step(
            _("Record what was said"),
            _("Bring a document, mark the words, and say whose view they are and on which issue."),
            reverse("desk:documents", kwargs={"ws": ws}),
            spoken or heard,
        ),
        Step(
            _("Record a first position"),
            _("Open a cell of the grid and say what the statements come to. Two on one issue make a comparison."),
            reverse("compare:grid", kwargs={"ws": ws, "n": n}),
            spoken,
        ),
    ]
    return [] if all(step.done for step in found) else found


def agenda_row(row: Row, when: When, columns: int) -> AgendaRow:
    verdict = "" if row.is_branch else row.verdict.value
    return AgendaRow(
        row=row,
        href=address(when, "desk:issue", slug=row.issue.slug),
        state=words.state(row, verdict),
        verdict=verdict,
        gap=percent(row.gap) if row.gap is not None else "",
        branch=compared.branch(row) if row.is_branch else "",
        marks=[(cell.party, position(cell, when), mark(cell)) for cell in row.cells[:columns]],
    )


def looks() -> dict[str, str]:
    return {
        "full": _("two independent roots or more, fresh"),
        "thin": _("one root only"),
        "stale": _("older than the half-life of evidence"),
        "bare": _("a reading that no statement supports"),
        "neutral": _("neutral"),
        "ambivalent": _("ambivalent"),
        "declined": _("declined to say"),
        "unknown": _("no longer known"),
        "none": _("nothing on record"),
    }


def mark(cell: Cell) -> SafeString:
    """How well a party is covered on an issue."""
    look = known(cell)
    return covered(look, _("%(party)s: %(how)s") % {"party": cell.party, "how": looks()[look]})


def shown_party(comparison: Comparison, place: int, when: When) -> ShownParty:
    seat = comparison.seats[place]
    kind = str(seat.party.get_kind_display())
    role = "" if seat.role == seat.Role.NEGOTIATING else str(seat.get_role_display())
    total = len(comparison.leaves)
    counts = _("%(n)s of %(total)s on record") % {"n": comparison.on_record[seat.party_id], "total": total}
    facts = [kind, role, counts if total else "", "" if seat.counted else _("not counted in distances")]
    return ShownParty(seat.party, to_party(seat.party, when), [fact for fact in facts if fact])


def to_party(party: Party, when: When) -> str:
    """The party's page, of this negotiation and point in time."""
    path = reverse("desk:party", kwargs={"ws": when.negotiation.workspace.slug, "slug": party.slug})
    return f"{path}?{when.within}"


def distance(comparison: Comparison) -> tuple[str, str, str, str] | None:
    """How far apart the first two are that are compared; no figure where too little is on record."""
    if len(comparison.compared) < 2 or not comparison.leaves:
        return None
    one, other = comparison.compared[:2]
    found = comparison.between(one, other)
    figure = "–" if found.hidden or found.value is None else f"{found.value:.2f}"
    changed = ""
    if comparison.since and not found.hidden:
        changed = compared.change_words(comparison, one, other)
    names = f"{isolated(comparison.parties[one])} – {isolated(comparison.parties[other])}"
    return names, figure, compared.distance_words(found), changed


def wanted(found: ToHear, when: When) -> Wanted:
    cell = found.cell
    before = ""
    if found.before:
        before = _("before %(meeting)s, %(day)s") % {"meeting": found.before, "day": found.before.held}
    worth = _("worth %(n)s of 100") % {"n": round(found.worth)}
    return Wanted(
        party=cell.party,
        issue=cell.issue.title,
        href=position(cell, when),
        why=why(cell),
        before=before,
        worth=_("%(worth)s, its weight assumed") % {"worth": worth} if found.assumed else worth,
    )


def why(cell: Cell) -> str:
    """What is missing."""
    look = known(cell)
    if look == "none" and cell.waiting:
        heard = ngettext("nothing on record, %(n)s statement waits", "nothing on record, %(n)s statements wait",
                         cell.waiting)  # fmt: skip
        return heard % {"n": cell.waiting}
    if look == "stale" and cell.backing.stale_since:
        return _("stale since %(day)s") % {"day": f"{cell.backing.stale_since:%-d %b %Y}"}
    return looks()[look] if look != "full" else _("far apart, and not of today")


def position(cell: Cell, when: When) -> str:
    if cell.position is None:
        return ""
    path = reverse("positions:detail", kwargs={"ws": when.negotiation.workspace.slug, "pk": cell.position.pk})
    return f"{path}?{when.query}" if when.query else path


def address(when: When, name: str, **where: str) -> str:
    """A page of the negotiation, with the point in time."""
    negotiation = when.negotiation
    path = reverse(name, kwargs={"ws": negotiation.workspace.slug, "n": negotiation.slug, **where})
    return f"{path}?{when.query}" if when.query else path
