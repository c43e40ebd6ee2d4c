"""An export in words: what sheet and summary both say of a cell or a row."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.analysis.verdict import Verdict
from tracker.base.direction import isolated
from tracker.compare.comparison import Cell, Comparison, Row
from tracker.positions import words
from tracker.positions.models import Review
from tracker.positions.words import holds
from tracker.statements.quotes import Gloss


def verdict_words(word: Verdict) -> str:
    """The verdict as the pages say it."""
    return {
        Verdict.AGREED: _("Agreed"),
        Verdict.AGREED_IN_SUBSTANCE: _("Agreed in substance"),
        Verdict.BRIDGEABLE: _("Bridgeable"),
        Verdict.BLOCKED: _("Blocked"),
        Verdict.NOT_COMPARABLE: _("Not comparable"),
    }[word]


def unbacked(row: Row) -> bool:
    """Whether its verdict rests on a reading that no statement supports: then it is an assessment of ours."""
    pair = row.widest
    if pair is None or pair.gap is None or row.agreed:
        return False
    return not (pair.a.backing.count and pair.b.backing.count)


def verdict_of(row: Row) -> str:
    """The verdict on a row, and whether it is no more than an assessment."""
    verdict = verdict_words(row.verdict)
    return _("%(verdict)s (assessment)") % {"verdict": verdict} if unbacked(row) else verdict


def look_words(look: str) -> str:
    """The stance as the pages say it: four silences that differ."""
    return {
        "value": _("A value"),
        "neutral": _("Neutral"),
        "ambivalent": _("Ambivalent"),
        "declined": _("Declined to say"),
        "unknown": _("No longer known"),
        "none": _("Nothing on record"),
    }[look]


def review_words(state: str) -> str:
    return {"approved": _("Approved"), "questioned": _("Questioned")}.get(state, _("Proposed"))


def unapproved(states: Sequence[str], what: str) -> str:
    """How many of these nobody has approved, by how they are reviewed; empty where all are. `what`: "positions"."""
    left, questioned = len(states) - states.count(Review.State.APPROVED), states.count(Review.State.QUESTIONED)
    if len(states) == 1:
        return _("not yet approved") if left else ""
    if not left:
        return ""
    values = {"left": left, "total": len(states), "what": what, "questioned": questioned}
    if questioned == left:
        said = ngettext(
            "%(left)s of %(total)s %(what)s is questioned and not yet approved",
            "%(left)s of %(total)s %(what)s are questioned and not yet approved",
            left,
        )
        return said % values
    said = ngettext(
        "%(left)s of %(total)s %(what)s is not yet approved",
        "%(left)s of %(total)s %(what)s are not yet approved",
        left,
    )
    return said % values + (_(", %(questioned)s of them questioned") % values if questioned else "")


def says(cell: Cell) -> str:
    """The worded option, or the word for a silence."""
    if cell.reading is None or cell.reading.stated is None:
        return look_words(cell.look)
    return holds(cell.reading, cell.issue)


def says_in_short(cell: Cell) -> str:
    """The same in a table; of who has no line of its own, whose holds for it."""
    if borrowed(cell) and cell.bloc:
        return _("as %(bloc)s") % {"bloc": isolated(cell.bloc.party)}
    return says(cell)


def borrowed(cell: Cell) -> str:
    """What stands in grey where a party has no line of its own."""
    if cell.reading or not (cell.bloc and cell.bloc.reading):
        return ""
    return _("as %(bloc)s, no line of its own: %(says)s") % {"bloc": isolated(cell.bloc.party), "says": says(cell.bloc)}


def by_statements(comparison: Comparison, cell: Cell) -> str:
    """What its statements come to by themselves, where they come to anything."""
    found = comparison.alone(cell) if cell.reading else None
    if found is None or cell.reading is None:
        return ""
    return _("By its statements: %(value)s.") % {"value": words.by_statements(found, cell.reading, cell.issue)}


def in_ours(gloss: Gloss | None) -> str:
    """A translation, named as one and with who made it; nothing where there is none."""
    if gloss is None:
        return ""
    said = {"words": isolated(gloss.words), "by": isolated(gloss.by)}
    return (_("Translation by %(by)s: %(words)s") if gloss.by else _("Translation: %(words)s")) % said


def between(row: Row) -> str:
    """Whose gap a row shows."""
    pair = row.widest
    return f"{isolated(pair.a.party)} – {isolated(pair.b.party)}" if pair and pair.gap is not None else ""


def lower(sentence: str) -> str:
    """As it stands inside a sentence; an abbreviation stays as it is."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
