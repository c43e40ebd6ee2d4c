import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tracker.exchange.exporters.markdown import link, source, text, typed
from tracker.exchange.paper import Source

HOSTILE = [
    '=HYPERLINK("http://example.org")',
    "<script>alert(1)</script>",
    "a | b",
    "two\nlines",
    "# not a heading",
    "1. not a list",
    "- not a list",
    "> not a quotation",
    "**bold** _italic_ `code` ~~gone~~ $x^2$",
    "[a link](javascript:alert(1)) ![picture](http://example.org/x.png)",
    "[1]: http://example.org",
    "&lt;script&gt; &#60; R&D",
    "back\\slash\\",
    "====",
    "---",
    "+ plus",
    "***",
]


def shown(markdown):
    """The words a reader sees, and the tags they stand in."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    tags = set(re.findall(r"</?(\w+)", html))
    words = re.sub(r"<[^>]+>", "", html)
    return " ".join(words.split()), tags


def plainly(words):
    """What a reader of HTML sees of a plain text."""
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        words = words.replace(sign, name)
    return " ".join(words.split())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_typed_is_shown_as_they_typed_it(hostile):
    for around in ("{}", "- {}", "> {}", "## {}", "**{}**"):
        words, tags = shown(around.format(text(hostile)))
        assert words == plainly(hostile), around
        assert tags <= {"p", "ul", "li", "blockquote", "h2", "strong"}, around
    assert "<" not in text(hostile)  # not every reader of Markdown knows a backslash before it


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_cell_of_a_table_stays_one_cell(hostile):
    words, tags = shown(f"| a | b |\n| --- | --- |\n| {text(hostile)} | b |")
    assert words == plainly(f"a b {hostile} b")
    assert tags == {"table", "thead", "tbody", "tr", "th", "td"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_no_text_at_all_becomes_markup(typed):
    _words, tags = shown(f"- {text(typed)}x")
    assert tags <= {"ul", "li", "p"}


def test_arabic_keeps_to_itself():
    assert typed("مسقط, Oman") == "\u2068مسقط, Oman\u2069"
    assert text("مسقط, by 10 %") == "\u2066مسقط, by 10 %\u2069"  # our sentence, though it begins with their name
    assert typed("a\u202eb\u2069") == "\u2068a\u202eb\u2069"
    assert text("Muscat") == "Muscat"
    assert text("\u2068مسقط\u2069, by 10 %") == "\u2066\u2068مسقط\u2069, by 10 %\u2069"  # a name stays so
    assert text("\u2068مسقط\u2069\u2069, by 10 %") == "\u2066مسقط, by 10 %\u2069"  # nothing typed ends ours


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a?b=c#d", "<https://example.org/a?b=c#d>"),
        ("https://example.org/a> <b", "<https://example.org/a%3E%20%3Cb>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("", ""),
    ],
)
def test_an_address_is_a_link_only_to_the_web(address, written):
    assert link(address) == written


def test_a_source_without_outlet_or_address_is_still_a_sentence():
    assert source(Source(3, "Own notes", "", "", "")) == "3. Own notes."
