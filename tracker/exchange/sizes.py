"""How much a file would hold: whether it comes at once, is made in the background, or is too much for its format."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.base.numbers import figure
from tracker.compare.moves import in_negotiation
from tracker.exchange.asked import Asked
from tracker.exchange.formats import Format
from tracker.exchange.scopes import Scope
from tracker.statements.models import Statement

# Measured at a million statements, two processors both busy: nothing here takes three seconds, or 40 MB.
AT_ONCE = 3_000  # positions, or readings that took effect
SET = 150  # the same of what is set as pages, with a picture for each issue
BESIDE = 10  # times as many readings of others, by which moves are judged
RECORDS = 1_000  # statements of a dossier, each with all that belongs to it
MOST_RECORDS = 20_000  # statements of a dossier at all: it is put together in memory
PAGES = ("docx", "pdf")


@dataclass(frozen=True)
class Size:
    """How many of what a file holds; where they are many, no more than one above the limit is counted."""

    number: int
    large: bool  # whether it takes longer than anybody waits for a page
    words: str
    too_much: str = ""  # why it is not made at all


def size(asked: Asked, scope: Scope, chosen: Format) -> Size:
    """Of a file in that format; `asked` needs no positions for it."""
    most = min(SET, AT_ONCE) if chosen.slug in PAGES else AT_ONCE
    if chosen.takes == "data":
        return of_dossier(asked)
    if scope.slug == "movement":
        return of_moves(asked, most)
    parties, issues = len(asked.comparison.seats), len(asked.comparison.leaves)
    values = {"n": figure(parties * issues), "parties": figure(parties), "issues": figure(issues)}
    large = parties * issues > most
    return Size(parties * issues, large, _("%(n)s positions: %(parties)s parties on %(issues)s issues") % values)


def of_moves(asked: Asked, most: int) -> Size:
    comparison = asked.comparison
    found = in_negotiation(comparison.negotiation, comparison.day, comparison.known, since=comparison.since)
    on_these = found.filter(position__issue__in=list(comparison.by_issue)).order_by()
    number = on_these.filter(position__party__in=comparison.parties)[: most + 1].count()
    judged_by = most * BESIDE if len(comparison.parties) < len(comparison.negotiation.seats) else 0
    many = bool(judged_by) and on_these[: judged_by + 1].count() > judged_by
    return Size(number, many or number > most, at_least(number, most, _("readings that took effect")))


def of_dossier(asked: Asked) -> Size:
    """All that is on record of the negotiation goes with it, whatever is compared."""
    found = Statement.objects.filter(issue__negotiation=asked.comparison.negotiation)
    number = found.order_by()[: MOST_RECORDS + 1].count()
    words = at_least(number, MOST_RECORDS, ngettext("statement", "statements", number))
    cells = len(asked.comparison.seats) * len(asked.comparison.leaves)
    too_much = _(
        "JSON holds at most %(most)s statements with all that belongs to them, and this would hold more. "
        "Choose Excel or CSV; a lead downloads all of it under Archive."
    ) % {"most": figure(MOST_RECORDS)}
    large = number > min(RECORDS, AT_ONCE) or cells > AT_ONCE
    return Size(number, large, words, too_much if number > MOST_RECORDS else "")


def at_least(number: int, most: int, of: str) -> str:
    """“More than 3000 readings”, where no more were counted."""
    if number > most:
        return _("more than %(most)s %(of)s") % {"most": figure(most), "of": of}
    return f"{figure(number)} {of}"
