"""The comparison in words: the sentence first, then what each party holds, what they share and what divides them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.agenda.models import Issue
from tracker.analysis.distance import Change, Distance
from tracker.analysis.stands import ASSUMED_SALIENCE, TOLERANCE
from tracker.analysis.verdict import SUBSTANCE, Verdict
from tracker.base.direction import isolated
from tracker.base.numbers import figure, percent
from tracker.compare.comparison import SAME, Cell, Comparison, Pair, Row
from tracker.positions import weights
from tracker.positions.models import Reading, Review
from tracker.positions.words import at, holds, measured

NAMED = 8  # names in a sentence


def apart(gap: float | None) -> str:
    """A gap in words."""
    if gap is None:
        return _("no gap to measure")
    if gap <= SAME:
        return _("at the same point")
    if gap <= 0.1:
        return _("close")
    if gap <= 0.35:
        return _("some way apart")
    if gap <= 0.65:
        return _("far apart")
    return _("at opposite ends") if round(gap * 100) >= 100 else _("very far apart")


def by_statements(comparison: Comparison, cell: Cell) -> str:
    """What its statements come to by themselves, in short, where that differs from what we hold."""
    found = comparison.alone(cell) if cell.reading else None
    if found is None or cell.reading is None or not weights.differs(found, cell.reading):
        return ""
    return _("by its statements %(at)s") % {"at": measured(weights.value(found, cell.issue), cell.issue)}


def rests_on(row: Row) -> str:
    """What nobody has approved that the verdict rests on; empty where all is, and where it rests on no readings."""
    readings = [cell for cell in (row.widest.a, row.widest.b) if cell.reading] if row.widest else []
    if row.agreed or len(readings) < 2:
        return ""
    states = {cell.review for cell in readings}
    if Review.State.QUESTIONED in states:
        return _("a reading that is questioned")
    return "" if states == {Review.State.APPROVED} else _("a reading not yet approved")


def listed(words: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s and %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def few(names: Sequence[str]) -> str:
    """The same of names, of which only the first are said where they are many."""
    if len(names) <= NAMED:
        return listed(names)
    return listed([*names[: NAMED - 2], _("%(n)s others") % {"n": len(names) - NAMED + 2}])


def salience(reading: Reading) -> str:
    """How much the issue matters to the party."""
    if reading.salience is None:
        return _("salience not known, %(n)s assumed") % {"n": figure(ASSUMED_SALIENCE)}
    return _("salience %(n)s") % {"n": figure(reading.salience)}


def silence(cell: Cell) -> str:
    """The word for a party that states no value; nothing on record comes with whom it is missing of."""
    match cell.look:
        case "neutral":
            return _("neutral")
        case "ambivalent":
            return _("ambivalent")
        case "declined":
            return _("declined to say")
        case "unknown":
            return _("no longer known")
        case "none":
            return _("no position of %(party)s on record") % {"party": isolated(cell.party)}
    return ""


def why_no_gap(pair: Pair) -> str:
    """Why two parties cannot be compared on an issue."""
    one, other = silence(pair.a), silence(pair.b)
    if one and other and pair.a.look == pair.b.look != "none":
        return _("both %(word)s") % {"word": one}
    named = [
        words if cell.look == "none" else f"{isolated(cell.party)} {words}"
        for cell, words in ((pair.a, one), (pair.b, other))
        if words
    ]
    return listed(named)


def shared(pair: Pair) -> str:
    """What the two have in common, or that nothing is on record."""
    found, issue = pair.shared, pair.a.issue
    said = []
    if found.option and pair.a.reading and pair.a.reading.option:
        said.append(_("Both hold: %(option)s.") % {"option": pair.a.reading.option.words})
    if found.range:
        said.append(_("Both could accept %(points)s.") % {"points": points(*found.range, issue)})
        if found.assumed:
            said.append(_("That is assumed: not every end of what they accept is known for sure."))
    return " ".join([*(said if found else [room(pair)]), *both_bound(pair)])


def both_bound(pair: Pair) -> list[str]:
    """The red lines that both draw at the same point and that, by the word of each, bind the other as well."""
    one, other = ({(end, getattr(cell.reading, end)) for end in binding(cell)} for cell in (pair.a, pair.b))
    below = _("One red line binds both: neither accepts anything below %(at)s, of its own or of the other.")
    above = _("One red line binds both: neither accepts anything above %(at)s, of its own or of the other.")
    return [(below if end == "low" else above) % {"at": measured(at, pair.a.issue)} for end, at in sorted(one & other)]


def binding(cell: Cell) -> list[str]:
    """Which ends of its range are red lines for both sides."""
    return walls(cell) if cell.reading and cell.reading.mutual else []


def claimed(pair: Pair) -> list[str]:
    """The red lines that bind both by the word of one alone."""
    said = []
    for cell, other in ((pair.a, pair.b), (pair.b, pair.a)):
        there = {(end, getattr(other.reading, end)) for end in binding(other)}
        ends = [end for end in binding(cell) if (end, getattr(cell.reading, end)) not in there]
        names = {"party": isolated(cell.party), "other": isolated(other.party)}
        said += [red_line(cell, end) + " " + _("By its word that binds %(other)s too.") % names for end in ends]
    return said


def room(pair: Pair) -> str:
    """Of two that hold nothing in common: the zone that one of them leaves, or why there is none."""
    open_ended = [isolated(cell.party) for cell in (pair.a, pair.b) if not (cell.stand and cell.stand.bounded)]
    if not open_ended and pair.verdict == Verdict.BRIDGEABLE:
        return _("Nothing yet: what we assume each would accept does not meet, but no red line is the reason.")
    if not open_ended and supposed(pair):
        return _("Nothing, as far as we know: what each would accept does not meet.")
    if not open_ended:
        return _("Nothing: what each would accept does not meet.")
    if len(open_ended) == 2:
        return _("Nothing on record: how far either would go is not known.")
    silent, zone = open_ended[0], pair.zone
    if pair.gap is None or zone is None or zone.empty:
        return _("Nothing on record: how far %(party)s would go is not known.") % {"party": silent}
    words = _("Both could accept %(points)s. That is assumed: how far %(party)s would go is not known.")
    return words % {"points": points(zone.low, zone.high, pair.a.issue), "party": silent}


def points(low: float, high: float, issue: Issue) -> str:
    """A stretch of the scale, from shares of it."""
    start, end = (measured(scaled(at, issue), issue) for at in (low, high))
    return start if start == end else _("from %(low)s to %(high)s") % {"low": start, "high": end}


def divides(pair: Pair) -> str:
    """What keeps the two apart."""
    a, b = pair.a, pair.b
    if pair.gap is None:
        return " ".join([capital(_("%(why)s: nothing to measure.") % {"why": why_no_gap(pair)}), *claimed(pair)])
    if pair.gap <= SAME:
        return " ".join([_("Nothing they state."), *claimed(pair)])
    said = [
        _("%(a)s: %(holds_a)s. %(b)s: %(holds_b)s. That is %(gap)s of the scale.")
        % {
            "a": isolated(a.party),
            "b": isolated(b.party),
            "holds_a": holds(a.reading, a.issue) if a.reading else "",
            "holds_b": holds(b.reading, b.issue) if b.reading else "",
            "gap": percent(pair.gap),
        }
    ]
    for cell in (a, b):
        said += [red_line(cell, end) for end in walls(cell) if end not in binding(cell)]
    said += claimed(pair)
    between = pair.zone
    if between and between.causes and pair.verdict == Verdict.BLOCKED:
        but = supposed(pair)
        known = _("No outcome is acceptable to both, as far as we know: %(but)s.")
        said.append(known % {"but": but} if but else _("No outcome is acceptable to both."))
    return " ".join(said)


def supposed(pair: Pair) -> str:
    """Which of the two limits that leave nothing between them is only assumed; empty: each is a red line."""
    if pair.zone is None or pair.zone.causes is None:
        return ""
    cells = {cell.party.pk: cell for cell in (pair.a, pair.b)}
    lower, upper = (cells[cause] for cause in pair.zone.causes)
    below = _("that %(party)s accepts nothing below %(at)s is assumed")
    above = _("that %(party)s accepts nothing above %(at)s is assumed")
    for cell, end, words in ((lower, "low", below), (upper, "high", above)):
        if cell.reading and end not in walls(cell):
            at = measured(getattr(cell.reading, end), cell.issue)
            return words % {"party": isolated(cell.party), "at": at}
    return ""


def walls(cell: Cell) -> list[str]:
    """Which ends of its range are red lines."""
    if cell.reading is None:
        return []
    return [end for end in ("low", "high") if getattr(cell.reading, f"{end}_bound") == Reading.Bound.FIRM]


def red_line(cell: Cell, end: str) -> str:
    at = measured(getattr(cell.reading, end), cell.issue)
    below = _("%(party)s accepts nothing below %(at)s.")
    above = _("%(party)s accepts nothing above %(at)s.")
    return (below if end == "low" else above) % {"party": isolated(cell.party), "at": at}


def scaled(share: float, issue: Issue) -> float:
    """A share of the scale, 0 to 1, as a point of it."""
    low, high = issue.minimum or 0.0, 1.0 if issue.maximum is None else issue.maximum
    return round(low + share * (high - low), 6)


def moved(comparison: Comparison, cell: Cell) -> str:
    """How the party moved since the day compared with; empty if it did not."""
    if comparison.since is None:
        return ""
    if cell.before is None and cell.reading:
        return _("new on record")
    return {"softened": _("softened"), "hardened": _("hardened"), "moved": _("moved")}.get(
        comparison.movement(cell), ""
    )


def gap_moved(pair: Pair) -> str:
    """How the gap changed since the day compared with; empty where it is not known at both."""
    if pair.gap is None or pair.was is None:
        return ""
    if abs(pair.gap - pair.was) <= SAME:
        return _("as wide as then")
    if pair.gap > pair.was:
        return _("was %(was)s: wider") % {"was": percent(pair.was)}
    return _("was %(was)s: narrower") % {"was": percent(pair.was)}


# The sentence that a page begins with --------------------------------------------------------------------------------
def first_sentence(comparison: Comparison) -> str:
    """What the comparison comes to, for a reader who stops there."""
    compared = [isolated(comparison.parties[place]) for place in comparison.compared]
    names = listed(compared)
    if not comparison.leaves:
        return _("There are no issues to compare yet.")
    if comparison.itself:
        return itself(comparison)
    if len(comparison.parties) < 2:
        return _("Only one party is chosen: choose a second to compare it with.")
    said = []
    blocked = titles(comparison, Verdict.BLOCKED)
    settled = rows_of(comparison, Verdict.AGREED)
    agree = [row for row in settled if row.gap is not None and row.gap <= SUBSTANCE + TOLERANCE]
    agreed = [*map(quoted, agree), *titles(comparison, Verdict.AGREED_IN_SUBSTANCE)]
    said_so = [quoted(row) for row in settled if row not in agree]  # whatever the two are on record with
    if len(compared) > 2:
        names = _("some of %(names)s") % {"names": names}
    if blocked:
        said.append(_("%(names)s are blocked on %(issues)s") % {"names": names, "issues": several(blocked)})
    if agreed:
        who = _("they") if blocked else listed(compared)
        said.append(_("%(who)s agree on %(issues)s") % {"who": who, "issues": several(agreed)})
    if said_so:
        told = ngettext("%(issues)s is recorded as agreed", "%(issues)s are recorded as agreed", len(said_so))
        said.append(told % {"issues": several(said_so)})
    rest = comparison.verdicts[Verdict.BRIDGEABLE]
    if rest and said:
        said.append(ngettext("%(n)s issue could be bridged", "%(n)s issues could be bridged", rest) % {"n": rest})
    elif rest:
        tied = widest(comparison.leaves)
        said.append(
            _("%(names)s are farthest apart on %(issues)s, by %(gap)s of the scale")
            % {"names": names, "issues": several([quoted(row) for row in tied]), "gap": percent(tied[0].gap)}
        )
    if not said:
        return _("Nothing %(names)s want can be compared on this day.") % {"names": names}
    return capital("; ".join(said)) + "." + since_then(comparison)


def moves(comparison: Comparison, cells: Sequence[Cell]) -> str:
    """How many positions moved since the day compared with, and how many there were none of then."""
    new = sum(1 for cell in cells if cell.reading and cell.before is None)
    n = sum(1 for cell in cells if moved(comparison, cell)) - new
    values = {"n": n or _("No"), "since": then(comparison), "new": new, "it": as_known_then(comparison)}
    if comparison.since_known:
        elsewhere = ngettext("%(n)s position differs from %(it)s", "%(n)s positions differ from %(it)s", n)
        unheard = ngettext(", and %(new)s was not on record then", ", and %(new)s were not on record then", new)
        return (elsewhere + (unheard if new else "") + ".") % values
    if not new:
        said = ngettext("%(n)s position has moved since %(since)s.", "%(n)s positions have moved since %(since)s.", n)
    else:
        said = ngettext("%(n)s position has moved since %(since)s, and %(new)s was not on record then.",
                        "%(n)s positions have moved since %(since)s, and %(new)s were not on record then.",
                        max(n, new))  # fmt: skip
    return said % values


def grid_sentence(comparison: Comparison) -> str:
    """What the grid comes to."""
    if not comparison.leaves:
        return _("There are no issues on the agenda yet.")
    if not all(row.cells for row in comparison.leaves):
        size = {"issues": len(comparison.leaves), "parties": len(comparison.parties)}
        return _("%(issues)s issues by %(parties)s parties: cells are filled as they come into view.") % size
    said = []
    if tied := widest(comparison.leaves):
        said.append(farthest(tied))
    cells = [cell for row in comparison.leaves for cell in row.cells]
    if comparison.since:
        said.append(moves(comparison, cells))
    empty = sum(1 for cell in cells if cell.reading is None)
    if empty:
        said.append(_("In %(n)s of %(all)s cells nothing is on record.") % {"n": empty, "all": len(cells)})
    return " ".join(said)


def widest(rows: Sequence[Row]) -> list[Row]:
    """Those that share the widest gap, as they stand on the agenda; none without a gap."""
    gaps = [(row, row.gap) for row in rows if row.gap is not None and not row.dropped]
    most = max((gap for _row, gap in gaps), default=0.0)
    return [row for row, gap in gaps if most - gap <= SAME]


def farthest(tied: Sequence[Row]) -> str:
    """On which issues the gap is widest, and between whom where it is the same two on all of them."""
    gap = tied[0].gap or 0.0
    if gap <= SAME:
        return _("Nobody is apart from anybody on what can be compared.")
    ends = [row.ends for row in tied]
    names = {frozenset(isolated(cell.party) for cell in (*low, *high)) for low, high in ends}
    issues = {"issues": several([quoted(row) for row in tied]), "gap": percent(gap)}
    if len(names) > 1 or any(len(low) > 1 or len(high) > 1 for low, high in ends):
        return _("The gap is widest on %(issues)s, %(gap)s of the scale.") % issues
    pair = tied[0].widest
    a, b = (isolated(cell.party) for cell in (pair.a, pair.b)) if pair else ("", "")
    return _("%(a)s and %(b)s are farthest apart on %(issues)s, by %(gap)s of the scale.") % {"a": a, "b": b, **issues}


def quoted(row: Row) -> str:
    """An issue's title inside a sentence."""
    return f"“{isolated(row.issue.title)}”"


def since_then(comparison: Comparison) -> str:
    """How two parties moved against each other since the day compared with, as a sentence of its own."""
    return f" {change_words(comparison, 0, 1)}" if comparison.since and len(comparison.parties) == 2 else ""


def then(comparison: Comparison) -> str:
    """The day compared with: "20 Nov 2010 (Lisbon summit)"."""
    if comparison.since is None:
        return ""
    day = f"{comparison.since:%-d %b %Y}"
    return day if comparison.since_name in ("", day) else f"{day} ({comparison.since_name})"


def as_known_then(comparison: Comparison) -> str:
    """What is compared with, as it was known then: "edition 1", or "edition 1 (as of 20 Nov 2010)"."""
    values = {"name": comparison.since_name, "day": f"{comparison.since:%-d %b %Y}"}
    return comparison.since_name if comparison.since == comparison.day else _("%(name)s (as of %(day)s)") % values


def change_words(comparison: Comparison, one: int, other: int) -> str:
    """How far apart two of the parties shown were and are, over the issues known at both dates."""
    changed = comparison.changed(one, other)
    if comparison.since_known:
        return learned_words(changed, as_known_then(comparison), same_day=comparison.since == comparison.day)
    return moved_words(changed, then(comparison))


def moved_words(changed: Change | None, since: str) -> str:
    if changed is None or changed.difference is None:
        return _("No issue is known at both dates.")
    over = ngettext("over the %(n)s issue known at both dates", "over the %(n)s issues known at both dates",
                    changed.issues) % {"n": changed.issues}  # fmt: skip
    if changed.hidden:
        rests = {"share": percent(changed.coverage or 0.0), "since": since, "over": over}
        return _("Whether they came closer since %(since)s rests on too little: coverage %(share)s, %(over)s.") % rests
    values = {"over": over, "then": percent(changed.then), "now": percent(changed.now), "since": since}
    if abs(changed.difference) < 0.005:
        return _("Since %(since)s they have stayed as far apart as they were, %(over)s.") % values
    if changed.difference > 0:
        return _("Since %(since)s they have moved apart, from %(then)s to %(now)s, %(over)s.") % values
    return _("Since %(since)s they have come closer, from %(then)s to %(now)s, %(over)s.") % values


def learned_words(changed: Change | None, it: str, *, same_day: bool) -> str:
    """The same against what was known then: what differs was learned or corrected, or moved if the day is another."""
    if changed is None or changed.difference is None:
        return _("No issue is known both now and in %(it)s.") % {"it": it}
    over = ngettext("over the %(n)s issue known in both", "over the %(n)s issues known in both",
                    changed.issues) % {"n": changed.issues}  # fmt: skip
    values = {"it": it, "over": over, "then": f"{changed.then or 0.0:.2f}", "now": f"{changed.now or 0.0:.2f}"}
    if changed.hidden:
        rests = {**values, "share": percent(changed.coverage or 0.0)}
        return _("Whether they stand closer than in %(it)s rests on too little: coverage %(share)s, %(over)s.") % rests
    if abs(changed.difference) < 0.005:
        said = _("they stand as far apart as in %(it)s: %(now)s, %(over)s.")
    elif changed.difference > 0:
        said = _("they stand farther apart than in %(it)s: %(now)s instead of %(then)s, %(over)s.")
    else:
        said = _("they stand closer than in %(it)s: %(now)s instead of %(then)s, %(over)s.")
    return (_("As known now %(said)s") % {"said": said % values}) if same_day else capital(said % values)


def distance_words(found: Distance) -> str:
    """What a distance rests on; why it is not shown, if it is not."""
    if found.coverage is None or found.value is None:
        return _("nothing both state on evidence")
    rests = ngettext("on %(n)s issue, coverage %(share)s", "on %(n)s issues, coverage %(share)s", found.issues) % {
        "n": found.issues,
        "share": percent(found.coverage),
    }
    if found.assumed_weights:
        rests = _("%(rests)s, some weights assumed by us") % {"rests": rests}
    if found.hidden:
        return _("too little on record to say: %(rests)s") % {"rests": rests}
    return _("weighted by salience, %(rests)s") % {"rests": rests}


def rows_of(comparison: Comparison, word: Verdict) -> list[Row]:
    return [row for row in comparison.widest_first if row.verdict == word and not row.dropped]


def titles(comparison: Comparison, word: Verdict) -> list[str]:
    return [quoted(row) for row in rows_of(comparison, word)]


def several(words: list[str]) -> str:
    """At most three of them, then how many more."""
    if len(words) <= 3:
        return listed(words)
    more = len(words) - 2
    return listed([*words[:2], ngettext("%(n)s more", "%(n)s more", more) % {"n": more}])


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def dissent(cell: Cell) -> str:
    """Which members of a folded bloc stand elsewhere than it does."""
    names = [isolated(party) for party in cell.dissenting]
    return ngettext("%(who)s differs", "%(who)s differ", len(names)) % {"who": several(names)} if names else ""


def branch(row: Row) -> str:
    """What a branch comes to."""
    gaps = [each for each in row.below if each.gap is not None and not each.dropped]
    counted = ngettext("%(n)s issue", "%(n)s issues", len(row.below)) % {"n": len(row.below)}
    if not all(each.cells for each in row.below):  # some are not looked at yet
        return counted
    if not gaps:
        return _("%(counted)s, none to compare") % {"counted": counted}
    widest = max(gaps, key=lambda each: each.gap or 0)
    return _("%(counted)s, widest gap %(gap)s") % {"counted": counted, "gap": percent(widest.gap)}


# One party against itself ---------------------------------------------------------------------------------------------
def became(comparison: Comparison, row: Row) -> str:
    """What became of what the party wants on an issue since the day compared with, in a word or two."""
    then, now = row.cells
    if now.reading is None:
        return _("no longer on record") if then.reading else _("nothing on record")
    if then.reading is None:
        return _("new on record")
    return moved(comparison, now) or _("as it was")


def itself(comparison: Comparison) -> str:
    """How far a party has moved, for a reader who stops there."""
    found: dict[str, list[Row]] = {}
    for row in comparison.leaves:
        found.setdefault(became(comparison, row), []).append(row)
    party, same, nothing = isolated(comparison.itself), _("as it was"), _("nothing on record")
    said = [
        _("%(became)s on %(issues)s") % {"became": word, "issues": several([quoted(row) for row in rows])}
        for word, rows in found.items()
        if word not in (same, nothing)
    ]
    values = {"since": then(comparison), "party": party, "moves": "; ".join(said)}
    if not said:
        return _("Since %(since)s %(party)s has not moved on anything that is on record.") % values
    still = len(found.get(same, []))
    rest = ngettext(" On %(n)s issue it stands where it stood.", " On %(n)s issues it stands where it stood.", still)
    return _("%(party)s since %(since)s: %(moves)s.") % values + (rest % {"n": still} if still else "")


def stayed(pair: Pair) -> str:
    """What a party holds as it held it then."""
    then, now, issue = pair.a.reading, pair.b.reading, pair.b.issue
    if then is None or now is None:
        return _("Nothing is on record at both dates.")
    said = []
    if holds(then, issue) and holds(then, issue) == holds(now, issue):
        said.append(_("It still holds: %(option)s.") % {"option": holds(now, issue)})
    for end, words in (
        ("low", _("It still accepts nothing below %(at)s.")),
        ("high", _("It still accepts nothing above %(at)s.")),
    ):
        if end in walls(pair.a) and end in walls(pair.b) and getattr(then, end) == getattr(now, end):
            said.append(words % {"at": measured(getattr(now, end), issue)})
    return " ".join(said) or _("Nothing that it states.")


def altered(pair: Pair) -> str:
    """What a party holds otherwise than it did then."""
    then, now, issue = pair.a.reading, pair.b.reading, pair.b.issue
    if then is None or now is None:
        return _("Nothing is on record at both dates.")
    said = []
    if pair.gap is not None and pair.gap > SAME:
        values = {"was": at(then, issue), "now": at(now, issue), "gap": percent(pair.gap)}
        said.append(_("From %(was)s to %(now)s: %(gap)s of the scale.") % values)
    elif then.stance != now.stance:
        said.append(capital(_("%(was)s then, %(now)s now.") % {"was": at(then, issue), "now": at(now, issue)}))
    for end in ("low", "high"):
        was, is_now = end in walls(pair.a), end in walls(pair.b)
        if is_now and not (was and getattr(then, end) == getattr(now, end)):
            said.append(_("Its red line is now at %(at)s.") % {"at": measured(getattr(now, end), issue)})
        elif was and not is_now:
            said.append(_("The red line at %(at)s is gone.") % {"at": measured(getattr(then, end), issue)})
    if then.firmness != now.firmness and now.firmness and then.firmness:
        firm = {"was": then.get_firmness_display(), "now": now.get_firmness_display()}
        said.append(_("%(now)s, was %(was)s.") % {"now": firm["now"], "was": str(firm["was"]).lower()})
    return " ".join(said) or _("Nothing.")
