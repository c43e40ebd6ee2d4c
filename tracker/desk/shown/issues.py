"""The agenda: each issue with its scale in words, its state, and how much is on record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.agenda.models import Issue, IssueState
from tracker.agenda.tree import Line
from tracker.agenda.when import When
from tracker.base.numbers import figure
from tracker.desk.queries.issues import Agenda

DEEPEST = 12  # levels that are set in; deeper ones stand below each other, told apart by their numbers


@dataclass(frozen=True)
class ShownIssue:
    """One line of the agenda."""

    issue: Issue
    number: str
    indent: int
    is_branch: bool
    points: list[tuple[str, str]]  # the worded points of the scale, figure and words, the lowest first
    scale: str  # the scale in figures, where words do not say it
    status_quo: str
    new: int  # options that no lead has seen
    state: str  # empty while it is open
    known: str
    statements: str


def lines(agenda: Agenda) -> list[ShownIssue]:
    return [line(each, agenda) for each in agenda.tree]


def line(each: Line, agenda: Agenda) -> ShownIssue:
    issue = each.issue
    options = [] if each.is_branch else issue.worded
    state, said = agenda.states.get(issue.pk), agenda.statements.get(issue.pk, 0)
    quo = issue.status_quo
    return ShownIssue(
        issue=issue,
        number=each.number,
        indent=min(each.depth, DEEPEST),
        is_branch=each.is_branch,
        points=[(figure(option.value), option.words) for option in options],
        scale="" if each.is_branch else scale(issue, len(options)),
        status_quo="" if quo is None or each.is_branch else _("Status quo %(value)s") % {"value": measured(quo, issue)},
        new=sum(option.is_new for option in options),
        state=spoken(state) if state and state.state != IssueState.State.OPEN else "",
        known="" if each.is_branch else known(agenda, issue),
        statements=ngettext("one statement", "%(n)d statements", said) % {"n": said} if said else "",
    )


def measured(value: float, issue: Issue) -> str:
    return f"{figure(value)} {issue.unit}".strip()


def scale(issue: Issue, options: int) -> str:
    if issue.minimum is None or issue.maximum is None:
        return _("No scale")
    ends = {"low": figure(issue.minimum), "high": measured(issue.maximum, issue)}
    if options:
        return _("Unit: %(unit)s") % {"unit": issue.unit} if issue.unit else ""
    return _("%(low)s to %(high)s, without words yet") % ends


def known(agenda: Agenda, issue: Issue) -> str:
    """Such as "2 of 3"."""
    return _("%(n)d of %(all)d") % {"n": agenda.on_record.get(issue.pk, 0), "all": agenda.parties}


def spoken(state: IssueState) -> str:
    values = {"state": state.get_state_display(), "day": state.effective}
    return _("%(state)s since %(day)s") % values


def sentence(agenda: Agenda, when: When) -> str:
    """How much there is to settle, how much of it is, and where we know nothing."""
    leaves = [each.issue.pk for each in agenda.tree if not each.is_branch]
    if not leaves:
        return _("Nothing is on the agenda yet.")
    issues = ngettext("One issue to settle", "%(n)d issues to settle", len(leaves)) % {"n": len(leaves)}
    settled = sum(agenda.state(pk) == IssueState.State.AGREED for pk in leaves)
    dropped = sum(agenda.state(pk) == IssueState.State.DROPPED for pk in leaves)
    silent = sum(not agenda.on_record.get(pk) for pk in leaves)
    parts = [
        ngettext("one agreed", "%(n)d agreed", settled) % {"n": settled} if settled else "",
        ngettext("one dropped", "%(n)d dropped", dropped) % {"n": dropped} if dropped else "",
        ngettext("on one nobody is on record", "on %(n)d nobody is on record", silent) % {"n": silent}
        if silent
        else "",
    ]
    return ", ".join([issues, *filter(None, parts)]) + "."
