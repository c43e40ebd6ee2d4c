"""The site map."""

from django.conf import settings
from django.urls import include, path

from tracker.base.health import healthz
from tracker.desk.style import style

urlpatterns = [
    *([path("style/", style, name="style")] if settings.DEBUG else []),
    path("healthz", healthz, name="healthz"),
    path("", include("tracker.accounts.urls")),
    path("", include("tracker.members.urls")),
    path("", include("tracker.actors.urls")),
    path("", include("tracker.agenda.urls")),
    path("", include("tracker.sources.urls")),
    path("", include("tracker.statements.urls")),
    path("", include("tracker.compare.urls")),
    path("", include("tracker.positions.urls")),
    path("", include("tracker.annotations.urls")),
    path("", include("tracker.exchange.urls")),
    path("", include("tracker.briefs.urls")),
    path("", include("tracker.desk.urls")),  # last: its addresses are the widest
]

handler400 = "tracker.base.errors.bad_request"
handler403 = "tracker.base.errors.permission_denied"
handler404 = "tracker.base.errors.not_found"
handler500 = "tracker.base.errors.server_error"
handler429 = "tracker.base.errors.too_many"
