"""What the list of statements is narrowed to; it stands in the address."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import Membership, Workspace
from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Negotiation
from tracker.base.forms import DomainDateField, select
from tracker.base.forms import words as text
from tracker.base.prepared import prepared
from tracker.sources.models import Document, Outlet
from tracker.statements.models import Report, Statement
from tracker.statements.offers import leaves, number, parties, speakers_named, speakers_with

ANY = ("", gettext_lazy("any"))
KINDS = {
    "told": gettext_lazy("Second-hand"),
    "joint": gettext_lazy("Joint"),
    "conditional": gettext_lazy("Conditional"),
    "background": gettext_lazy("Background"),
}
ORDERS = [  # by the names that `desk.statements.ORDERS` knows
    ("", gettext_lazy("newest first")),
    ("said", gettext_lazy("oldest first")),
    ("-recorded", gettext_lazy("last recorded")),
    ("recorded", gettext_lazy("first recorded")),
]


class FilterForm(forms.Form):
    """Everything a statement can be asked for, and the order of the list."""

    words = text(gettext_lazy("Words"), required=False)
    negotiation = select([ANY], label=gettext_lazy("Negotiation"), required=False)
    issue = select([ANY], label=gettext_lazy("Issue"), required=False)
    holder = select([ANY], label=gettext_lazy("Whose view"), required=False)
    speaker = text(gettext_lazy("Speaker"), required=False)
    state = select(
        [ANY, ("waiting", gettext_lazy("waiting to be weighed")), ("weighed", gettext_lazy("weighed"))],
        label=gettext_lazy("State"),
        required=False,
    )
    direction = select([ANY, *Statement.Direction.choices], label=gettext_lazy("Side"), required=False)
    act = select([ANY, *Statement.Act.choices], label=gettext_lazy("Act"), required=False)
    mode = select([ANY, *Report.Mode.choices], label=gettext_lazy("How carried"), required=False)
    credibility = select(
        [ANY, *((str(n), str(n)) for n in range(1, 7)), ("none", gettext_lazy("not judged"))],
        label=gettext_lazy("Credibility"),
        required=False,
    )
    outlet = select([ANY], label=gettext_lazy("Outlet"), required=False)
    meeting = select([ANY], label=gettext_lazy("Meeting"), required=False)
    coder = select([ANY], label=gettext_lazy("Recorded by"), required=False)
    said_from = DomainDateField(label=gettext_lazy("Said from"), required=False)
    said_to = DomainDateField(label=gettext_lazy("Said to"), required=False)
    option = select([ANY], label=gettext_lazy("Option"), required=False)
    order = select(ORDERS, label=gettext_lazy("Order"), required=False)
    document = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.MultipleChoiceField(
        label=gettext_lazy("Only"),
        choices=list(KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, workspace: Workspace, negotiation: Negotiation | None = None) -> None:
        super().__init__(data)
        self.workspace = workspace
        talks = agenda.negotiations(workspace.pk)
        self.talks = {each.slug: each for each in talks}
        chosen = talks[0] if len(talks) == 1 else negotiation or self.talks.get(self.data.get("negotiation", ""))
        self.among = [chosen.pk] if chosen else [each.pk for each in talks]
        self.offer("negotiation", lambda: [(each.slug, each.title) for each in talks])
        self.offer("issue", lambda: self.numbered)
        self.offer("option", lambda: options(self.issues, dict(self.numbered)))
        self.offer("holder", lambda: [(each.slug, str(each)) for each in parties(workspace.pk)])
        self.offer("outlet", lambda: outlets(workspace.pk))
        self.offer("meeting", lambda: [(each.pk, f"{each.name}, {each.held}") for each in agenda.meetings(self.among)])
        self.offer("coder", lambda: [(each.pk, str(each)) for each in members(workspace.pk)])
        if negotiation or len(talks) < 2:
            del self.fields["negotiation"]

    def offer(self, name: str, choices: Callable[[], Iterable[tuple[Any, str]]]) -> None:
        """They are looked up when the field is shown or filled in: a file of the list asks for few of them."""
        every = cache(lambda: [ANY, *((str(key), words) for key, words in choices())])
        self.fields[name].choices = every  # type: ignore[attr-defined]

    @cached_property
    def issues(self) -> list[Issue]:
        return agenda.with_options(agenda.issues(self.among))

    @cached_property
    def numbered(self) -> list[tuple[int, str]]:
        """The issues that can be spoken about, each with its number, those of one negotiation after another."""
        by_talks: dict[int, list[Issue]] = {}
        for issue in self.issues:
            by_talks.setdefault(issue.negotiation_id, []).append(issue)
        return [pair for each in self.talks.values() for pair in leaves(by_talks.get(each.pk, ()))]

    def clean_speaker(self) -> Any:
        typed = " ".join(self.cleaned_data["speaker"].split())
        found = (speakers_named(self.workspace, typed) or speakers_with(self.workspace, typed)) if typed else []
        if typed and not found:
            raise forms.ValidationError(_("Nobody of that name is on record."))
        return found

    def clean_document(self) -> Document | None:
        typed = self.cleaned_data["document"]
        documents = Document.objects.filter(workspace=self.workspace, pk=number(typed)).defer("text")
        found = documents.first() if typed else None
        if typed and found is None:
            raise forms.ValidationError(_("There is no such text."))
        return found

    def clean(self) -> dict[str, Any]:
        super().clean()
        first, last = self.cleaned_data.get("said_from"), self.cleaned_data.get("said_to")
        if first and last and last.last < first.first:
            self.add_error("said_to", _("This lies before the day it begins with."))
        return self.cleaned_data

    @property
    def wanted(self) -> dict[str, Any]:
        """What is asked for and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "order"}

    @property
    def sorted_by(self) -> str:
        """The name of the order that is asked for."""
        self.is_valid()
        return str(self.cleaned_data.get("order", ""))

    @property
    def misunderstood(self) -> list[tuple[str, str]]:
        """Each wish that narrows nothing, and why not."""
        so = _("The list is not narrowed by it.")
        return [(str(self.fields[name].label or ""), " ".join([*why, so])) for name, why in self.errors.items()]

    @property
    def hidden_ones(self) -> list[str]:
        """Fields of the second row in which something stands."""
        first = ("words", "negotiation", "issue", "holder", "speaker", "state")
        return [name for name in self.wanted if name not in first] + [name for name in self.errors if name not in first]


# What is chosen among -------------------------------------------------------------------------------------------------
def options(issues: Iterable[Issue], names: Mapping[int, str]) -> list[tuple[int, str]]:
    """Each option, the highest first, after the name of its issue, in the order of the names."""
    by_pk = {issue.pk: issue for issue in issues}
    return [(each.pk, f"{words}: {each.words}") for pk, words in names.items() for each in reversed(by_pk[pk].worded)]


@prepared
def outlets(workspace: int) -> QuerySet[Outlet, tuple[int, str]]:
    return Outlet.objects.filter(workspace=workspace).values_list("pk", "name")


@prepared
def members(workspace: int) -> QuerySet[Membership]:
    return Membership.objects.filter(workspace=workspace).select_related("user")
