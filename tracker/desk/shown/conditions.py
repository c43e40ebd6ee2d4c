"""What depends on what: loops, keystones, every condition, and what was said without any."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.models import IssueState
from tracker.agenda.when import When
from tracker.analysis.dependence import Fate, Keystone, Loop
from tracker.base.direction import isolated
from tracker.compare.words import listed
from tracker.desk.queries.conditions import Conditions, on_issue, parties
from tracker.desk.shown.dependence import Names, drawn
from tracker.statements.models import Condition, Statement

MOST_LOOPS = 12
MOST_KEYSTONES = 8
MOST_LINES = 200  # of the table
LOOKS: dict[Fate, str] = {"open": "todo", "met": "ok", "failed": "ask"}
ICONS: dict[Fate, str] = {"open": "half", "met": "check", "failed": "close"}


@dataclass(frozen=True)
class Needed:
    """One thing that a statement depends on."""

    text: str
    name: str  # of the issue or meeting
    href: str
    wanted: str
    state: str
    look: str
    icon: str
    gone: str  # why it can no longer come about


@dataclass(frozen=True)
class Line:
    """One conditional statement."""

    pk: int
    parties: list[tuple[Party, bool]]  # with whether somebody else says so of them
    words: str
    href: str
    issue: str
    issue_href: str
    option: str
    facts: list[str]
    said: str
    groups: list[list[Needed]]
    in_loop: bool


@dataclass(frozen=True)
class Step:
    """What in a loop waits for what comes next, and by whose words."""

    name: str
    href: str
    next: str
    lines: list[tuple[Line, list[Needed]]]  # with those needs that lead on


@dataclass(frozen=True)
class ShownLoop:
    title: str
    closed: bool
    verdict: str
    unless: list[str]
    steps: list[Step]


@dataclass(frozen=True)
class ShownKeystone:
    name: str
    href: str
    worth: str
    parties: list[Party]
    facts: list[str]


@dataclass(frozen=True)
class Move:
    """What was said without any condition."""

    parties: list[Party]
    words: str
    href: str
    facts: list[str]


@dataclass(frozen=True)
class Page:
    sentence: str
    loops: list[ShownLoop]
    more_loops: int
    keystones: list[ShownKeystone]
    svg: SafeString | str
    left_out: int  # conditions that are not drawn
    lines: list[Line]
    more_lines: tuple[int, str]  # how many older ones are left out, and the address of the list that has them
    moves: list[Move]
    more_moves: str


def page(record: Conditions, when: When) -> Page:
    """Everything that hangs together on the day shown, as then known."""
    names = Names(record, when)
    found = record.dependence
    caught = {key for loop in found.loops for step in loop.steps for key in step}
    lines = {pk: line(said, record, names, in_loop=pk in caught) for pk, said in record.statements.items()}
    ranked = [each for each in found.keystones if len(each.falls) > each.subject.startswith("words ")]
    loops = [begun(each, record) for each in found.loops]
    svg, left_out = drawn(record, names, loops) if lines else ("", 0)
    return Page(
        sentence=sentence(record, loops, ranked, names, when),
        loops=[shown_loop(each, record, names, lines) for each in loops[:MOST_LOOPS]],
        more_loops=max(0, len(loops) - MOST_LOOPS),
        keystones=[keystone(each, record, names) for each in ranked[:MOST_KEYSTONES]],
        svg=svg,
        left_out=left_out,
        lines=list(lines.values())[:MOST_LINES],
        more_lines=(max(0, len(lines) - MOST_LINES), names.conditional),
        moves=[move(each, names) for each in record.moves],
        more_moves=more_moves(record),
    )


# In words -------------------------------------------------------------------------------------------------------------
def sentence(record: Conditions, loops: Sequence[Loop], ranked: Sequence[Keystone], names: Names, when: When) -> str:
    """How much is conditional, whether it runs in a circle, and on what most of it hangs."""
    day, number = f"{when.day:%-d %B %Y}", len(record.statements)
    if not number:
        return _("Nothing that was said by %(day)s depends on a condition.") % {"day": day}
    said = [
        ngettext(
            "%(n)s statement by %(day)s makes one thing depend on another.",
            "%(n)s statements by %(day)s make one thing depend on another.",
            number,
        )
        % {"n": number, "day": day}
    ]
    if loops:
        closed = sum(loop.closed for loop in loops)
        first = circle(loops[0], names)
        if len(loops) == 1:
            ways = _("no way leads round it") if closed else _("another way leads round it")
            said.append(_("There is a loop: %(first)s; %(ways)s.") % {"first": first, "ways": ways})
        else:
            values = {"n": len(loops), "closed": closed, "first": first}
            said.append(
                _("There are %(n)s loops; round %(closed)s of them leads no way.") % values
                if closed
                else _("There are %(n)s loops, each with a way round.") % values
            )
            said.append(_("The first: %(first)s.") % values)
    else:
        said.append(_("None of it runs in a loop."))
    if ranked and len(ranked[0].falls) > 1:
        top = {"name": names.name(ranked[0].subject), "n": len(ranked[0].falls)}
        said.append(_("Most hangs on %(name)s: %(n)s of them, directly or through others.") % top)
    return " ".join(said)


def circle(loop: Loop, names: Names) -> str:
    """ "A waits for B, and that for A"."""
    first, *others = [names.name(subject) for subject in loop.subjects]
    if not others or set(others) == {first}:
        return _("on %(first)s each waits for the other") % {"first": first}
    chain = [_("and that for %(name)s") % {"name": name} for name in [*others[1:], first]]
    return ", ".join([_("%(first)s waits for %(second)s") % {"first": first, "second": others[0]}, *chain])


def begun(loop: Loop, record: Conditions) -> Loop:
    """The same loop from where it was first said."""
    first = min(
        range(len(loop.steps)), key=lambda place: min(record.statements[pk].said_on for pk in loop.steps[place])
    )
    subjects = (*loop.subjects[first:], *loop.subjects[:first])
    return Loop(subjects, (*loop.steps[first:], *loop.steps[:first]), loop.closed, loop.ways)


def shown_loop(loop: Loop, record: Conditions, names: Names, lines: Mapping[int, Line]) -> ShownLoop:
    after = (*loop.subjects[1:], loop.subjects[0])
    called = [names.name(subject) for subject in loop.subjects]
    alone = len(set(called)) == 1  # on one subject two wait for each other: one step says it
    steps = [
        Step(
            name=names.name(subject),
            href=names.href(subject),
            next=_("the other") if alone else names.name(then),
            lines=[(lines[pk], leading(pk, then, record, names)) for pk in step],
        )
        for subject, then, step in zip(loop.subjects, after, loop.steps, strict=True)
    ][: 1 if alone else None]
    verdict = _("No way round on record") if loop.closed else _("A loop, unless another way is taken")
    needs = [each for step in steps for _line, needs in step.lines for each in needs]
    gone = dict.fromkeys(each.gone for each in needs if each.gone)
    return ShownLoop(
        title=" ⇄ ".join(dict.fromkeys(called)) if len(called) < 3 else " → ".join([*called, called[0]]),
        closed=loop.closed,
        verdict="; ".join([verdict, *gone, *([] if alone else vague(steps))]),
        unless=unless(loop, record),
        steps=steps,
    )


def vague(steps: Iterable[Step]) -> list[str]:
    """Where nobody says which outcome the one before waits for: it may be that the next comes to nothing."""
    unsaid = [step.next for step in steps if not any(need.wanted for _line, needs in step.lines for need in needs)]
    return [_("nobody says which outcome of %(name)s is meant") % {"name": name} for name in dict.fromkeys(unsaid)]


def leading(pk: int, then: str, record: Conditions, names: Names) -> list[Needed]:
    """Which of its needs make the statement wait for the next subject."""
    needs = [each for group in record.groups[pk] for each in group]
    return [needed(each, record, names) for each in needs if record.subject(each) == then]


def unless(loop: Loop, record: Conditions) -> list[str]:
    """What leads round it: "Poland agrees and the money is there"."""
    return list(dict.fromkeys(listed([each.text for each in record.groups[pk][number]]) for pk, number in loop.ways))


def keystone(each: Keystone, record: Conditions, names: Names) -> ShownKeystone:
    falls, direct = len(each.falls), len(each.direct)
    wanted = {one.option.words: 0 for one in record.conditions if one.option and record.subject(one) == each.subject}
    further = len(set(each.falls) - set(each.direct))
    spared = len(set(each.direct) - set(each.falls))
    facts = [
        ngettext("%(n)s names it", "%(n)s name it", direct) % {"n": direct},
        ngettext("%(n)s through another", "%(n)s through others", further) % {"n": further} if further else "",
        ngettext("%(n)s has another way", "%(n)s have another way", spared) % {"n": spared} if spared else "",
        _("wanted: %(options)s") % {"options": "; ".join(wanted)} if wanted else "",
    ]
    return ShownKeystone(
        name=names.name(each.subject),
        href=names.href(each.subject),
        worth=ngettext("%(n)s statement hangs on it", "%(n)s statements hang on it", falls) % {"n": falls},
        parties=parties(record.statements[pk] for pk in each.falls),
        facts=[fact for fact in facts if fact],
    )


def line(said: Statement, record: Conditions, names: Names, *, in_loop: bool) -> Line:
    act = f"{said.get_act_display()}, {str(said.get_modality_display()).lower()}"
    return Line(
        pk=said.pk,
        parties=[(held.party, held.told_by_other) for held in said.holders.all()],
        words=said.words,
        href=names.statement(said),
        issue=str(said.issue),
        issue_href=names.href(on_issue(said.issue_id)),
        option=said.option.words if said.option else "",
        facts=[fact for fact in (str(said.speaker or ""), act) if fact],
        said=str(said.said),
        groups=[[needed(each, record, names) for each in group] for group in record.groups[said.pk]],
        in_loop=in_loop,
    )


def needed(condition: Condition, record: Conditions, names: Names) -> Needed:
    issue, meeting, fate = condition.issue, condition.meeting, record.fates[condition.pk]
    name = f"{meeting.name}, {meeting.held}" if meeting else str(issue or "")
    return Needed(
        text=condition.text,
        name=name,
        href=names.table if meeting else names.href(on_issue(issue.pk)) if issue else "",
        wanted=condition.option.words if condition.option else _("held") if meeting else "",
        state=state(condition, record),
        look=LOOKS[fate],
        icon=ICONS[fate],
        gone=gone(condition, record) if fate == "failed" else "",
    )


def gone(condition: Condition, record: Conditions) -> str:
    """Why it can no longer come about."""
    if condition.meeting:
        return _("%(name)s was called off") % {"name": isolated(condition.meeting)}
    dropped = record.states[condition.issue_id or 0].state == IssueState.State.DROPPED
    words = _("%(name)s was dropped") if dropped else _("%(name)s was agreed otherwise")
    return words % {"name": isolated(condition.issue)}


def state(condition: Condition, record: Conditions) -> str:
    """What is known of it on the day shown; nothing of what is not on the agenda."""
    fate = record.fates[condition.pk]
    if condition.meeting:
        return {"met": _("Met: it was held"), "failed": _("Not met: called off"), "open": _("Not held yet")}[fate]
    if condition.issue is None:
        return ""
    found = record.states.get(condition.issue.pk)
    if found is None or found.state == IssueState.State.OPEN:
        return _("Open")
    since = {"state": found.get_state_display(), "day": found.effective}
    words = {"met": _("Met: %(state)s, %(day)s"), "failed": _("Not met: %(state)s, %(day)s")}
    return words.get(fate, "%(state)s, %(day)s") % since


def move(said: Statement, names: Names) -> Move:
    facts = [str(said.said), str(said.speaker or ""), str(said.get_act_display()), str(said.issue)]
    own = [held.party for held in said.holders.all() if not held.told_by_other]
    return Move(own, said.words, names.statement(said), [fact for fact in facts if fact])


def more_moves(record: Conditions) -> str:
    more = record.move_count - len(record.moves)
    return (
        ngettext("%(n)s older one is left out.", "%(n)s older ones are left out.", more) % {"n": more} if more else ""
    )
