"""What the pages draw, as pictures on paper."""

import re
from html import unescape

from django.utils.safestring import SafeString

from tracker.exchange.paper import Picture
from tracker.positions import pictures

WIDE = 800  # pixels of a drawing that is set across the page: its letters come out at 7 points


def drawn(svg: SafeString, *, left: int = pictures.EDGE, right: int = pictures.EDGE) -> Picture:
    """The drawing by itself, with its own description in words; `left` and `right` as a page leaves room beside it."""
    title, described = (re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", svg) for name in ("title", "desc"))
    name = unescape(title[1]) if title else ""
    words = unescape(described[1]) if described else name
    file = pictures.Picture(svg, "", name, "", "", left, right, WIDE).alone
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', file)
    return Picture(file, words, *(map(float, size.groups()) if size else (WIDE, WIDE)))
