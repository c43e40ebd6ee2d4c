"""A text with its marks, and the list of what was cut from it, as HTML.

Here rather than in the template, which needs longer for the marks of one text than the database for all of it. Every
value is escaped where it is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.desk import marks
from tracker.statements.quotes import Gloss


@dataclass(frozen=True)
class Highlight:
    """An excerpt as it is marked in the text: its layers are classes, one for each holder, the outermost first."""

    pk: int
    start: int
    end: int
    version: int
    may: bool  # the reader may move its ends
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

    words: str
    href: str
    holders: list[tuple[str, int, bool]]  # name, symbol, and whether another told it
    issue: str
    said: str  # when
    passages: Sequence[Passage] = ()  # that it quotes
    spoke: str = ""  # as what, where the list is of one person


# The text -------------------------------------------------------------------------------------------------------------
def drawn(block: marks.Plain | marks.Paragraph[Highlight]) -> SafeString:
    """A stretch of the text as it stands on the page, and beside it whose words are marked in it."""
    if isinstance(block, marks.Plain):
        return block.html
    pieces = "".join(marked(piece) for piece in block.pieces)
    labels = "".join(linked(label) for highlight in block.begins for label in highlight.labels)
    gut = f'<div class="gut">{labels}</div>' if block.begins else ""
    return SafeString(f'<div class="para"><p dir="auto">{pieces}</p>{gut}</div>{escape(block.gap)}')


def marked(piece: marks.Piece[Highlight]) -> str:
    """Words under their marks; they lead to the statement of the innermost."""
    opened = []
    for highlight, begins in piece.marks:
        for n, layer in enumerate(highlight.layers):
            name = ""
            if begins and n == 0:
                place = f' data-place="{highlight.start} {highlight.end}" data-version="{highlight.version}"'
                name = f' id="excerpt-{highlight.pk}"{place if highlight.may else ""}'
            opened.append(f'<mark class="{layer}"{name}>')
    words, inner = escape(piece.text), piece.innermost
    if inner and inner.href:
        words = f'<a href="{escape(inner.href)}">{words}</a>'
    return f"{''.join(opened)}{words}{'</mark>' * len(opened)}"


def linked(label: Label) -> str:
    """Whose statement it is, on what."""
    look = f' class="party-{label.symbols[0]}"' if label.symbols else ""
    symbols = "".join(
        f'<svg class="m party-{symbol}" aria-hidden="true"><use href="#m{symbol}"/></svg>' for symbol in label.symbols
    )
    whose = f'<span class="sr">{escape(label.whose)}: </span>' if label.whose else ""
    return f'<a href="{escape(label.href)}"{look}>{symbols}<span>{whose}<bdi>{escape(label.words)}</bdi></span></a>'


# The list beside it -------------------------------------------------------------------------------------------------
def listed(cuts: Sequence[Cut], *, record: bool) -> SafeString:
    """Each statement with whose it is and where its words stand; `record`: whether the reader may translate them."""
    words = {
        "told": escape(_("Second-hand")),
        "background": f'<span class="tag">{escape(_("Background"))}</span> ',
        "none": f"<span>{escape(_('no words quoted'))}</span>",
        "there": escape(_("In the text")),
        "ends": escape(_("Change its ends")),
        "edit": escape(_("Edit the translation")),
        "translate": escape(_("Translate")),
    }
    return SafeString("".join(item(each, words, record=record) for each in cuts))


def item(cut: Cut, words: dict[str, str], *, record: bool) -> str:
    whose = "".join(
        f'<span class="party party-{symbol}"><svg class="m" aria-hidden="true"><use href="#m{symbol}"/></svg>'
        f"<bdi>{escape(name)}</bdi></span> {f'<span class="tag">{words["told"]}</span> ' if told else ''}"
        for name, symbol, told in cut.holders
    )
    issue = f'<span class="muted"><bdi>{escape(cut.issue)}</bdi></span>' if cut.issue else ""
    quoted = "".join(where(each, words, record=record) for each in cut.passages)
    return (
        f'<li><p class="whose">{whose or words["background"]}{issue}</p>'
        f'<p><a href="{escape(cut.href)}"><bdi>{escape(cut.words)}</bdi></a></p>'
        f'<p class="meta"><span>{escape(cut.said)}</span>{"" if cut.passages else words["none"]}</p>{quoted}</li>'
    )


def where(passage: Passage, words: dict[str, str], *, record: bool) -> str:
    """Where the words stand, and where their ends and their translation are changed."""
    gloss = render_to_string("ui/gloss.html", {"gloss": passage.gloss}) if passage.gloss else ""
    does = f'<a href="#excerpt-{passage.pk}">{words["there"]}</a>'
    if move := escape(passage.move):
        fetch = f'hx-get="{move}?in_text=1" hx-target="#beside" hx-swap="innerHTML"'
        does += f'<a href="{move}" {fetch}>{words["ends"]}</a>'
    if record and passage.translate:
        does += f'<a href="{escape(passage.translate)}">{words["edit" if passage.gloss else "translate"]}</a>'
    return f'{gloss}<p class="meta">{does}</p>'
