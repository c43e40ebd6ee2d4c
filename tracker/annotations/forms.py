"""What is said in a discussion, as it is typed."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

from tracker.annotations.models import Thread
from tracker.base.forms import EditForm

MOST = 20_000  # letters of a comment
MOST_HOW = 2_000
TOO_LONG = gettext_lazy("At most %(limit_value)d characters; this has %(show_value)d.")


def text(label: Any, *, rows: int, most: int = MOST, **kwargs: Any) -> forms.CharField:
    """Long words. The browser does not cut them off: too many come back to be shortened."""
    kwargs.setdefault("error_messages", {"required": gettext_lazy("Write something first.")})
    field = forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
    field.validators.append(MaxLengthValidator(most, TOO_LONG))
    return field


class Said(forms.Form):
    """What every form of a discussion shares: ids of its own, since a page holds several."""

    def __init__(self, data: Any = None, *, thread: Thread | None = None, **kwargs: Any) -> None:
        super().__init__(
            data, auto_id=f"id_{type(self).__name__.lower()}_{thread.pk if thread else 'new'}_%s", **kwargs
        )

    @property
    def status(self) -> int:
        return 422 if self.errors else 200


class Opening(Said):
    """A new thread."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=Thread.Kind.choices,
        initial=Thread.Kind.NOTE,
        widget=forms.RadioSelect,
    )
    text = text(
        gettext_lazy("Add to the discussion"),
        rows=3,
        help_text=gettext_lazy("Markdown: *italic*, **bold**, lists, links."),
    )


class Reply(Said):
    """One more comment in a thread."""

    text = text(gettext_lazy("Reply"), rows=2)


class Settling(EditForm, Said):
    """How a thread was settled."""

    how = text(
        gettext_lazy("How was it settled"), rows=2, most=MOST_HOW, required=False,
        help_text=gettext_lazy("It stays in the record, and the thread is folded."),
    )  # fmt: skip
