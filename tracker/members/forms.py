"""What is asked of people who come, stay and leave, and the settings of their workspace, as they are typed."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import Membership, Workspace
from tracker.base.forms import CarryForm, RecordForm, words

MODES = {
    "verbatim": gettext_lazy("Verbatim"),
    "paraphrase": gettext_lazy("Paraphrase"),
    "relayed": gettext_lazy("Relayed by another outlet"),
    "outlet_summary": gettext_lazy("An outlet’s own summary"),
}
GRADES = {
    "A": gettext_lazy("A, completely reliable"),
    "B": gettext_lazy("B, usually reliable"),
    "C": gettext_lazy("C, fairly reliable"),
    "D": gettext_lazy("D, not usually reliable"),
    "E": gettext_lazy("E, unreliable"),
    "F": gettext_lazy("F, cannot be judged"),
}


class OfMember(CarryForm):
    """What changes a membership; done to oneself only by who says that they mean it."""

    was = forms.CharField(max_length=10, widget=forms.HiddenInput)
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, my own: only another lead can take it back"),
        error_messages={"required": gettext_lazy("This is you. Tick the box if you mean it.")},
    )

    def __init__(self, data: Any = None, *, member: Membership, by: Membership) -> None:
        super().__init__(data, initial={"was": member.role, "role": member.role})
        if member.pk != by.pk:
            del self.fields["sure"]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        typed.pop("sure", None)
        return typed


class RoleForm(OfMember):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Membership.Role.choices, widget=forms.RadioSelect)
    field_order = ["role", "sure"]


class BackForm(CarryForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Membership.Role.choices, widget=forms.RadioSelect)


class InviteForm(CarryForm):
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Membership.Role.choices, initial="analyst", widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("If given, only who signs in by this address may use the link. No mail is sent."),
    )


class SignUpForm(CarryForm):
    """A new account, by an invitation."""

    name = words(gettext_lazy("Name"), help_text=gettext_lazy("The record names you by it."))
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 10 characters, and nothing easily guessed."),
    )
    same = forms.CharField(
        label=gettext_lazy("The same again"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, email: str = "") -> None:
        super().__init__(data, initial={"email": email})
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "username"

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        same = typed.pop("same", None)
        if same is not None and "password" in typed and same != typed["password"]:
            self.add_error("same", _("The two passwords differ."))
        return typed


def weight(label: Any) -> forms.FloatField:
    """From 0, which never counts, to 1, which counts whole."""
    return forms.FloatField(
        label=label, min_value=0, max_value=1, widget=forms.NumberInput(attrs={"step": "0.05", "inputmode": "decimal"})
    )


class SettingsForm(RecordForm):
    """The settings of a workspace."""

    name = words(gettext_lazy("Name"))
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Moments are shown in it, and a day ends by it."),
    )
    half_life = forms.IntegerField(
        label=gettext_lazy("Half-life of evidence, in days"),
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy("After so many days evidence counts half; a position whose newest is older is stale."),
    )

    def __init__(self, data: Any = None, *, record: Workspace) -> None:
        super().__init__(data, record=record)
        zone: Any = self.fields["time_zone"]
        zone.choices = [(name, name.replace("_", " ")) for name in sorted(available_timezones())]
        self.fields |= {f"grade_{key}": weight(label) for key, label in GRADES.items()}
        self.fields |= {f"mode_{key}": weight(label) for key, label in MODES.items()}

    def values(self, record: Workspace) -> dict[str, Any]:
        weights = {**of("grade", record.grade_weights), **of("mode", record.mode_weights)}
        return super().values(record) | weights

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        for kind, known in (("grade", GRADES), ("mode", MODES)):
            typed[f"{kind}_weights"] = {key: typed.pop(f"{kind}_{key}", None) for key in known}
        return typed

    @property
    def general(self) -> list[Any]:
        return [self[name] for name in ("name", "time_zone", "half_life")]

    @property
    def grades(self) -> list[Any]:
        return [self[f"grade_{key}"] for key in GRADES]

    @property
    def modes(self) -> list[Any]:
        return [self[f"mode_{key}"] for key in MODES]


def of(kind: str, weights: dict[str, float]) -> dict[str, float]:
    return {f"{kind}_{key}": value for key, value in weights.items()}
