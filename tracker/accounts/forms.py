"""What people say of themselves, as they type it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.base.forms import CarryForm, words


class AccountForm(CarryForm):
    """One's own name and address; another address takes the password, since it is what one signs in by."""

    name = words(gettext_lazy("Name"), help_text=gettext_lazy("The record names you by it."))
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, help_text=gettext_lazy("You sign in by it. No mail is sent.")
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=1000,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("Needed for another e-mail address only."),
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, initial={"name": user.name, "email": user.email})
        self.user = user
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "username"

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        password = typed.pop("password", "")
        if typed.get("email", self.user.email).lower() != self.user.email and not self.user.check_password(password):
            self.add_error("password", _("Type your password: it is needed for another e-mail address."))
        return typed
