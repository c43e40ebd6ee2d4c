"""What every form shares: it never saves, it keeps what was typed, and the second of two people loses nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.utils import ErrorDict, flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.base.clash import Difference, differences, typed
from tracker.base.dates import DateError, DomainDate, parse
from tracker.base.models import Stale, Versioned
from tracker.base.numbers import MINUS, THIN_SPACE

SELECTED = SafeString(" selected")
FAR = 30  # years ahead: a date beyond them is rather a slip than meant
TOO_LONG = gettext_lazy("At most %(limit_value)d characters; this has %(show_value)d.")


class DomainDateField(forms.CharField):
    """A date of the domain, typed as people write it: "4 July 2011", "May 2012", "20-21 May 2012".

    `past`: of what has happened, so that a day still to come is doubted.
    """

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        kwargs.setdefault("max_length", 100)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> DomainDate | None:  # type: ignore[override]
        if isinstance(value, DomainDate):
            return value
        written = super().to_python(value)
        try:
            return parse(written) if written else None
        except DateError as reason:
            raise forms.ValidationError(str(reason)) from None

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, DomainDate) else value

    def run_validators(self, value: Any) -> None:
        """Its only rule is that it can be read as a date."""

    def doubt(self, value: Any, today: date) -> str:
        """What is asked of a date that may be a slip, and is saved all the same."""
        if not isinstance(value, DomainDate):
            return ""
        words = {"label": self.label, "date": value, "years": FAR}
        if self.past and value.first > today:
            return _("“%(label)s”: %(date)s is still to come, is it right?") % words
        if value.last.year > today.year + FAR:
            return _("“%(label)s”: %(date)s is more than %(years)s years ahead, is it right?") % words
        return ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other words were typed than the field was filled in with."""
        return str(initial or "").strip() != str(data or "").strip()


class Figure(forms.FloatField):
    """A number as people type it: with a true minus or thin spaces; what is no number comes back to be mended."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"invalid": gettext_lazy("Type a number, such as 40 or 12.5.")}

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        if isinstance(value, str):
            value = value.replace(MINUS, "-").replace(THIN_SPACE, "").strip()
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return repr(value).removesuffix(".0") if isinstance(value, float) else value


def words(label: Any, limit: int = 300, *, rows: int = 0, **kwargs: Any) -> forms.CharField:
    """A field for words, on one line or on `rows`. The browser does not cut off: too many come back to be shortened."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    field = forms.CharField(label=label, widget=widget, **kwargs)
    field.validators.append(MaxLengthValidator(limit, TOO_LONG))
    return field


class OnScale(forms.RadioSelect):
    """The scale as radio buttons, upright: each option with its figure."""

    template_name = "ui/scale.html"

    def __init__(self, figures: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.figures = figures

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().create_option(name, value, *args, **kwargs), "figure": self.figures.get(str(value), "")}


class Choice(forms.Select):
    """A menu, written in one go: a form has one for each statement, a reader's menus name every party and issue."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """As Django has it, but for groups, of which we have none."""
        chosen = set(self.format_value(value))
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((each, SELECTED if str(each) in chosen else "", words) for each, words in self.choices),
        )
        around = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", around, options)


def select(choices: Any, **kwargs: Any) -> forms.ChoiceField:
    kwargs.setdefault("widget", Choice)
    return forms.ChoiceField(choices=choices, **kwargs)


class CarryForm(forms.Form):
    """A form that never saves: `carry` hands what was typed to an operation, and takes back what that refuses."""

    clashed = False

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        return 409 if self.clashed else 422 if self.errors else 200

    def carry[Done](self, operation: Callable[..., Done]) -> Done | None:
        """What `operation` made of the cleaned fields, which it takes by name; None where the form is to be shown:
        for the first time, or with words beside its fields.
        """
        if self.taking:
            self.clash(None)
        elif self.is_valid() and not self.again:
            try:
                return operation(**self.cleaned_data)
            except Stale as stale:
                self.clash(stale.record)
            except ValidationError as reason:
                self.refuse(reason)
        return None

    def refuse(self, reason: ValidationError) -> None:
        """What an operation refuses stands beside the field it is about."""
        if not hasattr(reason, "error_dict"):
            self.add_error(None, reason)
            return
        for name, errors in reason.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)

    def clash(self, current: Any) -> None:
        """Somebody saved `current` first: say so, keep everything typed, let a second save go on top of theirs."""
        current.refresh_from_db(fields=["version"])
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("expected")] = current.version
        self.clashed, self.data = True, data
        self.add_error(None, _("This changed while you were typing. Save again if yours still holds."))

    def doubts(self, today: date) -> list[str]:
        """What is asked of dates that may be slips; they are saved all the same."""
        typed = getattr(self, "cleaned_data", {})
        fields = ((name, each) for name, each in self.fields.items() if isinstance(each, DomainDateField))
        return [words for name, each in fields if (words := each.doubt(typed.get(name), today))]

    @property
    def taking(self) -> str:
        """The part of a colleague's version that is to be taken over, if a button said so."""
        return str(self.data.get("take", "")) if self.is_bound else ""

    @property
    def again(self) -> bool:
        """Whether what was typed only comes back to be gone on with: a draft, or one more row."""
        return self.is_bound and bool(self.data.get("again"))

    def full_clean(self) -> None:
        if self.again:
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        else:
            super().full_clean()


class EditForm(CarryForm):
    """A form that changes a versioned record."""

    expected = forms.IntegerField(widget=forms.HiddenInput)


class RecordForm(EditForm):
    """A form that makes a record, or with `record` changes it. Its fields are named as the record's are."""

    theirs: Sequence[Difference] = ()  # where a colleague's version differs from what was typed

    def __init__(self, data: Any = None, *args: Any, record: Any = None, **kwargs: Any) -> None:
        self.record = record
        kwargs["initial"] = (self.values(record) if record else {}) | (kwargs.get("initial") or {})
        super().__init__(data, *args, **kwargs)
        if isinstance(record, Versioned):
            self.initial.setdefault("expected", record.version)
        else:
            del self.fields["expected"]

    def values(self, record: Any) -> dict[str, Any]:
        """What the form is filled in with: of each field the record's value of that name."""
        found = {name: getattr(record, name) for name in self.base_fields if hasattr(record, name)}
        return {name: getattr(value, "pk", value) for name, value in found.items()}

    def clash(self, current: Any) -> None:
        """Somebody saved first: theirs stands beside what was typed, field by field, each to be taken over."""
        current = current or self.record
        current.refresh_from_db()
        data, theirs, name = self.data.copy(), self.values(current), self.taking  # type: ignore[attr-defined]
        if name in self.fields and name in theirs:
            value = typed(self.fields[name], theirs[name])
            data.setlist(self.add_prefix(name), value if isinstance(value, list) else [value])
        data.pop("take", None)
        data[self.add_prefix("expected")] = current.version
        self.clashed, self.data = True, data
        self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        self.theirs = differences(self.fields, theirs, data, self.initial)


class Seeing(CarryForm):
    """What is new and has been looked at: `only` the one record whose button was pressed, otherwise all of a list."""

    only = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)


class Removing(RecordForm):
    """Whether a record is really to go: nothing to type, but the version that was seen."""


def shown(moment: datetime | None, zone: Any) -> str:
    """A moment as people read it, in the workspace's zone."""
    return "" if moment is None else f"{moment.astimezone(zone):%-d %b %Y, %H:%M}"
