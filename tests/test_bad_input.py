"""Every form, sent empty, wrong, hostile and enormous: words come back, never a fault. Walked, not listed."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.test_access import NAMES, RECORDS, dossier

pytestmark = pytest.mark.django_db
CALM = {200, 204, 302, 400, 403, 404, 405, 409, 413, 422}
HOSTILE = {
    "nothing": "",
    "a NUL": "a\0b",
    "too many letters": "x" * 40_000,
    "no number": "NaN",
    "endless": "-Infinity",
    "a huge number": "9" * 40,
    "below nothing": "-1",
    "a script": "<script>alert(1)</script>",
    "a formula": "=HYPERLINK(1)",
    "right to left": "\u202eقضية",
    "half a letter": "\ud83d",
    "no date": "31 June 2011",
}
ASKED = ("as_of", "known_at", "since", "party", "page", "format", "show", "q", "issue", "state", "document", "start",
         "end", "kind", "id", "before", "after", "review", "from", "to", "sort", "all", "form")  # fmt: skip


class Forms(HTMLParser):
    """The forms of a page that post: where to, and their fields with the values they come with."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open, self.text = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.open = {"to": given.get("action") or "", "method": given.get("method", "get"), "fields": {}}
            self.found.append(self.open)
        elif self.open is not None and given.get("name"):
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                self.open["fields"].setdefault(given["name"], "")
            elif tag in ("input", "textarea", "select", "button"):
                self.open["fields"][given["name"]] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None


def forms(client, path):
    response = client.get(path)
    page = put_away(response)
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return []
    found = Forms(page.decode()).found
    return [form for form in found if form["method"] == "post" and "/logout/" not in form["to"]]


def put_away(response):
    """The body; a file is closed, but not the request, which would take the database's connection along."""
    if not response.streaming:
        return response.content
    body = b"".join(response)
    for close in response._resource_closers:
        close()
    return body


def addresses(desk, space):
    return {name: reverse(name, kwargs={"ws": space.slug, **RECORDS[name](desk)}) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_no_form_falls_over_whatever_is_typed(name, desk, as_role):
    client, path = as_role("lead"), addresses(dossier(desk), desk)[name]
    for form in forms(client, path):
        to = form["to"] or path
        fields = {key: value for key, value in form["fields"].items() if key != "csrfmiddlewaretoken"}
        for what, value in HOSTILE.items():
            kept = {key: old if key in ("expected", "seen") else value for key, old in fields.items()}
            answer = client.post(to, encodable(kept | {"again": ""}))
            assert answer.status_code in CALM, f"{to}: {what}"
        for key in fields:
            answer = client.post(to, {other: value for other, value in fields.items() if other != key})
            assert answer.status_code in CALM, f"{to}: without {key}"
            answer = client.post(to, fields | {key: "999999999999"})
            assert answer.status_code in CALM, f"{to}: {key} of another world"


@pytest.mark.parametrize("name", NAMES)
def test_no_address_falls_over_whatever_is_asked(name, desk, as_role):
    client, path = as_role("lead"), addresses(dossier(desk), desk)[name]
    for value in HOSTILE.values():
        answer = client.get(path, encodable(dict.fromkeys(ASKED, value)))
        put_away(answer)
        assert answer.status_code in CALM, f"{path}: {value[:40]}"
    for value in ("", "\0", "%", "a" * 3000):
        answer = client.get(re.sub(r"\d+/", "9223372036854775808/", path), {"as_of": value})
        put_away(answer)
        assert answer.status_code in CALM, path


def encodable(fields):
    """Half a letter cannot be sent as such: as browsers do, its place is taken by another."""
    return {key: value.encode("utf-8", "replace").decode() for key, value in fields.items()}
