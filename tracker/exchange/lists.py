"""A list of statements as a file: its rows in a sheet, or its quotations on paper, read as they are written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import IO, Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.accounts.access import within
from tracker.accounts.models import Membership
from tracker.agenda.when import When
from tracker.base.dates import DomainDate, parse
from tracker.base.direction import isolated
from tracker.desk.asked import Asked
from tracker.desk.shown.statements import ORDERED, wishes
from tracker.desk.statements import narrowed
from tracker.exchange.exporters import docx, html, markdown, xlsx
from tracker.exchange.paper import Block, Cited, Heading, Named, Paper, Prose, Remark, Source
from tracker.exchange.quotations import Quotations
from tracker.exchange.summary import grades
from tracker.exchange.tables import Book, Properties, Sheet
from tracker.statements.models import Report, Statement

LONG = 20_000  # statements


@dataclass(frozen=True)
class Listing:
    """The statements that were asked for, with what was asked, by whom, and when."""

    quotations: Quotations
    member: Membership
    asked: Sequence[str]  # the wishes, in words
    order: str  # such as "the newest first"
    point: str = ""  # as of when, as known when
    moment: datetime = field(default_factory=timezone.now)

    @property
    def long(self) -> bool:
        """Whether it takes longer than anybody waits for an answer."""
        return self.quotations.found.order_by()[: LONG + 1].count() > LONG

    @property
    def handling(self) -> str:
        return self.quotations.handling

    @property
    def title(self) -> str:
        return _("Statements of %(workspace)s") % {"workspace": isolated(self.member.workspace)}

    @property
    def sentence(self) -> str:
        which = _("Those that fit: %(wishes)s") % {"wishes": "; ".join(self.asked)}
        return f"{which if self.asked else _('All on record')}; {self.order}."

    @property
    def holds(self) -> str:
        """The same with the point in time, where the list has one."""
        return f"{self.sentence} {self.point}".rstrip()

    @property
    def facts(self) -> list[Named]:
        space = self.member.workspace
        made = f"{self.moment.astimezone(space.zone):%-d %B %Y, %H:%M} ({space.time_zone})"
        return [
            *([(_("Handling"), self.handling)] if self.handling else []),
            (_("Workspace"), str(space)),
            *([(_("In time"), self.point)] if self.point else []),
            (_("Made"), _("%(moment)s, by %(who)s") % {"moment": made, "who": self.member}),
        ]


def book(listing: Listing) -> Book:
    """A row for each quotation; and what was asked for."""
    about = [(_("What"), listing.title), (_("Which"), listing.sentence), *listing.facts]
    sheets = [
        (_("Statements"), listing.quotations.sheet()),
        (_("About"), Sheet([_("About"), _("What is said of it")], about)),
    ]
    return Book(
        listing.title, Properties(listing.sentence, str(listing.member), listing.moment), sheets, listing.handling
    )


def paper(listing: Listing) -> Paper:
    """Each statement in our words, then as it is quoted."""
    sources: list[Source] = []
    return Paper(
        title=listing.title,
        about="",
        sentence=listing.sentence,
        facts=listing.facts,
        blocks=blocks(listing.quotations, sources),
        sources=sources,
        headings={"sources": _("Sources")},
        running=(listing.title, listing.point or f"{listing.moment:%-d %B %Y}"),
        made=_("Made"),
        moment=listing.moment,
        author=str(listing.member),
        handling=listing.handling,
    )


def blocks(quotations: Quotations, sources: list[Source]) -> Iterator[Block]:
    keys, met, before = [column.key for column in quotations.columns], dict[Any, int](), None
    label = str(Report.Mode.VERBATIM.label)
    for values in quotations.rows():
        row: dict[str, Any] = dict(zip(keys, values, strict=True))
        if row["number"] != before:
            before = row["number"]
            yield Remark(isolated(row["holders"] or row["voice"]), stated(row))
        numbers = [number(row, sources, met)] if row["title"] else []
        if row["exact"]:
            verbatim, language = row["mode"] == label, row["language"] or ""
            yield Cited(row["exact"], verbatim, language, gloss(row), told(row), numbers)
        elif row["mode"]:
            yield Prose(told(row), "aside", numbers)
    yield Heading(_("How to read this"))
    yield from grades()


def stated(row: Mapping[str, Any]) -> str:
    """In our words, on which issue, on which side."""
    on = [isolated(row["issue"]), row["side"].lower(), isolated(row["option"] or "")] if row["issue"] else []
    value = [f"{row['value']:g}"] if row["value"] is not None else []
    about = ", ".join(filter(None, [*on, *value]))
    end = "" if row["words"].endswith((".", "!", "?")) else "."
    return f"{row['words']}{end} {about}" + ("." if about else "")


def told(row: Mapping[str, Any]) -> str:
    """Who said it, as what, when, where, carried by whom, how far to trust it, and where to look it up."""
    who = ", ".join(isolated(each) for each in (row["speaker"], row["post"]) if each)
    meeting = f" ({isolated(row['meeting'])})" if row["meeting"] else ""
    how = ": ".join(filter(None, [row["mode"].lower(), row["chain"]]))
    said = _("said %(day)s") % {"day": in_words(row["said"])} + meeting
    return "; ".join(filter(None, [who, said, how, _("grade %(grade)s") % {"grade": row["grade"]}, row["link"]]))


def in_words(said: Any) -> str:
    return str(DomainDate.day(said) if isinstance(said, date) else parse(said))


def gloss(row: Mapping[str, Any]) -> str:
    if not row["translation"]:
        return ""
    said = {"words": isolated(row["translation"]), "by": isolated(row["translator"] or "")}
    return (_("Translation by %(by)s: %(words)s") if said["by"] else _("Translation: %(words)s")) % said


def number(row: Mapping[str, Any], sources: list[Source], met: dict[Any, int]) -> int:
    """The document's number on the paper, which it gets when it is first met."""
    key = row["title"], row["published"], row["address"]
    if key not in met:
        met[key] = len(met) + 1
        origin = in_words(row["published"]) if row["published"] else ""
        sources.append(Source(met[key], isolated(row["title"]), origin, row["address"] or "", ""))
    return met[key]


WRITERS: dict[str, Callable[[Listing, IO[bytes]], None]] = {  # by the names of `formats.FORMATS`
    "csv": lambda listing, out: listing.quotations.csv(out),
    "xlsx": lambda listing, out: xlsx.write(book(listing), out),
    "docx": lambda listing, out: docx.write(paper(listing), out),
    "md": lambda listing, out: markdown.write(paper(listing), out),
    "html": lambda listing, out: html.write(paper(listing), out),
}


def write(listing: Listing, slug: str, out: IO[bytes], watch: Callable[[], None]) -> None:
    """The list in that format; `watch` is called now and then, and may end it."""
    WRITERS[slug](replace(listing, quotations=replace(listing.quotations, watch=watch)), out)


def listing(asked: Asked, given: QueryDict, member: Membership, site: str, handling: str) -> Listing:
    """What the page of the list would show, all of it."""
    space = member.workspace
    root = site.rstrip("/") + reverse("desk:statements", kwargs={"ws": space.slug})
    found, order = narrowed(within(space, Statement), asked.wanted), asked.order
    talks = [str(asked.negotiation)] if asked.negotiation else []
    return Listing(
        quotations=Quotations(found, order.column, order.rising, root, space.time_zone, handling=handling),
        member=member,
        asked=[*talks, *(chip.words for chip in wishes(asked.form, given))],
        order=str(ORDERED[asked.form.sorted_by][0]),
        point=point(asked.when) if asked.when else "",
    )


def point(when: When) -> str:
    values = {"day": f"{when.day:%-d %B %Y}", "known": when.known or _("when this was made")}
    return _("As of %(day)s, as known %(known)s") % values


def filename(listing: Listing, slug: str) -> str:
    """Whose they are, and when they were written: it sorts well in a folder."""
    space = listing.member.workspace
    return f"{space.slug}_statements_{listing.moment.astimezone(space.zone):%Y-%m-%d}.{slug}"
