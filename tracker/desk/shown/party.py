"""One party: where it stands, who speaks for it, and how it moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership, Workspace
from tracker.actors.models import OFFICIAL, BlocMembership, Party, Post
from tracker.actors.words import lasting
from tracker.agenda.models import Issue, Negotiation, Participation
from tracker.agenda.when import NOW, Asked, When
from tracker.base.errors import Unknown
from tracker.base.numbers import figure
from tracker.compare import drawings
from tracker.compare.comparison import Cell, Comparison
from tracker.compare.movement import ShownMove, row
from tracker.compare.shown.cells import ShownCell
from tracker.compare.shown.cells import cell as shown_cell
from tracker.desk import words
from tracker.desk.queries.party import MOST_DRAWN, OnParty
from tracker.desk.shown.home import today
from tracker.positions import multiples, spells
from tracker.positions.models import Reading
from tracker.positions.words import accepts, at
from tracker.statements.models import Statement


@dataclass(frozen=True)
class Held:
    """One issue with what the party holds on it."""

    title: str
    href: str  # the issue
    cell: ShownCell
    borrowed: str  # its bloc's line, where it has none of its own
    accepts: str
    svg: SafeString | str


@dataclass(frozen=True)
class Talks:
    """One negotiation with what the party holds in it."""

    title: str
    href: str
    export: str  # where all of it is exported
    facts: list[str]
    held: list[Held]


@dataclass(frozen=True)
class Voice:
    """One post in time, and the newest that its holder said for the party."""

    speaker: str
    title: str
    during: str
    rank: str
    now: bool
    official: bool
    person: str
    newest: Statement | None
    href: str


@dataclass(frozen=True)
class Stay:
    party: Party
    href: str
    during: str
    now: bool


@dataclass(frozen=True)
class Line:
    """One issue that the party has spoken on, drawn through time."""

    title: str
    href: str  # the issue
    stands: str  # at the end of the line
    svg: SafeString


@dataclass(frozen=True)
class Through:
    """All that it held through time, by negotiation; one axis for all."""

    talks: list[tuple[str, list[Line]]]
    axis: SafeString
    silences: bool  # it was silent for a while on one of them
    cut: str  # where not all is drawn


@dataclass(frozen=True)
class Page:
    kicker: str
    sentence: str
    talks: list[Talks]
    through: Through | None
    voices: list[Voice]
    senior: str  # who of them speaks with most authority
    stays: list[Stay]
    members: list[Stay]
    aliases: str
    moves: list[ShownMove]
    said: str
    discussion: str


def chosen(seats: Sequence[Participation], named: str, path: str) -> Negotiation | None:
    """The negotiation in whose time the party is shown: the one the address names, else the only one."""
    by_slug = {seat.negotiation.slug: seat.negotiation for seat in seats}
    if named and named not in by_slug:
        offers = [(seat.negotiation.title, f"{path}?n={seat.negotiation.slug}") for seat in seats]
        raise Unknown(_("It has no seat in a negotiation “%(name)s”.") % {"name": named}, offers)
    return by_slug.get(named) or (seats[0].negotiation if len(seats) == 1 else None)


def now(workspace: Workspace) -> Asked:
    """The point in time of a party that sits nowhere."""
    return {"day": today(workspace), "known": NOW, "since": None, "since_name": ""}


def page(record: OnParty, seats: Sequence[Participation], when: When | None, asked: Asked, member: Membership) -> Page:
    """Everything on one party; `asked` is the day and moment shown."""
    party, ws = record.party, member.workspace.slug
    query = when.query if when else ""
    slugs = {seat.negotiation_id: seat.negotiation.slug for seat in seats}
    kind = str(party.get_kind_display())
    discussion = reverse("annotations:discussion", kwargs={"ws": ws, "kind": "parties", "pk": party.pk})
    return Page(
        kicker=kind if party.name == str(party) else f"{kind}, {party.name}",
        sentence=words.party(record),
        talks=[talks(seat, record, when, asked, ws) for seat in seats] if when else [],
        through=through(seats, record, when, ws) if when else None,
        voices=[voice(post, newest, record, ws, query) for post, newest in ordered(record)],
        senior=senior(record),
        stays=[stay(each, each.bloc, record, ws) for each in record.stays],
        members=[stay(each, each.party, record, ws) for each in record.members],
        aliases=", ".join(str(alias) for alias in record.aliases),
        moves=[
            row(move, ws, slugs[move.reading.position.issue.negotiation_id], query)
            for move in record.moves
            if move.reading.position.issue.negotiation_id in slugs
        ],
        said=ngettext("%(n)s statement on record", "%(n)s statements on record", record.statement_count)
        % {"n": record.statement_count},
        discussion=f"{discussion}{'?' if query else ''}{query}",
    )


def talks(seat: Participation, record: OnParty, when: When, asked: Asked, ws: str) -> Talks:
    negotiation = seat.negotiation
    query = f"?{when.query}" if when.query else ""
    one = Comparison(negotiation, asked["day"], asked["known"], None, [], [])
    cells = [cell for cell in record.cells if cell.issue.negotiation_id == negotiation.pk]
    known = sum(1 for cell in cells if cell.reading)
    role = "" if seat.role == seat.Role.NEGOTIATING else str(seat.get_role_display())
    counted = _("%(n)s of %(total)s issues on record") % {"n": known, "total": len(cells)} if cells else ""
    export = reverse("exchange:export", kwargs={"ws": ws, "n": negotiation.slug})
    dates = f"&{when.query}" if when.query else ""
    return Talks(
        title=negotiation.title,
        href=f"{negotiation.get_absolute_url()}{query}",
        export=f"{export}?party={seat.party.slug}{dates}",
        facts=[fact for fact in (role, counted) if fact],
        held=[held(one, cell, negotiation, when, ws, query) for cell in cells],
    )


def held(one: Comparison, cell: Cell, negotiation: Negotiation, when: When, ws: str, query: str) -> Held:
    path = reverse("desk:issue", kwargs={"ws": ws, "n": negotiation.slug, "slug": cell.issue.slug})
    shown = shown_cell(one, cell, when)
    return Held(
        title=cell.issue.title,
        href=f"{path}{query}",
        cell=shown,
        borrowed=f"{shown.says.rstrip('.')}: {shown.borrowed}" if shown.borrowed else "",
        accepts=accepts(cell.reading, cell.issue) if cell.reading else "",
        svg=drawings.cell(cell),
    )


# Through time --------------------------------------------------------------------------------------------------------
def through(seats: Sequence[Participation], record: OnParty, when: When, ws: str) -> Through | None:
    """A line for each issue with a scale that it has spoken on, in the order of the agendas."""
    by_issue: dict[int, list[Reading]] = {}
    for reading in record.readings:
        by_issue.setdefault(reading.position.issue_id, []).append(reading)
    issues = [cell.issue for cell in record.cells if cell.issue.scaled and cell.issue.pk in by_issue]
    tracks = {each.pk: spells.tracks([record.party], each, by_issue[each.pk], when)[0] for each in issues}
    if not tracks:
        return None
    meetings = spells.gatherings(when)
    shown = multiples.together(list(tracks.values()), meetings, record.day)

    def line(issue: Issue, negotiation: Negotiation) -> Line:
        path = reverse("desk:issue", kwargs={"ws": ws, "n": negotiation.slug, "slug": issue.slug})
        stands = at(by_issue[issue.pk][0], issue)
        return Line(
            title=issue.title,
            href=f"{path}{'?' if when.query else ''}{when.query}",
            stands=stands[:1].upper() + stands[1:],
            svg=multiples.small(
                tracks[issue.pk],
                shown,
                meetings if negotiation == when.negotiation else [],
                ends=(figure(issue.minimum or 0), figure(issue.maximum or 0)),
                title=_("%(party)s on %(issue)s through time") % {"party": record.party, "issue": issue},
                description=spells.told([tracks[issue.pk]]),
                ids=f"through-{issue.pk}",
            ),
        )

    talks = [
        (
            seat.negotiation.title,
            [line(each, seat.negotiation) for each in issues if each.negotiation_id == seat.negotiation_id],
        )
        for seat in seats
    ]
    cut = _("Only its last %(n)s readings are drawn.") % {"n": MOST_DRAWN} if len(record.readings) == MOST_DRAWN else ""
    silences = any(track.silent for track in tracks.values())
    return Through([each for each in talks if each[1]], multiples.months(shown, record.day), silences, cut)


# Its people and blocs ------------------------------------------------------------------------------------------------
def ordered(record: OnParty) -> list[tuple[Post, Statement | None]]:
    """The voices of the day first, the highest of them first; then the former, the latest first.

    Who held several posts is quoted once, with the first of them.
    """
    now = [each for each in record.voices if record.day in each[0].during]
    former = [each for each in record.voices if record.day not in each[0].during]
    now.sort(key=lambda each: (-each[0].authority, str(each[0].speaker)))
    former.sort(key=lambda each: str(each[0].during.upper), reverse=True)
    quoted: set[int] = set()
    found: list[tuple[Post, Statement | None]] = []
    for post, newest in now + former:
        found.append((post, None if post.speaker_id in quoted else newest))
        quoted.add(post.speaker_id)
    return found


def voice(post: Post, newest: Statement | None, record: OnParty, ws: str, query: str) -> Voice:
    path = reverse("desk:statement", kwargs={"ws": ws, "pk": newest.pk}) if newest else ""
    return Voice(
        speaker=str(post.speaker),
        title=post.title,
        during=lasting(post),
        now=record.day in post.during,
        rank=_("authority %(n)s of 100") % {"n": post.authority},
        official=post.official,
        person=reverse("desk:person", kwargs={"ws": ws, "pk": post.speaker_id}),
        newest=newest,
        href=f"{path}{'?' if query else ''}{query}" if path else "",
    )


def senior(record: OnParty) -> str:
    """Who speaks for it with most authority on that day."""
    held = [post for post, _newest in record.voices if record.day in post.during]
    highest = max((post.authority for post in held), default=None)
    if highest is None:
        return _("Nobody on record held a post for it on that day.") if record.voices else ""
    names = " · ".join(sorted({str(post.speaker) for post in held if post.authority == highest}))
    given = {"names": names, "day": f"{record.day:%-d %b %Y}", "n": highest}
    if highest >= OFFICIAL:
        return (
            _("Most senior on %(day)s: %(names)s, authority %(n)s of 100. From 90 on it is the official line.") % given
        )
    return _("Most senior on %(day)s: %(names)s, authority %(n)s of 100. Nobody’s word was the official line.") % given


def stay(given: BlocMembership, other: Party, record: OnParty, ws: str) -> Stay:
    href = reverse("desk:party", kwargs={"ws": ws, "slug": other.slug})
    return Stay(other, href, lasting(given), record.day in given.during)
