"""Which parties are compared, which issues and cells are wanted, and as which view that is kept."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.base.direction import isolated
from tracker.base.errors import Unknown
from tracker.base.forms import CarryForm, DomainDateField, RecordForm, words
from tracker.compare.filters import narrowed
from tracker.compare.saved import Address
from tracker.compare.shown.side import COLUMNS, Asked
from tracker.compare.words import listed


def chosen(slugs: Sequence[str], table: Sequence[Party], path: str, query: str, *, least: int = 2) -> list[Party]:
    """The parties named, each once and at most six; with fewer than `least`, the next at the table join them.

    Raises `Unknown`, which offers those that are at the table, for a name that is not.
    """
    by_slug = {party.slug: party for party in table}
    named: list[Party] = []
    for slug in filter(None, slugs):
        if slug not in by_slug:
            offers = [(party.name, f"{path}?party={party.slug}&{query}".rstrip("&")) for party in table]
            raise Unknown(_("No party “%(name)s” takes part in this negotiation.") % {"name": slug}, offers)
        if by_slug[slug] not in named:
            named.append(by_slug[slug])
    for party in table:
        if len(named) >= least:
            break
        if party not in named:
            named.append(party)
    return named[:COLUMNS]


class More:
    """The cells that a grid asks for when they come into view: of these issues, from this column on."""

    def __init__(self, given: QueryDict) -> None:
        issues, start = (str(given.get(name, "")) for name in ("issues", "from"))
        self.issues = {int(each) for each in issues.split(".") if is_id(each)}
        self.start = int(start) if is_id(start) else 0


def is_id(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 10


def asked(given: QueryDict, when: When, *, writes: bool = False) -> Asked:
    """What an address of the side by side asks for; the first screen where it names no place that there is."""
    slugs = list(dict.fromkeys(filter(None, given.getlist("party"))))
    least = 1 if slugs and when.since else 2  # compared with another day, one is enough: with itself
    parties = chosen(slugs, when.negotiation.table, when.path, when.query, least=least)
    start = given.get("start", "")
    return Asked(
        when,
        parties,
        narrowed(given, since=when.since is not None),
        start=max(1, int(start)) if start.isdecimal() and len(start) < 6 else 1,
        whole=given.get("all") == "yes",
        writes=writes,
        all_lines=given.get("lines") == "all",
        told=instead(slugs, parties, least) if "party" in given else "",
    )


def instead(slugs: Sequence[str], parties: Sequence[Party], least: int) -> str:
    """What is compared in the place of what was asked for; empty: just that."""
    names = listed([isolated(party) for party in parties])
    if not slugs and parties:
        return _("No party was chosen, so these are compared: %(names)s.") % {"names": names}
    if len(slugs) < min(least, len(parties)):
        values = {"one": isolated(parties[0]), "other": isolated(parties[1])}
        return _("%(one)s alone has nobody beside it, so %(other)s joins it.") % values
    if len(slugs) > len(parties):
        return _("No more than %(n)s stand side by side, so these are compared: %(names)s.") % {
            "n": len(parties),
            "names": names,
        }
    return ""


class NoteForm(CarryForm):
    """What we say of two parties on an issue, and from when on."""

    text = forms.CharField(
        label=gettext_lazy("What they share or what divides them, in your words"),
        help_text=gettext_lazy("Without words the note there is falls away from that day on."),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    effective = DomainDateField(label=gettext_lazy("From"))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**63 - 1)

    def clash(self, current: Any) -> None:
        """Somebody wrote first: theirs is shown, and a second save goes on top of it."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = current.pk
        self.clashed, self.data = True, data
        words = _("Somebody wrote while you were typing: “%(text)s”. Save again if yours still holds.")
        self.add_error(None, words % {"text": current.text})


class ViewForm(RecordForm):
    """What a view is called, and whether all see it; only who may share is asked."""

    name = words(gettext_lazy("Name"), 100, help_text=gettext_lazy("Such as “Red lines of NATO and Russia”."))
    shared = forms.BooleanField(
        label=gettext_lazy("For all members"),
        required=False,
        help_text=gettext_lazy("Everybody in the workspace sees it under “Views” and opens it."),
    )

    def __init__(self, *args: Any, shares: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not shares:
            del self.fields["shared"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {"shared": False} | self.cleaned_data


class SaveViewForm(ViewForm):
    """The same of an address that is to be kept, with its day or without."""

    keep_day = forms.BooleanField(label=gettext_lazy("Keep the day"), required=False, initial=True)
    field_order = ("name", "keep_day", "shared")

    def __init__(self, *args: Any, address: Address, day: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        if address.is_dated:
            self.fields["keep_day"].help_text = _("It stays %(day)s. Otherwise it shows the day it is opened.") % {
                "day": day
            }
        else:
            del self.fields["keep_day"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        address = self.address if typed.pop("keep_day", False) else self.address.undated
        return typed | {"page": address.page, "query": address.query}
