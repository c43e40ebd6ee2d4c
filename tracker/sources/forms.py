"""What is said of outlets, documents and excerpts, as it is typed."""

import re
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.access import within
from tracker.base.forms import DomainDateField, RecordForm, words
from tracker.sources.anchors import Ambiguous, Anchor, NotFound, find
from tracker.sources.corrected import Standing
from tracker.sources.extract import normalise
from tracker.sources.models import Document, Excerpt, Outlet

MOST_TRANSLATED = 20_000  # letters of a translation
MOST_WORDS = 4_000  # letters of a reason, or of what is said of rights


class Text(forms.CharField):
    """A text with all its white space; line ends, as browsers send them, come back as they are stored."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 14, "dir": "auto"}))
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        written = super().to_python(value) or ""
        if "\0" in written:
            raise ValidationError(_("This has NUL characters in it, so it was no text. Copy the words again."))
        return normalise(written)

    def validate(self, value: str) -> None:
        super().validate(value.strip())


def languages(also: str = "") -> list[tuple[str, str]]:
    """The languages by name; one that we know by its code only is there where a document is written in it."""
    known = {code: info["name"] for code, info in LANG_INFO.items() if "name" in info and len(code) <= 12}
    if also:
        known.setdefault(also, also)
    return sorted(known.items(), key=lambda each: each[1])


def spoken(code: str) -> str:
    """The language that a file says it is in, as we name it; empty where we do not know it."""
    asked = code.strip().lower().replace("_", "-")
    asked = {"no": "nb", "zh": "zh-hans", "zh-cn": "zh-hans", "zh-tw": "zh-hant"}.get(asked, asked)
    known = LANG_INFO.keys()
    return asked if asked in known else short if (short := asked.partition("-")[0]) in known else ""


# Outlets --------------------------------------------------------------------------------------------------------------
class OutletForm(RecordForm):
    name = words(gettext_lazy("Name"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Outlet.Kind.choices)


class GradeForm(RecordForm):
    reliability = forms.ChoiceField(
        label=gettext_lazy("Reliability"), choices=Outlet.Reliability.choices, widget=forms.RadioSelect
    )
    why = words(
        gettext_lazy("Why"), MOST_WORDS, rows=3, help_text=gettext_lazy("It stands in the history beside the grade.")
    )

    def values(self, record: Outlet) -> dict[str, Any]:
        return super().values(record) | {"why": ""}  # each grade has a reason of its own


class NewOutletForm(OutletForm, GradeForm):
    field_order = ("name", "kind", "reliability", "why")
    why = words(gettext_lazy("Why it is graded so"), MOST_WORDS, rows=3, required=False)


# Documents ------------------------------------------------------------------------------------------------------------
class AboutForm(RecordForm):
    """What is known of a document beside its text."""

    title = words(gettext_lazy("Title"))
    outlet = forms.ModelChoiceField(
        label=gettext_lazy("Outlet"),
        queryset=Outlet.objects.none(),
        required=False,
        empty_label=gettext_lazy("not named"),
    )
    author = words(gettext_lazy("Author"), required=False)
    published = DomainDateField(
        label=gettext_lazy("Published"),
        required=False,
        past=True,
        help_text=gettext_lazy("A day, a month (“June 2011”) or a year."),
    )
    address = forms.URLField(
        label=gettext_lazy("Address"), required=False, max_length=2000, assume_scheme="https", widget=forms.TextInput
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), initial="en")
    rights = words(
        gettext_lazy("Rights"),
        MOST_WORDS,
        rows=2,
        required=False,
        help_text=gettext_lazy("Who may see or reprint it, if that is limited."),
    )

    def __init__(self, *args: Any, workspace: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outlet"].queryset = within(workspace, Outlet)  # type: ignore[attr-defined]
        self.fields["language"].choices = languages(self.record.language if self.record else "")  # type: ignore[attr-defined]


class TextForm(RecordForm):
    text = Text(label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 28, "dir": "auto", "class": "prose"}))
    why = words(
        gettext_lazy("Why"), 300, required=False, help_text=gettext_lazy("Such as “compared with the printed page”.")
    )

    def is_multipart(self) -> bool:
        """URL-encoded, a text in another script is three times as long, and refused."""
        return True


class AnchorForm(RecordForm):
    """The words of an excerpt that was lost, chosen again in the text as it reads now: by the button of a likely place,
    named "chosen", or freely.
    """

    quotation = Text(
        label=gettext_lazy("Quotation"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "class": "prose"}),
        help_text=gettext_lazy("Copied from the text as it reads now."),
    )
    near = forms.TypedChoiceField(
        label=gettext_lazy("Which of them"), choices=[], coerce=int, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, record: Excerpt, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.text = document.text
        lost = Anchor(record.start, record.end, record.exact, record.prefix, record.suffix)
        self.likely = Standing(self.text).likely(lost) if record.state == Excerpt.State.UNRESOLVED else []
        self.chosen = next((each for each in self.likely if named(each) == self.data.get("chosen")), None)
        if self.chosen:
            data = self.data.copy()  # type: ignore[attr-defined]
            data["quotation"] = self.chosen.exact
            self.data = data
        if self.likely:
            self.fields["quotation"].label = _("Or other words")
        places = self.places(str(self.data.get("quotation", ""))) if self.is_bound else []
        self.fields["near"].choices = [(str(each.start), beside(each)) for each in places]  # type: ignore[attr-defined]
        self.fields["near"].either = True  # type: ignore[attr-defined]  # it is asked, or it is not there
        if self.chosen or not places:
            del self.fields["near"]

    def places(self, quotation: str) -> tuple[Anchor, ...]:
        """Where words that occur several times stand."""
        try:
            find(self.text, quotation)
        except Ambiguous as several:
            return several.candidates
        except NotFound:
            pass
        return ()

    def values(self, record: Excerpt) -> dict[str, Any]:
        return {"quotation": record.exact}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        near = given.setdefault("near", None)
        given["near"] = self.chosen.start if self.chosen else None if near in ("", None) else near
        if quotation := given.get("quotation"):
            try:
                find(self.text, quotation, near=given["near"])
            except Ambiguous as several:
                if "near" not in self.errors:
                    self.add_error("near", _("%(reason)s Or choose one of these places.") % {"reason": several})
            except NotFound as reason:
                raise ValidationError({"quotation": str(reason)}) from None
        return given


def named(place: Anchor) -> str:
    """By what the button of a place is told from others."""
    return f"{place.start}-{place.end}"


class TranslationForm(RecordForm):
    """What quoted words say in our language, and who translated them."""

    translation = words(
        gettext_lazy("Translation"),
        MOST_TRANSLATED,
        rows=4,
        required=False,
        help_text=gettext_lazy("Left empty, there is none."),
    )
    translator = words(gettext_lazy("Who translated it"), required=False)

    def __init__(self, *args: Any, translator: str, **kwargs: Any) -> None:
        self.offered = translator
        super().__init__(*args, **kwargs)

    def values(self, record: Excerpt) -> dict[str, Any]:
        known = record.translator if record.translation else self.offered
        return {"translation": record.translation, "translator": known}


def beside(place: Anchor) -> str:
    """A place in the text, by what stands around it."""
    before, words, after = (re.sub(r"\s+", " ", part) for part in (place.prefix, place.exact[:80], place.suffix))
    return f"…{before}[{words}]{after}…"
