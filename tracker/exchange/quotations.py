"""The quotations of a list of statements as rows: one for each, read by one question as the database answers it."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import batched
from typing import IO, Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from psycopg import sql

from tracker.base.direction import CLOSE, OPEN, TURNING
from tracker.exchange.tables import Row, Sheet, Value
from tracker.statements.models import Report, Statement

AT_ONCE = 100  # rows in memory
SHORT, PAUSE = 6_000, 0.005  # rows after which who writes lets others have their turn, and seconds for each hundred
LIMITS = (  # it may take longer than a page, sorts in memory, and is planned to be read to its end
    "SET LOCAL statement_timeout = '20min'",
    "SET LOCAL work_mem = '32MB'",
    "SET LOCAL cursor_tuple_fraction = 1",
)
STATED = (  # of each statement, read once
    "id", "speaker_id", "said_on", "said_before", "issue_id", "option_id", "meeting_id", "coder_id", "recorded_at",
    "words", "direction", "value", "minimum", "maximum", "act", "modality", "voice", "credibility",
)  # fmt: skip

# A statement without a report, and a report that quotes nothing, have a row as well. All that hangs on a statement is
# gathered for all of them together: asked for each by itself it takes several times as long.
ROWS = """
WITH statement({stated}) AS MATERIALIZED ({wanted}),
reported AS (
    SELECT report.id, report.statement_id, report.document_id, report.mode,
        string_agg({outlet}, ' → ' ORDER BY relay."order" DESC) AS names,
        string_agg(outlet.reliability, ' → ' ORDER BY relay."order" DESC) AS letters,
        min(coalesce(max(outlet.reliability), CASE WHEN report.direct THEN 'A' ELSE 'F' END))
            OVER (PARTITION BY report.statement_id) AS best
    FROM statement JOIN statements_report report ON report.statement_id = statement.id
    LEFT JOIN statements_relay relay ON relay.report_id = report.id
    LEFT JOIN sources_outlet outlet ON outlet.id = relay.outlet_id
    GROUP BY report.id
),
held AS (
    SELECT holder.statement_id, string_agg(
        {party} || CASE WHEN holder.told_by_other THEN {told} ELSE '' END, '; ' ORDER BY holder.id
    ) AS names
    FROM statement JOIN statements_holder holder ON holder.statement_id = statement.id
    JOIN actors_party party ON party.id = holder.party_id
    GROUP BY holder.statement_id
),
posted AS (
    SELECT DISTINCT ON (statement.id) statement.id, post.title
    FROM statement JOIN actors_post post ON post.speaker_id = statement.speaker_id AND post.during @> statement.said_on
    ORDER BY statement.id, post.authority DESC, post.id DESC
)
SELECT {columns}
FROM statement
JOIN accounts_membership member ON member.id = statement.coder_id
JOIN accounts_user coder ON coder.id = member.user_id
LEFT JOIN held ON held.statement_id = statement.id
LEFT JOIN actors_speaker speaker ON speaker.id = statement.speaker_id
LEFT JOIN posted ON posted.id = statement.id
LEFT JOIN (agenda_issue issue JOIN agenda_negotiation talks ON talks.id = issue.negotiation_id)
    ON issue.id = statement.issue_id
LEFT JOIN agenda_option option ON option.id = statement.option_id
LEFT JOIN agenda_meeting meeting ON meeting.id = statement.meeting_id
LEFT JOIN reported ON reported.statement_id = statement.id
LEFT JOIN sources_document document ON document.id = reported.document_id
LEFT JOIN (statements_quotation quotation JOIN sources_excerpt excerpt ON excerpt.id = quotation.excerpt_id)
    ON quotation.report_id = reported.id
ORDER BY statement.{column} {way}, statement.id {way}, reported.id, quotation."order", quotation.id
"""
COPY = "COPY ({question}) TO STDOUT WITH (FORMAT csv, FORCE_QUOTE ({texts}))"

# Before what a spreadsheet would calculate a mark is put, as `exporters.csv` does. A quote begins a cell only after a
# comma: within one each quote stands twice.
FORMULA = re.compile(rb'((?<=,)"|[;\t\r\n](?:"")*)(?=[=+@\t\r-]|\xef\xbc[\x8b\x8d\x9d\xa0])')
# To look for that takes a fifth as long as to ask for the rows, and hardly any hold it. None does where no sign (1)
# follows what may stand before it (0), and there is no tab or return (2), which may be either: that is quickly seen.
KINDS = bytes.maketrans(b'";\n' + b"=+@-\xef" + b"\t\r", b"\0\0\0" + b"\1\1\1\1\1" + b"\2\2")


@dataclass(frozen=True)
class Column:
    """What a row says under a heading, and what kind of value that is: words that people typed need a guard."""

    key: str
    heading: str
    sql: str
    kind: str = "words"  # words, plain (words of ours), number, day, moment


@dataclass(frozen=True)
class Quotations:
    """Those of the statements `found`, which are in the order of `column`; `root` begins the address of each."""

    found: QuerySet[Statement]
    column: str
    rising: bool
    root: str
    zone: str
    watch: Callable[[], None] = lambda: None  # called now and then; what it raises ends the reading
    handling: str = ""  # who may read it, in each row

    @cached_property
    def columns(self) -> list[Column]:
        said, published = day("statement.said"), day("document.published")
        at = f"date_trunc('second', statement.recorded_at AT TIME ZONE {literal(self.zone)})::text"
        return [
            Column("number", _("Statement"), "statement.id", "number"),
            Column("said", _("Said on"), said, "day"),
            Column("holders", _("Whose view"), "held.names"),
            Column("speaker", _("Speaker"), "speaker.name"),
            Column("post", _("Post that day"), "posted.title"),
            Column("words", _("In our words"), "statement.words"),
            Column("negotiation", _("Negotiation"), "talks.title"),
            Column("issue", _("Issue"), "issue.title"),
            Column("side", _("Side"), label("statement.direction", Statement.Direction), "plain"),
            Column("option", _("Option"), "option.words"),
            Column("value", _("Value"), "statement.value", "number"),
            Column("minimum", _("Scale from"), "statement.minimum", "number"),
            Column("maximum", _("Scale to"), "statement.maximum", "number"),
            Column("act", _("Act"), label("statement.act", Statement.Act), "plain"),
            Column("modality", _("Modality"), label("statement.modality", Statement.Modality), "plain"),
            Column("voice", _("Voice"), label("statement.voice", Statement.Voice), "plain"),
            Column("meeting", _("Meeting"), "meeting.name"),
            Column("credibility", _("Credibility"), "statement.credibility", "number"),
            Column("grade", _("Grade"), "coalesce(reported.best, 'F') || coalesce(statement.credibility, 6)", "plain"),
            Column("mode", _("How carried"), label("reported.mode", Report.Mode), "plain"),
            Column("chain", _("Outlets, from who heard it"), "reported.names"),
            Column("letters", _("Their reliability"), "reported.letters", "plain"),
            Column("exact", _("Quotation"), "excerpt.exact"),
            Column("language", _("Language"), "document.language"),
            Column("translation", _("Translation"), "nullif(excerpt.translation, '')"),
            Column("translator", _("Translated by"), "nullif(excerpt.translator, '')"),
            Column("title", _("Document"), "document.title"),
            Column("published", _("Published on"), published, "day"),
            Column("address", _("Address of the document"), "nullif(document.address, '')"),
            Column("coder", _("Recorded by"), "coalesce(nullif(coder.name, ''), coder.email)"),
            Column("recorded", _("Recorded at (%(zone)s)") % {"zone": self.zone}, at, "moment"),
            Column("link", _("Address of the statement"), f"{literal(self.root)} || statement.id || '/'", "plain"),
            *([Column("handling", _("Handling"), literal(self.handling))] if self.handling else []),
        ]

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    def asked(self, columns: str) -> tuple[str, Sequence[Any]]:
        """The question, with what it is asked about."""
        wanted, params = self.found.order_by().values_list(*STATED).query.sql_with_params()
        told = literal(f" ({_('second-hand')})")
        words = {
            "stated": ", ".join(STATED),
            "outlet": isolated("coalesce(nullif(relay.label, ''), outlet.name)"),
            "party": isolated("coalesce(nullif(party.short_name, ''), party.name)"),
        }
        way = "ASC" if self.rising else "DESC"
        return ROWS.format(wanted=wanted, columns=columns, told=told, column=self.column, way=way, **words), params

    def rows(self) -> Iterator[Row]:
        """One by one, through a cursor that the database keeps: it is open until the last is read, or nobody reads."""
        made = {"day": read_day, "moment": read_moment}
        ways: list[tuple[int, Callable[[Any], Value]]] = [
            (at, made[column.kind]) for at, column in enumerate(self.columns) if column.kind in made
        ]
        with reading(), connection.chunked_cursor() as cursor:
            cursor.execute(*self.asked(", ".join(column.sql for column in self.columns)))
            read = 0
            while some := cursor.fetchmany(AT_ONCE):
                self.watch()
                if (read := read + len(some)) > SHORT:
                    time.sleep(PAUSE)
                for each in some:
                    found = list(each)
                    for at, way in ways:
                        found[at] = way(found[at])
                    yield found

    def sheet(self) -> Sheet:
        return Sheet(self.headings, self.rows())

    def csv(self, out: IO[bytes]) -> None:
        """The same rows as CSV, which the database writes: what begins a formula has a mark before it there too."""
        every = {f"c{at}": column for at, column in enumerate(self.columns)}
        question, params = self.asked(", ".join(f"{column.sql} AS {name}" for name, column in every.items()))
        texts = ", ".join(name for name, column in every.items() if column.kind != "number")
        headings = ",".join('"{}"'.format(each.replace('"', '""')) for each in self.headings)
        out.write(f"\N{ZERO WIDTH NO-BREAK SPACE}{headings}\n".encode())
        with reading(), copied(COPY.format(question=question, texts=texts), params) as lines:
            for some in batched(lines, AT_ONCE):
                out.write(guarded(b"".join(some)))
                self.watch()


@contextmanager
def reading() -> Iterator[None]:
    """One transaction, whose limits are those of a long question."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for limit in LIMITS:
                cursor.execute(limit)
        yield


@contextmanager
def copied(question: str, params: Sequence[Any]) -> Iterator[Iterator[bytes]]:
    """What the database copies out, as it comes."""
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.cursor.copy(question, params) as lines:
        yield lines


# What SQL makes of a column -------------------------------------------------------------------------------------------
def literal(words: str) -> str:
    """Words of ours in SQL that has parameters besides."""
    return sql.Literal(words).as_string().replace("%", "%%")


def label(column: str, choices: Any) -> str:
    """What the pages call it."""
    cases = " ".join(f"WHEN {literal(value)} THEN {literal(str(words))}" for value, words in choices.choices)
    return f"CASE {column} {cases} END"


def day(name: str) -> str:
    """A date of the domain as addresses and files have it: 2011-07-04, 2012-05, 2012, 2012-05-20/2012-05-21."""
    first, end = f"{name}_on", f"{name}_before"
    return (
        f"CASE WHEN {end} = {first} + 1 THEN {first}::text"
        f" WHEN {first} = date_trunc('month', {first}) AND {end} = {first} + interval '1 month'"
        f" THEN to_char({first}, 'YYYY-MM')"
        f" WHEN {first} = date_trunc('year', {first}) AND {end} = {first} + interval '1 year'"
        f" THEN to_char({first}, 'YYYY')"
        f" ELSE {first}::text || '/' || ({end} - 1)::text END"
    )


def isolated(name: str) -> str:
    """As `base.direction` keeps a name from turning the words round it."""
    typed = f"translate({name}, '\u2066\u2067\u2068\u2069', '')"
    other = f"octet_length({name}) > length({name}) AND {name} ~ '{TURNING}'"  # most names are plain: quickly told
    return f"CASE WHEN {other} THEN '{OPEN}' || {typed} || '{CLOSE}' ELSE {name} END"


# What is made of what comes ------------------------------------------------------------------------------------------
def read_day(words: str | None) -> Value:
    """A day as one; what is less exact stays as it is written."""
    return date.fromisoformat(words) if words and len(words) == 10 else words


def read_moment(words: str) -> Value:
    return datetime.fromisoformat(words)


def guarded(lines: bytes) -> bytes:
    """Lines of CSV in which nothing begins a formula."""
    kinds = lines.translate(KINDS)
    return FORMULA.sub(rb"\1'", lines) if b"\0\1" in kinds or b"\2" in kinds else lines
