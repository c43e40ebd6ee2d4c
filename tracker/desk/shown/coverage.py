"""Coverage: of whom we know how much on what, and whom to hear before the next meeting."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.compare.comparison import Comparison
from tracker.compare.coverage import known, to_hear
from tracker.desk.shown import overview
from tracker.desk.shown.overview import AgendaRow, Wanted, agenda_row, looks, wanted
from tracker.positions.charts import covered

WELL = ("full", "thin", "stale", "bare")  # looks of what states a value


@dataclass(frozen=True)
class Page:
    sentence: str
    columns: list[Party]
    agenda: list[AgendaRow]
    counts: list[tuple[SafeString, str, int]]  # each look that occurs: its mark, its words, how often
    wanted: list[Wanted]
    file: str  # the list as a file


def page(comparison: Comparison, when: When) -> Page:
    hear = to_hear(comparison, when.meetings)
    found = Counter(known(cell) for row in comparison.leaves for cell in row.cells)
    path = reverse("exchange:to_hear", kwargs={"ws": when.negotiation.workspace.slug, "n": when.negotiation.slug})
    return Page(
        sentence=sentence(comparison, found),
        columns=comparison.parties,
        agenda=[agenda_row(row, when, len(comparison.parties)) for row in comparison.rows],
        counts=[(covered(look), words, found[look]) for look, words in looks().items() if found[look]],
        wanted=[wanted(each, when) for each in hear if each.worth >= overview.LEAST],
        file=f"{path}?{when.query}" if when.query else path,
    )


def sentence(comparison: Comparison, found: Counter[str]) -> str:
    """How much of the table we know, and how well."""
    total = found.total()
    if not total:
        return _("There is nothing to cover yet: it takes a party and an issue.")
    values = {
        "total": total,
        "none": found["none"],
        "full": found["full"],
        "issues": ngettext("%(n)s issue", "%(n)s issues", len(comparison.leaves)) % {"n": len(comparison.leaves)},
        "parties": ngettext("%(n)s party", "%(n)s parties", len(comparison.parties)) % {"n": len(comparison.parties)},
    }
    said = [
        _("%(parties)s on %(issues)s make %(total)s positions.") % values,
        _("%(full)s rest on fresh evidence from two independent roots or more.") % values,
        _("Of %(none)s nothing is on record.") % values if found["none"] else "",
    ]
    return " ".join(filter(None, said))
