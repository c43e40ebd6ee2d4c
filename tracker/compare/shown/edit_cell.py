"""A cell of the grid as a short form: the whole form of its position, of which only what changes most is shown."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.agenda.models import Issue
from tracker.agenda.when import When
from tracker.compare import words
from tracker.compare.columns import Columns
from tracker.compare.comparison import Comparison, Row
from tracker.compare.shown.grid import drawn, writer
from tracker.compare.window import stand_whole
from tracker.positions.forms import ReviseForm
from tracker.positions.models import Position, Reading
from tracker.positions.operations import Bears
from tracker.positions.shown.revise import clashed, saved

SHORT = ("effective", "why", "stance", "option", "stated", "firmness", "summary")


def short_form(form: ReviseForm, position: Position, member: Membership, when: When) -> dict[str, Any]:
    """What the template needs: the fields shown, and the rest as they are, hidden; those with an error shown."""
    for name in ("stance", "option"):
        if name in form.fields:  # a list takes less room than buttons
            form.fields[name].widget = forms.Select(choices=form.fields[name].choices)  # type: ignore[attr-defined]
    whole = reverse("positions:revise", kwargs={"ws": position.workspace.slug, "pk": position.pk})
    return {
        "form": form,
        "fields": [form[name] for name in SHORT if name in form.fields]
        + [form[name] for name in form.errors if name in form.fields and name not in SHORT],
        "hidden": [hidden(form[name]) for name in form.fields if name not in SHORT and name not in form.errors],
        "clash": clashed(form.theirs.reading, member) if form.theirs else "",
        "whole": f"{whole}?{when.query}",
        "rests": rests(form),
    }


def rests(form: ReviseForm) -> str:
    """What the form does not show and takes along: the statements that stand behind the position now."""
    carried = [name for name in form.fields if name.startswith("bears_") and form[name].value()]
    said = ngettext("The one statement weighed for it stays behind it.",
                    "The %(n)s statements weighed for it stay behind it.", len(carried))  # fmt: skip
    return said % {"n": len(carried)} if carried else ""


def hidden(field: BoundField) -> SafeString:
    return field.as_hidden()


def cell_again(comparison: Comparison, row: Row, position: Position, columns: Columns, when: When) -> dict[str, Any]:
    """The cell as it stands now, and whose gap on the issue is the widest."""
    place = next(n for n, party in enumerate(comparison.parties) if party.pk == position.party_id)
    line = drawn(comparison, row, when, slice(place, place + 1), dense=columns.dense)
    write = writer(comparison, columns, record=True)
    return {
        "cell": write.cell(row.issue, line.cells[0]),
        "spread": SafeString(write.spread(line)),
        "issue": row.issue,
        "heads": list(heads(comparison, row.issue, columns)),
    }


def heads(comparison: Comparison, issue: Issue, columns: Columns) -> Iterator[tuple[str, str]]:
    """What the page says above the cell, as it is now: where, and in which words; of a table that was read whole."""
    if not stand_whole(comparison, columns):
        return
    yield "#comes-to", words.grid_sentence(comparison)
    for row in comparison.rows:
        if row.is_branch and issue in [each.issue for each in row.below]:
            yield f"#{row.issue.slug} > td", words.branch(row)


def saved_here(reading: Reading, evidence: Sequence[Bears], row: Row, position: Position, when: When) -> str:
    """What was saved; also where the cell goes on showing another reading, because that came later."""
    said = saved(reading, when, evidence)
    cell = next(each for each in row.cells if each.party.pk == position.party_id)
    if cell.reading and cell.reading.pk != reading.pk and reading.effective.first <= when.day:
        since = {"day": cell.reading.effective}
        said += " " + _("The cell goes on showing the reading in force since %(day)s.") % since
    return said
