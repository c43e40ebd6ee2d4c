"""Addresses of records, for pages that name hundreds of them."""

from functools import cache

from django.urls import reverse


def numbered(name: str, ws: str, pk: int) -> str:
    """What `reverse` says of that record: asked once, however many there are."""
    before, after = around(name, ws)
    return f"{before}{pk}{after}"


@cache
def around(name: str, ws: str) -> tuple[str, str]:
    """The address up to the record's number, and what follows it."""
    before, _, after = reverse(name, kwargs={"ws": ws, "pk": 0}).rpartition("/0/")
    return f"{before}/", f"/{after}"
