"""The site map."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
]

handler400 = "tracker.base.errors.bad_request"
handler403 = "tracker.base.errors.permission_denied"
handler404 = "tracker.base.errors.not_found"
handler500 = "tracker.base.errors.server_error"
handler429 = "tracker.base.errors.too_many"
