"""What is recorded in a synthetic dossier, day by day: texts, what is quoted from them, and what is concluded."""

from datetime import timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from tracker.agenda.models import Filing, Option
from tracker.exchange.scale import words
from tracker.exchange.scale.ground import DAYS, FIRST, Ground
from tracker.exchange.scale.table import Table, checked_at_the_end, copy_all
from tracker.positions.models import Evidence, Reading, Review
from tracker.sources.extract import paragraphs
from tracker.sources.likeness import bands, runs
from tracker.sources.models import Document, Excerpt, Likeness, Passage
from tracker.statements.models import Holder, Quotation, Relay, Report, Statement

LAST = DAYS + 60  # the last day on which something is recorded, but for a few corrections
DATES = [(FIRST + timedelta(days=day)).isoformat() for day in range(LAST + 100)]
DAY, HOUR = 86400, 3600  # seconds
TOGETHER = 50_000  # rows that are copied at once
SHORTEST, PARAGRAPH = 20, 4  # sentences of a text, and of a paragraph

STANCES = {"value": 90, "neutral": 4, "ambivalent": 3, "declined": 2, "unknown": 1}
RELATIONS = {"supports": 85, "qualifies": 8, "contradicts": 5, "": 2}  # the last is not weighed: it waits
TAKES = {"unknown": "not_stated"}  # the direction of a statement behind a reading that names no value
ACTS = {"support": 40, "agree": 15, "propose": 15, "request": 10, "concede": 5, "inform": 10, "threaten": 5}
WHY = {"clarified": 40, "softened": 25, "hardened": 25, "reversed": 10}
MODES = {"verbatim": 60, "paraphrase": 40}


class Judgement(NamedTuple):
    """When it is made, in seconds since the first day; on which cell, and from which day on it holds."""

    at: int
    cell: int
    day: int
    slip: int | None = None  # the place of the judgement that it replaces
    withdraws: bool = False


class Told(NamedTuple):
    """A reading that was made, and what it rests on."""

    reading: int
    statements: list[tuple[int, str]]


class Page:
    """A text that is being written."""

    def __init__(self, number: int, outlet: int, at: int) -> None:
        self.number, self.outlet, self.at = number, outlet, at
        self.parts: list[str] = []
        self.length = 0

    def write(self, sentence: str) -> tuple[int, int]:
        """Where the sentence begins and ends."""
        before = "" if not self.parts else " " if len(self.parts) % PARAGRAPH else "\n\n"
        self.parts.append(before + sentence)
        start, self.length = self.length + len(before), self.length + len(before) + len(sentence)
        return start, self.length


def moment(at: int) -> str:
    day, second = divmod(at, DAY)
    return f"{DATES[day]} {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+00"


def one_of(weights: dict[str, int], chance: Random) -> str:
    return chance.choices(list(weights), cum_weights=list(accumulate(weights.values())))[0]


class Record:
    def __init__(self, ground: Ground, chance: Random) -> None:
        self.ground, self.size, self.chance = ground, ground.size, chance
        self.written = self.concluded = 0  # statements; readings, without the corrections
        self.pages: list[tuple[int, int]] = []  # the texts that are finished, each with its outlet
        self.lay_tables()
        self.page = self.open_page(0)

    def lay_tables(self) -> None:
        space = self.ground.workspace
        dated, by = ("recorded_at",), ("recorded_by_id",)
        self.documents = Table(
            Document, space, "title", "outlet_id", "published_on", "published_before", "text", *by, *dated
        )
        self.filings = Table(Filing, space, "negotiation_id", "document_id")
        self.passages = Table(Passage, space, "document_id", "start", "end", "language", "text")
        self.likenesses = Table(Likeness, space, "document_id", "bands")
        self.excerpts = Table(Excerpt, space, "document_id", "start", "end", "exact", *by, *dated)
        self.statements = Table(
            Statement, space, "speaker_id", "issue_id", "direction", "option_id", "value", "minimum", "maximum",
            "act", "said_on", "said_before", "meeting_id", "credibility", "words", "voice", "coder_id", *dated,
        )  # fmt: skip
        self.holders = Table(Holder, space, "statement_id", "party_id", "issue_id", "said_on")
        self.reports = Table(Report, space, "statement_id", "document_id", "mode", "direct")
        self.quotations = Table(Quotation, space, "report_id", "excerpt_id")
        self.relays = Table(Relay, space, "report_id", "outlet_id", "order")
        self.readings = Table(
            Reading, space, "position_id", "effective_on", "effective_before", "stance", "stated", "option_id",
            "low", "low_bound", "high", "high_bound", "minimum", "maximum", "salience", "firmness", "confidence",
            "why", "summary", "replaces_id", "withdrawn", *by, *dated,
        )  # fmt: skip
        self.evidence = Table(
            Evidence, space, "position_id", "reading_id", "statement_id", "party_id", "relation", *by, *dated
        )
        self.reviews = Table(Review, space, "reading_id", "state", "by_id", "at")
        self.tables = [
            self.documents, self.filings, self.passages, self.likenesses, self.excerpts, self.statements,
            self.holders, self.reports, self.quotations, self.relays, self.readings, self.evidence, self.reviews,
        ]  # fmt: skip

    def fill(self) -> int:
        """All of it is in the database; how many rows that is."""
        with checked_at_the_end([table.name for table in self.tables]):
            self.go_through_time()
            copy_all(self.tables)
        return sum(table.copied for table in self.tables)

    def go_through_time(self) -> None:
        """Everything is recorded in the order in which it came to be."""
        judgements = self.judgements()
        slips = {each.slip for each in judgements if each.slip is not None}
        told: dict[int | None, Told] = {}
        for place in sorted(range(len(judgements)), key=lambda place: judgements[place].at):
            judgement = judgements[place]
            made = self.correct(judgement, told) if judgement.slip is not None else self.conclude(judgement)
            if place in slips:
                told[place] = made
        while len(self.pages) < self.size.documents:
            self.turn(LAST * DAY)

    def judgements(self) -> list[Judgement]:
        """Each cell's, with the corrections: a slip stands right before what replaces it."""
        made: list[Judgement] = []
        chance, size = self.chance, self.size
        for cell in range(len(self.ground.positions)):
            for _ in range(size.readings):
                day = chance.randrange(DAYS)
                late = chance.randrange(30, 700) if chance.random() * 100 < size.backdated else 0
                at = min(day + late, LAST) * DAY + chance.randrange(HOUR, DAY)
                made.append(Judgement(at, cell, day))
                if chance.random() * 100 < size.replaced:
                    meant = max(0, day - chance.randrange(30))
                    later = at + chance.randrange(1, 90) * DAY
                    made.append(Judgement(later, cell, meant, len(made) - 1, chance.random() < 0.2))
        return made

    # What was concluded -----------------------------------------------------------------------------------------------
    def conclude(self, judgement: Judgement) -> Told:
        """A reading, and the statements it rests on: all are spread evenly over all."""
        cells = len(self.ground.positions) * self.size.readings
        self.concluded += 1
        due = self.size.statements * self.concluded // cells
        stance, option, stated = self.stand(judgement)
        found = []
        while self.written < due:
            statement, relation = self.record(judgement, stance, option, stated)
            if relation:
                found.append((statement, relation))
        why = one_of(WHY, self.chance)
        return Told(self.read(judgement, stance, option, stated, why, found), found)

    def correct(self, judgement: Judgement, told: dict[int | None, Told]) -> Told:
        slip = told.pop(judgement.slip)
        if judgement.withdraws:
            return Told(self.read(judgement, "unknown", None, None, "corrected", [], slip.reading), [])
        stance, option, stated = self.stand(judgement)
        found = slip.statements
        return Told(self.read(judgement, stance, option, stated, "corrected", found, slip.reading), found)

    def stand(self, judgement: Judgement) -> tuple[str, Option | None, float | None]:
        """What a party wants: an option or a point between, or one of the silences."""
        stance = one_of(STANCES, self.chance)
        if stance != "value":
            return stance, None, None
        if self.chance.random() < 0.2:
            return stance, None, self.chance.randrange(101)
        option = self.chance.choice(self.ground.options[judgement.cell % self.size.issues])
        return stance, option, option.value

    def read(
        self, judgement: Judgement, stance: str, option: Option | None, stated: float | None, why: str,
        found: list[tuple[int, str]], slip: int | None = None,
    ) -> int:  # fmt: skip
        chance, position = self.chance, self.ground.positions[judgement.cell]
        low = high = None
        low_bound = high_bound = "none"
        if stated is not None and chance.random() < 0.5:
            low, high = max(0, stated - chance.randrange(5, 40)), min(100, stated + chance.randrange(5, 40))
            low_bound, high_bound = ("firm" if chance.random() < 0.3 else "assumed" for _ in range(2))
        party = self.ground.parties[judgement.cell // self.size.issues]
        by, at = chance.choice(self.ground.recorders), moment(judgement.at)
        reading = self.readings.add(
            position, DATES[judgement.day], DATES[judgement.day + 1], stance, stated, option and option.pk,
            low, low_bound, high, high_bound, 0, 100, chance.randrange(20, 101) if chance.random() < 0.9 else None,
            chance.choice(("open", "flexible", "firm", None)), chance.choice(("low", "moderate", "high")),
            why, words.sentence(party.name, chance), slip, judgement.withdraws, by, at,
        )  # fmt: skip
        for statement, relation in found:
            self.evidence.add(position, reading, statement, party.pk, relation, by, at)
        if chance.random() < 0.05:
            state, reviewer = chance.choice(Review.State.values), chance.choice(self.ground.reviewers)
            if reviewer != by:
                self.reviews.add(reading, state, reviewer, moment(judgement.at + HOUR))
        return reading

    # What was said ----------------------------------------------------------------------------------------------------
    def record(self, judgement: Judgement, stance: str, option: Option | None, stated: float | None) -> tuple[int, str]:
        """A statement, cut from the text under way; and how it bears on the reading made next."""
        size, ground, chance = self.size, self.ground, self.chance
        while len(self.pages) + 1 < size.documents * (self.written + 1) / size.statements:
            self.turn(judgement.at)
        self.written += 1
        number, issue = divmod(judgement.cell, size.issues)
        party, leaf = ground.parties[number], ground.leaves[issue].pk
        background, relation = chance.random() < 0.01, one_of(RELATIONS, chance)
        direction = "for" if stance == "value" else TAKES.get(stance, stance)
        if relation == "contradicts" and option:
            direction, option = "against", chance.choice(ground.options[issue])
        value = None if option or direction != "for" else stated
        scale = (None, None) if value is None else (0, 100)
        speaker = chance.choice(ground.speakers[number]) if chance.random() < 0.8 and not background else None
        said = min(max(0, judgement.day - chance.randrange(20)), self.page.at // DAY)
        by, at = chance.choice(ground.recorders), moment(judgement.at - HOUR)
        meeting = chance.choice(ground.meetings).pk if chance.random() < 0.05 else None
        statement = self.statements.add(
            speaker and speaker.pk, leaf, direction, option and option.pk, value, *scale,
            "reject" if direction == "against" else one_of(ACTS, chance), DATES[said], DATES[said + 1], meeting,
            chance.choice((1, 2, 2, 3, 3, 4, 5, None)), words.sentence(party.name, chance),
            "background" if background else "party", by, at,
        )  # fmt: skip
        start, end = self.page.write(exact := words.quotation(party.name, chance))
        excerpt = self.excerpts.add(self.page.number, start, end, exact, by, at)
        self.report(statement, excerpt)
        if background:
            return statement, ""
        self.holders.add(statement, party.pk, leaf, DATES[said])
        if chance.random() < 0.04 and (other := chance.choice(ground.parties)) != party:
            self.holders.add(statement, other.pk, leaf, DATES[said])
        return statement, relation

    def report(self, statement: int, excerpt: int) -> None:
        """The text under way quotes it, and sometimes an earlier one tells it after an agency."""
        chance = self.chance
        direct = chance.random() < 0.05
        first = self.reports.add(statement, self.page.number, one_of(MODES, chance), direct)
        self.quotations.add(first, excerpt)
        if not direct:
            self.relays.add(first, self.page.outlet, 0)
        if self.pages and chance.random() < 0.15:
            document, outlet = chance.choice(self.pages)
            second = self.reports.add(statement, document, "relayed", False)
            self.relays.add(second, outlet, 0)
            self.relays.add(second, chance.choice(self.ground.outlets).pk, 1)

    # What was written -------------------------------------------------------------------------------------------------
    def open_page(self, at: int) -> Page:
        outlet = self.ground.outlets[len(self.pages) % len(self.ground.outlets)]
        return Page(self.documents.number(), outlet.pk, at)

    def turn(self, at: int) -> None:
        """The text under way is finished, and the next one begun."""
        page, chance = self.page, self.chance
        while len(page.parts) < SHORTEST:
            page.write(words.quotation(chance.choice(self.ground.parties).name, chance))
        text, day = "".join(page.parts), page.at // DAY
        by = chance.choice(self.ground.recorders)
        self.documents.put(
            page.number,
            words.title(chance),
            page.outlet,
            DATES[day],
            DATES[day + 1],
            text,
            by,
            moment(page.at - page.at % DAY),
        )
        self.filings.add(self.ground.talks.pk, page.number)
        for start, end in paragraphs(text):
            self.passages.add(page.number, start, end, "en", text[start:end])
        self.likenesses.add(page.number, f"{{{','.join(map(str, bands(runs(text))))}}}")
        self.pages.append((page.number, page.outlet))
        if sum(len(table.rows) for table in self.tables) > TOGETHER:
            copy_all(self.tables)
        self.page = self.open_page(at)
