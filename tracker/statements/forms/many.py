"""What many statements are to have alike. It shows what would change before anything does."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.access import within
from tracker.accounts.models import Membership
from tracker.accounts.permissions import ROLES, Can
from tracker.agenda.models import Issue, Meeting
from tracker.base.forms import CarryForm, select
from tracker.statements.models import Statement
from tracker.statements.offers import leaves
from tracker.statements.operations.many import ALIKE, against, differing

MOST = 200  # at once
NONE = "none"
AS_IT_IS = ("", gettext_lazy("as it is"))


class ManyForm(CarryForm):
    """The statements chosen in the list, each with the version that was seen there."""

    issue = select([AS_IT_IS], label=gettext_lazy("Issue"), required=False)
    meeting = select([AS_IT_IS], label=gettext_lazy("Meeting"), required=False)
    coder = select([AS_IT_IS], label=gettext_lazy("Recorded by"), required=False)

    def __init__(self, data: Any, *, asked: Any, member: Membership) -> None:
        super().__init__(data)
        self.member, self.given = member, asked if data is None else data
        self.back = str(self.given.get("back", ""))[:2_000]
        self.known: dict[str, Mapping[str, Any]] = {
            "issue": {str(issue.pk): issue for issue in self.issues},
            "meeting": {NONE: None} | {str(each.pk): each for each in self.meetings},
            "coder": {str(each.pk): each for each in self.coders},
        }
        self.offer("issue", [(str(pk), words) for pk, words in self.numbered])
        self.offer(
            "meeting", [(NONE, _("none")), *((str(each.pk), f"{each.name}, {each.held}") for each in self.meetings)]
        )
        self.offer("coder", [(str(each.pk), str(each)) for each in self.coders])
        for name in ALIKE:
            self.fields[name].either = True  # type: ignore[attr-defined]  # one of them is needed
        if not member.may(Can.MANAGE):
            del self.fields["coder"]

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = [AS_IT_IS, *choices]  # type: ignore[attr-defined]

    # What was chosen --------------------------------------------------------------------------------------------------
    @cached_property
    def expected(self) -> dict[int, int]:
        """The version of each that was seen, by its number."""
        sent = [*self.given.getlist("chosen"), *str(self.given.get("page", "")).split()]
        pairs = (re.fullmatch(r"(\d{1,17})-(\d{1,9})", each, re.ASCII) for each in sent[: MOST + 1])
        return {int(pair[1]): int(pair[2]) for pair in pairs if pair}

    @cached_property
    def statements(self) -> list[Statement]:
        """Those of them that are still here, the newest first."""
        found = within(self.member.workspace, Statement).filter(pk__in=self.expected).defer("search")
        return list(found.select_related("issue", "meeting", "coder__user"))

    @property
    def kept(self) -> list[str]:
        """What the form sends again."""
        return [f"{each.pk}-{self.expected[each.pk]}" for each in self.statements]

    # What is offered --------------------------------------------------------------------------------------------------
    @cached_property
    def talks(self) -> set[int]:
        """The negotiations they are of."""
        return {each.issue.negotiation_id for each in self.statements if each.issue}

    @cached_property
    def issues(self) -> list[Issue]:
        found = within(self.member.workspace, Issue).select_related("negotiation")
        return list(found.filter(negotiation__in=self.talks) if self.talks else found)

    @property
    def numbered(self) -> list[tuple[int, str]]:
        """The issues that parties take sides on; where they are of several negotiations, each after its name."""
        by_talks: dict[str, list[Issue]] = {}
        for issue in self.issues:
            by_talks.setdefault(f"{issue.negotiation}: ", []).append(issue)
        several = len(by_talks) > 1
        return [(pk, f"{talks * several}{words}") for talks, those in by_talks.items() for pk, words in leaves(those)]

    @cached_property
    def meetings(self) -> list[Meeting]:
        found = within(self.member.workspace, Meeting)
        return list(found.filter(negotiation__in=self.talks) if self.talks else found)

    @cached_property
    def coders(self) -> list[Membership]:
        recording = [role for role, those in ROLES.items() if Can.RECORD in those]
        found = within(self.member.workspace, Membership).active().filter(role__in=recording)
        return list(found.select_related("user"))

    # What would change ------------------------------------------------------------------------------------------------
    @cached_property
    def changes(self) -> dict[str, Any]:
        """What all of them are to have, by the name of the field; what stays is not in it."""
        typed = {name: str(self.given.get(name, "")) for name in ALIKE if name in self.fields}
        return {name: self.known[name][value] for name, value in typed.items() if value in self.known[name]}

    @cached_property
    def changing(self) -> list[Statement]:
        return differing(self.statements, self.changes)

    @cached_property
    def reasons(self) -> dict[int, str]:
        """Why some cannot be so: then none is changed."""
        found = against(self.changing, self.changes)
        if not self.member.may(Can.MANAGE):
            theirs = [each for each in self.changing if each.coder_id != self.member.pk]
            words = _("%(name)s recorded it: only they or a lead may change it.")
            found = {each.pk: words % {"name": each.coder} for each in theirs} | found
        return found

    @property
    def sealed(self) -> str:
        """What was shown before it is done: if anything else is sent, it is shown first."""
        return " ".join(f"{name}:{value.pk if value else NONE}" for name, value in self.changes.items())

    @property
    def again(self) -> bool:
        return super().again or (self.is_bound and self.data.get("sealed") != self.sealed)

    @property
    def ready(self) -> bool:
        """Whether what is shown can be done."""
        return bool(self.is_bound and self.changing and not self.reasons and not self.errors)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if len(self.expected) > MOST:
            raise forms.ValidationError(_("At most %(n)s at once.") % {"n": MOST})
        if not self.changes:
            raise forms.ValidationError(_("Say what all of them are to have."))
        return {"statements": self.statements, "expected": self.expected, "changes": self.changes}

    def clash(self, current: Any) -> None:
        """Somebody changed one of them since it was chosen: which one, and a second time it goes on top of theirs."""
        current.refresh_from_db(fields=["version"])
        self.clashed = True
        self.expected[current.pk] = current.version
        words = _("“%(words)s” was changed meanwhile. Nothing was changed here; send it again if it still holds.")
        self.add_error(None, words % {"words": current})
