"""Readings and statements made ready to be drawn through time, with what leads to them."""

from collections.abc import Container, Iterable, Sequence
from operator import attrgetter
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.models import Issue, Meeting
from tracker.agenda.when import When
from tracker.base.numbers import figure
from tracker.positions import steps
from tracker.positions.charts import Option
from tracker.positions.models import Reading
from tracker.positions.steps import Held, Slip, Spell, Spoken, Track
from tracker.positions.weights import on_scale, point
from tracker.positions.words import at
from tracker.statements.models import Statement


def history(
    parties: Iterable[Party],
    issue: Issue,
    readings: Iterable[Reading],
    when: When,
    *,
    title: str,
    said: Iterable[tuple[Party, Statement]] = (),
    slips: Iterable[Reading] = (),
) -> SafeString:
    """The readings on an issue, which took effect, as steps, a track for each of the parties that has any.

    `said`: who held which statement, each a stroke that leads to it; `slips`: readings that no longer stand.
    """
    readings = list(readings)
    found = tracks(parties, issue, readings, when)
    return steps.history(
        found,
        worded(issue, {each.option_id for each in readings}),
        gatherings(when),
        day=when.day,
        title=title,
        description=told(found),
        ids=f"history-{issue.pk}",
        quo=status_quo(issue),
        spoken=list(filter(None, (spoken(party, each, issue, when) for party, each in said))),
        slips=list(filter(None, (slip(each, issue, when) for each in slips))),
    )


def tracks(parties: Iterable[Party], issue: Issue, readings: Iterable[Reading], when: When) -> list[Track]:
    """What each of the parties held, in their order; none for those without a reading."""
    by_party: dict[int, list[Reading]] = {}
    for reading in sorted(readings, key=attrgetter("effective_on", "recorded_at", "pk")):
        by_party.setdefault(reading.position.party_id, []).append(reading)
    return [
        Track(str(party), party.symbol, [spell(each, issue, when) for each in by_party[party.pk]])
        for party in parties
        if party.pk in by_party
    ]


def gatherings(when: When) -> list[Held]:
    """The meetings of the negotiation, but for those that were called off."""
    return [
        Held(each.place or each.name, each.held_on, each.held_before)
        for each in when.meetings
        if each.status != Meeting.Status.CANCELLED
    ]


def spoken(party: Party, statement: Statement, issue: Issue, when: When) -> Spoken | None:
    """A statement for a point of the scale, in the words of the party's own."""
    share = point(statement, issue)
    if share is None:
        return None
    path = reverse("desk:statement", kwargs={"ws": when.negotiation.workspace.slug, "pk": statement.pk})
    return Spoken(
        symbol=party.symbol,
        day=statement.said_on,
        at=100 * share,
        words=f"{party}, {statement.said}: {statement.words}",
        href=f"{path}{'?' if when.query else ''}{when.query}",
    )


def slip(reading: Reading, issue: Issue, when: When) -> Slip | None:
    drawn = spell(reading, issue, when)
    if drawn.stated is None:
        return None
    words = _("%(reading)s; corrected or withdrawn since") % {"reading": drawn.words}
    return Slip(reading.position.party.symbol, drawn.first, drawn.stated, words, drawn.href)


def spell(reading: Reading, issue: Issue, when: When) -> Spell:
    position, scale = reading.position, (reading.minimum, reading.maximum)
    path = reverse("positions:detail", kwargs={"ws": when.negotiation.workspace.slug, "pk": position.pk})
    page = "" if path == when.path else f"{path}{'?' if when.query else ''}{when.query}"  # on its own it leads down
    return Spell(
        first=reading.effective_on,
        end=reading.effective_before,
        look=reading.stance,
        words=f"{position.party}, {reading.effective}: {at(reading, issue)}",
        href=f"{page}#reading-{reading.pk}",
        stated=shared(reading.stated, *scale),
        inferred=reading.basis != Reading.Basis.STATED,
        low=shared(reading.low, *scale),
        high=shared(reading.high, *scale),
        low_bound=reading.low_bound,
        high_bound=reading.high_bound,
    )


def told(tracks: Sequence[Track]) -> str:
    """The steps in sentences, for those who listen; the table beside the drawing says more."""
    return " ".join(f"{'; '.join(spell.words for spell in track.spells)}." for track in tracks)


def corrections(slips: Sequence[Reading] | None, when: When) -> tuple[str, str]:
    """The address that shows what was corrected, or hides it, and what that link says. `slips`: those shown."""
    if slips is None:
        return f"{when.path}?{when.address(corrections='show')}#history", _("Show what was corrected")
    number = ngettext("%(n)s reading was corrected or withdrawn", "%(n)s readings were corrected or withdrawn",
                      len(slips)) % {"n": len(slips)}  # fmt: skip
    hidden = [(name, value) for name, value in parse_qsl(when.address()) if name != "corrections"]
    return f"{when.path}?{urlencode(hidden)}#history", _("%(number)s: hide") % {"number": number}


# On the scale --------------------------------------------------------------------------------------------------------
def worded(issue: Issue, held: Container[int | None]) -> list[Option]:
    """The worded options: where, in which words, and whether somebody holds it."""
    return [
        Option(at, option.words, option.pk in held, figure(option.value))
        for option in issue.worded
        if (at := shared(option.value, issue.minimum, issue.maximum)) is not None
    ]


def status_quo(issue: Issue) -> float | None:
    """Where things are today, in per cent of the scale."""
    return shared(issue.status_quo, issue.minimum, issue.maximum)


def shared(value: float | None, minimum: float | None, maximum: float | None) -> float | None:
    """A point of a scale in per cent of it."""
    return hundred(on_scale(value, minimum, maximum))


def hundred(value: float | None) -> float | None:
    return None if value is None else round(100 * value, 4)
