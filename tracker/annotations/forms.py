"""What is said in a discussion, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tracker.annotations.models import Thread
from tracker.base.forms import CarryForm, EditForm, words

MOST = 20_000  # letters of a comment
MOST_HOW = 2_000
EMPTY = {"required": gettext_lazy("Write something first.")}


class Said(CarryForm):
    """What every form of a discussion shares: ids of its own, since a page holds several."""

    def __init__(self, data: Any = None, *, thread: Thread | None = None, **kwargs: Any) -> None:
        super().__init__(
            data, auto_id=f"id_{type(self).__name__.lower()}_{thread.pk if thread else 'new'}_%s", **kwargs
        )


class Opening(Said):
    """A new thread."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=Thread.Kind.choices,
        initial=Thread.Kind.NOTE,
        widget=forms.RadioSelect,
    )
    text = words(
        gettext_lazy("Add to the discussion"),
        MOST,
        rows=3,
        error_messages=EMPTY,
        help_text=gettext_lazy("Markdown: *italic*, **bold**, lists, links."),
    )


class Reply(Said):
    """One more comment in a thread."""

    text = words(gettext_lazy("Reply"), MOST, rows=2, error_messages=EMPTY)


class Settling(EditForm, Said):
    """How a thread was settled."""

    how = words(
        gettext_lazy("How was it settled"), MOST_HOW, rows=2, required=False,
        help_text=gettext_lazy("It stays in the record, and the thread is folded."),
    )  # fmt: skip
