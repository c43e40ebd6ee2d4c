"""Who published what, and how it was graded when."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.base.forms import shown as moment
from tracker.desk.queries.sources import Press
from tracker.sources.models import Outlet
from tracker.sources.queries import Grade


@dataclass(frozen=True)
class Given:
    """A grade, by whom it was given and when."""

    grade: Grade
    words: str
    at: str


@dataclass(frozen=True)
class Page:
    outlet: Outlet
    sentence: str
    carried: bool  # statements came through it
    grades: list[Given]
    may: bool


def page(press: Press, member: Membership) -> Page:
    grades = dict(Outlet.Reliability.choices)
    zone = member.workspace.zone
    return Page(
        outlet=press.outlet,
        sentence=sentence(press),
        carried=bool(press.counts.statements or press.counts.relayed),
        grades=[Given(each, str(grades[each.reliability]), moment(each.at, zone)) for each in press.grades],
        may=member.may(member.mends(press.outlet)),
    )


def sentence(press: Press) -> str:
    """What it is, how it is graded, and how much rests on it."""
    graded = _("Graded %(grade)s.") % {"grade": press.outlet.get_reliability_display()}
    carried = ngettext("Its texts carry one statement", "Its texts carry %(n)d statements", press.counts.statements)
    parts = [carried % {"n": press.counts.statements} if press.counts.statements else _("Its texts carry no statement")]
    if press.counts.relayed:
        relayed = ngettext("one names it as a relay", "%(n)d name it as a relay", press.counts.relayed)
        parts.append(relayed % {"n": press.counts.relayed})
    return f"{graded} {'; '.join(parts)}."
