"""What an export holds, read from the address: which parties, which days, which format. And what is brought in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.actors.models import Party
from tracker.agenda.queries import agenda
from tracker.agenda.when import When
from tracker.base.errors import Unfit, Unknown
from tracker.base.forms import CarryForm
from tracker.compare.abreast import add_up
from tracker.compare.comparison import Comparison
from tracker.compare.queries import arrange, compare
from tracker.exchange.annotations import Placed, place
from tracker.exchange.asked import Asked, narrowed
from tracker.exchange.formats import FORMATS, Format
from tracker.exchange.handling import HandlingField
from tracker.exchange.importers.jsonld import LARGEST, Unreadable, read
from tracker.exchange.lists import WRITERS
from tracker.exchange.paper import TooLong
from tracker.exchange.scopes import SCOPES, Scope

NO_MATTER = ("format", "show")


def chosen(slugs: Sequence[str], table: Sequence[Party], path: str, query: str) -> list[Party] | None:
    """The parties named, each once, in the order named; None where that is all at the table.

    Raises `Unknown`, which offers those at the table, for a name that is not.
    """
    by_slug = {party.slug: party for party in table}
    named = list(dict.fromkeys(filter(None, slugs)))
    for slug in named:
        if slug not in by_slug:
            offers = [(party.name, f"{path}?party={party.slug}&{query}".rstrip("&")) for party in table]
            raise Unknown(_("No party “%(name)s” takes part in this negotiation.") % {"name": slug}, offers)
    return [by_slug[slug] for slug in named] if named else None


def wanted(given: QueryDict, when: When) -> Format | None:
    """The format to download in; none where the chooser is asked for. Raises `Unknown` for one we do not write."""
    slug = given.get("format", "")
    if slug and slug not in FORMATS:
        offers = [(str(each.name), f"{when.path}?{when.address(format=each.slug)}") for each in FORMATS.values()]
        raise Unknown(_("We do not export as “%(name)s”.") % {"name": slug}, offers)
    return FORMATS[slug] if slug else None


def query_of(given: QueryDict, chosen: Format) -> str:
    """What the address asks for written in one way: the format named, nothing empty, no matter how it is shown."""
    kept = [(name, value) for name, values in given.lists() for value in values if value and name not in NO_MATTER]
    return urlencode([*kept, ("format", chosen.slug)])


def list_format(given: QueryDict) -> Format:
    """The format of a list: Excel, unless another is named. Raises `Unknown` for one we do not write."""
    slug = given.get("format", "") or "xlsx"
    if slug not in WRITERS:
        offers = []
        for each in WRITERS:
            other = given.copy()
            other["format"] = each
            offers.append((str(FORMATS[each].name), f"?{other.urlencode()}"))
        raise Unknown(_("We do not export as “%(name)s”.") % {"name": slug}, offers)
    return FORMATS[slug]


def handled(given: QueryDict) -> str:
    """Who may read a list. Raises `Unfit`, which offers the list without it, for a label that cannot be printed."""
    try:
        label: str = HandlingField().clean(given.get("handling", ""))
    except forms.ValidationError as reason:
        other = given.copy()
        del other["handling"]
        offers = [(_("The same without a label"), f"?{other.urlencode()}")]
        raise Unfit(" ".join(reason.messages), offers) from None
    return label


def scope_of(given: QueryDict, when: When) -> Scope:
    """What is to be exported: the positions, unless the address says otherwise. Raises `Unknown`."""
    slug = given.get("what") or "comparison"
    if slug not in SCOPES:
        offers = [(str(each.name), f"{when.path}?{when.address(what=each.slug)}") for each in SCOPES.values()]
        raise Unknown(_("There is no export of “%(name)s”.") % {"name": slug}, offers)
    return SCOPES[slug]


def too_long(form: Format, reason: TooLong) -> str:
    """What to do about it."""
    return _(
        "A file as %(format)s holds at most %(most)s paragraphs, quotations and rows, and this would hold more. "
        "Choose fewer parties, or Word or HTML, which hold any number."
    ) % {"format": form.name, "most": f"{reason.most:,}"}


class ExportForm(forms.Form):
    """The days of the chooser and who may read the file, as they were typed, with what is wrong beside each."""

    as_of = forms.CharField(label=gettext_lazy("As of"), required=False)
    known_at = forms.CharField(
        label=gettext_lazy("As known at"),
        required=False,
        help_text=gettext_lazy("A day or a moment: what was recorded later is left out."),
    )
    since = forms.CharField(
        label=gettext_lazy("Compared with"),
        required=False,
        widget=forms.Select,
    )

    handling = HandlingField(
        widget=forms.TextInput(attrs={"list": "handling-words"}),
        help_text=gettext_lazy("Who may read it. It stands on every page."),
    )

    def __init__(self, when: When) -> None:
        typed = {name: when.given.get(name, "") for name in self.base_fields}
        super().__init__(typed | {"as_of": when.typed}, auto_id="export_%s")
        meetings = [(meeting.slug, f"{meeting.name}, {meeting.held}") for meeting in when.meetings]
        if typed["since"] and typed["since"] not in dict(meetings):
            meetings.append((typed["since"], when.since_words or typed["since"]))
        self.fields["since"].widget.choices = [("", _("no comparison")), *meetings]
        self.full_clean()
        for name, wrong in when.form.errors.as_data().items():
            if name in self.fields:
                self.add_error(name, wrong)

    def refuse(self, words: str) -> None:
        self.add_error(None, words)

    @property
    def status(self) -> int:
        return 422 if self.errors else 200


def ask(given: QueryDict, when: When, form: ExportForm, *, made_by: str) -> Asked:
    """What the address asks for, without the positions. Raises `Unknown` for a party or an issue not there."""
    parties = chosen(given.getlist("party"), when.negotiation.table, when.path, when.query)
    handling, issues = form.cleaned_data.get("handling", ""), given.getlist("issue")
    return narrowed(Asked(outline(when, parties), when, made_by, handling), issues)


def filled(asked: Asked) -> Asked:
    """The same with the positions of those shown; of the other counted parties no more than what they state."""
    outlined, when = asked.comparison, asked.when
    whole = compare(when.negotiation, outlined.parties, **when.asked, only=outlined.by_issue, beside=False)
    add_up(whole, [row for row in whole.leaves if row.issue.pk in outlined.by_issue])
    return narrowed(replace(asked, comparison=whole), [row.issue.slug for row in asked.issues])


def outline(when: When, parties: Sequence[Party] | None) -> Comparison:
    """Who is compared on which issues, without what they hold."""
    negotiation, asked = when.negotiation, when.asked
    picked = {party.pk for party in parties or negotiation.table}
    seats = [seat for seat in negotiation.seats if seat.party_id in picked]
    rows = arrange(agenda(negotiation))
    return Comparison(negotiation, asked["day"], asked["known"], asked["since"], seats, rows, asked["since_name"])


class AnnotationsForm(CarryForm):
    """A file of annotations, and where in the text their words surely stand."""

    file = forms.FileField(
        label=gettext_lazy("File of annotations"),
        allow_empty_file=True,
        max_length=300,
        widget=forms.FileInput(attrs={"accept": ".jsonld,.json,application/ld+json,application/json"}),
        help_text=gettext_lazy(
            "W3C Web Annotations in JSON-LD, at most 5 MB, as this page or another program wrote them."
        ),
    )

    def __init__(self, data: Any, files: Any, *, text: str) -> None:
        super().__init__(data, files)
        self.text = text
        self.placed = Placed()

    def clean_file(self) -> None:
        try:
            self.placed = place(self.text, read(self.cleaned_data["file"].read(LARGEST + 1)))
        except Unreadable as reason:
            raise forms.ValidationError(_("%(reason)s Nothing was imported.") % {"reason": reason}) from None

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {"anchors": self.placed.anchors, "unresolved": self.placed.unresolved}
