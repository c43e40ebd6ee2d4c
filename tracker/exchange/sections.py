"""One issue of a paper: what each party holds, what they share, what divides them, and the statements."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.base.direction import isolated
from tracker.compare import drawings, words
from tracker.compare.comparison import Cell, Comparison, Pair, Row
from tracker.compare.quotes import quotes
from tracker.exchange.bibliography import Library
from tracker.exchange.paper import Block, Cited, Heading, Held, Named, Picture, Prose, Remark
from tracker.exchange.pictures import drawn
from tracker.exchange.words import between, borrowed, by_statements, in_ours, lower, review_words, says, verdict_of
from tracker.positions import pictures
from tracker.positions.models import Reading
from tracker.positions.words import measured
from tracker.statements.quotes import Quote, manner

FEW = 6  # parties of which every pair's distance is listed, and every silence has its own line


def section(comparison: Comparison, row: Row, books: Library) -> Iterator[Block]:
    """One issue with what each party holds, what they share, what divides them, and the statements."""
    issue, pair = row.issue, row.widest
    yield Heading(f"{row.number} {issue.title}", row.depth + 1)
    if issue.question:
        yield Prose(issue.question, "question")
    yield from verdict(comparison, row, pair)
    yield from scale(comparison, row)
    silent = [cell for cell in row.cells if not (cell.reading or cell.waiting)] if len(row.cells) > FEW else []
    yield from (holds(comparison, cell, books) for cell in row.cells if cell not in silent)
    yield from (Remark(name, said) for name, said in (*(notes(row, pair) if pair else ()), *unheard(silent)))
    for cell in row.cells:
        yield from cites(comparison, cell, books)


def verdict(comparison: Comparison, row: Row, pair: Pair | None) -> Iterator[Remark]:
    """What it comes to, in a word and in figures, and what moved."""
    state = str(row.state.get_state_display()) if row.state and row.state.state != "open" else ""
    said = verdict_of(row) if pair else state
    if said:
        aside = f"({state})" if state not in ("", said) else ""
        more = [aside, result(row, pair), rests_on(row), movement(comparison, row, pair)]
        yield Remark(said, " ".join(filter(None, more)), "verdict")


def scale(comparison: Comparison, row: Row) -> Iterator[Picture]:
    """Everyone on the issue's scale, where there is one and they are few enough to tell apart."""
    if len(row.cells) <= FEW and any(cell.reading for cell in row.cells):
        yield drawn(drawings.row(row), left=pictures.SCALE)


def unheard(silent: list[Cell]) -> list[Named]:
    """Among many parties, those of whom there is nothing to say, in one line."""
    return [(_("Nothing on record"), words.listed([isolated(cell.party) for cell in silent]) + ".")] if silent else []


def result(row: Row, pair: Pair | None) -> str:
    """The gap in figures and in words, or why there is none."""
    if pair is None:
        return ""
    if pair.gap is None:
        return words.capital(words.why_no_gap(pair)) + "."
    said = _("Gap %(gap)s of the scale: %(words)s.") % {"gap": words.percent(pair.gap), "words": words.apart(pair.gap)}
    return f"{between(row)}: {lower(said)}" if len(row.cells) > 2 else said


def rests_on(row: Row) -> str:
    """Whether the verdict rests on a reading that nobody has approved."""
    what = words.rests_on(row)
    return _("The verdict rests on %(what)s.") % {"what": what} if what else ""


def movement(comparison: Comparison, row: Row, pair: Pair | None) -> str:
    """What moved on the issue since the day compared with."""
    found = [moves(comparison, cell) for cell in row.cells if words.moved(comparison, cell)]
    if pair and (was := words.gap_moved(pair)):
        found.append(_("the gap %(was)s") % {"was": was})
    if not found:
        return ""
    if comparison.since_known:
        values = {"it": words.as_known_then(comparison), "moves": "; ".join(found)}
        return _("Against %(it)s: %(moves)s.") % values
    return _("Since %(since)s: %(moves)s.") % {"since": words.then(comparison), "moves": "; ".join(found)}


def moves(comparison: Comparison, cell: Cell) -> str:
    """A party's move, from where to where; of what was only learned since, where it stands instead."""
    kind, before, now = words.moved(comparison, cell), cell.before, cell.reading
    learned = before and now and comparison.learned(now)
    if learned and kind:
        kind = _("stands elsewhere")
    if before is None or now is None or before.stated is None or now.stated is None:
        return f"{isolated(cell.party)} {kind}"
    values = {"was": measured(before.stated, cell.issue), "now": measured(now.stated, cell.issue)}
    went, stands = _("%(party)s %(kind)s, from %(was)s to %(now)s"), _("%(party)s stands at %(now)s instead of %(was)s")
    return (stands if learned else went) % {"party": isolated(cell.party), "kind": kind, **values}


def notes(row: Row, pair: Pair) -> list[Named]:
    """What the two share and what divides them, where there is anything to say."""
    names = {"a": isolated(pair.a.party), "b": isolated(pair.b.party)}
    two = len(row.cells) == 2
    found = []
    if pair.gap is not None or pair.shared:
        share = _("What they share") if two else _("What %(a)s and %(b)s share") % names
        found.append((share, words.shared(pair)))
    if pair.gap is not None:
        divide = _("What divides them") if two else _("What divides %(a)s and %(b)s") % names
        found.append((divide, words.divides(pair)))
    for note in row.notes:
        whose = {"a": isolated(note.one), "b": isolated(note.other), "who": isolated(note.recorded_by)}
        found.append(
            (
                (_("Our note") if two else _("Our note on %(a)s and %(b)s") % whose),
                _("%(text)s (%(who)s, %(day)s)") % {"text": note.text, "who": whose["who"], "day": note.effective},
            )
        )
    return found


def holds(comparison: Comparison, cell: Cell, books: Library) -> Held:
    reading = cell.reading
    found = [*ranges(cell), *judged(comparison, cell), *evidence(cell)] if reading else [borrowed(cell), waits(cell)]
    said = "; ".join(filter(None, found))
    said = f"{words.capital(said)}." if said else ""
    return Held(
        party=str(cell.party),
        says=says(cell),
        figure=on_scale(cell),
        summary=reading.summary if reading else "",
        facts=" ".join(filter(None, [said, by_statements(comparison, cell), confidence(reading) if reading else ""])),
        sources=books.cite(cell.backing.supporting),
    )


def on_scale(cell: Cell) -> str:
    """The figure, with the scale it was measured on."""
    reading, issue = cell.reading, cell.issue
    if reading is None or reading.stated is None or reading.minimum is None or reading.maximum is None:
        return ""
    names = {"value": reading.stated, "low": reading.minimum, "high": reading.maximum}
    values = {name: measured(value, issue) for name, value in names.items()}
    return _("%(value)s on a scale of %(low)s to %(high)s") % values


def ranges(cell: Cell) -> list[str]:
    """How far it would go, and where it would not."""
    reading = cell.reading
    if reading is None:
        return []
    said = {
        ("low", "firm"): _("accepts nothing below %(at)s (red line)"),
        ("low", "assumed"): _("would accept down to %(at)s, we assume"),
        ("high", "firm"): _("accepts nothing above %(at)s (red line)"),
        ("high", "assumed"): _("would accept up to %(at)s, we assume"),
    }
    found = [
        said[end, bound] % {"at": measured(at, cell.issue)}
        for end, at, bound in (("low", reading.low, reading.low_bound), ("high", reading.high, reading.high_bound))
        if at is not None
    ]
    return [*found, *([_("the red line binds both sides")] if reading.mutual else [])]


def judged(comparison: Comparison, cell: Cell) -> list[str]:
    """Since when, how firm, how much it matters, and whether it was said."""
    reading = cell.reading
    if reading is None:
        return []
    since = _("since %(day)s (%(why)s)") % {"day": reading.effective, "why": lower(str(reading.get_why_display()))}
    firmness = {"open": _("open to talk"), "flexible": _("flexible"), "firm": _("firm")}.get(reading.firmness or "", "")
    basis = {"inferred": _("inferred by us, not stated"), "assumed": _("assumed by us")}.get(reading.basis, "")
    return [
        reading.effective.on(comparison.day) or since,
        firmness,
        _("salience %(n)s of 100") % {"n": reading.salience} if reading.salience is not None else "",
        basis,
    ]


def confidence(reading: Reading) -> str:
    """How sure we are, and why."""
    sure = _("Our confidence is %(level)s.") % {"level": lower(str(reading.get_confidence_display()))}
    return f"{sure} {reading.confidence_reason}".rstrip()


def evidence(cell: Cell) -> list[str]:
    """How many statements, from how many roots, how good, how fresh, and who has looked at it."""
    behind, found = cell.backing, [_("no supporting statement")]
    if behind.count:
        statements = ngettext("%(n)s supporting statement", "%(n)s supporting statements", behind.count)
        number = behind.roots
        roots = ngettext("from %(n)s independent root", "from %(n)s independent roots", number)
        found = [
            f"{statements % {'n': behind.count}} {roots % {'n': number}}",
            _("best grade %(grade)s") % {"grade": behind.grade},
            _("newest of %(day)s") % {"day": behind.newest},
            _("stale since %(day)s") % {"day": f"{behind.stale_since:%-d %b %Y}"} if behind.stale_since else "",
        ]
    return [*found, waits(cell), lower(review_words(cell.review))]


def waits(cell: Cell) -> str:
    waiting = ngettext("%(n)s statement waits to be weighed", "%(n)s statements wait to be weighed", cell.waiting)
    return waiting % {"n": cell.waiting} if cell.waiting else ""


def cites(comparison: Comparison, cell: Cell, books: Library) -> Iterator[Cited]:
    """The statements weighed for the cell's reading, newest first."""
    return (citation(each, cell.party, books) for each in quotes(comparison, cell))


def citation(quoted: Quote, party: Party, books: Library) -> Cited:
    """A statement that bears on where the party stands."""
    words = told(party, quoted, books)
    sources = books.cite([quoted.statement])
    return Cited(quoted.words, quoted.verbatim, quoted.language, in_ours(quoted.gloss), words, sources)


def told(party: Party, quoted: Quote, books: Library) -> str:
    """Whose words, said when, carried by whom, and how far to trust them."""
    speaker, name = books.speaker(quoted.statement), isolated(party)
    whose = _("%(party)s, by %(speaker)s") % {"party": name, "speaker": isolated(speaker)} if speaker else name
    steps = quoted.chain[1:] if speaker else quoted.chain
    names = [isolated(step.name) for step in steps]
    details = [f" ({step.detail})" if step.detail else "" for step in steps]
    chain = " → ".join(map("".join, zip(names, details, strict=True)))
    carried = manner(quoted.carrier) if quoted.carrier else ""
    said = [
        whose,
        _("second-hand") if quoted.told else "",
        _("said %(day)s") % {"day": quoted.said},
        *(lower(tag) for tag in quoted.tags),
        ": ".join(filter(None, [lower(carried), chain])),
        _("grade %(grade)s") % {"grade": quoted.grade},
    ]
    return "; ".join(filter(None, said))
