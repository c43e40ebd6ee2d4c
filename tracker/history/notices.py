"""What a page says after a write, with the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest
from tracker.base.forms import CarryForm


def saved(request: MemberRequest, to: Any, words: str = "", form: CarryForm | None = None) -> HttpResponseRedirect:
    """On to `to`, which says what was saved, asks about what `form` doubts, and offers to undo it."""
    tell(request, words or _("Saved."), form)
    return redirect(to)


def tell(request: MemberRequest, words: str, form: CarryForm | None = None) -> None:
    """The next page says `words` and offers to undo what was done last."""
    done = request.member.did
    if form:
        words = " ".join([words, *form.doubts(timezone.localdate(timezone=request.member.workspace.zone))])
    if done is None:
        messages.success(request, words)
        return
    undo = reverse("desk:undo", kwargs={"ws": request.member.workspace.slug, "pk": done.pk})
    back = '{} <a class="undo" href="{}" hx-post="{}" data-key="z">{} <kbd aria-hidden="true">Z</kbd></a>'
    messages.success(request, format_html(back, words, undo, undo, _("Undo")))
