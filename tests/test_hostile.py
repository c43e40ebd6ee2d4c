"""Whatever is sent to whatever address: words, never a fault of ours. Walked, not listed."""

import pytest
from django.urls import reverse

from tests import make
from tests.test_access import NAMES, RECORDS, WHOLE, dossier

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
PIECES = "multipart/form-data; boundary=x"
MANY = "&".join(f"f{n}=1" for n in range(10_000))
ODD = ("%00", "%ff%fe", "%", "%zz", "NaN", "-1", "9" * 40, "a" * 3000, "%F0%9F%92%A9", "1e309", "[]", "2011-02-30")
FIELDS = (
    "as_of", "known_at", "since", "until", "page", "party", "format", "form", "before", "after", "id", "kind", "who",
    "q", "order", "expected", "pk", "n",
)  # fmt: skip
THIRDS = 3
QUERIES = [
    *("&".join(f"{name}={ODD[(n + at) % len(ODD)]}" for at, name in enumerate(FIELDS)) for n in (0, 3, 6, 9)),
    "=&=&&;;==&%ff=%ff&" + "a" * 5000,
]
BODIES = [
    (PIECES, b"--y\r\nbroken"),
    (PIECES, b'--x\r\nContent-Disposition: form-data; name="a"; filename="\xff"\r\n\r\n\xff\r\n--x--\r\n'),
    ("multipart/form-data", b"no boundary"),
    (FORM, MANY.encode()),
    (FORM + "; charset=nothing", b"\xff\xfe=%ff&%00=%00"),
]


@pytest.fixture(scope="module")
def ours(ground):
    return dossier(make.workspace())


@pytest.fixture
def everywhere(request, ours, as_role):
    """A lead, and the address of every page; without --long a third of them, another third with the next odd thing."""
    (turn,) = request.node.callspec.indices.values()
    names = NAMES if request.config.getoption("--long") else sorted(NAMES)[turn % THIRDS :: THIRDS]
    return as_role("lead"), {name: reverse(name, kwargs={"ws": "desk", **RECORDS[name](ours)}) for name in names}


def answered(response):
    response.close()
    return response.status_code


def faults(asked):
    return {each: status for each, status in asked.items() if status >= 500}


@pytest.mark.parametrize("method", ["HEAD", "PUT", "TRACE"])
def test_the_wrong_way_of_asking(everywhere, method):
    client, paths = everywhere
    asked = {name: answered(client.generic(method, path)) for name, path in paths.items()}
    assert faults(asked) == {}
    assert method == "HEAD" or set(asked.values()) == {405}


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_the_wrong_question(everywhere, query):
    client, paths = everywhere
    assert faults({name: answered(client.get(path, QUERY_STRING=query)) for name, path in paths.items()}) == {}


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_what_no_form_sends(everywhere, body):
    client, paths = everywhere
    kind, sent = body
    asked = {name: answered(client.generic("POST", path, sent, content_type=kind)) for name, path in paths.items()}
    assert faults(asked) == {}


@pytest.mark.parametrize("odd", ["x\0y", "-1", "9" * 40, "x" * 50_000], ids=range(4))
def test_fields_that_hold_something_else(everywhere, odd):
    client, paths = everywhere
    asked = {}
    for name, path in paths.items():
        page = client.get(path)
        answered(page)
        form = next((each["form"] for each in page.context or [] if "form" in each), None) if page.context else None
        fields = getattr(form, "fields", {}) or dict.fromkeys(FIELDS)
        asked[name] = answered(client.post(path, dict.fromkeys(fields, odd)))
    assert faults(asked) == {}


@pytest.mark.parametrize("value", ["http://[bad", "\xff%zz", "x" * 100_000], ids=range(3))
def test_headers_that_no_browser_sends(everywhere, value):
    client, paths = everywhere
    sent = dict.fromkeys(["HX-Current-URL", "HX-Target", "Referer", "Accept-Language", "If-None-Match"], value)
    sent["HX-Request"] = "true"
    few = {name: path for name, path in paths.items() if name in WHOLE}
    assert faults({name: answered(client.get(path, headers=sent)) for name, path in few.items()}) == {}
    assert faults({name: answered(client.post(path, headers=sent)) for name, path in few.items()}) == {}


NOWHERE = [
    "/%zz/", "/w/%ff%fe/", "/w/desk%00/parties/", "/w/desk/parties/%00/edit/", "/w/../../etc/passwd",
    "/w/desk/n/%F0%9F%92%A9/grid/", f"/w/desk/positions/{'9' * 40}/", "/static/../manage.py", "/invitation/%ff/",
    "/" + "a" * 60_000,
]  # fmt: skip


def test_addresses_that_are_none(ours, as_role):
    client = as_role("lead")
    assert {client.get(path).status_code for path in NOWHERE} <= {301, 400, 404}
