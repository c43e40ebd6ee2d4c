"""What is typed to choose other words for a quotation."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.base.forms import RecordForm, words
from tracker.sources.anchors import Ambiguous, NotFound, find
from tracker.sources.forms import MOST_TRANSLATED, Text
from tracker.sources.models import Document, Excerpt, foreign
from tracker.sources.operations import Translation


class MoveForm(RecordForm):
    """Other words of the same text in the place of an excerpt: of several such those that stand nearest `near`."""

    quotation = Text(
        label=gettext_lazy("These words instead"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "class": "prose"}),
        help_text=gettext_lazy("Copied from the text."),
    )
    near = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    translation = words(gettext_lazy("What it says in our language"), MOST_TRANSLATED, rows=3, required=False)
    translator = words(gettext_lazy("Who translated it"), required=False)
    agreed = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, record: Excerpt, document: Document, shared: int, translator: str, **kwargs: Any
    ) -> None:
        self.document, self.offered = document, translator
        super().__init__(*args, record=record, **kwargs)
        self.fields["quotation"].widget.attrs["lang"] = document.language
        if not (record.translation or foreign(document.language)):
            del self.fields["translation"], self.fields["translator"]
        if shared < 2:
            del self.fields["agreed"]
        else:
            label = ngettext("For the %(n)s statement", "For all %(n)s statements that quote it", shared)
            self.fields["agreed"].label = label % {"n": shared}

    def values(self, record: Excerpt) -> dict[str, Any]:
        known = record.translator if record.translation else self.offered
        return {
            "quotation": record.exact,
            "near": record.start,
            "translation": record.translation,
            "translator": known,
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if "agreed" in self.fields and not given.get("agreed"):
            self.add_error("agreed", _("They all quote other words from then on. Say that they shall."))
        if self.record.translation and "translation" not in self.data:
            self.ask_for_translation()
        if quotation := given.get("quotation"):
            try:
                find(self.document.text, quotation, near=given.get("near"))
            except (Ambiguous, NotFound) as reason:
                raise ValidationError({"quotation": str(reason)}) from None
        return given

    def ask_for_translation(self) -> None:
        """The words came from the text alone: what they said in our language may not fit them."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["translation"], data["translator"] = self.record.translation, self.record.translator
        self.data = data
        self.add_error("translation", _("Does it still fit the words? Change it, or save it as it is."))

    @property
    def given(self) -> dict[str, Any]:
        """What `operations.move_excerpt` asks for."""
        given = self.cleaned_data
        found = {name: given[name] for name in ("expected", "quotation", "near")}
        if "translation" in self.fields:
            found["translation"] = Translation(given["translation"], given["translator"])
        return found
