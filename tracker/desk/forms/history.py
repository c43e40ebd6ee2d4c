"""What is asked of the history, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import Membership, Workspace
from tracker.base.forms import DomainDateField, words
from tracker.history.words import KINDS, VERBS


class Asking(forms.Form):
    """Which lines of the history: by whom, of what, what was done, when. All from the address."""

    who = forms.ModelChoiceField(Membership.objects.none(), label=gettext_lazy("Who"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    record = words(gettext_lazy("Part of the name"), required=False)
    since = DomainDateField(label=gettext_lazy("From"), required=False)
    until = DomainDateField(label=gettext_lazy("To"), required=False)
    id = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, given: Any, workspace: Workspace) -> None:
        super().__init__(given)
        every = ("", _("all"))
        who: Any = self.fields["who"]
        who.queryset = Membership.objects.filter(workspace=workspace).select_related("user")
        who.empty_label = _("everybody")
        kind: Any = self.fields["kind"]
        kind.choices = [every, *KINDS.items()]
        verb: Any = self.fields["verb"]
        verb.choices = [every, *sorted(VERBS.items(), key=lambda each: str(each[1]))]

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        since, until = asked.get("since"), asked.get("until")
        if since and until and until.end <= since.first:
            self.add_error("until", _("This ends before it begins."))
        return asked

    @property
    def narrowed(self) -> bool:
        """Whether it asks for anything less than everything."""
        return any(self.data.get(name) for name in self.fields)
