"""Who ordered a file is told when it is ready, on whatever page comes next."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tracker.accounts.access import MemberRequest
from tracker.base.direction import isolated
from tracker.exchange.models import Download

ORDERED = "ordered"  # in the session: the ids of what its user waits for


def expect(request: MemberRequest, download: Download) -> None:
    """Its user waits for that file."""
    request.session[ORDERED] = [*request.session.get(ORDERED, []), download.pk]


class TellReady:
    """The next page says which of the files that its user waits for has ended, and how."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith("/w/") and "HX-Request" not in request.headers and request.session.get(ORDERED):
            tell(request)
        return self.answer(request)


def tell(request: HttpRequest) -> None:
    waits = request.session[ORDERED]
    found = Download.objects.filter(pk__in=waits, member__user=request.user.pk).select_related("workspace")
    going = []
    for each in found:
        if each.goes_on:
            going.append(each.pk)
        elif each.state == Download.State.READY:
            path = reverse("exchange:file", kwargs={"ws": each.workspace.slug, "pk": each.pk})
            words = _("%(file)s is ready.") % {"file": isolated(each)}
            messages.success(request, format_html('{} <a href="{}">{}</a>', words, path, _("Download")))
        elif each.state != Download.State.CANCELLED:
            words = _("%(file)s could not be made.") % {"file": isolated(each)}
            messages.error(
                request, format_html('{} <a href="{}">{}</a>', words, each.get_absolute_url(), _("Your files"))
            )
    if going != waits:
        request.session[ORDERED] = going
