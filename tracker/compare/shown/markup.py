"""An issue of the side by side as one safe string: as a template each of its hundred parts would cost a look-up.

Whatever people wrote goes through `escape`; what has a closed set of words is rendered by its own template, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.base.direction import isolated
from tracker.compare.comparison import Row
from tracker.compare.shown.cells import ShownCell, ShownRow
from tracker.statements.quotes import Quote, Step


@dataclass
class Parts:
    """The parts of one page that say the same in many places, each made once; and the words between them."""

    columns: str = ""
    roots: str = ""
    heads: tuple[str, str] = ("", "")  # over what the columns have in common, and over what they have not
    writes: bool = False  # whether the reader may write notes on a pair
    here: str = ""  # the address of the page, escaped
    notes: dict[str, int] | None = None  # what was heard where, and its number on paper; none: it stands in place
    made: dict[Any, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def part(self, template: str, **values: Any) -> str:
        """What a small template comes to: a verdict, a state, a name."""
        key = template, *values.values()
        if key not in self.made:
            self.made[key] = render_to_string(f"ui/{template}.html", values).strip()
        return self.made[key]

    def party(self, party: Party) -> str:
        return named(str(party), party.symbol)

    def word(self, words: str) -> str:
        """Words of ours, translated once."""
        if words not in self.said:
            self.said[words] = escape(_(words))
        return self.said[words]


def icon(name: str) -> str:
    return f'<svg class="i" aria-hidden="true"><use href="#i-{name}"/></svg>'


def tag(name: str, words: str, look: str = "") -> str:
    """An element round words of theirs; no words, no element."""
    return f"<{name}{f' class="{look}"' if look else ''}>{escape(words)}</{name}>" if words else ""


def named(name: str, symbol: int) -> SafeString:
    """The same as `ui/party.html`, which is tried."""
    mark = f'<svg class="m" aria-hidden="true"><use href="#m{symbol}"/></svg>'
    return SafeString(f'<span class="party party-{symbol}">{mark}<bdi>{escape(name)}</bdi></span>')


def offered(party: Party) -> SafeString:
    """A party that could be compared as well."""
    box = f'<input type="checkbox" name="party" value="{escape(party.slug)}">'
    return SafeString(f'<label class="chip">{box} {named(str(party), party.symbol)}</label>')


def waits(row: Row) -> SafeString:
    """The number and title of an issue that is read later."""
    title = f'<span class="n">{escape(row.number)}</span> <bdi>{escape(row.issue.title)}</bdi>'
    return SafeString(f'<section class="pair waits" id="{escape(row.issue.slug)}"><h2>{title}</h2></section>')


def section(row: ShownRow, parts: Parts, *, opened: bool = False) -> SafeString:
    """One issue, whole."""
    issue = row.row.issue
    slug = escape(issue.slug)
    drawn = ""
    if row.svg:
        to = f"?{parts.here}&amp;all=yes&amp;picture={slug}"
        words = f'SVG<span class="sr"> {parts.word("of")} {escape(issue.title)}</span>'
        file = f'<p class="saves"><a href="{to}" download>{icon("down")}{words}</a></p>'
        drawn = f'<div class="full"><figure class="scale-box">{row.svg}</figure>{file}</div>'
    looks = " ".join(filter(None, ["pair", parts.columns, "blank" if row.blank else "", "long" if row.long else ""]))
    return SafeString(
        f'<section class="{looks}" id="{slug}" aria-labelledby="h-{slug}">{side(row, parts)}'
        f"{''.join(holds(cell, parts) for cell in row.cells)}{drawn}"
        f'<div class="full">{common(row, parts)}{quoted(row, parts, opened=opened)}</div></section>'
    )


def side(row: ShownRow, parts: Parts) -> str:
    """The rail: the issue, the verdict, how far apart, what moved."""
    issue = row.row.issue
    verdict = tag("span", row.verdict_words, "verdict unknown") or parts.part("verdict", verdict=row.verdict)
    return (
        f'<div class="side"><h2 id="h-{escape(issue.slug)}"><span class="n">{escape(row.row.number)}</span>'
        f" <bdi>{escape(issue.title)}</bdi></h2>{verdict}{tag('p', row.rests, 'meta')}{tag('span', row.state, 'tag')}"
        f'{tag("p", issue.question, "q")}<p class="gapnum">{escape(row.gap)}{tag("small", row.gap_words)}</p>'
        f"{tag('p', row.gap_moved, 'meta')}"
        f"{''.join(f'<p class="meta">{tag("span", move, "move")}</p>' for move in row.moves)}</div>"
    )


def holds(cell: ShownCell, parts: Parts) -> str:
    """What one party holds, in words first."""
    name, href = parts.party(cell.party), escape(cell.href)
    if cell.look == "none":
        borrowed = tag("span", f"{cell.says}: {cell.borrowed}") if cell.borrowed else ""
        leads = f'<a href="{href}">{escape(cell.waiting)}</a>' if cell.waiting else ""
        if parts.writes and not leads:  # on paper nobody records anything
            leads = f'<a class="no-print" href="{href}">{parts.word("Record one")}</a>'
        silent = f'<div class="silent">{tag("b", cell.nothing)}{borrowed}{leads}</div>'
        return f'<div class="holds none">{name}{silent}</div>'
    says = f"<bdi>{escape(cell.says)}</bdi>" if cell.look == "value" else parts.part("look", look=cell.look, words="")
    return (
        f'<div class="holds {cell.look}">{name}<a class="opt" href="{href}">{says}</a>'
        f'<p><bdi>{escape(cell.summary)}</bdi></p><p class="facts">{facts(cell, parts)}</p></div>'
    )


def facts(cell: ShownCell, parts: Parts) -> str:
    """How firm, on what, how fresh, whether anybody looked at it."""
    said = [parts.part("redline", assumed=cell.assumed)] if cell.wall else []
    said += [f"<span>{parts.word('binds both sides')}</span>"] if cell.mutual else []
    said += [tag("span", cell.firmness, "firm"), tag("span", cell.salience), tag("span", cell.departs, "warn")]
    said += [f"<span>{parts.word('Inferred by us, not stated')}</span>"] if cell.inferred else []
    said += [tag("span", cell.by_statements), f'<a class="ev" href="{escape(cell.href)}">{escape(cell.statements)}</a>']
    if cell.roots:
        warn = ' class="warn"' if cell.one_root else ""
        said.append(f'<abbr{warn} title="{escape(parts.roots)}">{escape(cell.roots)}</abbr>')
    said += [graded(cell.grade, cell.grade_words), tag("span", cell.age, "warn" if cell.stale else "")]
    said += [tag("span", cell.in_force), parts.part("state", state=cell.review), tag("span", cell.waiting, "waiting")]
    return "".join(said)


def graded(grade: str, words: str) -> str:
    return f'<abbr class="grade" title="{escape(words)}">{escape(grade)}</abbr>' if grade else ""


def common(row: ShownRow, parts: Parts) -> str:
    """What they share, what divides them, what an analyst adds, and which words differ."""
    heads = zip(("meet", "part"), parts.heads, (row.shared, row.divides), strict=True)
    told = "".join(
        f"<div><h3>{icon(sign)} {escape(words)}</h3><p>{escape(said)}</p></div>" for sign, words, said in heads
    )
    return f'<div class="common">{told}</div>{noted_by_us(row, parts)}{differing(row, parts)}'


def noted_by_us(row: ShownRow, parts: Parts) -> str:
    """What analysts add to the rule's own sentences, and where they do."""
    said = ""
    for whose, text, signed, href in row.notes:
        edit = f' <a class="no-print" href="{escape(href)}">{parts.word("Edit")}</a>' if parts.writes else ""
        head = f"{parts.word('Our note')}{f': {escape(whose)}' if whose else ''}"
        words = f'<p class="words" dir="auto">{escape(text)}</p><p class="meta">{escape(signed)}{edit}</p>'
        said += f'<div class="pair-note"><h3>{icon("talk")} {head}</h3>{words}</div>'
    if row.add_note and parts.writes:
        words = parts.word("Add our note on the two")
        said += f'<p class="saves no-print"><a href="{escape(row.add_note)}">{words}</a></p>'
    return said


def differing(row: ShownRow, parts: Parts) -> str:
    """Two summaries that say nearly the same, word by word."""
    if not row.pieces:
        return ""
    words = render_to_string("ui/diff.html", {"pieces": row.pieces}).strip()
    head = parts.word("Words that differ")
    said = f'<p class="diff" dir="auto">{words}</p>{tag("p", row.pieces_of, "meta")}'
    return f'<details class="disclose"><summary>{head}</summary>{said}</details>'


def quoted(row: ShownRow, parts: Parts, *, opened: bool) -> str:
    """The newest quotations of each party, with their reports, and where the others are."""
    if not row.counted:
        return f'<p class="muted">{parts.word("No quotation stands behind this issue yet.")}</p>'
    stacks = "".join(
        f'<div class="stack">{"".join(quotation(each, parts) for each in cell.quotes)}{more(cell)}</div>'
        for cell in row.cells
    )
    return (
        f'<details class="disclose"{" open" if opened else ""}><summary>{escape(row.counted)}</summary>'
        f'<div class="quotes">{stacks}</div></details>'
    )


def more(cell: ShownCell) -> str:
    return f'<p class="meta"><a href="{escape(cell.href)}">{escape(cell.more)}</a></p>' if cell.more else ""


def quotation(quote: Quote, parts: Parts) -> str:
    """The same as `ui/quote.html`, which is tried."""
    look = f"{'' if quote.verbatim else ' said-so'}{' told' if quote.told else ''}"
    look += f" party-{quote.symbol}" if quote.symbol else ""
    number = ""
    if parts.notes is not None:
        place = parts.notes.setdefault(noted(quote), len(parts.notes) + 1)
        look, number = f"{look} noted", f'<sup class="only-print">{place}</sup>'
    language = f' lang="{escape(quote.language)}"' if quote.language else ""
    gloss = render_to_string("ui/gloss.html", {"gloss": quote.gloss}).strip() if quote.gloss else ""
    said = f"<span>{parts.word('said %(day)s') % {'day': escape(quote.said)}}</span>" if quote.said else ""
    told = f'<span class="tag">{parts.word("Second-hand")}</span>' if quote.told else ""
    href = f'<a href="{escape(quote.href)}">{escape(quote.link)}</a>' if quote.href else ""
    tags = "".join(tag("span", each, "tag") for each in quote.tags)
    return (
        f'<div class="quote{look}"><blockquote{language} dir="auto">{escape(quote.words)}{number}</blockquote>{gloss}'
        f"{ladder(quote.chain, parts)}"
        f'<p class="meta">{graded(quote.grade, quote.grade_words)}{said}{told}{tags}{href}</p></div>'
    )


def noted(quote: Quote) -> str:
    """How the words reached us and how good they are, on one line under all that is printed."""
    steps = [", ".join(filter(None, [str(isolated(step.name)), step.detail])) for step in quote.chain]
    return ". ".join(filter(None, ["; ".join(steps), _("said %(day)s") % {"day": quote.said}, quote.grade]))


def ladder(chain: Iterable[Step], parts: Parts) -> str:
    """How it reached us."""
    steps = "".join(
        f"<li><b><bdi>{escape(step.name)}</bdi></b>{' ' if step.detail else ''}{tag('span', step.detail)}</li>"
        for step in chain
    )
    label = parts.word("How it reached us")
    return f'<ol class="ladder" aria-label="{label}">{steps}</ol>' if steps else ""
