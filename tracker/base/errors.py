"""What people see when something goes wrong: what happened, what is safe, and a reference that is in the log."""

import logging
import secrets
import sys
from collections.abc import Sequence

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from psycopg_pool import PoolTimeout

log = logging.getLogger("tracker.errors")

AWAY = (OperationalError, InterfaceError, PoolTimeout)
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class Unknown(Http404):
    """Nothing has that name; `offers` are the (words, address) of what exists."""

    def __init__(self, words: str, offers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(words)
        self.words = words
        self.offers = offers


def told(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    """The error page of that status. It asks the database nothing: that may be what is away."""
    reference = secrets.token_hex(2).upper()
    log.warning("Reference %s: %s for %s %s", reference, status, request.method, request.path)
    response = HttpResponse(render_to_string(f"{status}.html", {"reference": reference, **context}), status=status)
    response["X-Reference"] = reference
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return told(request, 413 if isinstance(exception, TOO_MUCH) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return told(request, 403, words=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Unknown):
        return told(request, 404, words=exception.words, offers=exception.offers)
    return told(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    away = isinstance(sys.exc_info()[1], AWAY)
    return told(request, 503 if away else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return told(request, 403, csrf=True)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return told(request, 429)
