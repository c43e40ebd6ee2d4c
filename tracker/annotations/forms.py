"""What is said in a discussion, as it is typed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from tracker.accounts.models import Membership
from tracker.annotations.models import Comment, Thread
from tracker.base.forms import CarryForm, EditForm, words

MOST = 20_000  # letters of a comment
MOST_HOW = 2_000
EMPTY = {"required": gettext_lazy("Write something first.")}


class Said(CarryForm):
    """What every form of a discussion shares: ids of its own, since a page holds several."""

    def __init__(self, data: Any = None, *, of: Thread | Comment | None = None, **kwargs: Any) -> None:
        self.id = f"{type(self).__name__.lower()}-{of.pk if of else 'new'}"
        super().__init__(data, auto_id=f"id_{self.id}_%s", **kwargs)

    @property
    def unfolded(self) -> bool:
        """Whether there is something in it to be seen: what was typed, or what is wrong."""
        return self.is_bound


class Giving(Said):
    """A form that says whose a task is to do."""

    assignee = forms.ModelChoiceField(
        Membership.objects.none(),
        label=gettext_lazy("Whose to do"),
        required=False,
        empty_label=gettext_lazy("nobody’s"),
    )

    def __init__(self, data: Any = None, *, members: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["assignee"]
        field.queryset = members
        field.choices = [
            ("", field.empty_label),
            *((each.pk, str(each)) for each in members),
        ]  # read once for all forms


class Opening(Giving):
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


class Editing(EditForm, Said):
    """Other words for one's comment."""

    text = words(
        gettext_lazy("Comment"), MOST, rows=4, error_messages=EMPTY,
        help_text=gettext_lazy("It will say that it was edited; the older words stay in the history."),
    )  # fmt: skip


class Assigning(EditForm, Giving):
    """Whose a task is to do."""


class Pressing(EditForm, Said):
    """A button: nothing to type, but the version that was seen."""


class Settling(EditForm, Said):
    """How a thread was settled."""

    how = words(
        gettext_lazy("How was it settled"), MOST_HOW, rows=2, required=False,
        help_text=gettext_lazy("It stays in the record, and the thread is folded."),
    )  # fmt: skip
