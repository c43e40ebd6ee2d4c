"""What typst sets: pictures as PNG for Word, a paper as PDF. It gets data, never markup made of what people typed."""

from collections.abc import Sequence

import typst

from tracker.exchange.paper import Picture

SHARP = 144  # dots to the inch


def pngs(pictures: Sequence[Picture]) -> list[bytes]:
    """Each picture as a file, in their order."""
    return [png(picture) for picture in pictures]


def png(picture: Picture) -> bytes:
    page = f"#set page(width: {picture.width * 0.75}pt, height: {picture.height * 0.75}pt, margin: 0pt)\n"
    files = {"main.typ": (page + '#image("picture.svg", width: 100%)').encode(), "picture.svg": picture.svg.encode()}
    return bytes(typst.compile(files, format="png", ppi=SHARP))  # type: ignore[call-overload]  # takes files by name too
