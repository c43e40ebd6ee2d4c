"""What is typed to list a text with negotiations, and to narrow the list of texts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tracker.accounts.access import within
from tracker.accounts.models import Workspace
from tracker.agenda.models import Negotiation
from tracker.base.forms import CarryForm, DomainDateField
from tracker.sources.models import Outlet


class FilingForm(CarryForm):
    """The negotiations that a document is listed with."""

    negotiations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Listed with"),
        queryset=Negotiation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["negotiations"].queryset = within(workspace, Negotiation)  # type: ignore[attr-defined]


class DocumentsForm(forms.Form):
    """Which texts the list shows."""

    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=300)
    outlet = forms.ModelChoiceField(
        label=gettext_lazy("Outlet"), queryset=Outlet.objects.none(), required=False, empty_label=gettext_lazy("all")
    )
    negotiation = forms.ModelChoiceField(
        label=gettext_lazy("Listed with"),
        queryset=Negotiation.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("all"),
    )
    published_from = DomainDateField(label=gettext_lazy("Published from"), required=False)
    published_to = DomainDateField(label=gettext_lazy("to"), required=False)
    uncoded = forms.BooleanField(label=gettext_lazy("No statement yet"), required=False)

    def __init__(self, data: Any, workspace: Workspace, negotiation: Negotiation | None = None) -> None:
        super().__init__(data)
        self.fields["outlet"].queryset = within(workspace, Outlet)  # type: ignore[attr-defined]
        self.fields["negotiation"].queryset = within(workspace, Negotiation)  # type: ignore[attr-defined]
        if negotiation:
            del self.fields["negotiation"]
