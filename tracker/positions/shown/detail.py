"""The page of a position: the reading in force, its evidence, what waits, and all that was ever held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.models import Issue
from tracker.agenda.when import When
from tracker.base.shown import Shown
from tracker.positions import spells, weights, words
from tracker.positions.lines import Lines, lines
from tracker.positions.models import Evidence, Reading
from tracker.positions.pictures import HISTORY, SCALE, Picture, picture
from tracker.positions.queries import OnRecord
from tracker.positions.shown.drawing import drawn
from tracker.positions.shown.items import Item, item, travelling
from tracker.positions.shown.reviews import Judging, Reviewed, by_whom, judging, reviewed
from tracker.positions.shown.weighing import weighing
from tracker.statements.models import Statement
from tracker.statements.queries import grade_words


@dataclass(frozen=True)
class Group:
    """Evidence of one kind: for, qualifying, against."""

    key: str
    title: str
    icon: str
    look: str
    items: list[Item]
    empty: str


@dataclass(frozen=True)
class Now:
    """The reading in force, large."""

    look: str
    says: str
    summary: str
    svg: SafeString | str
    basis: str  # where it is not stated
    facts: list[tuple[str, str]]
    weighting: str  # how its statements come to what they come to
    red_lines: list[tuple[str, bool]]
    mutual: bool
    review: Reviewed
    judging: Judging | None  # what can be said of it; of what was known then nothing can
    before: str


@dataclass(frozen=True)
class Told(Shown):
    """One reading in the list of all that was ever held."""

    pk: int
    look: str
    effective: str
    says: str
    figure: str
    why: str
    summary: str
    facts: list[str]
    current: bool
    folded: str  # "Corrected by Jonas Weber, 1 Aug 2011, 12:00"; empty: it stands
    reason: str  # why it was withdrawn
    review: Reviewed
    correct: str  # the addresses, for those who may
    withdraw: str


@dataclass(frozen=True)
class Line:
    """One of the three lines: the latest, the strongest, the official."""

    name: str
    stood: str
    since: str
    href: str  # its reading below; empty where there is none


@dataclass(frozen=True)
class DetailPage:
    kicker: str
    title: str
    sentence: str
    now: Now | None
    bloc: "Borrowed | None"
    behind: list[str]
    one_root: bool
    roots: str  # what a root is, where any are counted
    stale: str
    grade: str
    grade_words: str
    groups: list[Group]
    waiting: list[Item]
    elsewhere: list[Item]
    lines: list[Line]
    softer: bool  # the latest line is softer than the strongest
    history: SafeString | str
    silences: bool  # it was silent for a while
    corrections: tuple[str, str]  # the address that shows or hides what was corrected, and its words; none: nothing was
    readings: list[Told]
    weigh: str  # where a judgement is sent
    revise: str  # the address, for those who may
    discussion: str
    past: str
    today: str


@dataclass(frozen=True)
class Borrowed:
    """What its bloc holds, in grey."""

    words: str
    says: str
    summary: str
    href: str
    link: str


def page(
    record: OnRecord, member: Membership, when: When, approvers: Sequence[Membership], *, slips: bool = False
) -> DetailPage:
    """Everything on one position, at the point in time that the page shows; with `slips` its drawing shows them too."""
    position, behind, ws = record.position, record.backing, member.workspace.slug
    mends = member.may(Can.RECORD) and not when.known
    to = {"ws": ws, "pk": position.pk}
    found = lines(record) if len(record.readings) > 1 else None
    return DetailPage(
        kicker=_("Position as of %(day)s") % {"day": words.exact(record.day)},
        title=_("%(party)s on %(issue)s") % {"party": position.party, "issue": position.issue},
        sentence=words.sentence(record),
        now=now(record, member, when, approvers) if record.in_force else None,
        bloc=borrowed(record, when) if record.bloc else None,
        behind=counted(record),
        one_root=behind.count > 0 and behind.roots == 1,
        roots=words.roots() if behind.count else "",
        stale=_("stale since %(day)s") % {"day": f"{behind.stale_since:%-d %b %Y}"} if behind.stale_since else "",
        grade=behind.grade,
        grade_words=grade_words(behind.grade) if behind.grade else "",
        groups=groups(record, when, mends) if record.in_force else [],
        waiting=[waits(each, record, when, mends) for each in record.waiting],
        elsewhere=[
            item(
                each,
                position,
                when,
                judged=judgement(row, record),
                weigh=weigh(each, record, when) if mends and record.in_force else "",
            )
            for row, each in record.elsewhere
        ],
        weigh=reverse("positions:weigh", kwargs=to) + (f"?{when.now}" if when.now else ""),
        lines=three_lines(found, record) if found else [],
        softer=bool(found and found.softer),
        history=history(record, when, slips=slips),
        silences=any(each.stated is None for each in record.took_effect),
        corrections=spells.corrections(record.slips if slips else None, when) if record.slips else ("", ""),
        readings=[told(each, record, member, when, mends) for each in record.readings if not each.withdrawn],
        revise=travelling(reverse("positions:revise", kwargs=to), when) if member.may(Can.RECORD) else "",
        discussion=travelling(reverse("annotations:discussion", kwargs={**to, "kind": "positions"}), when),
        past=past(when),
        today=f"{when.path}?{when.address(as_of=None, known_at=None)}",
    )


def past(when: When) -> str:
    """The line above a page that looks at another day."""
    if when.is_today:
        return ""
    day = words.exact(when.day)
    if when.known:
        said = _("You look at %(day)s, as known %(known)s. What came later is hidden.")
        return said % {"day": day, "known": when.known}
    return _("You look at %(day)s. What came later is hidden.") % {"day": day}


# The reading in force ------------------------------------------------------------------------------------------------
def now(record: OnRecord, member: Membership, when: When, approvers: Sequence[Membership]) -> Now:
    reading, issue = record.in_force, record.position.issue
    assert reading is not None  # noqa: S101 - for the type checker: the page asks only then
    found = by_statements(reading, record)
    return Now(
        look=reading.stance,
        says=words.holds(reading, issue),
        summary=reading.summary,
        svg=drawn(record),
        basis="" if reading.basis == Reading.Basis.STATED else words.basis(reading),
        facts=facts(reading, record, member, found),
        weighting=weighting(member) if found else "",
        red_lines=words.red_lines(reading, issue),
        mutual=reading.mutual,
        review=reviewed(record.reviews.get(reading.pk), member),
        judging=None if when.known else judging(reading, record.reviews.get(reading.pk), member, approvers, when),
        before=stood(record, when),
    )


def facts(reading: Reading, record: OnRecord, member: Membership, found: str) -> list[tuple[str, str]]:
    """Name and words of each thing judged."""
    issue = record.position.issue
    sure = str(reading.get_confidence_display())
    rows = [
        (_("Would accept"), words.accepts(reading, issue)),
        (_("Firmness"), str(reading.get_firmness_display()) if reading.firmness else ""),
        (_("Salience"), _("%(n)s of 100") % {"n": reading.salience} if reading.salience is not None else ""),
        (_("Confidence"), f"{sure}: {reading.confidence_reason}" if reading.confidence_reason else sure),
        (_("By its statements"), found),
        (_("Basis"), words.basis(reading)),
        (_("In force from"), words.since(reading, record.day)),
        (_("What changed"), str(reading.get_why_display())),
        (_("Recorded"), by_whom(reading.recorded_by, reading.recorded_at, member)),
    ]
    return [row for row in rows if row[1]]


def by_statements(reading: Reading, record: OnRecord) -> str:
    """What they come to by themselves, weighted by how good and how fresh they are, beside what we hold."""
    position = record.position
    found = weights.alone(record.backing, position.party, position.issue, position.workspace, record.day)
    return words.by_statements(found, reading, position.issue) if found else ""


def weighting(member: Membership) -> str:
    """The same words as in an export's legend."""
    return _("By its statements: %(weighting)s") % {"weighting": words.weighting(member.workspace.half_life)}


def stood(record: OnRecord, when: When) -> str:
    """Where it stood on the day compared with."""
    if record.since is None:
        return ""
    then, before, issue = when.since_words, record.before, record.position.issue
    if before is None:
        return _("Compared with %(then)s: nothing was on record then.") % {"then": then}
    if record.in_force and before.pk == record.in_force.pk:
        return _("Compared with %(then)s: the same reading.") % {"then": then}
    return _("Compared with %(then)s: then %(stood)s.") % {"then": then, "stood": words.at(before, issue)}


def figure_of(reading: Reading, issue: Issue) -> str:
    """The figure beside the words; none where the words are the figure already."""
    if reading.stated is None:
        return ""
    figure = words.measured(reading.stated, issue)
    return "" if words.holds(reading, issue).startswith(figure) else figure


def borrowed(record: OnRecord, when: When) -> Borrowed | None:
    if record.bloc is None:
        return None
    bloc, reading = record.bloc
    path = reverse("positions:detail", kwargs={"ws": when.negotiation.workspace.slug, "pk": bloc.pk})
    return Borrowed(
        words=_("as %(bloc)s, no line of its own") % {"bloc": bloc.party},
        says=words.holds(reading, record.position.issue) or str(reading.get_stance_display()),
        summary=reading.summary,
        href=travelling(path, when),
        link=_("Position of %(bloc)s") % {"bloc": bloc.party},
    )


# Evidence ------------------------------------------------------------------------------------------------------------
def counted(record: OnRecord) -> list[str]:
    """ "3 statements", "2 independent roots", "newest 4 Jul 2011"."""
    behind = record.backing
    if not behind.count:
        return []
    count, roots = behind.count, behind.roots
    facts = [ngettext("%(n)s statement", "%(n)s statements", count) % {"n": count}]
    if roots > 1:  # a single one is said in amber
        facts.append(ngettext("%(n)s independent root", "%(n)s independent roots", roots) % {"n": roots})
    return [*facts, _("newest %(day)s") % {"day": behind.newest}]


def waits(statement: Statement, record: OnRecord, when: When, mends: bool) -> Item:
    """What nobody has weighed, with the buttons that do."""
    seen = record.taken_back.get(statement.pk, 0)
    buttons = weighing(record.position, record.in_force, statement, when, seen=seen) if mends else None
    position, reading = record.position, record.in_force
    share = None
    if reading:
        share = weights.may_move(statement, reading, record.backing, position, record.day)
    return item(statement, position, when, weighing=buttons, departs=words.may_move(share, statement, reading))


def weigh(statement: Statement, record: OnRecord, when: When) -> str:
    """Where it is weighed for the reading in force."""
    to = {"ws": when.negotiation.workspace.slug, "pk": record.position.pk}
    reading = record.in_force.pk if record.in_force else ""
    date = f"&{when.now}" if when.now else ""
    return f"{reverse('positions:weigh', kwargs=to)}?statement={statement.pk}&reading={reading}{date}"


def groups(record: OnRecord, when: When, mends: bool) -> list[Group]:
    """For and against always, so that their silence is seen; qualifying where there is any."""
    relation, behind = Evidence.Relation, record.backing

    def items(kind: str) -> list[Item]:
        return [
            item(each, record.position, when, note=row.note, weigh=weigh(each, record, when) if mends else "")
            for row, each in behind.weighed
            if row.relation == kind
        ]

    found = [
        Group("for", _("For"), "check", "ok", items(relation.SUPPORTS), _("No quotation speaks for this reading.")),
        Group("qualifying", _("Qualifying"), "half", "todo", items(relation.QUALIFIES), ""),
        Group(
            "against", _("Against"), "part", "ask", items(relation.CONTRADICTS),
            _("No quotation speaks against this reading."),
        ),
    ]  # fmt: skip
    return [group if group.items else replace(group, look="old") for group in found if group.items or group.empty]


def judgement(row: Evidence, record: OnRecord) -> str:
    """What was once said of a statement that does not bear on the reading in force."""
    relation = str(row.get_relation_display())
    if record.in_force and row.reading_id == record.in_force.pk:
        return relation
    reading = next((each for each in record.readings if each.pk == row.reading_id), None)
    if reading is None:
        return relation
    return _("%(relation)s, for the reading of %(day)s") % {"relation": relation, "day": reading.effective}


# The lines ------------------------------------------------------------------------------------------------------------
def three_lines(found: Lines, record: OnRecord) -> list[Line]:
    """The latest, the strongest and the official line, each with the reading that it is."""
    named = [(_("Latest"), found.latest), (_("Strongest"), found.strongest), (_("Official"), found.official)]
    return [line(name, reading, record) for name, reading in named]


def line(name: str, reading: Reading | None, record: OnRecord) -> Line:
    if reading is None:
        return Line(name, _("none on record"), "", "")
    stood = words.at(reading, record.position.issue)
    return Line(name, stood[:1].upper() + stood[1:], words.since(reading, record.day), f"#reading-{reading.pk}")


# Through time ---------------------------------------------------------------------------------------------------------
def pictures(shown: DetailPage, when: When) -> dict[str, Picture]:
    """What the page draws, as files."""
    scale = picture("scale", shown.now.svg, when, left=SCALE) if shown.now else {}
    return scale | picture("history", shown.history, when, left=HISTORY)


def history(record: OnRecord, when: When, *, slips: bool) -> SafeString | str:
    """Its readings as steps, its statements beside them, and on demand what was corrected."""
    position, readings = record.position, record.took_effect
    if len(readings) < 2 or not position.issue.scaled:
        return ""
    for each in record.readings:
        each.position = position  # whose party and options are known already
    return spells.history(
        [position.party],
        position.issue,
        readings,
        when,
        title=_("%(party)s on %(issue)s through time") % {"party": position.party, "issue": position.issue},
        said=[(position.party, each) for each in record.spoken],
        slips=record.slips if slips else (),
    )


# All readings --------------------------------------------------------------------------------------------------------
def told(reading: Reading, record: OnRecord, member: Membership, when: When, mends: bool) -> Told:
    """One reading, as it stands in the list; what was put right since is folded."""
    issue, after = record.position.issue, record.successors.get(reading.pk)
    folded = ""
    if after:
        folded = _("Withdrawn by %(whom)s") if after.withdrawn else _("Corrected by %(whom)s")
        folded %= {"whom": by_whom(after.recorded_by, after.recorded_at, member)}
    behind = record.behind[reading.pk]
    count = ngettext("%(n)s statement", "%(n)s statements", behind.count) % {"n": behind.count}
    to = {"ws": member.workspace.slug, "pk": reading.pk}
    return Told(
        pk=reading.pk,
        look=reading.stance,
        effective=str(reading.effective),
        says=words.holds(reading, issue) or str(reading.get_stance_display()),
        figure=figure_of(reading, issue),
        why=str(reading.get_why_display()),
        summary=reading.summary,
        facts=[
            _("recorded by %(whom)s") % {"whom": by_whom(reading.recorded_by, reading.recorded_at, member)},
            count if behind.count else _("no statement supports it"),
        ],
        current=bool(record.in_force and record.in_force.pk == reading.pk),
        folded=folded,
        reason=after.summary if after and after.withdrawn else "",
        review=reviewed(record.reviews.get(reading.pk), member),
        correct=travelling(reverse("positions:correct", kwargs=to), when) if mends and not after else "",
        withdraw=travelling(reverse("positions:withdraw", kwargs=to), when) if mends and not after else "",
    )
