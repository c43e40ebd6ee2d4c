"""Who may read it: the label at the head and the foot of every page."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST = 100  # letters: more would take the page from the words
LINES = "\t\n\r"  # which become a space
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"  # within a word they show how its letters are joined
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # they count as letters or symbols, and are not seen


class HandlingField(forms.CharField):
    """A label on one line, of signs that are seen: what is not would be lost on paper, or make it read as another."""

    def __init__(self, **options: Any) -> None:
        too_long = _("A handling label has at most %(most)s letters: it stands on every page.") % {"most": MOST}
        super().__init__(
            label=gettext_lazy("Handling"),
            required=False,
            max_length=MOST,
            error_messages={"max_length": too_long},
            **options,
        )

    def to_python(self, value: Any) -> str:
        words = str(value or "")
        unseen = sorted({f"U+{ord(sign):04X}" for sign in words if not seen(sign)})
        if unseen:
            said = _("A handling label holds only signs that are seen. Take out what is not: %(signs)s.")
            raise forms.ValidationError(said % {"signs": ", ".join(unseen)})
        return " ".join(words.split()).strip(JOINERS)


def seen(sign: str) -> bool:
    shown = unicodedata.category(sign)[0] != "C" and sign not in BLANKS
    return shown or sign in LINES or sign in JOINERS
