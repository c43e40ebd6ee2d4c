"""What is said of parties, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.accounts.access import within
from tracker.accounts.models import Membership, Workspace
from tracker.actors.models import SYMBOLS, Party, Speaker
from tracker.base.forms import CarryForm, DomainDateField, RecordForm, words


class Names(forms.CharField):
    """Other names, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        return list(
            dict.fromkeys(filter(None, (line.strip() for line in (super().to_python(value) or "").splitlines())))
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if any(len(name) > 300 for name in value):
            raise forms.ValidationError(_("A name has at most 300 characters."))

    def run_validators(self, value: Any) -> None:
        """Its rules are those of `validate`."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class Symbols(forms.RadioSelect):
    """The colours and marks themselves, to choose from."""

    template_name = "ui/symbols.html"


class PartyForm(RecordForm):
    name = words(_("Name"))
    short_name = words(_("Short name"), required=False, help_text=_("Shown where there is little room."))
    kind = forms.ChoiceField(label=_("Kind"), choices=Party.Kind.choices)
    symbol = forms.TypedChoiceField(
        label=_("Colour and mark"),
        choices=[(n, _("Mark %(n)s") % {"n": n}) for n in range(1, SYMBOLS + 1)],
        coerce=int,
        widget=Symbols,
    )
    aliases = Names(label=_("Also called"), required=False, help_text=_("One name a line, such as “the Kremlin”."))

    def values(self, record: Party) -> dict[str, Any]:
        return super().values(record) | {"aliases": [alias.name for alias in record.aliases.all()]}


class NameForm(CarryForm):
    name = words(_("Also called"))


# Blocs ----------------------------------------------------------------------------------------------------------------
def since(label: Any) -> DomainDateField:
    return DomainDateField(
        label=label, required=False, help_text=_("A day, a month (“May 2008”) or a year; empty where it is not known.")
    )


def until(label: Any, **kwargs: Any) -> DomainDateField:
    return DomainDateField(label=label, help_text=_("The last day, month or year of it."), **kwargs)


class StayForm(RecordForm):
    """From when to when a party belongs to a bloc."""

    since = since(_("From"))
    until = until(_("To"), required=False)


class JoinForm(StayForm):
    bloc = forms.ModelChoiceField(label=_("Bloc"), queryset=Party.objects.none(), empty_label=_("choose"))
    field_order = ("bloc",)

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "bloc", within(party.workspace, Party).exclude(pk=party.pk))


class LeaveForm(RecordForm):
    until = until(_("Belongs to it up to"))


# People ---------------------------------------------------------------------------------------------------------------
class SpeakerForm(RecordForm):
    name = words(_("Name"))
    aliases = Names(label=_("Also called"), required=False, help_text=_("One name a line, in any spelling or script."))

    def values(self, record: Speaker) -> dict[str, Any]:
        return super().values(record) | {"aliases": [alias.name for alias in record.aliases.all()]}


class PostForm(RecordForm):
    title = words(_("Post"), help_text=_("Such as “Foreign minister”."))
    party = forms.ModelChoiceField(label=_("Speaks for"), queryset=Party.objects.none(), empty_label=_("choose"))
    since = since(_("From"))
    until = until(_("To"), required=False)
    authority = forms.IntegerField(
        label=_("Authority"),
        min_value=0,
        max_value=100,
        initial=50,
        help_text=_("How much it binds the party, 0 to 100; from 90 on it is the official line."),
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "party", within(member.workspace, Party))


class NewSpeakerForm(SpeakerForm, PostForm):
    """A person, with the post they are quoted in, if it is known."""

    field_order = ("name", "aliases", "title", "party")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "party", "authority"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("authority") is None:
            given["authority"] = 50
        if bool(given.get("title")) != bool(given.get("party")) and not {"title", "party"} & self.errors.keys():
            self.add_error("title" if given.get("party") else "party", _("A post has a title and a party."))
        return given


class PeopleForm(forms.Form):
    """Which people the list shows."""

    name = forms.CharField(label=_("Name"), required=False, max_length=300)
    party = forms.ModelChoiceField(
        label=_("Speaks for"), queryset=Party.objects.none(), required=False, to_field_name="slug", empty_label=_("all")
    )
    as_of = DomainDateField(label=_("Posts on"), required=False)

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "party", within(workspace, Party))


def choose(form: forms.Form, name: str, among: Any) -> None:
    """Of that field only these can be chosen."""
    form.fields[name].queryset = among  # type: ignore[attr-defined]
