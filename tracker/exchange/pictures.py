"""What the pages draw, as pictures on paper."""

import re
from html import unescape

from django.utils.safestring import SafeString
from lxml import etree

from tracker.exchange.paper import Picture
from tracker.positions import pictures

# Of what an edition from another installation brings, only this is a drawing.
PARTS = {
    "circle", "defs", "desc", "g", "line", "path", "pattern", "rect", "style", "svg", "symbol", "text", "title",
    "tspan", "use",
}  # fmt: skip
WORDS = {"desc", "style", "title"}  # that hold nothing else
ACTS = re.compile(r"^on|^style$|href$|^src", re.IGNORECASE)  # attributes that do more than draw
ELSEWHERE = re.compile(r"@|\\|url\((?!#)", re.IGNORECASE)
WIDE = 800  # pixels of a drawing that is set across the page: its letters come out at 7 points


def drawn(svg: SafeString, *, left: int = pictures.EDGE, right: int = pictures.EDGE) -> Picture:
    """The drawing by itself, with its own description in words; `left` and `right` as a page leaves room beside it."""
    title, described = (re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", svg) for name in ("title", "desc"))
    name = unescape(title[1]) if title else ""
    words = unescape(described[1]) if described else name
    file = pictures.Picture(svg, "", name, "", "", left, right, WIDE).alone
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', file)
    return Picture(file, words, *(map(float, size.groups()) if size else (WIDE, WIDE)))


def harmless(svg: str) -> bool:
    """Whether it only draws: it runs nothing, loads nothing, leads nowhere, and no page reads it as anything else."""
    if "<!" in svg or "<?" in svg:  # what a page reads in another way than a drawing by itself
        return False
    try:
        root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return all(part_is_harmless(part) for part in root.iter())


def part_is_harmless(part: etree._Element) -> bool:
    name = etree.QName(part)
    if name.namespace != "http://www.w3.org/2000/svg" or name.localname not in PARTS:
        return False
    if name.localname in WORDS and len(part):
        return False
    if name.localname == "style" and ELSEWHERE.search(part.text or ""):
        return False
    return all(attribute_is_harmless(etree.QName(key).localname, str(value)) for key, value in part.attrib.items())


def attribute_is_harmless(name: str, value: str) -> bool:
    return not ELSEWHERE.search(value) and (value.startswith("#") or not ACTS.search(name))
