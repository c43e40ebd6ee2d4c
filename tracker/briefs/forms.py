"""What is typed into a brief, and what of the negotiation its parts are about."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.actors.models import Party
from tracker.agenda.models import Issue, Meeting, Negotiation
from tracker.agenda.queries import agenda, meetings
from tracker.base.dates import DomainDate
from tracker.base.forms import CarryForm, DomainDateField, RecordForm, select, words
from tracker.briefs.models import BEFORE, GOOD_FOR_AT_MOST, Block, Brief
from tracker.briefs.templates import Template
from tracker.briefs.typed import renumbered
from tracker.exchange.handling import HandlingField
from tracker.exchange.paper import TLP

GOOD_FOR = timedelta(days=14)  # a link, unless somebody says otherwise
LONGEST = 50_000  # letters of a text

Kind = Block.Kind
OF_AN_ISSUE = {Kind.ISSUE, Kind.MOVEMENT, Kind.SCALE, Kind.QUOTATIONS, Kind.MODEL}
OF_A_PARTY = {Kind.QUOTATIONS}


class Offering(forms.TextInput):
    """A field for words that offers some."""

    def __init__(self, offers: Sequence[str]) -> None:
        super().__init__(attrs={"autocomplete": "off", "list": "offers"})
        self.offers = offers

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = format_html_join("", "<option>{}</option>", ((each,) for each in self.offers))
        field = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="offers">{}</datalist>', field, options)


def handling_field() -> HandlingField:
    told = gettext_lazy("Who may read it: a TLP label, or your own words. It stands on every page.")
    return HandlingField(widget=Offering(TLP), help_text=told)


def notes_field() -> forms.BooleanField:
    told = gettext_lazy("What analysts wrote on two parties and an issue, with who wrote it. Otherwise it is left out.")
    return forms.BooleanField(label=gettext_lazy("With our notes"), required=False, help_text=told)


class BriefForm(RecordForm):
    """What the brief is called, whom it compares, as of when, and who may read it."""

    title = words(gettext_lazy("Title"))
    parties = forms.MultipleChoiceField(
        label=gettext_lazy("Parties"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("Nobody chosen: all that are counted."),
    )  # fmt: skip
    begins = select(
        [], label=gettext_lazy("First column"), required=False,
        help_text=gettext_lazy("The others follow in the order of the table."),
    )  # fmt: skip
    as_of = DomainDateField(
        label=gettext_lazy("As of"), required=False,
        help_text=gettext_lazy("Empty: the day on which it is read or issued."),
    )  # fmt: skip
    since = select([], label=gettext_lazy("Compared with"), required=False)
    since_day = DomainDateField(
        label=gettext_lazy("Or with another day"),
        required=False,
        help_text=gettext_lazy("Takes the place of the above."),
    )
    handling = handling_field()
    with_notes = notes_field()

    def __init__(
        self, data: Any = None, *, negotiation: Negotiation, record: Brief | None = None, **kwargs: Any
    ) -> None:
        self.table = {party.slug: party for party in negotiation.table}
        self.meetings: list[Meeting] = meetings([negotiation.pk])
        super().__init__(data, record=record, **kwargs)
        self.fields["parties"].choices = [(slug, str(party)) for slug, party in self.table.items()]  # type: ignore[attr-defined]
        self.fields["begins"].choices = [  # type: ignore[attr-defined]
            ("", _("as at the table")),
            *((slug, str(party)) for slug, party in self.table.items()),
        ]
        self.fields["since"].choices = [  # type: ignore[attr-defined]
            ("", _("no comparison")),
            (BEFORE, _("the edition before")),
            *((meeting.slug, f"{meeting.name}, {meeting.held}") for meeting in self.meetings),
        ]

    def values(self, record: Brief) -> dict[str, Any]:
        offered = {"", BEFORE, *(meeting.slug for meeting in self.meetings)}
        typed = None if record.since in offered else day_of(record.since)
        return {
            "title": record.title,
            "handling": record.handling,
            "with_notes": record.with_notes,
            "parties": [party.slug for party in record.parties],
            "begins": self.first(record.parties),
            "as_of": DomainDate.day(record.as_of) if record.as_of else None,
            "since": "" if typed else record.since,
            "since_day": DomainDate.day(typed) if typed else None,
        }

    def first(self, parties: Sequence[Party]) -> str:
        """Whose column is the first, where it is not so at the table."""
        order = [slug for slug in self.table if slug in {party.slug for party in parties}]
        return parties[0].slug if parties and order and parties[0].slug != order[0] else ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        typed = dict(self.cleaned_data)
        begins = typed.pop("begins", "")
        day, since = typed.pop("since_day", None), typed.get("since", "")
        chosen = [slug for slug in self.table if slug in typed.get("parties", [])]
        typed["parties"] = [self.table[slug] for slug in sorted(chosen, key=lambda slug: slug != begins)]
        typed["since"] = day.last.isoformat() if day else since
        typed["as_of"] = typed["as_of"].last if typed.get("as_of") else None
        if day and typed["as_of"] and day.last > typed["as_of"]:
            self.add_error("since_day", _("That is after the day of the brief: choose an earlier one."))
        return typed


def day_of(since: str) -> date | None:
    """The day that was typed; none for the slug of a meeting that is gone, which may begin with a year."""
    try:
        return date.fromisoformat(since)
    except ValueError:
        return None


class MakeForm(BriefForm):
    """The same, and what it is made from."""

    template = forms.ChoiceField(label=gettext_lazy("Template"), widget=forms.RadioSelect)
    field_order = ("template",)

    def __init__(self, *args: Any, templates: Mapping[str, Template], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templates = templates
        self.fields["template"].choices = [  # type: ignore[attr-defined]
            (each.slug, format_html('<span><b>{}</b> <span class="hint">{}</span></span>', each.name, each.serves))
            for each in templates.values()
        ]

    def clean_template(self) -> Template:
        return self.templates[self.cleaned_data["template"]]


class TemplateForm(CarryForm):
    """What a template is called."""

    name = words(gettext_lazy("Name"), 100)


class AddForm(CarryForm):
    """Which block a brief has more."""

    kind = select(Kind.choices, label=gettext_lazy("Block"))


class BlockForm(RecordForm):
    """What a block says, or what of the negotiation it is about."""

    issue = select([], label=gettext_lazy("Issue"), required=False)
    party = select([], label=gettext_lazy("Party"), required=False)
    text = words(gettext_lazy("Words"), LONGEST, rows=14, required=False)

    def __init__(self, data: Any = None, *, record: Block, issues: Sequence[Issue], parties: Sequence[Party]) -> None:
        self.issues = {str(issue.pk): issue for issue in issues}
        self.parties = {str(party.pk): party for party in parties}
        super().__init__(data, record=record)
        self.fields["text"].either = True  # type: ignore[attr-defined]  # nothing written is right, too
        self.fields["text"].help_text = _(
            "An empty line ends a paragraph. “#” begins a heading, “-” and “1.” a line of a list, which spaces "
            "move in; *italic*, **bold**. [S12] cites statement 12; a paragraph that cites none is marked as an "
            "assessment."
        )
        self.fields["issue"].choices = [("", _("all")), *((pk, issue.title) for pk, issue in self.issues.items())]  # type: ignore[attr-defined]
        self.fields["party"].choices = [("", _("all")), *((pk, str(party)) for pk, party in self.parties.items())]  # type: ignore[attr-defined]
        if record.kind != Kind.TEXT:
            self.fields["text"].label = _("Your words below it")
            self.fields["text"].widget.attrs["rows"] = 5
        for name, kinds in (("issue", OF_AN_ISSUE), ("party", OF_A_PARTY)):
            if record.kind not in kinds:
                del self.fields[name]
        self.visible_fields()[0].field.widget.attrs["autofocus"] = True

    def values(self, record: Block) -> dict[str, Any]:
        """Citations stand there with the numbers that the statements have here."""
        numbers = {int(each.label.removeprefix("S")): each.statement_id for each in record.citations.all()}
        return super().values(record) | {"text": renumbered(record.text, numbers)}

    def clean(self) -> dict[str, Any]:
        super().clean()
        typed = dict(self.cleaned_data)
        typed["issue"] = self.issues.get(typed.get("issue", ""))
        typed["party"] = self.parties.get(typed.get("party", ""))
        return typed


class MoveForm(CarryForm):
    """Which way a block goes."""

    expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    to = select([("up", "up"), ("down", "down")])

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {"expected": self.cleaned_data.get("expected"), "up": self.cleaned_data.get("to") == "up"}


class IssueForm(CarryForm):
    """Whether the brief is to be issued, as it was seen."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, now: str) -> None:
        super().__init__(data, initial={"seen": now})
        self.now = now

    def clash(self, current: Any) -> None:
        """Somebody edited it meanwhile: what is issued has been looked at."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = self.now
        self.clashed, self.data = True, data
        self.add_error(
            None, _("Somebody edited or issued this brief since you looked at it. Look again, and issue it then.")
        )


class ShareForm(CarryForm):
    """Until when a link shows what it shows."""

    expires = DomainDateField(label=gettext_lazy("Good until"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"expires": DomainDate.day(today + GOOD_FOR)})
        last = f"{today + GOOD_FOR_AT_MOST:%-d %B %Y}"
        self.fields["expires"].help_text = _("The end of that day; at most a year, until %(day)s.") % {"day": last}

    def clean_expires(self) -> date:
        last: date = self.cleaned_data["expires"].last
        return last


class ShareViewForm(ShareForm):
    """The same of a view, which nobody issued: who may read it, and whether our notes go along."""

    handling = handling_field()
    with_notes = notes_field()


def issues_of(negotiation: Negotiation) -> list[Issue]:
    return list(agenda(negotiation))
