"""All we know of htmx: which part of a page it asks for, and how it is told of redirects and refusals."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers

from tracker.base.errors import LINES, told
from tracker.base.models import Stale

REDIRECTS = (301, 302, 303, 307, 308)
FORMS_OWN = (409, 422)  # the form itself comes back with its words beside the fields


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    parts: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The whole page, or the one of its `parts` that htmx asks for: partial, DOM id and target are one word."""
    wanted = (request.htmx.target or "").partition("#")[2]  # type: ignore[attr-defined]  # set by django-htmx
    if wanted in parts:
        template = f"{template}#{wanted}"
    return render(request, template, context, status=status)


def onward(path: str, target: str) -> HttpResponse:
    """After htmx has sent what is saved now: the element `target` of the page at `path` replaces the one there is."""
    response = HttpResponse(status=204)
    there = {"path": path, "source": target, "target": target, "swap": "outerHTML", "push": "false"}
    response["HX-Location"] = json.dumps(there)
    return response


def form_page(request: HttpRequest, form: Any, *, title: str, verb: str, back: str, **context: Any) -> HttpResponse:
    """The page of a form that needs none of its own: `verb` saves, `back` is where to go without saving.

    Further: `layout`, the template around it, `kicker`, `sentence` below the title, `danger` where it removes.
    """
    context |= {"form": form, "title": title, "verb": verb, "back": back}
    context.setdefault("layout", "workspace.html")
    return page(request, "form.html", context, parts=["record-form"], status=form.status)


class TellHtmx:
    """A fetch follows redirects unseen and would swap an error page into a small target: this tells htmx instead.

    It is the innermost middleware: below it sign-in redirects and refusals are made.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        response = self.get_response(request)
        if request.htmx and response.status_code in REDIRECTS:
            response = redirected(request, response)
        elif response.status_code >= 400 and speechless(request, response):
            response = with_words(request, response)
        patch_vary_headers(response, ["HX-Request", "HX-Target"])  # else the back button shows a part as the page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What no form can say: somebody else was first, or what was asked is nothing the database can hold."""
        if isinstance(exception, Stale):
            return told(request, 409)
        return told(request, 400) if isinstance(exception, DataError) else None


def redirected(request: Any, response: HttpResponse) -> HttpResponse:
    url = response["Location"]
    del response["Location"]
    response.status_code = 204
    to = urlsplit(url)
    if to.path != resolve_url(settings.LOGIN_URL):
        response["HX-Location"] = url
        return response
    here = request.htmx.current_url_abs_path  # the page people see, not the part that was asked for
    response["HX-Redirect"] = redirect_to_login(here)["Location"] if to.query and here else url
    return response


def speechless(request: Any, response: HttpResponse) -> bool:
    """An error without words, or with a whole page of them where htmx has room for a line."""
    if getattr(response, "content", None) == b"":
        return response.status_code in LINES
    return request.htmx and response.status_code not in FORMS_OWN and "HX-Retarget" not in response


def with_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    said = told(request, response.status_code)
    if "Allow" in response:
        said["Allow"] = response["Allow"]
    return said
