"""What is said of a negotiation, its seats and its meetings, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.agenda.models import FARTHEST, IssueState, Meeting, Participation
from tracker.base.forms import CarryForm, DomainDateField, EditForm, Figure, RecordForm, words

WHEN = gettext_lazy("A day, a month (“May 2012”) or a year.")


class NegotiationForm(RecordForm):
    title = words(gettext_lazy("Title"))
    summary = words(
        gettext_lazy("Summary"), 4_000, rows=4, required=False, help_text=gettext_lazy("What it is about, in short.")
    )
    begins = DomainDateField(label=gettext_lazy("Begins"), required=False, help_text=WHEN)
    ends = DomainDateField(label=gettext_lazy("Ends"), required=False, help_text=WHEN)

    def clean(self) -> dict[str, Any]:
        super().clean()
        begins, ends = self.cleaned_data.get("begins"), self.cleaned_data.get("ends")
        if begins and ends and ends.last < begins.first:
            values = {"begins": begins, "ends": ends}
            self.add_error("ends", _("It ends (%(ends)s) before it begins (%(begins)s).") % values)
        return self.cleaned_data


class SeatForm(RecordForm):
    """How a party takes part."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Participation.Role.choices)
    capability = Figure(
        label=gettext_lazy("Capability"),
        min_value=0,
        max_value=FARTHEST,
        help_text=gettext_lazy("Its weight in a model; only ratios count."),
        error_messages={"min_value": gettext_lazy("Capability is 0 or more.")},
    )
    counted = forms.BooleanField(
        label=gettext_lazy("Counts in distances and models"),
        required=False,
        help_text=gettext_lazy("Either a bloc counts or its members do, never both."),
    )


class MeetingForm(RecordForm):
    name = words(gettext_lazy("Name"), help_text=gettext_lazy("Such as “Sochi session”."))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Meeting.Kind.choices)
    held = DomainDateField(
        label=gettext_lazy("When"), help_text=gettext_lazy("A day, several (“20-21 May 2012”), a month or a year.")
    )
    place = words(gettext_lazy("Place"), required=False)
    status = forms.ChoiceField(  # type: ignore[assignment]  # fields are taken out of the class: its property stays
        label=gettext_lazy("Status"), choices=Meeting.Status.choices
    )


class StateForm(CarryForm):
    """What became of an issue, and from when on."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=IssueState.State.choices, widget=forms.RadioSelect)
    effective = DomainDateField(label=gettext_lazy("From"), help_text=WHEN)


class MoveSeatForm(EditForm):
    """A column more to the left or to the right: among rows, up or down; dragged, before which seat."""

    seat = forms.TypedChoiceField(coerce=int, widget=forms.HiddenInput)
    to = forms.ChoiceField(choices=[("up", ""), ("down", ""), ("place", "")])
    before = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any = None, *, seats: list[Participation]) -> None:
        super().__init__(data)
        self.seats = {seat.pk: seat for seat in seats}
        for name in ("seat", "before"):
            self.fields[name].choices = [(pk, "") for pk in self.seats]  # type: ignore[attr-defined]

    def clash(self, current: Any) -> None:
        """There is nothing typed to keep: the table as it is now is shown, with words."""
        self.clashed = True
        self.add_error(None, _("A colleague changed that seat meanwhile. This is the table as it is now."))

    @property
    def moved(self) -> Participation:
        return self.seats[self.cleaned_data["seat"]]

    @property
    def place(self) -> int:
        """The place it comes to stand at, among the seats without it."""
        order = list(self.seats)
        at = order.index(self.moved.pk)
        match self.cleaned_data["to"]:
            case "up":
                return max(0, at - 1)
            case "down":
                return at + 1
        others = [pk for pk in order if pk != self.moved.pk]
        before = self.cleaned_data["before"]
        return others.index(before) if before in others else len(others)
