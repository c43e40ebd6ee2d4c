"""The form that revises, and beside it what a colleague saved meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.agenda.when import When
from tracker.base.forms import shown as moment
from tracker.positions import weights, words
from tracker.positions.clash import Difference
from tracker.positions.forms import ReviseForm
from tracker.positions.models import Evidence, Reading
from tracker.positions.operations import Bears
from tracker.positions.queries import OnRecord
from tracker.positions.shown.items import Item, item, travelling


@dataclass(frozen=True)
class Weighing:
    """A statement beside the choice of how it bears."""

    field: BoundField
    item: Item
    waiting: bool


@dataclass(frozen=True)
class RevisePage:
    kicker: str  # what the form does
    title: str
    sentence: str
    back: str
    weighing: list[Weighing]
    clash: str  # who saved meanwhile, and when
    differences: list[Difference]


def page(
    form: ReviseForm, record: OnRecord, member: Membership, when: When, *, kicker: str = "", sentence: str = ""
) -> RevisePage:
    """The form, and beside it what a colleague saved meanwhile."""
    position = record.position
    waiting = {statement.pk for statement in record.waiting}
    return RevisePage(
        kicker=kicker or _("Revise"),
        title=_("%(party)s on %(issue)s") % {"party": position.party, "issue": position.issue},
        sentence=sentence or words.sentence(record),
        back=travelling(position.get_absolute_url(), when),
        weighing=[
            Weighing(form[name], item(record.statements[statement.pk], position, when), statement.pk in waiting)
            for name, statement in form.statements.items()
        ],
        clash=clashed(form.theirs.reading, member) if form.theirs else "",
        differences=form.theirs.differences if form.theirs else [],
    )


def clashed(theirs: Reading, member: Membership) -> str:
    """Who came first, when, and what becomes of both."""
    values = {"who": theirs.recorded_by, "at": moment(theirs.recorded_at, member.workspace.zone)}
    mine = theirs.recorded_by_id == member.pk
    if theirs.withdrawn:
        said = (
            _("You withdrew a reading of this position in another window (%(at)s).")
            if mine
            else _("While you typed, %(who)s withdrew a reading of this position (%(at)s).")
        )
    else:
        said = (
            _("You saved a reading of this position in another window (%(at)s).")
            if mine
            else _("While you typed, %(who)s saved another reading of this position (%(at)s).")
        )
    return said % values


def saved(reading: Reading, when: When, evidence: Sequence[Bears]) -> str:
    """What the next page says first; also that what supports it, perhaps carried over, speaks for another point."""
    said = _("Saved. The older reading stays in the history.")
    issue = reading.position.issue
    supporting = [each.statement for each in evidence if each.relation == Evidence.Relation.SUPPORTS]
    if far := sum(weights.far(weights.point(statement, issue), reading) for statement in supporting):
        said += " " + ngettext(
            "%(n)s statement that supports it speaks for another point: weigh it again.",
            "%(n)s statements that support it speak for another point: weigh them again.",
            far,
        ) % {"n": far}
    if reading.effective.first > when.day:
        day = words.exact(reading.effective.first)
        said += " " + _("It takes effect on %(day)s, after the day shown here.") % {"day": day}
    return said
