"""Who may read it: the label at the head and the foot of every page."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tracker.base.direction import SIGNS

LINES = "\t\n\r"  # which become a space


class HandlingField(forms.CharField):
    """A label on one line, of signs that are seen: what is not would be lost on paper, or make it read as another."""

    def to_python(self, value: Any) -> str:
        words = str(value or "")
        unseen = sorted({f"U+{ord(sign):04X}" for sign in words if not seen(sign)})
        if unseen:
            said = _("A handling label holds only signs that are seen. Take out what is not: %(signs)s.")
            raise forms.ValidationError(said % {"signs": ", ".join(unseen)})
        return " ".join(words.split())


def seen(sign: str) -> bool:
    unseen = unicodedata.category(sign) in ("Cc", "Cs") and sign not in LINES
    return not (unseen or unicodedata.bidirectional(sign) in SIGNS)
