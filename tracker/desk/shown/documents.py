"""What the list of texts says of itself, and of one that was brought in."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.sources.extract import called
from tracker.sources.models import Document

NAMED = 6  # texts that are named when several came in


def sentence(total: int, filtered: bool) -> str:
    if filtered:
        return ngettext("One text fits.", "%(n)d texts fit, the newest first.", total) % {"n": total}
    if not total:
        return ""
    return ngettext(
        "One text; every statement leads back to its words.",
        "%(n)d texts, the newest first; every statement leads back to its words.",
        total,
    ) % {"n": total}


def all_brought_in(done: Sequence[Document], left: Sequence[object]) -> SafeString:
    """Which of several files came in, in one piece with their links, and how many were left out."""
    said = ngettext("One text brought in: {}.", "%(n)d texts brought in: {}.", len(done)) % {"n": len(done)}
    if not done:
        said = _("Nothing was brought in.")
    if len(done) > NAMED:
        said = _("%(n)d texts brought in: {} and %(more)d more.") % {"n": len(done), "more": len(done) - NAMED}
    if left:
        said += " " + ngettext("One was left out.", "%(n)d were left out.", len(left)) % {"n": len(left)}
    links = format_html_join(
        ", ", '<a href="{}"><bdi>{}</bdi></a>', ((each.get_absolute_url(), each) for each in done[:NAMED])
    )
    return format_html("<span>{}</span>", format_html(said, links))


def brought_in(document: Document) -> str:
    if document.encoding:
        return _("Brought in, read as %(encoding)s.") % {"encoding": called(document.encoding)}
    return _("Brought in.")
