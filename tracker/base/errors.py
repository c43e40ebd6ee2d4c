"""What people see when something goes wrong: what happened, what is safe, the way back, and a reference to the log."""

import logging
import re
import secrets
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg_pool import PoolTimeout

log = logging.getLogger("tracker.errors")

PLAIN = (404, 405, 422)  # a wrong address is nobody's fault, and nothing to look up
AWAY = (OperationalError, InterfaceError, PoolTimeout)
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
LINES = {  # what a line has to say that stands beside a page still open; whole pages are templates
    400: gettext_lazy("The server could not read this. Nothing was saved."),
    403: gettext_lazy("Your role does not allow this. Nothing was saved."),
    404: gettext_lazy("That is no longer here."),
    405: gettext_lazy("This address cannot be used that way. Nothing was saved."),
    409: gettext_lazy("Somebody saved this before you. Load the page again to see theirs."),
    413: gettext_lazy("This is more than the server takes at once. Nothing was saved."),
    422: gettext_lazy("This cannot be made as it was asked for. Nothing was saved."),
    429: gettext_lazy("Too many tries. Try again in a minute."),
    500: gettext_lazy("Something broke here. What you had saved is safe; try again."),
    503: gettext_lazy("The database does not answer. Nothing you saved is lost; try again in a minute."),
}


class Unknown(Http404):
    """Nothing has that name; `offers` are the (words, address) of what exists."""

    status = 404

    def __init__(self, words: str, offers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(words)
        self.words = words
        self.offers = offers


class Unfit(Unknown):
    """What the address asks for is there, but cannot be made as it asks; `offers` are what can."""

    status = 422


def told(request: HttpRequest, status: int, words: str = "", **context: object) -> HttpResponse:
    """The error as a page, or for htmx as a line. It asks the database nothing: that may be what is away."""
    reference = "" if status in PLAIN else secrets.token_hex(2).upper()
    if reference:
        level = logging.ERROR if status >= 500 else logging.WARNING
        said = (reference, status, request.method, request.path, sys.exc_info()[1] or words)
        log.log(level, "Reference %s: %s for %s %r: %r", *said)
    if getattr(request, "htmx", False):
        line = {"words": words or LINES.get(status, LINES[500]), "reference": reference}
        response = HttpResponse(render_to_string("ui/toast.html", line), status=status)
        response["HX-Retarget"], response["HX-Reswap"] = "#notice", "innerHTML"
        return response
    context |= {"words": words, "reference": reference, "back": way_back(request)}
    return HttpResponse(render_to_string([f"{status}.html", "500.html"], context), status=status)


def way_back(request: HttpRequest) -> str:
    """The page of ours that people come from, if it is another one."""
    try:
        came, host = urlsplit(request.headers.get("Referer", "")), request.get_host()
    except (ValueError, DisallowedHost):
        return ""
    ours = came.scheme in ("http", "https") and came.netloc == host and re.match("/[^/\\\\]", came.path)
    return came._replace(scheme="", netloc="", fragment="").geturl() if ours and came.path != request.path else ""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return told(request, 413 if isinstance(exception, TOO_MUCH) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return told(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Unknown):
        return told(request, exception.status, exception.words, offers=exception.offers)
    return told(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return told(request, 503 if isinstance(sys.exc_info()[1], AWAY) else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    words = _("Your session changed since this page was opened: somebody signed in or out in this browser.")
    return told(request, 403, words, csrf=True)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return told(request, 429)
