"""Whole pages and parts of them, and what htmx is told that a fetch would not see."""

import pytest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import include, path, reverse

from tests import make

HTMX = {"HX-Request": "true"}


def moved(request):
    return redirect("/w/desk/positions/7/")


def clashing(request):
    return HttpResponse("<form>yours, theirs</form>", status=409)


def members_only(request):
    return HttpResponse("inside")


moved.login_required = clashing.login_required = False
urlpatterns = [
    path("moved/", moved),
    path("clashing/", clashing),
    path("members-only/", members_only),
    path("", include("tracker.accounts.urls")),
]
elsewhere = pytest.mark.urls(__name__)


@pytest.fixture
def position(desk):
    return make.Table(by=make.lead_of(desk)).read().of_nato


def ask(client, position, target):
    address = reverse("positions:revise", kwargs={"ws": "desk", "pk": position.pk})
    return client.get(address, headers=HTMX | {"HX-Target": target})


def test_htmx_gets_the_part_it_asks_for_and_everybody_else_the_page(as_role, position):
    part = ask(as_role("analyst"), position, "form#revise-form")
    assert part.content.decode().lstrip().startswith("<form")
    assert "<html" not in part.content.decode()
    whole = as_role("analyst").get(part.request["PATH_INFO"])
    assert "<html" in whole.content.decode() and 'id="revise-form"' in whole.content.decode()


def test_the_back_button_cannot_take_one_for_the_other(as_role, position):
    for client in (as_role("analyst"), Client()):
        vary = ask(client, position, "form#revise-form")["Vary"]
        assert "HX-Request" in vary and "HX-Target" in vary


@pytest.mark.parametrize("target", ["div#sidebar", "form", "#", "form#revise-form#x", "div#title"])
def test_a_part_that_is_not_on_the_servers_list_is_the_page(as_role, position, target):
    assert "<html" in ask(as_role("analyst"), position, target).content.decode()


@elsewhere
def test_a_redirect_is_told_in_a_header(client):
    response = client.get("/moved/", headers=HTMX)
    assert (response.status_code, response.content) == (204, b"")
    assert response["HX-Location"] == "/w/desk/positions/7/"
    assert "Location" not in response
    assert client.get("/moved/")["Location"] == "/w/desk/positions/7/"


@elsewhere
def test_who_was_signed_out_signs_in_and_comes_back_to_the_page_they_saw(client):
    page = {"HX-Current-URL": "http://testserver/w/desk/grid/?as_of=2011-07-05"}
    response = client.post("/members-only/", headers=HTMX | page)
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/login/?next=/w/desk/grid/%3Fas_of%3D2011-07-05"
    assert "HX-Location" not in response


@elsewhere
@pytest.mark.parametrize("page", [{}, {"HX-Current-URL": "https://elsewhere.example/w/"}])
def test_where_the_page_is_not_known_they_come_back_to_what_they_asked_for(client, page):
    assert client.get("/members-only/", headers=HTMX | page)["HX-Redirect"] == "/login/?next=/members-only/"


@elsewhere
def test_a_form_that_clashed_comes_back_itself(client):
    response = client.post("/clashing/", headers=HTMX)
    assert response.content == b"<form>yours, theirs</form>"
    assert "HX-Retarget" not in response
