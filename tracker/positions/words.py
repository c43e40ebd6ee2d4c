"""A position in words: what a reading comes to, since when, and on what it rests."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.analysis.evidence import Weighted
from tracker.base.direction import isolated
from tracker.base.numbers import figure, percent
from tracker.positions import weights
from tracker.positions.models import Reading
from tracker.positions.queries import Backing, OnRecord
from tracker.statements.models import Statement


def measured(value: float, issue: Issue) -> str:
    """A point of an issue's scale: "12 years", "50"; years of the calendar have no unit."""
    return f"{figure(value)} {issue.unit}".strip() if issue.unit != "year" else figure(value)


def holds(reading: Reading, issue: Issue) -> str:
    """What a reading of a value comes to: its option, or between which options it lies."""
    if reading.stated is None:
        return ""
    if reading.option_id:
        return next(option.words for option in issue.worded if option.pk == reading.option_id)
    options = sorted(issue.worded, key=lambda option: option.value)
    below = [option for option in options if option.value < reading.stated]
    above = [option for option in options if option.value > reading.stated]
    if same := [option for option in options if option.value == reading.stated]:
        return same[0].words
    if below and above:
        return _("Between “%(low)s” and “%(high)s”") % {"low": below[-1].words, "high": above[0].words}
    return _("%(value)s on the scale") % {"value": measured(reading.stated, issue)}


def named(reading: Reading, issue: Issue) -> bool:
    """Whether the value has words of its own: those of an option."""
    return bool(reading.option) or any(option.value == reading.stated for option in issue.worded)


def at(reading: Reading, issue: Issue) -> str:
    """The same inside a sentence: “Joint centres” (50); at 85, between “a text” and “a treaty”; declined to say."""
    held = holds(reading, issue)
    if reading.stated is None:
        return str(reading.get_stance_display()).lower()
    figure = measured(reading.stated, issue)
    if named(reading, issue):
        return f"“{held}” ({figure})"
    if held.startswith(figure):
        return _("at %(figure)s") % {"figure": figure}
    return _("at %(figure)s, %(held)s") % {"figure": figure, "held": held[:1].lower() + held[1:]}


def since(reading: Reading, day: date) -> str:
    """From when it holds; while `day` lies inside an inexact date, some time in it."""
    return reading.effective.on(day) or str(reading.effective)


def corrects(slip: Reading, after: Reading | None) -> str:
    """What becomes of earlier and later days when another reading takes its place."""
    said = [
        _(
            "It takes the place of the reading of %(day)s, as if that had been recorded right. "
            "Earlier days stay as they are; as known before now, the slip stays visible."
        )
        % {"day": slip.effective}
    ]
    if after:
        said.append(_("From %(day)s on the later reading stays in force.") % {"day": since(after, after.effective_on)})
    return " ".join(said)


def withdraws(slip: Reading, before: Reading | None, after: Reading | None, issue: Issue) -> str:
    """What becomes of earlier and later days when nothing takes its place."""
    values = {"day": slip.effective, "until": after.effective if after else ""}
    if before:
        values |= {"before": at(before, issue), "since": before.effective}
        held = _("From %(day)s on, the reading before it is in force again: %(before)s, since %(since)s.") % values
    else:
        held = _("From %(day)s on, nothing is on record.") % values
    said = [_("Nothing takes its place."), held]
    if after:
        said.append(_("From %(until)s on the later reading stays in force.") % values)
    said.append(_("Earlier days stay as they are; as known before now, it stays visible."))
    return " ".join(said)


def exact(day: date) -> str:
    """4 July 2011."""
    return f"{day:%-d %B %Y}"


# What the statements come to by themselves ----------------------------------------------------------------------------
def by_statements(found: Weighted, reading: Reading, issue: Issue) -> str:
    """At 62, spread 8, by 4 statements worth 2.7 equal ones; 12 % of the scale below what we hold."""
    spread = weights.spread(found, issue)
    values = {
        "at": measured(weights.value(found, issue), issue),
        "spread": "" if spread is None else measured(spread, issue),
        "n": found.count,
        "worth": figure(round(found.effective, 1)),
    }
    said = [
        _("at %(at)s, spread %(spread)s") % values if values["spread"] else _("at %(at)s") % values,
        ngettext("by %(n)s statement", "by %(n)s statements, worth %(worth)s equal ones", found.count) % values,
    ]
    held = weights.stated(reading)
    return f"{', '.join(said)}; {apart(found.value - held)}" if held is not None else ", ".join(said)


def weighting(half_life: int) -> str:
    """How they are weighed, inside a sentence."""
    return ngettext(
        "weighted by the grade, by how the words reached us, and halved every day",
        "weighted by the grade, by how the words reached us, and halved every %(n)s days",
        half_life,
    ) % {"n": half_life}


def apart(share: float) -> str:
    """How far from what we hold, in shares of the scale."""
    if abs(share) < 0.005:
        return _("as we hold it")
    above, below = _("%(share)s of the scale above what we hold"), _("%(share)s of the scale below what we hold")
    return (above if share > 0 else below) % {"share": percent(abs(share))}


def may_move(share: float | None, statement: Statement, reading: Reading | None) -> str:
    """What is said of a statement that waits and lies far from the reading in force."""
    if share is None:
        return ""
    if reading and statement.said.last < reading.effective.first:
        return _("Lies %(apart)s, and was said before that took effect: it may be an earlier move.") % {
            "apart": apart(share)
        }
    return _("Lies %(apart)s, and is graded no worse: it may be a move.") % {"apart": apart(share)}


# The sentence that the page begins with ------------------------------------------------------------------------------
def sentence(record: OnRecord) -> str:
    """Where the party stands since when, on what, how graded and how fresh, for a reader who stops there."""
    reading, position = record.in_force, record.position
    if reading is None:
        return " ".join(filter(None, [nothing(record), waits(len(record.waiting))]))
    said = [stands(reading, position.issue, position.party, record.day) + rests(record.backing)]
    if reading.basis == Reading.Basis.INFERRED:
        said.append(_("Inferred by us, not stated."))
    elif reading.basis == Reading.Basis.ASSUMED:
        said.append(_("Assumed by us, not stated."))
    return " ".join(said)


def stands(reading: Reading, issue: Issue, party: Party, day: date) -> str:
    """The first half: who, where, since when."""
    values = {"party": isolated(party), "since": since(reading, day), "stood": at(reading, issue)}
    if reading.stated is not None:
        if named(reading, issue):
            return _("%(party)s has held %(stood)s since %(since)s") % values
        return _("%(party)s has stood %(stood)s, since %(since)s") % values
    return {
        Reading.Stance.NEUTRAL: _("%(party)s has been neutral, content with any outcome, since %(since)s"),
        Reading.Stance.AMBIVALENT: _("%(party)s has spoken both ways since %(since)s"),
        Reading.Stance.DECLINED: _("%(party)s has declined to say since %(since)s"),
        Reading.Stance.UNKNOWN: _("What %(party)s wants is no longer known since %(since)s"),
    }[Reading.Stance(reading.stance)] % values


def rests(behind: Backing) -> str:
    """The second half: on how much, how good, how fresh."""
    if not behind.count:
        return _("; no statement on record supports that.")
    count, roots = behind.count, behind.roots
    values = {
        "statements": ngettext("%(n)s statement", "%(n)s statements", count) % {"n": count},
        "roots": ngettext("%(n)s independent root", "%(n)s independent roots", roots) % {"n": roots},
        "grade": behind.grade,
        "day": behind.newest,
        "stale": f"{behind.stale_since:%-d %b %Y}" if behind.stale_since else "",
    }
    if count == 1:
        said = _(", on %(statements)s from %(roots)s, graded %(grade)s, of %(day)s") % values
    else:
        said = _(", on %(statements)s from %(roots)s, the best graded %(grade)s, the newest of %(day)s") % values
    return said + (_("; stale since %(stale)s.") % values if values["stale"] else ".")


def nothing(record: OnRecord) -> str:
    party = isolated(record.position.party)
    if record.bloc:
        bloc, reading = record.bloc
        theirs = stands(reading, record.position.issue, bloc.party, record.day)
        return _("%(party)s has no line of its own on record. %(theirs)s.") % {"party": party, "theirs": theirs}
    return _("Nothing is on record for %(party)s on this issue.") % {"party": party}


def waits(number: int) -> str:
    """How many statements nobody has weighed yet."""
    if not number:
        return ""
    words = ngettext(
        "%(n)s of its statements waits to be weighed.", "%(n)s of its statements wait to be weighed.", number
    )
    return words % {"n": number}


# Facts of a reading --------------------------------------------------------------------------------------------------
def accepts(reading: Reading, issue: Issue) -> str:
    """How far it would go."""
    low = "" if reading.low is None else measured(reading.low, issue)
    high = "" if reading.high is None else measured(reading.high, issue)
    if low and high:
        return _("%(low)s to %(high)s") % {"low": low, "high": high} if low != high else low
    if low:
        return _("%(low)s and up; the high end is not known") % {"low": low}
    return _("%(high)s and down; the low end is not known") % {"high": high} if high else ""


def roots() -> str:
    """What a root is: one statement can have two of them."""
    return _(
        "A root is an outlet that heard it itself: a statement that two such outlets carried has two roots, "
        "three dispatches of one agency have one."
    )


def red_lines(reading: Reading, issue: Issue) -> list[tuple[str, bool]]:
    """Each wall in words, and whether it is only assumed."""
    return [line for end in ("low", "high") if (line := red_line(reading, end, issue))]


def red_line(reading: Reading, end: str, issue: Issue) -> tuple[str, bool] | None:
    """The wall at one end of what it accepts, in words, and whether it is only assumed."""
    value, bound = getattr(reading, end), getattr(reading, f"{end}_bound")
    if value is None or bound == Reading.Bound.NONE:
        return None
    words = _("nothing below %(at)s") if end == "low" else _("nothing above %(at)s")
    return words % {"at": measured(value, issue)}, bound == Reading.Bound.ASSUMED


def basis(reading: Reading) -> str:
    return {
        Reading.Basis.STATED: _("Stated"),
        Reading.Basis.INFERRED: _("Inferred by us, not stated"),
        Reading.Basis.ASSUMED: _("Assumed by us, not stated"),
    }[Reading.Basis(reading.basis)]


def worth(statement: Statement, why: str, issue: Issue) -> str:
    """Why a statement counts or does not; `why` is what the rule says against it, if anything."""
    if why:
        return why
    spoken = statement.option or next((each for each in issue.worded if each.value == statement.value), None)
    if spoken:
        return _("Counts: speaks for “%(option)s”.") % {"option": spoken.words}
    if statement.value is not None:
        return _("Counts: speaks for %(value)s.") % {"value": measured(statement.value, issue)}
    return _("Names neither an option nor a value: gives no number yet.")
