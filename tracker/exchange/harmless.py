"""Whether a drawing from another installation is one of ours: it draws, in the looks that we give, and does nothing."""

import re

from lxml import etree

PARTS = {
    "circle", "defs", "desc", "g", "line", "path", "pattern", "rect", "style", "svg", "symbol", "text", "title",
    "tspan", "use",
}  # fmt: skip
WORDS = {"desc", "style", "title"}  # that hold nothing else
LINK = "href"  # which leads to a sign of the same drawing
ATTRIBUTES = {
    "aria-label", "aria-labelledby", "class", "cx", "cy", "d", "dx", "dy", "fill", "fill-opacity", "height", LINK, "id",
    "overflow", "patternTransform", "patternUnits", "r", "role", "rx", "stroke", "stroke-dasharray", "stroke-opacity",
    "stroke-width", "text-anchor", "transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip
PAINT = {"fill", "stroke"}
PAINTS = re.compile(r"[\w# .%-]*|url\(#[\w-]+\)")
ONE = (  # of a drawing's own classes
    r"(?:text|\.(?:b|q|note|headline|own|red|green|amber|halo|turned|point|stmt|range|said|was|slip|trail|idle|tight"
    r"|party-\d \.(?:own|inferred)))"
)
LOOK = r"(?:font|font-weight|font-size|fill|fill-opacity|stroke|stroke-[a-z]+|paint-order|display):[^;:{}()@\\<>]+"
LOOKS = re.compile(rf"(?:{ONE}(?:,{ONE})*\{{{LOOK}(?:;{LOOK})*;?\}})*")


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
    if name.localname == "style" and not LOOKS.fullmatch(part.text or ""):
        return False
    return all(attribute_is_harmless(etree.QName(key).localname, str(value)) for key, value in part.attrib.items())


def attribute_is_harmless(name: str, value: str) -> bool:
    if name == LINK:
        return value.startswith("#")
    return name in ATTRIBUTES and (name not in PAINT or bool(PAINTS.fullmatch(value)))
