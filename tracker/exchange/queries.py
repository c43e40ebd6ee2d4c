"""The tables of an export, made from one comparison."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Post
from tracker.agenda.when import When
from tracker.analysis.verdict import RULE, Verdict
from tracker.compare import words
from tracker.compare.queries import Cell, Comparison, Pair, Row
from tracker.exchange.tables import Cited, Held, Named, Section, Sheet, Source, Summary, Value
from tracker.positions.models import Evidence, Reading
from tracker.positions.words import holds as worded
from tracker.positions.words import measured
from tracker.sources.models import Document
from tracker.statements.counting import CREDIBILITY, RELIABILITY
from tracker.statements.models import Statement
from tracker.statements.quotes import Quote, quote

FEW = 6  # parties of which every pair's distance is listed, and every silence has its own line


def verdict_words(word: Verdict) -> str:
    """The verdict as the pages say it."""
    return {
        Verdict.AGREED: _("Agreed"),
        Verdict.AGREED_IN_SUBSTANCE: _("Agreed in substance"),
        Verdict.BRIDGEABLE: _("Bridgeable"),
        Verdict.BLOCKED: _("Blocked"),
        Verdict.NOT_COMPARABLE: _("Not comparable"),
    }[word]


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


def says(cell: Cell) -> str:
    """The worded option, or the word for a silence."""
    if cell.reading is None or cell.reading.stated is None:
        return look_words(cell.look)
    return worded(cell.reading, cell.issue)


def borrowed(cell: Cell) -> str:
    """What stands in grey where a party has no line of its own."""
    if cell.reading or not (cell.bloc and cell.bloc.reading):
        return ""
    return _("as %(bloc)s, no line of its own: %(says)s") % {"bloc": cell.bloc.party, "says": says(cell.bloc)}


def quotes(comparison: Comparison, cell: Cell) -> list[Quote]:
    """Every statement weighed for or against the reading, newest first."""
    workspace = comparison.negotiation.workspace.slug
    return [
        quote(
            statement,
            cell.party,
            workspace=workspace,
            relation="" if link.relation == Evidence.Relation.SUPPORTS else str(link.get_relation_display()),
        )
        for link, statement in cell.backing.weighed
    ]


def documents(statements: Iterable[Statement]) -> list[Document]:
    """The documents that carry these statements, each once."""
    found = [report.document for statement in statements for report in statement.reports.all() if report.document]
    return list(dict.fromkeys(found))


def between(row: Row) -> str:
    """Whose gap a row shows."""
    pair = row.widest
    return f"{pair.a.party} – {pair.b.party}" if pair and pair.gap is not None else ""


# For a spreadsheet ---------------------------------------------------------------------------------------------------
@dataclass
class Line:
    """One issue and party, with what the whole row says."""

    comparison: Comparison
    when: When
    row: Row
    cell: Cell
    branch: str

    @property
    def reading(self) -> Reading | None:
        return self.cell.reading

    @property
    def pair(self) -> str:
        return verdict_words(self.row.verdict) if len(self.row.cells) > 1 else ""


def of_reading(value: Callable[[Reading], Value]) -> Callable[[Line], Value]:
    return lambda line: value(line.reading) if line.reading else None


def bound(end: str) -> Callable[[Line], Value]:
    return of_reading(lambda r: str(getattr(r, f"get_{end}_bound_display")()) if getattr(r, end) is not None else None)


def columns() -> list[tuple[str, Callable[[Line], Value]]]:
    """Each heading with what stands under it."""
    return [
        (_("Issue number"), lambda line: line.row.number),
        (_("Branch"), lambda line: line.branch),
        (_("Issue"), lambda line: line.row.issue.title),
        (
            _("State of the issue"),
            lambda line: str(line.row.state.get_state_display()) if line.row.state else _("Open"),
        ),
        (_("Party"), lambda line: str(line.cell.party)),
        (_("Stance"), lambda line: look_words(line.cell.look)),
        (_("Option"), lambda line: says(line.cell) if line.cell.look == "value" else borrowed(line.cell)),
        (_("Value"), of_reading(lambda r: r.stated)),
        (_("Scale from"), lambda line: line.row.issue.minimum),
        (_("Scale to"), lambda line: line.row.issue.maximum),
        (_("Unit"), lambda line: line.row.issue.unit),
        (_("Accepts from"), of_reading(lambda r: r.low)),
        (_("Lower end is"), bound("low")),
        (_("Accepts up to"), of_reading(lambda r: r.high)),
        (_("Upper end is"), bound("high")),
        (_("Red line binds both"), of_reading(lambda r: _("yes") if r.mutual else None)),
        (_("In force since"), of_reading(lambda r: r.effective.iso())),
        (_("Why it changed"), of_reading(lambda r: str(r.get_why_display()))),
        (_("Salience"), of_reading(lambda r: r.salience)),
        (_("Firmness"), of_reading(lambda r: str(r.get_firmness_display()) if r.firmness else None)),
        (_("Confidence"), of_reading(lambda r: str(r.get_confidence_display()))),
        (_("Confidence because"), of_reading(lambda r: r.confidence_reason)),
        (_("Basis"), of_reading(lambda r: str(r.get_basis_display()))),
        (_("Summary"), of_reading(lambda r: r.summary)),
        (_("Supporting statements"), lambda line: line.cell.backing.count if line.reading else None),
        (_("Independent roots"), lambda line: line.cell.backing.roots if line.reading else None),
        (_("Best grade"), lambda line: line.cell.backing.grade),
        (_("Newest statement"), lambda line: newest.iso() if (newest := line.cell.backing.newest) else None),
        (_("Stale since"), lambda line: line.cell.backing.stale_since),
        (_("Review"), lambda line: review_words(line.cell.review) if line.reading else None),
        (_("Statements waiting"), lambda line: line.cell.waiting),
        (_("Statements weighed"), weighed),
        (_("Sources"), sources_in_words),
        (_("Verdict"), lambda line: line.pair),
        (
            _("Gap in per cent of the scale"),
            lambda line: None if line.row.gap is None else round(line.row.gap * 100, 1),
        ),
        (_("Gap between"), lambda line: between(line.row)),
        (_("As of"), lambda line: line.comparison.day),
        (_("As known at"), lambda line: line.when.moment.isoformat(timespec="seconds") if line.when.known else None),
        (_("Issue slug"), lambda line: line.row.issue.slug),
        (_("Party slug"), lambda line: line.cell.party.slug),
    ]


def weighed(line: Line) -> str:
    """The statements behind the reading, one a line: the words, who carries them, when they were said, the grade."""
    found = []
    for each in quotes(line.comparison, line.cell):
        told = " → ".join(step.name for step in each.chain)
        said = _("“%(words)s”") % {"words": each.words} if each.verbatim else each.words
        tags = "".join(f"[{tag}] " for tag in each.tags)
        found.append(f"{tags}{said} ({', '.join(filter(None, [told, each.said, each.grade]))})")
    return "\n".join(found)


def sources_in_words(line: Line) -> str:
    found = documents(statement for _link, statement in line.cell.backing.weighed)
    return "\n".join(
        ", ".join(filter(None, [each.title, str(each.outlet or ""), str(each.published or ""), each.address]))
        for each in found
    )


def sheet(comparison: Comparison, when: When, made_by: str) -> Sheet:
    """One row for each issue and party, nothing on record included."""
    headings = columns()
    branches: dict[int, str] = {
        below.issue.pk: row.issue.title for row in comparison.rows if row.is_branch for below in row.below
    }
    lines = [
        Line(comparison, when, row, cell, branches.get(row.issue.pk, ""))
        for row in comparison.leaves
        for cell in row.cells
    ]
    return Sheet([heading for heading, _of in headings], [[of(line) for _heading, of in headings] for line in lines])


# For a reader --------------------------------------------------------------------------------------------------------
@dataclass
class Library:
    """The documents met so far, numbered as they are met; and the posts of those who are quoted."""

    posts: dict[int, list[Post]]
    met: dict[int, tuple[int, Document]] = field(default_factory=dict)
    cited: dict[int, list[int]] = field(default_factory=dict)  # the numbers of each statement

    def cite(self, statements: Iterable[Statement]) -> list[int]:
        """The numbers of the documents that carry these statements."""
        return sorted({number for statement in statements for number in self.numbers(statement)})

    def numbers(self, statement: Statement) -> list[int]:
        if statement.pk not in self.cited:
            found = documents([statement])
            for document in found:
                self.met.setdefault(document.pk, (len(self.met) + 1, document))
            self.cited[statement.pk] = [self.met[document.pk][0] for document in found]
        return self.cited[statement.pk]

    def speaker(self, statement: Statement) -> str:
        """Who spoke, and as what."""
        if statement.speaker is None:
            return ""
        held = [post for post in self.posts.get(statement.speaker.pk, []) if statement.said_on in post.during]
        post = max(held, key=lambda post: (post.authority, post.pk), default=None)
        return f"{statement.speaker}, {post.title}" if post else str(statement.speaker)

    @property
    def sources(self) -> list[Source]:
        return [source(number, document) for number, document in self.met.values()]


def library(comparison: Comparison) -> Library:
    """An empty one, with the posts of everybody who is quoted, in one query."""
    weighed = (pair for row in comparison.leaves for cell in row.cells for pair in cell.backing.weighed)
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(speaker__in={statement.speaker_id for _link, statement in weighed} - {None}):
        posts.setdefault(post.speaker_id, []).append(post)
    return Library(posts)


def source(number: int, document: Document) -> Source:
    outlet = document.outlet
    letter = outlet.reliability if outlet else ""
    return Source(
        number=number,
        title=document.title,
        origin=", ".join(filter(None, [document.author, str(outlet or ""), str(document.published or "")])),
        address=document.address,
        trust=_("Reliability %(letter)s: %(words)s") % {"letter": letter, "words": lower(RELIABILITY[letter])}
        if letter
        else "",
    )


def summary(comparison: Comparison, when: When, made_by: str) -> Summary:
    """The comparison as prose: the sentence, the distance with its coverage, each issue with its evidence, sources."""
    books = library(comparison)
    sections = [section(comparison, row, books) for row in comparison.rows]
    values = {"negotiation": comparison.negotiation.title, "day": f"{comparison.day:%-d %B %Y}"}
    return Summary(
        title=_("%(negotiation)s, %(day)s") % values,
        about=comparison.negotiation.summary,
        sentence=sentence(comparison),
        facts=facts(comparison, when, made_by),
        distances=distances(comparison),
        overview=overview(comparison),
        sections=sections,
        keys=keys(),
        sources=books.sources,
        headings={"overview": _("At a glance"), "keys": _("How to read this"), "sources": _("Sources")},
        running=(comparison.negotiation.title, point_in_time(comparison, when)),
        made=_("Made"),
    )


def sentence(comparison: Comparison) -> str:
    """What it comes to, for a reader who stops there."""
    if len(comparison.parties) == 2:
        return words.first_sentence(comparison)
    if len(comparison.parties) != 1 or not comparison.leaves:
        return words.grid_sentence(comparison)
    (party,) = comparison.parties
    values = {"party": party, "number": comparison.on_record[party.pk], "total": len(comparison.leaves)}
    return _("%(party)s is on record on %(number)s of %(total)s issues.") % values


def facts(comparison: Comparison, when: When, made_by: str) -> list[Named]:
    """What was asked for, and who made it when."""
    workspace = comparison.negotiation.workspace
    made = f"{timezone.now().astimezone(workspace.zone):%-d %B %Y, %H:%M} ({workspace.time_zone})"
    return [
        (_("Parties"), words.listed([str(party) for party in comparison.parties])),
        (_("As of"), f"{comparison.day:%-d %B %Y}"),
        (_("As known"), when.known or _("when this was made")),
        *([(_("Compared with"), then(when))] if when.since else []),
        (_("Made"), _("%(moment)s, by %(who)s") % {"moment": made, "who": made_by}),
    ]


def point_in_time(comparison: Comparison, when: When) -> str:
    """As of when, and as known when."""
    values = {"day": f"{comparison.day:%-d %B %Y}", "known": when.known or _("when this was made")}
    return _("As of %(day)s, as known %(known)s") % values


def then(when: When) -> str:
    """The day compared with, and the meeting that it is."""
    day = f"{when.since:%-d %B %Y}"
    return f"{when.since_words}, {day}" if when.since_slug in {meeting.slug for meeting in when.meetings} else day


def distances(comparison: Comparison) -> list[str]:
    """How far apart each pair is that is compared, with what that rests on."""
    places = comparison.compared
    if len(places) > FEW:
        return [_("Distances are listed for up to %(few)s parties: choose fewer to see them.") % {"few": FEW}]
    return [distance(comparison, one, other) for one, other in combinations(places, 2)]


def distance(comparison: Comparison, one: int, other: int) -> str:
    found, parties = comparison.between(one, other), comparison.parties
    rests = lower(words.distance_words(found)).rstrip(".")
    if found.value is not None and not found.hidden:
        values = {"value": f"{found.value:.2f}", "rests": rests}
        rests = _("distance %(value)s (0 the same, 1 opposite ends), %(rests)s") % values
    said = f"{parties[one]} – {parties[other]}: {rests}."
    if comparison.since is None or len(parties) == 2:  # of two the first sentence has said it
        return said
    return f"{said} {words.change_words(comparison.changed(one, other), words.then(comparison))}"


def overview(comparison: Comparison) -> Sheet:
    """All issues at a glance."""
    several = len(comparison.parties) > 1
    results = [_("Gap"), _("Verdict")] if several else []
    rows = [
        [
            f"{row.number} {row.issue.title}",
            *(says(cell) for cell in row.cells),
            *([words.percent(row.gap), verdict_words(row.verdict)] if several else []),
        ]
        for row in comparison.leaves
    ]
    return Sheet([_("Issue"), *(str(party) for party in comparison.parties), *results], rows)


def section(comparison: Comparison, row: Row, books: Library) -> Section:
    """One issue with what each party holds, what they share, what divides them, and the statements."""
    issue, pair = row.issue, row.widest
    silent = [cell for cell in row.cells if not (cell.reading or cell.waiting)] if len(row.cells) > FEW else []
    state = str(row.state.get_state_display()) if row.state and row.state.state != "open" else ""
    verdict = verdict_words(row.verdict) if pair else state
    return Section(
        number=row.number,
        title=issue.title,
        depth=row.depth,
        question=issue.question,
        verdict=verdict,
        result=" ".join(filter(None, [f"({state})" if state not in ("", verdict) else "", result(row, pair)])),
        moved=movement(comparison, row, pair),
        held=[holds(comparison, cell, books) for cell in row.cells if cell not in silent],
        notes=[*(notes(row, pair) if pair else ()), *unheard(silent)],
        cited=[one for cell in row.cells for one in cites(comparison, cell, books)],
    )


def unheard(silent: list[Cell]) -> list[Named]:
    """Among many parties, those of whom there is nothing to say, in one line."""
    return [(_("Nothing on record"), words.listed([str(cell.party) for cell in silent]) + ".")] if silent else []


def result(row: Row, pair: Pair | None) -> str:
    """The gap in figures and in words, or why there is none."""
    if pair is None:
        return ""
    if pair.gap is None:
        return words.capital(words.why_no_gap(pair)) + "."
    said = _("Gap %(gap)s of the scale: %(words)s.") % {"gap": words.percent(pair.gap), "words": words.apart(pair.gap)}
    return f"{between(row)}: {lower(said)}" if len(row.cells) > 2 else said


def movement(comparison: Comparison, row: Row, pair: Pair | None) -> str:
    """What moved on the issue since the day compared with."""
    found = [moves(comparison, cell) for cell in row.cells if words.moved(comparison, cell)]
    if pair and (was := words.gap_moved(pair)):
        found.append(_("the gap %(was)s") % {"was": was})
    return (
        _("Since %(since)s: %(moves)s.") % {"since": words.then(comparison), "moves": "; ".join(found)} if found else ""
    )


def moves(comparison: Comparison, cell: Cell) -> str:
    """A party's move, from where to where."""
    kind, before, now = words.moved(comparison, cell), cell.before, cell.reading
    if before is None or now is None or before.stated is None or now.stated is None:
        return f"{cell.party} {kind}"
    values = {"was": measured(before.stated, cell.issue), "now": measured(now.stated, cell.issue)}
    return _("%(party)s %(kind)s, from %(was)s to %(now)s") % {"party": cell.party, "kind": kind, **values}


def notes(row: Row, pair: Pair) -> list[Named]:
    """What the two share and what divides them, where there is anything to say."""
    names = {"a": pair.a.party, "b": pair.b.party}
    two = len(row.cells) == 2
    found = []
    if pair.gap is not None or pair.shared:
        share = _("What they share") if two else _("What %(a)s and %(b)s share") % names
        found.append((share, words.shared(pair)))
    if pair.gap is not None:
        divide = _("What divides them") if two else _("What divides %(a)s and %(b)s") % names
        found.append((divide, words.divides(pair)))
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
        facts=f"{said} {confidence(reading)}" if reading else said,
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


def cites(comparison: Comparison, cell: Cell, books: Library) -> list[Cited]:
    """The statements weighed for the cell's reading, newest first."""
    return [
        Cited(each.words, each.verbatim, each.gloss, told(cell, each, books), books.cite([each.statement]))
        for each in quotes(comparison, cell)
    ]


def told(cell: Cell, quoted: Quote, books: Library) -> str:
    """Whose words, said when, carried by whom, and how far to trust them."""
    speaker = books.speaker(quoted.statement)
    whose = _("%(party)s, by %(speaker)s") % {"party": cell.party, "speaker": speaker} if speaker else str(cell.party)
    steps = quoted.chain[1:] if speaker else quoted.chain
    chain = " → ".join(f"{step.name} ({step.detail})" if step.detail else step.name for step in steps)
    carried = str(quoted.source.get_mode_display()) if quoted.source else ""
    said = [
        whose,
        _("second-hand") if quoted.told else "",
        _("said %(day)s") % {"day": quoted.said},
        *(lower(tag) for tag in quoted.tags),
        ": ".join(filter(None, [lower(carried), chain])),
        _("grade %(grade)s") % {"grade": quoted.grade},
    ]
    return "; ".join(filter(None, said))


def keys() -> list[tuple[str, list[str]]]:
    """How to read what stands above."""
    verdicts = [" ".join(line.split()) for line in re.split(r"\n(?=[A-Z][a-z ]+: )", RULE)]
    return [
        (_("Verdicts: the first of these that holds"), verdicts[1:]),
        (_("Grades: the letter is the source’s"), [f"{letter}: {words}" for letter, words in RELIABILITY.items()]),
        (_("Grades: the figure is the statement’s"), [f"{number}: {words}" for number, words in CREDIBILITY.items()]),
        (
            _("Evidence"),
            [
                _("An independent root heard it itself: three dispatches of one agency are one root."),
                _("Nothing on record is not neutrality: nobody has recorded what that party wants."),
                _("Quotation marks stand only round verbatim words; the others are an outlet’s or our own."),
            ],
        ),
    ]


def lower(sentence: str) -> str:
    """As it stands inside a sentence; an abbreviation stays as it is."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
