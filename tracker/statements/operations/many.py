"""Many statements changed at once, in what they are to have alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.base.models import keep
from tracker.history.operations import change
from tracker.statements.models import Statement
from tracker.statements.operations import RESTS, mends, weighed

ALIKE = ("issue", "meeting", "coder")  # what can be changed so


def edit_many(
    statements: Sequence[Statement], *, by: Membership, expected: Mapping[int, int], changes: Mapping[str, Any]
) -> list[Statement]:
    """Each of these is so from now on in what `changes` names: its issue, its meeting, its coder. All of them, or none.

    `expected`: the version of each, by its number. What is refused is named, each with its reason.
    """
    by.require(needed(statements, changes, by), *statements, *changes.values())
    with change(by, "statement.edited_many") as line:
        changing = sorted(differing(statements, changes), key=lambda each: each.pk)
        if not changing:
            raise ValidationError(_("They are so already: nothing was changed."))
        for each in changing:
            each.claim(expected[each.pk])
        if reasons := against(changing, changes):
            raise ValidationError([refused(each, reasons[each.pk]) for each in changing if each.pk in reasons])
        for each in changing:
            for name, value in changes.items():
                setattr(each, name, value)
            keep(each)  # its holders follow it to another issue: the database keeps their copies true
        line.about(changing[0], also=[each.pk for each in changing[1:]])
    return changing


def needed(statements: Sequence[Statement], changes: Mapping[str, Any], by: Membership) -> Can:
    """What it takes: who recorded all of them may, and otherwise leads; leads alone say who recorded what."""
    own = "coder" not in changes and all(mends(each, by) == Can.RECORD for each in statements)
    return Can.RECORD if own else Can.MANAGE


def differing(statements: Sequence[Statement], changes: Mapping[str, Any]) -> list[Statement]:
    """Those that are not so yet."""
    wanted = {f"{name}_id": value.pk if value else None for name, value in changes.items()}
    return [each for each in statements if any(getattr(each, name) != pk for name, pk in wanted.items())]


def against(statements: Sequence[Statement], changes: Mapping[str, Any]) -> dict[int, str]:
    """Why some of them cannot be so, by their number."""
    coder = changes.get("coder")
    if coder and not (coder.is_active and coder.may(Can.RECORD)):
        return {each.pk: _("%(name)s does not record here.") % {"name": coder} for each in statements}
    judged = weighed(statements) if "issue" in changes else set()
    found = {each.pk: reason(each, changes, each.pk in judged) for each in statements}
    return {pk: why for pk, why in found.items() if why}


def reason(statement: Statement, changes: Mapping[str, Any], judged: bool) -> str:
    """Why it cannot be so; empty if it can."""
    issue, meeting = changes.get("issue", statement.issue), changes.get("meeting", statement.meeting)
    if issue != statement.issue:
        if statement.option_id:
            return _("It names an option of its issue.")
        if statement.value is not None:
            return _("It names a value on the scale of its issue.")
        if judged:
            return str(RESTS)
    elif meeting == statement.meeting:
        return ""
    if issue and meeting and issue.negotiation_id != meeting.negotiation_id:
        return _("Its meeting would be one of another negotiation than its issue.")
    return ""


def refused(statement: Statement, why: str) -> str:
    return _("“%(words)s”: %(why)s") % {"words": statement, "why": why}
