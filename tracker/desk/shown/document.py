"""A text with its excerpts marked, and the statements cut from it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.agenda.models import Negotiation
from tracker.agenda.when import When
from tracker.base.addresses import numbered
from tracker.base.forms import shown as moment
from tracker.desk import marks
from tracker.desk.queries.sources import Reader
from tracker.desk.shown import reader as html
from tracker.desk.shown.reader import Cut, Highlight, Label, Passage
from tracker.sources.extract import called, paragraphs
from tracker.sources.models import Document, Excerpt, foreign
from tracker.sources.shown import language
from tracker.statements.models import Statement
from tracker.statements.offers import number
from tracker.statements.quotes import Gloss

SENT_AS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LONG, MARKED = 200_000, 300  # characters or marks from which on the browser lays out only what is in view
LISTED = 200  # statements in the list beside the text


@dataclass(frozen=True)
class Lost:
    """An excerpt that was not surely found when the text was corrected."""

    excerpt: Excerpt
    statements: list[tuple[str, str]]  # address and words of those that quote it
    may: bool  # nothing quotes it, and the reader may remove it


@dataclass(frozen=True)
class Page:
    long: bool
    marked: bool  # whether there is a passage to go to
    lead: str
    blocks: list[SafeString]
    every: int  # statements in the text
    count: int  # of these what is wanted
    cuts: list[Cut]  # the first of them
    listed: SafeString  # the same as HTML
    all: str  # where every statement of the text stands
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


def page(
    reader: Reader, wanted: Mapping[str, str], member: Membership, asked: Mapping[str, str], when: When | None
) -> Page:
    """The text with its marks, and the list of what was cut from it, in the text's order; only what is wanted."""
    every, reader = reader, reader.only(wanted)
    document, ws = reader.document, member.workspace.slug
    query = f"?{when.query}" if when and when.query else ""
    leads = {said.pk: numbered("desk:statement", ws, said.pk) for said in reader.statements}
    anchored = [excerpt for excerpt in reader.excerpts if excerpt.state == Excerpt.State.ANCHORED]
    quoted = quoting(reader)
    passages: dict[int, list[Excerpt]] = {said.pk: [] for said in reader.statements}
    for excerpt in anchored:
        for said in quoted.get(excerpt.pk, []):
            passages[said.pk].append(excerpt)
    first = {pk: those[0] for pk, those in passages.items() if those}
    lead, blocks = marks.cut(
        document.text,
        paragraphs(document.text),
        [highlight(excerpt, quoted.get(excerpt.pk, []), leads, member) for excerpt in anchored],
    )
    end = len(document.text)
    record = f"{reverse('statements:record', kwargs={'ws': ws})}?document={document.pk}"
    start, until, saved, moved = (number(asked.get(name)) for name in ("start", "end", "said", "excerpt"))
    listed = sorted(reader.statements, key=lambda said: (first[said.pk].start if said.pk in first else end, said.pk))
    cuts = [
        cut(said, f"{leads[said.pk]}{query}", [passage(each, document, member) for each in passages[said.pk]])
        for said in listed[:LISTED]
    ]
    return Page(
        long=len(document.text) >= LONG or len(anchored) >= MARKED,
        marked=bool(anchored),
        lead=lead,
        blocks=[html.drawn(block) for block in blocks],
        every=len(every.statements),
        count=len(listed),
        cuts=cuts,
        listed=html.listed(cuts, record=member.may(Can.RECORD)),
        all=f"{reverse('desk:statements', kwargs={'ws': ws})}?document={document.pk}",
        lost=[
            Lost(
                excerpt,
                [(leads[said.pk], str(said)) for said in quoted.get(excerpt.pk, [])],
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
        ends=numbered("desk:move_excerpt", ws, 0),
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


def highlight(
    excerpt: Excerpt, statements: Sequence[Statement], leads: Mapping[int, str], member: Membership
) -> Highlight:
    layers = [layer for said in statements for layer in looks(said)]
    return Highlight(
        pk=excerpt.pk,
        start=excerpt.start,
        end=excerpt.end,
        version=excerpt.version,
        may=member.may(member.mends(excerpt)),
        href=leads[statements[0].pk] if statements else "",
        layers=list(dict.fromkeys(layers))[: marks.DEEPEST] or ["hl bare"],
        labels=[label(said, leads[said.pk]) for said in statements],
    )


def looks(said: Statement) -> list[str]:
    """A class for each holder; background has a look of its own."""
    if said.voice == Statement.Voice.BACKGROUND:
        return ["voice"]
    return [f"hl party-{held.party.symbol}{' told' if held.told_by_other else ''}" for held in said.held]


def label(said: Statement, href: str) -> Label:
    holders = [held.party for held in said.held]
    return Label(
        href=href,
        symbols=[party.symbol for party in holders[: marks.DEEPEST]],
        whose=get_text_list([str(party) for party in holders], _("and")),
        words=str(said.issue) if said.issue and holders else _("Background"),
    )


def cut(said: Statement, href: str, passages: Sequence[Passage] = ()) -> Cut:
    return Cut(
        words=said.words,
        href=href,
        holders=[(str(held.party), held.party.symbol, held.told_by_other) for held in said.held],
        issue=str(said.issue or ""),
        said=_("said %(day)s") % {"day": said.said},
        passages=passages,
    )


def passage(excerpt: Excerpt, document: Document, member: Membership) -> Passage:
    ws = member.workspace.slug
    wants = bool(excerpt.translation) or foreign(document.language)
    return Passage(
        pk=excerpt.pk,
        gloss=Gloss(excerpt.translation, excerpt.translator) if excerpt.translation else None,
        move=numbered("desk:move_excerpt", ws, excerpt.pk) if member.may(member.mends(excerpt)) else "",
        translate=numbered("sources:translate", ws, excerpt.pk) if wants else "",
    )


def about(document: Document, member: Membership) -> list[tuple[str, str]]:
    """What we know of the document, name and words."""
    rows = [
        (_("Author"), document.author),
        (_("Published"), str(document.published or _("day not known"))),
        (_("Language"), language(document.language)),
        (_("Read as"), called(document.encoding) if document.encoding else ""),
        (_("Rights"), document.rights),
        (_("Recorded by"), str(document.recorded_by)),
        (_("Recorded"), moment(document.recorded_at, member.workspace.zone)),
    ]
    return [row for row in rows if row[1]]


def content_type(document: Document) -> str:
    """What the original is sent as: text as text, whatever it was written for; a web page is never one of ours."""
    if document.encoding:
        return f"text/plain; charset={document.encoding}"
    return SENT_AS.get(PurePath(document.file.name or "").suffix.lower(), "application/octet-stream")


def filename(document: Document) -> str:
    """The title as a file may be called, with the ending of the original."""
    stem = re.sub(r"[^\w.-]+", "-", document.title).strip("-._")[:80]
    return f"{stem or 'document'}{PurePath(document.file.name or '').suffix}"
