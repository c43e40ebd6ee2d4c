"""Two people, one record: what a colleague saved meanwhile, part by part beside what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    """One part in which what a colleague saved differs from what was typed."""

    key: str
    label: str
    theirs: str
    yours: str
    untouched: bool  # yours is what the form was filled in with


def typed(field: forms.Field, value: Any) -> Any:
    """A value as a browser would send it; of a field with several choices a list."""
    if isinstance(field, forms.BooleanField):
        return "on" if value else ""
    value = field.prepare_value(value)
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    return "" if value is None else str(value)


def spoken(field: forms.Field, value: Any) -> str:
    """What stands in a field, in its choices’ words; dates and figures that can be read, as we spell them."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(spoken(field, each) for each in value)
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        choices: Any = field.choices
        return next((str(words) for key, words in choices if str(key) == value), value) if value else ""
    try:
        return str(typed(field, field.to_python(value))) if value else ""
    except forms.ValidationError:
        return str(value)


def sent(data: Any, field: forms.Field, name: str) -> Any:
    """What the browser sent for a field; of one with several choices a list."""
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField) and hasattr(data, "getlist"):
        return data.getlist(name)
    return data.get(name) or ""


def differences(
    fields: Mapping[str, forms.Field], theirs: Mapping[str, Any], yours: Any, begun: Mapping[str, Any]
) -> list[Difference]:
    """Field by field where `theirs` (values) differs from `yours` (as sent); `begun`: what the form was filled with."""
    found = []
    for name, field in fields.items():
        if name not in theirs or field.widget.is_hidden:
            continue
        their, your = typed(field, theirs[name]), sent(yours, field, name)
        if spoken(field, their) == spoken(field, your):
            continue
        words = spoken(field, their) or _("nothing"), spoken(field, your) or _("nothing")
        untouched = spoken(field, your) == spoken(field, typed(field, begun.get(name)))
        found.append(Difference(name, str(field.label or name), *words, untouched))
    return found
