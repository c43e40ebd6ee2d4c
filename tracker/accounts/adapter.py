"""What we add to allauth, and where sign-in differs from its usual: nobody signs up uninvited, no mail is sent."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User


class Invited(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": format_lazy(
            gettext_lazy("Too many wrong passwords. Try again in {minutes} minutes."), minutes=settings.LOCKED_FOR
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGNUP == "open")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return str(settings.LOGIN_REDIRECT_URL)  # back to work; allauth shows the same form again

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Who signs up is called by their address until somebody says better: the record names people."""
        user.name = form.cleaned_data["email"].partition("@")[0]
        return super().save_user(request, user, form, commit)


def reset_path(user: User) -> str:
    """Where `user` may choose a new password: once, for PASSWORD_RESET_TIMEOUT, and until they next sign in."""
    uid, key = user_pk_to_url_str(user), default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
