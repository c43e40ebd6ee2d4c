"""What became of a pledge, as it is typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tracker.base.dates import DomainDate
from tracker.base.forms import DomainDateField, RecordForm
from tracker.statements import ledger
from tracker.statements.models import Pledge, Statement

OFFERED = 100  # statements that may say what became of it, the newest


class Telling(forms.ModelChoiceField):
    """A statement of the same issue, by its day and its words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.said}: {obj.words[:120]}"


class PledgeForm(RecordForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What became of it"), choices=Pledge.Outcome.choices, widget=forms.RadioSelect
    )
    ended = DomainDateField(
        label=gettext_lazy("On which day"), required=False, help_text=gettext_lazy("Left empty while it is open.")
    )
    ended_by = Telling(
        label=gettext_lazy("By which statement we know"),
        queryset=Statement.objects.none(),
        required=False,
        empty_label=gettext_lazy("none on record"),
        help_text=gettext_lazy("One on the same issue, not said before it."),
    )

    def __init__(self, data: Any = None, *, record: Pledge) -> None:
        super().__init__(data, record=record)
        offered = ledger.may_tell(record).order_by("-said_on", "-pk")
        newest = offered.values("pk")[:OFFERED]
        self.fields["ended_by"].queryset = offered.filter(pk__in=newest)  # type: ignore[attr-defined]

    def values(self, record: Pledge) -> dict[str, Any]:
        day = record.ended_on
        return super().values(record) | {"ended": str(DomainDate.day(day)) if day else ""}
