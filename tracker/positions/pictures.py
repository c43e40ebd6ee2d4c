"""A drawing of a page as a file of its own: it carries its signs, its letters' looks and a white ground with it.

Any drawing will do that `charts`, `steps` or those above them make: their attributes carry the light colours already.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from textwrap import wrap

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tracker.agenda.when import When
from tracker.base.direction import isolated
from tracker.base.errors import Unknown
from tracker.positions.charts import COLOURS

WIDE = 960  # pixels of the whole picture; wider only where the drawing is
EDGE, TOP, LINE = 24, 22, 17  # pixels: left free on each side, below the heading, from line to line of small letters
LETTERS, BIG = 140, 100  # on a line of small letters, and of the heading
ROOM = 736  # pixels of a scale that has room for the options that nobody holds
SCALE, HISTORY = 124, 212  # pixels beside a scale for the names of parties, for the words of options
LOOKS = (
    "text{font:500 12px Inter,system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',sans-serif;fill:#3f464d}"
    ".b{font-weight:700;fill:#15181b}.q,.note{font-weight:400;fill:#5c646c}.headline{font-size:16px;font-weight:700;"
    "fill:#15181b}.own,.red,.green,.amber{font-weight:700}.red{fill:#b0002e}.green{fill:#17633a}.amber{fill:#7d5000}"
    ".halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}.turned{fill:#fff}"
    ".point,.stmt{stroke:#fff;stroke-width:1.5}.range{fill-opacity:.3}.said{stroke-width:2;stroke-opacity:.55}"
    ".was,.slip,.trail{stroke-width:1.5}.slip{stroke-dasharray:2 2}.tight{display:none}"
    + "".join(
        f".party-{n} .own{{fill:{colour}}}.party-{n} .inferred{{fill:#fff;stroke:{colour};stroke-width:2}}"
        for n, colour in enumerate(COLOURS, 1)
    )
)
NARROW = ".idle{display:none}"
NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML, though a name may have come with them
ROOT = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)(%|)"[^>]*?\bheight="([\d.]+)"')


@dataclass(frozen=True)
class Picture:
    """What a page draws, and what the file says around it."""

    svg: SafeString
    kicker: str  # of which negotiation
    heading: str
    href: str  # what the page's address adds to ask for the file
    note: str  # what it rests on, and of which day it is
    left: int = EDGE  # pixels that it needs beside its own ground, as `.scale-box` gives them on a page
    right: int = EDGE
    wide: int = WIDE

    @property
    def document(self) -> str:
        """The file."""
        return standalone(self)

    @property
    def alone(self) -> str:
        """The drawing without the words above and below it, for a text that says them."""
        return standalone(self, bare=True)


def picture(
    name: str, svg: SafeString | str, when: When, *, note: str = "", left: int = EDGE, right: int = EDGE
) -> dict[str, Picture]:
    """The drawing of a page as its picture of that name, headed by its own title; none where nothing is drawn."""
    title = re.search(r"<title\b[^>]*>(.*?)</title>", svg)
    if not title:
        return {}
    kicker, heading = isolated(when.negotiation), unescape(title[1])
    said = " ".join(filter(None, [note, scope(when)]))
    return {name: Picture(SafeString(svg), kicker, heading, when.address(picture=name), said, left, right)}


def scope(when: When) -> str:
    """Which day and which knowledge a picture shows."""
    day = {"day": f"{when.day:%-d %B %Y}", "known": when.known}
    return _("As of %(day)s, as known %(known)s.") % day if when.known else _("As of %(day)s.") % day


def standalone(picture: Picture, *, bare: bool = False) -> str:
    """An SVG document that shows what the page shows, wherever it is opened."""
    found = ROOT.search(picture.svg)
    if not found:
        raise ValueError("This is no drawing with a width and a height.")
    figure, share, high = float(found[1]), found[2], float(found[3])
    inside = picture.wide - picture.left - picture.right if share else figure
    wide = max(picture.wide, inside + picture.left + picture.right)
    head = [] if bare else [("note", picture.kicker, LETTERS, LINE), ("headline", picture.heading, BIG, 21)]
    top, above = written(head, 12 - (TOP if bare else 0))
    foot = top + TOP + high
    deep, below = written([("note", picture.note, LETTERS, LINE)], foot if bare else foot + LINE)
    drawn = linked(placed(picture.svg, inside)).replace("<svg ", '<svg overflow="visible" ', 1)  # names stand beside it
    deep += TOP // 2 if bare else LINE
    title = escape(": ".join(filter(None, [picture.kicker, picture.heading])))
    looks = LOOKS + (NARROW if inside < ROOM else "")
    size, inner = f'width="{wide:g}" height="{deep:g}"', f'width="{inside:g}" height="{high:g}"'
    return NEVER.sub(
        "",
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size} '
        f'viewBox="0 0 {wide:g} {deep:g}" role="img"><title>{title}</title>'
        f'<style>{looks}</style><defs>{signs(drawn)}</defs><rect {size} fill="#fff"/>{above}'
        f'<svg x="{picture.left}" y="{top + TOP:g}" {inner} overflow="visible">{drawn}</svg>'
        f"{below}</svg>\n",
    )


def written(paragraphs: Sequence[tuple[str, str, int, int]], y: float) -> tuple[float, str]:
    """Paragraphs of look, words, letters and pixels a line, from `y` down: how far down they reach, and their lines."""
    found = []
    for look, words, letters, high in paragraphs:
        for line in wrap(words, letters):
            y += high
            found.append(f'<text class="{look}" x="{EDGE}" y="{y:g}">{escape(line)}</text>')
    return y, "".join(found)


def placed(drawn: str, wide: float) -> str:
    """Its signs at pixels of that width: outside of browsers, some take a share of it for one of the sign's own."""
    found = re.compile(r'(<use\b[^>]*?\sx=")([\d.]+)%"')
    return found.sub(lambda sign: f'{sign[1]}{float(sign[2]) / 100 * wide:g}"', drawn)


def linked(drawn: str) -> str:
    """Its links led to pages of ours; its signs are named as older programs read it too."""
    drawn = re.sub(r"<a\b[^>]*>", "<g>", drawn).replace("</a>", "</g>")
    return re.sub(r'(<use\b[^>]*?)\shref="', r'\1 xlink:href="', drawn)


def signs(drawn: str) -> str:
    """The marks and hatchings that it uses, as the pages define them."""
    sprite = get_template("ui/sprite.html").render()
    used = set(re.findall(r'href="#([\w-]+)"|url\(#([\w-]+)\)', drawn))
    found = []
    for name in sorted(one or other for one, other in used):
        kept = re.search(rf'<(symbol|pattern) id="{re.escape(name)}".*?</\1>', sprite, re.DOTALL)
        found.append(kept[0] if kept else "")
    return "".join(found)


def asked(request: HttpRequest, pictures: Mapping[str, Picture], *name: str) -> HttpResponse | None:
    """The picture that the address names, as a file; None where it asks for the page itself."""
    wanted = request.GET.get("picture")
    if not wanted:
        return None
    if wanted not in pictures:
        query = request.GET.copy()
        offers = []
        for each, picture in pictures.items():
            query["picture"] = each
            offers.append((picture.heading, f"{request.path}?{query.urlencode()}"))
        raise Unknown(_("There is no picture “%(name)s” on this page.") % {"name": wanted}, offers)
    response = HttpResponse(pictures[wanted].document, content_type="image/svg+xml; charset=utf-8")
    file = f"{slugify('-'.join([*name, wanted])) or 'picture'}.svg"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file) or ""
    return response
