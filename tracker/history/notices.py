"""What a page says after a write, with the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest


def saved(request: MemberRequest, to: Any, words: str = "") -> HttpResponseRedirect:
    """On to `to`, which says what was saved and offers to undo it."""
    tell(request, words or _("Saved."))
    return redirect(to)


def tell(request: MemberRequest, words: str) -> None:
    """The next page says `words` and offers to undo what was done last."""
    done = request.member.did
    if done is None:
        messages.success(request, words)
        return
    undo = reverse("desk:undo", kwargs={"ws": request.member.workspace.slug, "pk": done.pk})
    messages.success(
        request, format_html('{} <a class="undo" href="{}" hx-post="{}">{}</a>', words, undo, undo, _("Undo"))
    )
