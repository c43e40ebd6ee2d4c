"""Signing in: of allauth's addresses those that work without a mail server, under their own names."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from tracker.accounts.views import account, draft

how_to_reset = login_not_required(TemplateView.as_view(template_name="account/password_reset.html"))

ours = [path("w/<slug:ws>/drafts/", draft, name="draft"), path("account/", account, name="account")]

urlpatterns = [
    path("", include((ours, "accounts"))),
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", how_to_reset, name="account_reset_password"),
    path("password/reset/", how_to_reset, name="account_set_password"),  # where allauth sends who has none to change
    path("password/reset/key/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
