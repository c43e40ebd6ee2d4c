"""Whether a drawing from another installation only draws."""

import re

from lxml import etree

PARTS = {
    "circle", "defs", "desc", "g", "line", "path", "pattern", "rect", "style", "svg", "symbol", "text", "title",
    "tspan", "use",
}  # fmt: skip
WORDS = {"desc", "style", "title"}  # that hold nothing else
ACTS = re.compile(r"^on|^style$|href$|^src", re.IGNORECASE)  # attributes that do more than draw
ELSEWHERE = re.compile(r"@|\\|url\((?!#)", re.IGNORECASE)


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
