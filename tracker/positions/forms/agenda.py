"""Seats, issues and options, as they are typed."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.actors.models import Party
from tracker.agenda.models import FARTHEST, Issue, Meeting, Negotiation, Participation
from tracker.agenda.tree import STEPS, Place, Tree
from tracker.base.forms import EditForm, Figure, RecordForm, words
from tracker.base.numbers import MINUS, THIN_SPACE, figure

MOST_OPTIONS = 60
LINE = re.compile(rf"\s*([-+{MINUS}]?\d[\d{THIN_SPACE}]*(?:\.\d+)?)(\s*[:=\t]\s*|\s*[-–—]\s+|\s+)(\S.*)")


class SeatPartyForm(RecordForm):
    """Who takes part, and how: a party of the workspace, or a new one by its name."""

    party = forms.ModelChoiceField(
        Party.objects.none(),
        label=gettext_lazy("Party"),
        required=False,
        empty_label=gettext_lazy("A new party, named below"),
    )
    name = words(gettext_lazy("Name of a new party"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of the new party"), choices=Party.Kind.choices, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Participation.Role.choices)
    capability = Figure(
        label=gettext_lazy("Capability"),
        min_value=0,
        max_value=FARTHEST,
        initial=1.0,
        help_text=gettext_lazy("Its weight in a model; only ratios count."),
        error_messages={"min_value": gettext_lazy("Capability is 0 or more.")},
    )
    counted = forms.BooleanField(
        label=gettext_lazy("Counts in distances and models"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Either a bloc counts or its members do, never both."),
    )
    template_name = "positions/_seat.html"

    def __init__(self, data: Any = None, *, negotiation: Negotiation) -> None:
        super().__init__(data)
        seated = negotiation.participations.values("party")
        free = Party.objects.filter(workspace=negotiation.workspace_id).exclude(pk__in=seated)
        self.fields["party"].queryset = free  # type: ignore[attr-defined]
        self.fields["party"].label_from_instance = lambda party: party.name  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        party, name = self.cleaned_data.get("party"), self.cleaned_data.get("name")
        if party and name:
            self.add_error("name", _("Choose a party or name a new one, not both."))
        if not party and not name and not {"party", "name"} & set(self.errors):
            self.add_error("party", _("Choose who takes part, or name a new party below."))
        if name and not self.cleaned_data.get("kind"):
            self.add_error("kind", _("Say what kind of party it is."))
        return self.cleaned_data


class Options(forms.CharField):
    """Worded points of a scale, one a line: the figure, then the words."""

    def to_python(self, value: Any) -> list[tuple[float, str]]:  # type: ignore[override]
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        found = [option_of(line, n) for n, line in enumerate(lines, 1) if line]
        if len(found) > MOST_OPTIONS:
            raise forms.ValidationError(_("At most %(n)d options.") % {"n": MOST_OPTIONS})
        points = [point for point, _words in found]
        twice = next((point for point in points if points.count(point) > 1), None)
        if twice is not None:
            raise forms.ValidationError(_("Two options stand at %(value)s.") % {"value": figure(twice)})
        return found

    def run_validators(self, value: Any) -> None:
        """Its rules are those of `to_python`."""


def option_of(line: str, n: int) -> tuple[float, str]:
    """The figure and the words of line `n`."""
    match = LINE.fullmatch(line)
    if not match:
        raise forms.ValidationError(
            _("Line %(n)d: type a figure, then the words, such as “50 Joint centres”.") % {"n": n}
        )
    typed, between, option = match.groups()
    if re.match(r"\d{3}\b", option) and not between.strip():
        raise forms.ValidationError(
            _("Line %(n)d: write the figure without spaces, or put a colon after it.") % {"n": n}
        )
    value = float(typed.replace(MINUS, "-").replace(THIN_SPACE, ""))
    if abs(value) > FARTHEST:
        raise forms.ValidationError(_("Line %(n)d: that figure is too large.") % {"n": n})
    if len(option) > 300 or "\0" in option:
        raise forms.ValidationError(_("Line %(n)d: an option has at most 300 letters.") % {"n": n})
    return value, option


class IssueForm(RecordForm):
    """An issue: what it asks, where it stands on the agenda, and its scale; of a new one the options too."""

    title = words(gettext_lazy("Title"))
    question = words(
        gettext_lazy("Question"), 2_000, rows=2, required=False, help_text=gettext_lazy("What has to be settled.")
    )
    parent = forms.ChoiceField(label=gettext_lazy("Under"), required=False)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=gettext_lazy("For the meeting"), required=False, empty_label="—"
    )
    minimum = Figure(label=gettext_lazy("From"), required=False, min_value=-FARTHEST, max_value=FARTHEST)
    maximum = Figure(label=gettext_lazy("To"), required=False, min_value=-FARTHEST, max_value=FARTHEST)
    unit = words(gettext_lazy("Unit"), 60, required=False)
    status_quo = Figure(label=gettext_lazy("Status quo"), required=False)
    options = Options(
        label=gettext_lazy("Options"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "A line each: the figure, then the words. At least the two ends: “0 One system”, “100 Two systems”."
        ),
    )
    template_name = "positions/_issue.html"

    def __init__(
        self,
        data: Any = None,
        *,
        negotiation: Negotiation,
        tree: Tree,
        record: Issue | None = None,
        under: str = "",
    ) -> None:
        begun = {} if record else {"minimum": 0.0, "maximum": 100.0, "parent": under}
        super().__init__(data, record=record, initial=begun)
        inside = {record.pk, *tree.below(record)} if record else set()
        self.branches = {str(line.issue.pk): line.issue for line in tree if line.issue.pk not in inside}
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", _("Nothing: it stands at the top")),
            *((str(each.issue.pk), f"{each.number} {each.issue}") for each in tree if each.issue.pk not in inside),
        ]
        self.fields["meeting"].queryset = negotiation.meetings.all()  # type: ignore[attr-defined]
        self.is_branch = bool(record and tree.under.get(record.pk))
        if record:
            del self.fields["options"]
        if self.is_branch:  # what stands under it is measured, it is not
            for name in ("minimum", "maximum", "unit", "status_quo"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        low, high, quo, options = (given.get(name) for name in ("minimum", "maximum", "status_quo", "options"))
        if {"minimum", "maximum"} & set(self.errors):
            return given
        if (low is None) != (high is None):
            self.add_error("minimum" if low is None else "maximum", _("A scale has two ends. Type both, or neither."))
        elif low is None and (quo is not None or options):
            self.add_error("minimum", _("Type the two ends of the scale on which that stands."))
        elif low is not None and high is not None and low >= high:
            values = {"low": figure(low), "high": figure(high)}
            self.add_error("maximum", _("The scale ends (%(high)s) where it begins (%(low)s), or below.") % values)
        elif low is not None and high is not None:
            words = _("This scale runs from %(low)s to %(high)s.") % {"low": figure(low), "high": figure(high)}
            if quo is not None and not low <= quo <= high:
                self.add_error("status_quo", words)
            off = next((each for each in options or () if not low <= each[0] <= high), None)
            if off:
                self.add_error("options", f"{figure(off[0])} {off[1]}: {words}")
        return given

    @property
    def given(self) -> dict[str, Any]:
        """What the operations ask for."""
        given, record = dict(self.cleaned_data), self.record
        if self.is_branch:
            given |= {"minimum": record.minimum, "maximum": record.maximum}
            given |= {"unit": record.unit, "status_quo": record.status_quo}
        low, high = given.pop("minimum"), given.pop("maximum")
        given["scale"] = None if low is None else (low, high)
        given["parent"] = self.branches.get(given["parent"])
        return given


class OptionForm(RecordForm):
    value = Figure(label=gettext_lazy("Figure"), min_value=-FARTHEST, max_value=FARTHEST)
    words = words(gettext_lazy("Words"))

    def __init__(self, data: Any = None, *, issue: Issue, record: Any = None) -> None:
        super().__init__(data, record=record)
        if issue.minimum is not None and issue.maximum is not None:
            ends = {"low": figure(issue.minimum), "high": figure(issue.maximum), "unit": issue.unit}
            self.fields["value"].help_text = (_("From %(low)s to %(high)s %(unit)s") % ends).strip() + "."


class MoveForm(EditForm):
    """An issue goes one step, or where it was dragged: under which issue, and before which."""

    issue = forms.TypedChoiceField(
        coerce=int, error_messages={"invalid_choice": gettext_lazy("That issue is not on the agenda any more.")}
    )
    to = forms.ChoiceField(choices=[(step, "") for step in (*STEPS, "place")])
    under = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    before = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)

    def __init__(self, data: Any = None, *, tree: Tree) -> None:
        super().__init__(data)
        self.tree = tree
        for name in ("issue", "under", "before"):
            self.fields[name].choices = [(pk, "") for pk in tree.issues]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors and self.place is None:
            self.add_error(None, _("It cannot go any further that way."))
        return self.cleaned_data

    def clash(self, current: Any) -> None:
        """There is nothing typed to keep: the agenda as it is now is shown, with words."""
        self.clashed = True
        self.add_error(None, _("A colleague changed that issue meanwhile. This is the agenda as it is now."))

    @property
    def moved(self) -> Issue:
        return self.tree.issues[self.cleaned_data["issue"]]

    @property
    def place(self) -> Place | None:
        given = self.cleaned_data
        if given["to"] != "place":
            return self.tree.step(self.moved, given["to"])
        return Place(self.tree.issues.get(given["under"]), self.tree.issues.get(given["before"]))

    @property
    def given(self) -> dict[str, Any]:
        """What the operation asks for."""
        return self.place._asdict() if self.place else {}
