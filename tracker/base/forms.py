"""What every form shares: dates as people write them, and the second of two people keeps what was typed."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.base.dates import DateError, DomainDate, parse
from tracker.base.models import Versioned


class DomainDateField(forms.CharField):
    """A date of the domain, typed as people write it: "4 July 2011", "May 2012", "20-21 May 2012"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> DomainDate | None:  # type: ignore[override]
        if isinstance(value, DomainDate):
            return value
        typed = super().to_python(value)
        try:
            return parse(typed) if typed else None
        except DateError as reason:
            raise forms.ValidationError(str(reason)) from None

    def run_validators(self, value: Any) -> None:
        """Its only rule is that it can be read as a date."""


class EditForm(forms.Form):
    """A form that changes a versioned record. It never saves: operations do."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
    clashed = False

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        return 409 if self.clashed else 422 if self.errors else 200

    def clash(self, current: Versioned) -> None:
        """Somebody saved first: say so, keep everything typed, and let a second save go on top of theirs."""
        current.refresh_from_db(fields=["version"])
        typed = self.data.copy()  # type: ignore[attr-defined]
        typed[self.add_prefix("expected")] = current.version
        self.clashed, self.data = True, typed
        self.add_error(None, _("This changed while you were typing. Save again if yours still holds."))


def shown(moment: datetime | None, zone: Any) -> str:
    """A moment as people read it, in the workspace's zone."""
    return "" if moment is None else f"{moment.astimezone(zone):%-d %b %Y, %H:%M}"
