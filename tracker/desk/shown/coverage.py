"""Coverage: of whom we know how much on what, and whom to hear before the next meeting."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.agenda.when import When
from tracker.compare.comparison import Cell, Comparison
from tracker.compare.coverage import known, to_hear
from tracker.compare.pairs import crowd
from tracker.desk.shown import overview
from tracker.desk.shown.overview import AgendaRow, Wanted, address, agenda_row, looks, to_party, wanted
from tracker.positions.charts import covered

WELL = ("full", "thin", "stale", "bare")  # looks of what states a value
LISTED = 200  # of what to find out; the file has all


@dataclass(frozen=True)
class Tally:
    """How often each look occurs on one issue, or of one party."""

    number: str  # of the issue in the agenda
    name: Issue | Party
    href: str
    counts: list[int]  # in the order of the page's


@dataclass(frozen=True)
class Page:
    sentence: str
    columns: list[Party]
    agenda: list[AgendaRow]  # empty where the parties are a crowd, and
    tallies: list[tuple[str, list[Tally]]]  # the issues and the parties with how often each look occurs
    counts: list[tuple[SafeString, str, int]]  # each look that occurs: its mark, its words, how often
    wanted: list[Wanted]
    more: int  # of them that are in the file alone
    file: str  # the list as a file


def page(comparison: Comparison, when: When) -> Page:
    hear = [each for each in to_hear(comparison, when.meetings) if each.worth >= overview.LEAST]
    found = Counter(known(cell) for row in comparison.leaves for cell in row.cells)
    path = reverse("exchange:to_hear", kwargs={"ws": when.negotiation.workspace.slug, "n": when.negotiation.slug})
    columns = comparison.parties
    many = crowd(columns)
    return Page(
        sentence=sentence(comparison, found),
        columns=columns,
        agenda=[] if many else [agenda_row(row, when, len(columns)) for row in comparison.rows],
        tallies=tallies(comparison, [look for look in looks() if found[look]], when) if many else [],
        counts=[(covered(look), words, found[look]) for look, words in looks().items() if found[look]],
        wanted=[wanted(each, when) for each in hear[:LISTED]],
        more=max(0, len(hear) - LISTED),
        file=f"{path}?{when.query}" if when.query else path,
    )


def tallies(comparison: Comparison, shown: Sequence[str], when: When) -> list[tuple[str, list[Tally]]]:
    """The issues, then the parties, with how often each of these looks occurs."""

    def counted(cells: Iterable[Cell]) -> list[int]:
        found = Counter(map(known, cells))
        return [found[look] for look in shown]

    issues = [
        Tally(row.number, row.issue, address(when, "desk:issue", slug=row.issue.slug), counted(row.cells))
        for row in comparison.leaves
    ]
    columns = zip(*(row.cells for row in comparison.leaves), strict=True)
    parties = [
        Tally("", party, to_party(party, when), counted(column))
        for party, column in zip(comparison.parties, columns, strict=True)
    ]
    return [(_("Issue"), issues), (_("Party"), parties)]


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
