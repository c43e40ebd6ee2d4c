"""What people write, as HTML: Markdown that lets none of their own markup through."""

from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

ELSEWHERE = "nofollow noopener noreferrer"  # where a link of theirs leads is none of our doing


def link(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    tokens[at].attrSet("rel", ELSEWHERE)
    return str(self.renderToken(tokens, at, options, env))


WRITER = (
    MarkdownIt("js-default", {"breaks": True, "maxNesting": 40})  # deeper costs seconds, and nobody means it
    .disable(["image", "heading", "lheading"])  # nothing is fetched from elsewhere; our own headings stay the outline
)  # fmt: skip
WRITER.add_render_rule("link_open", link)


@lru_cache(maxsize=512)
def html(text: str) -> SafeString:
    """Safe to show: every tag in it is ours."""
    return SafeString(WRITER.render(text))
