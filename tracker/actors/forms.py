"""What is said of parties, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.actors.models import SYMBOLS, Party
from tracker.base.forms import RecordForm, words


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
