"""Which parties are compared, and which cells are wanted: read from the address; and the view that it is kept as."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.actors.models import Party
from tracker.base.errors import Unknown
from tracker.base.forms import RecordForm, words
from tracker.compare.saved import Address

MOST = 6  # columns that can still be read side by side


def chosen(slugs: Sequence[str], table: Sequence[Party], path: str, query: str) -> list[Party]:
    """The parties named, each once and at most six; with fewer than two, the next at the table join them.

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
        if len(named) >= 2:
            break
        if party not in named:
            named.append(party)
    return named[:MOST]


class More:
    """The cells that a grid asks for when they come into view: of these issues, from this column on."""

    def __init__(self, given: QueryDict) -> None:
        issues, start = (str(given.get(name, "")) for name in ("issues", "from"))
        self.issues = {int(each) for each in issues.split(".") if is_id(each)}
        self.start = int(start) if is_id(start) else 0


def is_id(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 10


class ViewForm(RecordForm):
    """What a view is called, and whether all see it; only who may share is asked."""

    name = words(gettext_lazy("Name"), 100, help_text=gettext_lazy("Such as “Red lines of NATO and Russia”."))
    shared = forms.BooleanField(
        label=gettext_lazy("Share it"),
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
