"""The point in time a page shows: as of which day, as known at which moment, compared with since when."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, TypedDict
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.agenda import queries
from tracker.agenda.models import Meeting, Negotiation
from tracker.agenda.ruler import ruler
from tracker.base.dates import DateError, DomainDate, parse, parse_moment
from tracker.base.errors import Unknown

NOW = datetime(9999, 1, 1, tzinfo=UTC)  # later than whatever is recorded: also where two machines' clocks differ
NAMES = ("as_of", "known_at", "since")


class Asked(TypedDict):
    """As of which day, as known when, compared with which day and what it is called."""

    day: date
    known: datetime
    since: date | None
    since_name: str


class WhenForm(forms.Form):
    """The three dates of a page's address; a bad one is said beside its field, the page shows the usual instead."""

    as_of = forms.CharField(label=gettext_lazy("As of"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    known_at = forms.CharField(
        label=gettext_lazy("As known at"),
        required=False,
        help_text=gettext_lazy("A day or a moment: what was recorded later is left out."),
    )
    since = forms.CharField(
        label=gettext_lazy("Compared with"),
        required=False,
        help_text=gettext_lazy("A day, or a meeting: what moved since then is shown."),
    )

    def __init__(self, given: QueryDict, negotiation: Negotiation, today: date) -> None:
        super().__init__(given, initial={})
        self.given, self.negotiation, self.today = given, negotiation, today
        self.zone = negotiation.workspace.zone
        for name in given:  # what else the address says goes along
            if name not in NAMES and len(name) < 30:
                self.fields[name] = forms.MultipleChoiceField(
                    required=False,
                    choices=[(value, value) for value in given.getlist(name)],
                    widget=forms.MultipleHiddenInput,
                )

    @cached_property
    def meetings(self) -> list[Meeting]:
        return queries.meetings([self.negotiation.pk])

    def clean_as_of(self) -> date:
        typed = self.cleaned_data["as_of"].strip()
        return day_of(typed) if typed else self.today

    def clean_known_at(self) -> datetime | None:
        typed = self.cleaned_data["known_at"].strip()
        if not typed:
            return None
        try:
            return parse_moment(typed.replace(" ", "+"), self.zone)  # a plus sign typed into an address
        except DateError as reason:
            try:  # or a day as people write it
                return parse_moment(parse(typed).last.isoformat(), self.zone)
            except DateError:
                raise forms.ValidationError(str(reason)) from None

    def clean_since(self) -> tuple[date, str] | None:
        """The day, and the meeting's name if it is one."""
        typed = self.cleaned_data["since"].strip()
        if not typed:
            return None
        for meeting in self.meetings:
            if meeting.slug == typed:
                return meeting.held.last, meeting.name
        if typed.replace("-", "").isalnum() and not typed.replace("-", "").isdigit():
            raise Unknown(
                _("This negotiation has no meeting “%(name)s”.") % {"name": typed},
                [(meeting.name, f"?since={meeting.slug}") for meeting in self.meetings],
            )
        return day_of(typed), ""


def day_of(typed: str) -> date:
    """The last day of what was typed: as of July 2011 is as of its end."""
    try:
        return parse(typed).last
    except DateError as reason:
        raise forms.ValidationError(str(reason)) from None


@dataclass
class When:
    """What `resolve` found in the address."""

    negotiation: Negotiation
    form: WhenForm
    today: date
    path: str

    @property
    def given(self) -> QueryDict:
        return self.form.given

    @property
    def since_slug(self) -> str:
        """What the address calls the day compared with."""
        return self.given.get("since", "") if self.since else ""

    @property
    def status(self) -> int:
        return 422 if self.form.errors else 200

    @property
    def day(self) -> date:
        """The day the page shows."""
        return self.form.cleaned_data.get("as_of") or self.today

    @property
    def typed(self) -> str:
        """What the field shows: the day as people write it, or what was typed where that is no day."""
        return self.given.get("as_of", "") if "as_of" in self.form.errors else str(DomainDate.day(self.day))

    @property
    def moment(self) -> datetime:
        """Up to when what was recorded is known."""
        return self.form.cleaned_data.get("known_at") or NOW

    @property
    def known(self) -> str:
        """That moment in words, if the address names one."""
        at = self.form.cleaned_data.get("known_at")
        if at is None:
            return ""
        last_of_day = at.hour == 23 and at.minute == 59
        return f"{at:%-d %b %Y}" if last_of_day else f"{at:%-d %b %Y, %H:%M}"

    @property
    def since(self) -> date | None:
        """The day compared with; one later than the day shown is no comparison, and would give it away."""
        found = self.form.cleaned_data.get("since")
        return found[0] if found and found[0] <= self.day else None

    @property
    def since_words(self) -> str:
        return self.compared_with if self.since else ""

    @property
    def ahead(self) -> str:
        """What the address would compare with, in words, where that is later than the day shown."""
        return "" if self.since else self.compared_with

    @property
    def compared_with(self) -> str:
        found = self.form.cleaned_data.get("since")
        return (found[1] or str(DomainDate.day(found[0]))) if found else ""

    @property
    def asked(self) -> Asked:
        """The point in time, as a query takes it."""
        return {"day": self.day, "known": self.moment, "since": self.since, "since_name": self.since_words}

    @property
    def is_today(self) -> bool:
        return self.day == self.today and not self.known

    def address(self, **changed: Any) -> str:
        """The query that shows the same page at another time; `as_of=None` leaves it out."""
        given = {name: self.form.given.get(name, "") for name in NAMES} | changed
        others = [
            (name, value)
            for name in self.form.given
            if name not in given and name != "page"
            for value in self.form.given.getlist(name)
        ]
        return urlencode([*others, *((name, str(value)) for name, value in given.items() if value)])

    @cached_property
    def query(self) -> str:
        """The dates alone, for links to other pages of the negotiation."""
        given = {name: self.form.given.get(name, "") for name in NAMES}
        return urlencode({name: value for name, value in given.items() if value and name not in self.form.errors})

    @property
    def within(self) -> str:
        """The negotiation and the dates, for links to pages that all negotiations share."""
        return "&".join(filter(None, [urlencode({"n": self.negotiation.slug}), self.query]))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The same as fields of a form."""
        return parse_qsl(self.within)

    @property
    def now(self) -> str:
        """The same without the moment: what was just saved is known now."""
        given = {name: self.given.get(name, "") for name in ("as_of", "since")}
        return urlencode({name: value for name, value in given.items() if value and name not in self.form.errors})

    @property
    def meetings(self) -> list[Meeting]:
        return self.form.meetings

    @cached_property
    def ruler(self) -> SafeString:
        """The meetings on a line, each a link to its day."""
        shown = [
            (meeting.place or meeting.name, meeting.held_on, meeting.held_before, meeting.status, "")
            for meeting in self.meetings
        ]
        days = [meeting.held_on for meeting in self.meetings] + [meeting.held.last for meeting in self.meetings]
        if self.negotiation.begins:
            days.append(self.negotiation.begins.first)
        if self.negotiation.ends:
            days.append(self.negotiation.ends.last)
        days = days or [self.day]
        return ruler(
            shown,
            first=min(days),
            last=max(days),
            day=self.day,
            href=lambda day: f"{self.path}?{self.address(as_of=day.isoformat())}",
        )


def resolve(request: HttpRequest, negotiation: Negotiation) -> When:
    """What the address says about time, for a page of that negotiation. A bad date is told by `When.status`.

    Raises `Unknown` for a meeting that the negotiation does not have.
    """
    today = timezone.now().astimezone(negotiation.workspace.zone).date()
    form = WhenForm(request.GET, negotiation, today)
    form.is_valid()
    return When(negotiation, form, today, request.path)
