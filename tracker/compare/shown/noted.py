"""What an analyst wrote on two parties and an issue, made ready."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.agenda.when import When
from tracker.base.dates import DomainDate
from tracker.base.direction import isolated
from tracker.compare.comparison import Row
from tracker.compare.models import PairNote


def title(issue: Issue, parties: Sequence[Party]) -> str:
    one, other = map(isolated, parties)
    return _("%(one)s and %(other)s on %(issue)s") % {"one": one, "other": other, "issue": isolated(issue.title)}


def initial(issue: Issue, parties: Sequence[Party], now: PairNote | None, when: When) -> dict[str, Any]:
    """What the form begins with: the note in force, to be written on, from the day shown."""
    return {
        "text": now.text if now else "",
        "effective": DomainDate.day(when.day),
        "seen": PairNote.newest_of(issue, parties),
    }


def back(issue: Issue, parties: Sequence[Party], when: When) -> str:
    """To the two side by side, at the issue; what was just saved is known now."""
    space, talks = issue.negotiation.workspace.slug, issue.negotiation.slug
    path = reverse("compare:side_by_side", kwargs={"ws": space, "n": talks})
    query = "&".join(filter(None, [*(f"party={party.slug}" for party in parties), when.now]))
    return f"{path}?{query}#{issue.slug}"


def address(row: Row, parties: Sequence[Party], when: When) -> str:
    """Where one writes on them."""
    talks = row.issue.negotiation
    one, other = (party.slug for party in parties)
    kwargs = {"ws": talks.workspace.slug, "n": talks.slug, "slug": row.issue.slug, "a": one, "b": other}
    return f"{reverse('compare:note', kwargs=kwargs)}?{when.query}".rstrip("?")


def signed(note: PairNote) -> str:
    """By whom, and from when on."""
    return _("%(who)s, %(day)s") % {"who": isolated(note.recorded_by), "day": note.effective}
