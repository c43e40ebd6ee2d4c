"""What to find out before the next meeting, as a sheet."""

from django.utils.translation import gettext as _

from tracker.agenda.when import When
from tracker.compare.comparison import Comparison
from tracker.compare.coverage import to_hear
from tracker.desk.shown.overview import why
from tracker.exchange.tables import Sheet, Value


def questions(comparison: Comparison, when: When) -> Sheet:
    """One row for each party and open issue, what is worth most to know first."""
    headings = [
        _("Rank"), _("Party"), _("Issue"), _("Question"), _("What is missing"), _("Worth, of 100"),
        _("Salience assumed"), _("Independent roots"), _("Newest evidence"), _("Before the meeting"), _("Meeting held"),
    ]  # fmt: skip
    rows: list[list[Value]] = []
    for rank, each in enumerate(to_hear(comparison, when.meetings), 1):
        cell, meeting = each.cell, each.before
        rows.append(
            [
                rank, str(cell.party), cell.issue.title, cell.issue.question, why(cell), round(each.worth, 1),
                _("yes") if each.assumed else _("no"), cell.backing.roots,
                str(cell.backing.newest) if cell.backing.newest else None,
                str(meeting) if meeting else None, str(meeting.held) if meeting else None,
            ]
        )  # fmt: skip
    return Sheet(headings, rows)
