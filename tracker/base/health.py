"""Whether this process can do its work, for whoever watches it."""

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse

PATIENCE = 3  # seconds: who watches will not wait as long as a person does


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 when not. It asks by a connection of its own, so a busy pool is no illness."""
    try:
        with psycopg.connect(**connection.get_connection_params() | {"connect_timeout": PATIENCE}) as own:
            own.execute("SELECT 1")
    except psycopg.Error:
        return HttpResponse("away", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
