"""All we know of htmx: which part of a page it asks for, and how it is told of redirects and refusals."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

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
    wanted = (getattr(request, "htmx").target or "").partition("#")[2]  # noqa: B009 - set by django-htmx
    if wanted in parts:
        template = f"{template}#{wanted}"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def TellHtmx(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A fetch follows redirects unseen and would swap an error page into a small target: this tells htmx instead.

    It is the innermost middleware and knows no async, so that everything above it runs in one thread as well.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.headers.get("HX-Request") != "true":
            return response
        if response.status_code in REDIRECTS:
            return redirected(response)
        if response.status_code >= 400 and response.status_code not in FORMS_OWN:
            return noticed(response)
        return response

    return middleware


def redirected(response: HttpResponse) -> HttpResponse:
    url = response["Location"]
    del response["Location"]
    response.status_code = 204
    to_sign_in = urlsplit(url).path == resolve_url(settings.LOGIN_URL)
    response["HX-Redirect" if to_sign_in else "HX-Location"] = url
    return response


def noticed(response: HttpResponse) -> HttpResponse:
    """One line in #notice, in place of a page that nobody could read in a small target."""
    words = {
        400: _("The server could not read this. Nothing was saved."),
        403: _("Your role does not allow this. Nothing was saved."),
        404: _("That is no longer here."),
        413: _("This is more than the server takes at once. Nothing was saved."),
        429: _("Too many requests. Wait a minute and try again."),
        503: _("The database does not answer. Nothing you saved is lost; try again in a moment."),
    }.get(response.status_code, _("Something went wrong here. Nothing was saved."))
    reference = response.headers.get("X-Reference", "")
    said = render_to_string("ui/toast.html", {"words": words, "reference": reference})
    told = HttpResponse(said, status=response.status_code)
    told["HX-Retarget"] = "#notice"
    told["HX-Reswap"] = "innerHTML"
    return told
