"""A text with its excerpts marked, and the statements cut from it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.actors.models import Party
from tracker.agenda.models import Negotiation
from tracker.agenda.when import When
from tracker.base.forms import shown as moment
from tracker.desk import marks
from tracker.desk.queries.sources import Reader
from tracker.sources.extract import paragraphs
from tracker.sources.models import Document, Excerpt, foreign
from tracker.statements.models import Statement
from tracker.statements.offers import number
from tracker.statements.quotes import Gloss

LONG = 200_000  # characters from which on the browser lays out only what is in view


@dataclass(frozen=True)
class Highlight:
    """An excerpt as it is marked in the text: its layers are classes, one for each holder, the outermost first."""

    pk: int
    start: int
    end: int
    version: int
    href: str
    layers: list[str]
    labels: list["Label"]


@dataclass(frozen=True)
class Label:
    """What stands beside a mark: whose it is, on what, and where it leads."""

    href: str
    symbols: list[int]
    whose: str
    words: str


@dataclass(frozen=True)
class Passage:
    """Words of the text that a statement quotes: what they say in ours, and where that and their ends are changed."""

    pk: int
    gloss: Gloss | None
    move: str
    translate: str


@dataclass(frozen=True)
class Cut:
    """A statement in the list beside the text."""

    statement: Statement
    href: str
    holders: list[tuple[Party, bool]]  # told by another
    issue: str
    passages: Sequence[Passage] = ()  # that it quotes


@dataclass(frozen=True)
class Lost:
    """An excerpt that was not surely found when the text was corrected."""

    excerpt: Excerpt
    statements: list[tuple[str, str]]  # address and words of those that quote it
    may: bool  # nothing quotes it, and the reader may remove it


@dataclass(frozen=True)
class Page:
    long: bool
    lead: str
    blocks: list[marks.Plain | marks.Paragraph[Highlight]]
    cuts: list[Cut]
    lost: list[Lost]
    may: bool  # the reader may mend it
    negotiations: Sequence[Negotiation]
    facts: list[tuple[str, str]]
    web: str
    original: str
    record: str  # the form of a statement from this text
    ends: str  # the form that moves the ends of the excerpt 0
    opened: str  # the same with the words that the address names
    at: int | None  # the excerpt of the statement that was saved last
    next: str  # where the passage after it begins


def page(reader: Reader, member: Membership, asked: Mapping[str, str], when: When | None) -> Page:
    """The text with its marks, and the list of what was cut from it, in the text's order."""
    document, ws = reader.document, member.workspace.slug
    query = f"?{when.query}" if when and when.query else ""
    anchored = [excerpt for excerpt in reader.excerpts if excerpt.state == Excerpt.State.ANCHORED]
    quoted = quoting(reader)
    first: dict[int, Excerpt] = {}
    passages: dict[int, list[Passage]] = {}
    for excerpt in anchored:
        for said in quoted.get(excerpt.pk, []):
            first.setdefault(said.pk, excerpt)
            passages.setdefault(said.pk, []).append(passage(excerpt, document, ws))
    lead, blocks = marks.cut(
        document.text,
        paragraphs(document.text),
        [highlight(excerpt, quoted.get(excerpt.pk, []), ws) for excerpt in anchored],
    )
    end = len(document.text)
    record = f"{reverse('statements:record', kwargs={'ws': ws})}?document={document.pk}"
    start, until, saved, moved = (number(asked.get(name)) for name in ("start", "end", "said", "excerpt"))
    listed = sorted(reader.statements, key=lambda said: (first[said.pk].start if said.pk in first else end, said.pk))
    return Page(
        long=len(document.text) >= LONG,
        lead=lead,
        blocks=blocks,
        cuts=[cut(said, ws, passages.get(said.pk, ()), query) for said in listed],
        lost=[
            Lost(
                excerpt,
                [(spoken(said, ws), str(said)) for said in quoted.get(excerpt.pk, [])],
                excerpt.pk not in quoted and member.may(member.mends(excerpt)),
            )
            for excerpt in reader.excerpts
            if excerpt.state != Excerpt.State.ANCHORED
        ],
        may=member.may(member.mends(document)),
        negotiations=reader.negotiations,
        facts=about(document, member),
        web=document.address if re.match(r"https?://", document.address) else "",
        original=reverse("desk:original", kwargs={"ws": ws, "pk": document.pk}) if document.file else "",
        record=record,
        ends=changing("desk:move_excerpt", 0, ws),
        opened=f"{record}&start={start}&end={until}&in_text=1" if start < until else "",
        at=first[saved].pk if saved in first else moved or None,
        next=str(number(asked.get("next")) or ""),
    )


def quoting(reader: Reader) -> dict[int, list[Statement]]:
    """The statements that quote each excerpt, by its id."""
    found: dict[int, dict[int, Statement]] = {}
    for said in reader.statements:
        for carrier in said.carriers:
            for words in carrier.quoted:
                found.setdefault(words.pk, {})[said.pk] = said
    return {pk: list(statements.values()) for pk, statements in found.items()}


def highlight(excerpt: Excerpt, statements: Sequence[Statement], ws: str) -> Highlight:
    layers = [layer for said in statements for layer in looks(said)]
    return Highlight(
        pk=excerpt.pk,
        start=excerpt.start,
        end=excerpt.end,
        version=excerpt.version,
        href=spoken(statements[0], ws) if statements else "",
        layers=list(dict.fromkeys(layers))[: marks.DEEPEST] or ["hl bare"],
        labels=[label(said, ws) for said in statements],
    )


def looks(said: Statement) -> list[str]:
    """A class for each holder; background has a look of its own."""
    if said.voice == Statement.Voice.BACKGROUND:
        return ["voice"]
    return [f"hl party-{held.party.symbol}{' told' if held.told_by_other else ''}" for held in said.held]


def label(said: Statement, ws: str) -> Label:
    holders = [held.party for held in said.held]
    return Label(
        href=spoken(said, ws),
        symbols=[party.symbol for party in holders[: marks.DEEPEST]],
        whose=get_text_list([str(party) for party in holders], _("and")),
        words=str(said.issue) if said.issue and holders else _("Background"),
    )


def cut(said: Statement, ws: str, passages: Sequence[Passage] = (), query: str = "") -> Cut:
    return Cut(
        statement=said,
        href=f"{spoken(said, ws)}{query}",
        holders=[(held.party, held.told_by_other) for held in said.held],
        issue=str(said.issue or ""),
        passages=passages,
    )


def passage(excerpt: Excerpt, document: Document, ws: str) -> Passage:
    wants = bool(excerpt.translation) or foreign(document.language)
    return Passage(
        pk=excerpt.pk,
        gloss=Gloss(excerpt.translation, excerpt.translator) if excerpt.translation else None,
        move=changing("desk:move_excerpt", excerpt.pk, ws),
        translate=changing("sources:translate", excerpt.pk, ws) if wants else "",
    )


def changing(page: str, excerpt: int, ws: str) -> str:
    return reverse(page, kwargs={"ws": ws, "pk": excerpt})


def spoken(said: Statement, ws: str) -> str:
    return reverse("desk:statement", kwargs={"ws": ws, "pk": said.pk})


def about(document: Document, member: Membership) -> list[tuple[str, str]]:
    """What we know of the document, name and words."""
    rows = [
        (_("Author"), document.author),
        (_("Published"), str(document.published or _("day not known"))),
        (_("Language"), document.language),
        (_("Read as"), document.encoding),
        (_("Rights"), document.rights),
        (_("Recorded by"), str(document.recorded_by)),
        (_("Recorded"), moment(document.recorded_at, member.workspace.zone)),
    ]
    return [row for row in rows if row[1]]


def filename(document: Document) -> str:
    """The title as a file may be called, with the ending of the original."""
    stem = re.sub(r"[^\w.-]+", "-", document.title).strip("-._")[:80]
    return f"{stem or 'document'}{PurePath(document.file.name or '').suffix}"
