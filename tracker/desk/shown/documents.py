"""What the list of texts says of itself, and of one that was brought in."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.sources.extract import called
from tracker.sources.models import Document


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


def all_brought_in(done: Sequence[Document], left: Sequence[object]) -> str:
    """How many of several files came in, and how many were left out."""
    said = ngettext("One text brought in.", "%(n)d texts brought in.", len(done)) % {"n": len(done)}
    if not done:
        said = _("Nothing was brought in.")
    if left:
        said += " " + ngettext("One was left out.", "%(n)d were left out.", len(left)) % {"n": len(left)}
    return said


def brought_in(document: Document) -> str:
    if document.encoding:
        return _("Brought in, read as %(encoding)s.") % {"encoding": called(document.encoding)}
    return _("Brought in.")
