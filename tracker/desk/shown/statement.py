"""One statement whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.actors.words import rank
from tracker.agenda.models import Issue, Meeting
from tracker.agenda.when import When
from tracker.base.addresses import numbered
from tracker.base.direction import isolated
from tracker.base.forms import shown as moment
from tracker.base.numbers import figure
from tracker.desk.queries.statement import Record
from tracker.positions.models import Evidence
from tracker.sources.models import Excerpt, foreign
from tracker.statements import counting
from tracker.statements.carriers import DocumentRow, ExcerptRow, ReportRow
from tracker.statements.models import Condition, Pledge, Report, Statement
from tracker.statements.operations import mends
from tracker.statements.queries import counts, grade, reliability, root_count
from tracker.statements.quotes import Gloss, Step, gloss, ladder, manner

MOST_PARTIES = 6  # named in a sentence


@dataclass(frozen=True)
class Holding:
    """Whose view it is, what it counts there, and if less than fully why."""

    party: Party
    told: bool
    href: str  # the position
    worth: str
    why: str


@dataclass(frozen=True)
class Quoted:
    """Words cut from a text, as `ui/quote.html` shows them."""

    words: str
    verbatim: bool
    told: bool
    symbol: int | None
    href: str
    link: str
    gloss: Gloss | None
    language: str
    tags: list[str] = field(default_factory=list)
    acts: list[tuple[str, str]] = field(default_factory=list)  # what may be changed, and how that is called


@dataclass(frozen=True)
class ShownReport:
    """One text that carries it: how, by whom, in which words."""

    mode: str
    document: DocumentRow | None
    chain: list[Step]
    quotes: list[Quoted]


@dataclass(frozen=True)
class Needed:
    """One thing it depends on."""

    text: str
    wanted: str
    name: str = ""  # of the issue or meeting
    href: str = ""


@dataclass(frozen=True)
class Weighed:
    """A reading that it stands behind, or a position it was weighed for."""

    row: Evidence
    href: str
    effective: str
    superseded: bool


@dataclass(frozen=True)
class Page:
    sentence: str
    holdings: list[Holding]
    reports: list[ShownReport]
    facts: list[tuple[str, str, str]]  # name, words, address
    letters: str
    reliability: str
    credibility: str
    judged: bool
    groups: list[list[Needed]]
    conditions: str  # the address of all that hangs together
    pledge: Pledge | None
    replies_to: Statement | None
    replies: Sequence[Statement]
    weighed: list[Weighed]
    discussion: str
    mends: bool  # the member may edit and remove it


def page(record: Record, member: Membership, when: When | None) -> Page:
    """Everything on one statement, for the negotiation's point in time in its links."""
    said, ws = record.statement, member.workspace.slug
    query = f"?{when.query}" if when and when.query else ""
    talks = {"ws": ws, "n": when.negotiation.slug} if when else {}
    grid = reverse("compare:grid", kwargs=talks) if when else ""
    held = [holding(record, each.party, each.told_by_other, ws, query) for each in said.held]
    letters = grade(said)
    return Page(
        sentence=" ".join(filter(None, [uttered(record), weight(held)])),
        holdings=held,
        reports=[reported(said, carrier, member, f"?{when.within}" if when else "") for carrier in said.carriers],
        facts=facts(record, f"{grid}{query}", member),
        letters=letters,
        reliability=counting.RELIABILITY[reliability(said)],
        credibility=counting.CREDIBILITY[said.credibility or 6],
        judged=said.credibility is not None,
        groups=[
            [needed(each, grid, query) for each in group]
            for _number, group in groupby(said.conditions.all(), key=lambda condition: condition.group)
        ],
        conditions=f"{reverse('desk:conditions', kwargs=talks)}{query}#statement-{said.pk}" if when else "",
        pledge=getattr(said, "pledge", None),
        replies_to=said.replies_to,
        replies=record.replies,
        weighed=[weighed(row, ws, query) for row in record.evidence],
        discussion=reverse("annotations:discussion", kwargs={"ws": ws, "kind": "statements", "pk": said.pk}) + query,
        mends=member.may(mends(said, member)),
    )


def uttered(record: Record) -> str:
    """When, where and by whom it was said."""
    said = record.statement
    words = {
        "day": said.said,
        "meeting": isolated(said.meeting),
        "speaker": isolated(said.speaker),
        "post": isolated(record.post.title if record.post else ""),
        "party": isolated(record.post.party if record.post else ""),
    }
    exact = said.said.precision in ("day", "days")
    when = (_("Said on %(day)s") if exact else _("Said in %(day)s")) % words
    where = _("at %(meeting)s") % words if said.meeting else ""
    if record.post:
        by = _("by %(speaker)s, %(post)s (%(party)s).") % words
    else:
        by = _("by %(speaker)s.") % words if said.speaker else _("by a speaker who is not named.")
    if said.voice == Statement.Voice.BACKGROUND and not said.speaker:
        return ""
    return " ".join(filter(None, [when, where, by]))


def weight(held: Sequence[Holding]) -> str:
    """What it counts, a sentence for each worth."""
    if not held:
        return _("Background in the outlet’s own voice: it counts nowhere.")
    kinds = {worth: [str(each.party) for each in held if each.worth == worth] for worth in worths()}
    said = [
        _("%(worth)s for %(parties)s.") % {"worth": worth, "parties": named(names)}
        for worth, names in kinds.items()
        if names
    ]
    return " ".join(said)


def named(parties: list[str]) -> str:
    if len(parties) > MOST_PARTIES:
        return _("%(n)s parties") % {"n": len(parties)}
    return get_text_list([isolated(party) for party in parties], _("and"))


def worths() -> tuple[str, str, str, str]:
    return _("Counts fully"), _("Counts half"), _("Listed as rejected"), _("Gives no number")


def holding(record: Record, party: Party, told: bool, ws: str, query: str) -> Holding:
    full, half, rejected, nothing = worths()
    said, found = record.statement, counts(record.statement, party)
    worth, why = nothing, found.why
    if found.rejects:
        worth = rejected
    elif found.number and said.option is None and said.value is None:
        why = _("Names neither an option nor a value.")
    elif found.number:
        worth = full if found.share == 1 else half
    position = record.positions.get(party.pk)
    href = reverse("positions:detail", kwargs={"ws": ws, "pk": position.pk}) + query if position else ""
    return Holding(party, told, href, worth, why)


def reported(statement: Statement, carrier: ReportRow, member: Membership, query: str) -> ShownReport:
    ws, moves = member.workspace.slug, member.may(mends(statement, member))
    quotes = [
        Quoted(
            words=excerpt.exact,
            verbatim=carrier.mode == Report.Mode.VERBATIM,
            told=bool(statement.held) and all(held.told_by_other for held in statement.held),
            symbol=statement.held[0].party.symbol if statement.held else None,
            href=f"{place(excerpt.document_id, ws)}{query}#excerpt-{excerpt.pk}",
            link=_("In the text"),
            gloss=gloss([excerpt]),
            language=carrier.document.language if carrier.document else "",
            tags=[] if excerpt.state == Excerpt.State.ANCHORED else [_("No longer found in the text")],
            acts=acts(excerpt, carrier, ws, moves=moves) if member.may(Can.RECORD) else [],
        )
        for excerpt in carrier.quoted
    ]
    return ShownReport(manner(carrier), carrier.document, ladder(statement, carrier), quotes)


def acts(excerpt: ExcerptRow, carrier: ReportRow, ws: str, *, moves: bool) -> list[tuple[str, str]]:
    """What may be changed of quoted words; where they begin and end only by those who may mend the statement."""
    found = []
    if excerpt.state == Excerpt.State.ANCHORED and moves:
        found.append((numbered("desk:move_excerpt", ws, excerpt.pk), _("Change its ends")))
    elif excerpt.state != Excerpt.State.ANCHORED:
        found.append((numbered("sources:reanchor", ws, excerpt.pk), _("Choose the words again")))
    if excerpt.translation or (carrier.document and foreign(carrier.document.language)):
        words = _("Edit the translation") if excerpt.translation else _("Translate")
        found.append((numbered("sources:translate", ws, excerpt.pk), words))
    return found


def place(document: int, ws: str) -> str:
    return reverse("desk:document", kwargs={"ws": ws, "pk": document})


def facts(record: Record, grid: str, member: Membership) -> list[tuple[str, str, str]]:
    """Name, words and address of each thing we coded."""
    said = record.statement
    issue = said.issue
    roots = root_count([said])
    rows = [
        (_("Speaker"), str(said.speaker or ""), ""),
        (_("Post that day"), f"{record.post}; {rank(record.post)}" if record.post else "", ""),
        (_("Said"), str(said.said), ""),
        (_("Meeting"), str(said.meeting or ""), at_meeting(said.meeting, grid.partition("?")[0])),
        (_("Issue"), str(issue or ""), f"{grid}#{issue.slug}" if issue and grid else ""),
        (_("Direction"), str(said.get_direction_display()) if issue else "", ""),
        (_("Option"), option(said), ""),
        (_("Value"), value(said), ""),
        (_("Act"), str(said.get_act_display()), ""),
        (_("Modality"), str(said.get_modality_display()), ""),
        (_("Rationale"), said.rationale, ""),
        (_("Independent roots"), figure(roots), ""),
        (_("Recorded by"), str(said.coder), ""),
        (_("Recorded on"), moment(said.recorded_at, member.workspace.zone), ""),
    ]
    return [row for row in rows if row[1]]


def option(said: Statement) -> str:
    if said.option is None:
        return ""
    return f"{said.option.words} ({measured(said.option.value, said.issue)})"


def value(said: Statement) -> str:
    """The coder's value and the scale it was measured on; in words, where an option stands at that point."""
    if said.value is None:
        return ""
    ends = {"low": figure(said.minimum or 0), "high": figure(said.maximum or 0)}
    values = {"value": measured(said.value, said.issue), **ends}
    same = said.issue and (said.minimum, said.maximum) == (said.issue.minimum, said.issue.maximum)
    words = (
        next((each.words for each in said.issue.worded if each.value == said.value), "") if said.issue and same else ""
    )
    if words and said.option is None:
        return _("%(words)s (%(value)s on a scale from %(low)s to %(high)s)") % {"words": words, **values}
    return _("%(value)s on a scale from %(low)s to %(high)s") % values


def measured(value: float, issue: Issue | None) -> str:
    unit = issue.unit if issue and issue.unit != "year" else ""
    return f"{figure(value)} {unit}".strip()


def at_meeting(meeting: Meeting | None, grid: str) -> str:
    """The grid as of the meeting's last day."""
    return f"{grid}?as_of={meeting.held.last.isoformat()}" if meeting and grid else ""


def needed(condition: Condition, grid: str, query: str) -> Needed:
    issue, meeting = condition.issue, condition.meeting
    wanted = condition.option.words if condition.option else ""
    if issue:
        return Needed(condition.text, wanted, issue.title, f"{grid}{query}#{issue.slug}" if grid else "")
    if meeting:
        name = f"{meeting.name}, {meeting.held}"
        return Needed(condition.text, _("held"), name, at_meeting(meeting, grid))
    return Needed(condition.text, wanted)


def weighed(row: Evidence, ws: str, query: str) -> Weighed:
    href = reverse("positions:detail", kwargs={"ws": ws, "pk": row.position_id}) + query
    effective = str(row.reading.effective) if row.reading else ""
    return Weighed(row, href, effective, bool(row.reading and row.replaced))  # type: ignore[attr-defined]
