"""When something goes wrong: words in our look, by page and by htmx; no trace, and nothing asked of the database."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import include, path
from django.views.decorators.http import require_POST

from tracker.base.errors import Unknown
from tracker.base.models import Stale
from tracker.urls import handler400, handler403, handler404, handler429, handler500  # noqa: F401 - what is tested

HTMX = {"HX-Request": "true", "HX-Target": "form#revise-form"}
FAULTS = {
    "broken": lambda: ValueError("the secret of row 7"),
    "away": lambda: OperationalError("connection refused"),
    "refused": lambda: PermissionDenied("Only reviewers and leads may approve. Ask a lead."),
    "barred": PermissionDenied,
    "missing": Http404,
    "unknown": lambda: Unknown(
        "No party “atlantis” takes part.", [("NATO & <friends>", "?party=nato"), ("روسيا", "/r/")]
    ),
    "stale": lambda: Stale(None),
}


def raising(fault):
    def view(request):
        raise fault()

    view.login_required = False
    return view


def take(request):
    return HttpResponse(request.POST["words"])


def only_post(request):
    return HttpResponse("taken")


def bare(request):
    return HttpResponse(status=404)


take.login_required = bare.login_required = False
only_post = require_POST(only_post)
only_post.login_required = False
urlpatterns = [
    *(path(f"{name}/", raising(fault)) for name, fault in FAULTS.items()),
    path("take/", take),
    path("only-post/", only_post),
    path("bare/", bare),
    path("", include("tracker.accounts.urls")),
]
pytestmark = pytest.mark.urls(__name__)

SAID = [
    ("get", "/broken/", 500, "This page broke", "Nothing you saved is lost."),
    ("get", "/away/", 503, "The database does not answer", "Nothing you saved is lost."),
    (
        "get",
        "/refused/",
        403,
        "Your role does not allow this",
        "Only reviewers and leads may approve. Ask a lead. Nothing was saved.",
    ),
    ("get", "/barred/", 403, "Your role does not allow this", "Ask a lead"),
    ("get", "/missing/", 404, "Nothing is here", "may be mistyped"),
    ("get", "/bare/", 404, "Nothing is here", "may be mistyped"),
    ("get", "/unknown/", 404, "Nothing is here", "No party “atlantis” takes part."),
    ("get", "/stale/", 409, "Somebody saved this before you", "what you typed is still in the form"),
    ("get", "/only-post/", 405, "This address only takes what a form sends", "Nothing was saved."),
]


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize(("method", "address", "status", "heading", "words"), SAID)
def test_each_mishap_has_a_page_in_our_look(browser, method, address, status, heading, words):
    response = getattr(browser, method)(address)
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in page and f"<title>{heading} · Parley</title>" in page
    assert words in text(response)
    assert '<body class="gate">' in page
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert not re.search(r"Traceback|secret of row|refused\"|Exception|Error", page)
    assert not response.cookies


@pytest.mark.parametrize(("method", "address", "status", "heading", "words"), SAID)
def test_for_htmx_each_is_a_line_that_leaves_the_page_alone(browser, method, address, status, heading, words):
    response = getattr(browser, method)(address, headers=HTMX)
    assert response.status_code == status
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#notice", "innerHTML")
    assert response.content.decode().startswith('<p class="toast bad">')
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response["Vary"]


def test_a_line_says_why_where_there_is_a_reason(browser):
    assert "Only reviewers and leads may approve. Ask a lead." in text(browser.get("/refused/", headers=HTMX))
    assert "No party “atlantis”" in text(browser.get("/unknown/", headers=HTMX))


REFERRED = {
    "/broken/": "secret of row",
    "/away/": "connection refused",
    "/refused/": "may approve",
    "/barred/": "PermissionDenied",
    "/stale/": "Stale",
}


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(("address", "why"), REFERRED.items())
def test_it_has_a_reference_that_finds_it_in_the_log(browser, caplog, address, why, headers):
    reference = re.search(r"Reference ([0-9A-F]{4})", text(browser.get(address, headers=headers)))[1]
    lines = [line for line in caplog.messages if f"Reference {reference}:" in line]
    assert len(lines) == 1
    assert f"GET '{address}'" in lines[0] and why in lines[0]


def test_what_is_no_fault_of_ours_has_none(browser):
    assert "Reference" not in text(browser.get("/missing/"))


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("http://testserver/w/desk/parties/?kind=state", "/w/desk/parties/?kind=state"),
        ("http://testserver/broken/", None),
        ("https://elsewhere.example/w/desk/", None),
        ("http://testserver//elsewhere.example/", None),
        ("http://testserver", None),
        ("javascript:alert(1)", None),
        ("http://[bad", None),
    ],
)
def test_people_get_the_way_back_to_a_page_of_ours(browser, came, back):
    page = browser.get("/broken/", headers={"Referer": came}).content.decode()
    found = re.search(r'href="([^"]*)">Back to where you were', page)
    assert (found and found[1]) == back


def test_what_does_not_exist_is_answered_with_what_does(browser):
    page = browser.get("/unknown/").content.decode()
    assert '<a href="?party=nato"><bdi>NATO &amp; &lt;friends&gt;</bdi></a>' in page
    assert '<a href="/r/"><bdi>روسيا</bdi></a>' in page
    assert "There is:" not in browser.get("/missing/").content.decode()


def test_who_signed_in_elsewhere_meanwhile_is_told_to_load_the_page_again():
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/take/", {"words": "typed"})
    assert response.status_code == 403
    assert "This page is out of date" in text(response) and "still in the form" in text(response)
    assert "role" not in text(response).lower()
    assert "Your session changed" in text(browser.post("/take/", {"words": "typed"}, headers=HTMX))


def test_too_large_a_form_is_refused_with_words(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    sent = {"path": "/take/", "data": "words=" + "x" * 200, "content_type": "application/x-www-form-urlencoded"}
    response = browser.post(**sent)
    assert response.status_code == 413
    assert "This is too large" in text(response)
    assert "more than the server takes" in text(browser.post(**sent, headers=HTMX))


def test_a_form_that_arrived_in_pieces_is_refused_with_words(browser):
    response = browser.post("/take/", "--x\r\nbroken", content_type="multipart/form-data")
    assert response.status_code == 400
    assert "Nothing was saved" in text(response)


def test_who_asks_the_wrong_way_is_told_the_right_one(browser):
    assert browser.get("/only-post/")["Allow"] == "POST"
    assert browser.post("/only-post/").content == b"taken"
