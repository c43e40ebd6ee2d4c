"""The summary as one HTML file: read as a browser reads it."""

import io
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.test_docx import summary
from tracker.base.direction import isolated
from tracker.exchange.exporters.html import whole, write
from tracker.exchange.paper import Picture, Prose

VOID = {"meta", "col"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><style>a{}</style><title>Scale</title></svg>'


def written(paper):
    out = io.BytesIO()
    write(paper, out)
    return out.getvalue().decode()


class Tags(HTMLParser):
    """Every tag that a browser meets, and whether each ends."""

    def __init__(self, html):
        super().__init__()
        self.met, self.open = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.met.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_file_needs_nothing_else():
    html = written(summary())
    assert not re.search(r"\b(src|href)=\"(?!#|https://example.org/1)|@import|url\(", html)
    assert "<script" not in html
    assert '<meta name="robots" content="noindex">' in html
    assert "default-src 'none'" in html


def test_who_may_read_it_and_the_day_stand_at_its_head():
    html = written(summary())
    assert html.index("TLP:AMBER") < html.index("As of 5 July 2011, as known 6 July 2011") + 100
    assert '<p class="p-handling">TLP:AMBER</p>' in html


def test_a_printed_page_says_the_day_and_the_handling_whatever_they_are_made_of():
    html = written(replace(summary(), running=("</style><b>", 'x";}'), handling="TLP:AMBER+STRICT"))
    style = html[html.index("<style>") : html.index("</style>")]
    assert '@top-left { content: "\\3c \\2f style\\3e \\3c b\\3e "' in style
    assert '@top-right { content: "x\\22 \\3b \\7d "' in style
    assert style.count('content: "TLP\\3a AMBER\\2b STRICT"') == 2


def test_a_citation_leads_to_its_source():
    tags = Tags(written(summary())).met
    aims = {attrs["href"] for tag, attrs in tags if tag == "a" and attrs.get("class") == "p-ref"}
    assert aims == {f"#{attrs['id']}" for _tag, attrs in tags if attrs.get("id", "").startswith("source-")}


@given(st.text(max_size=60))
def test_whatever_people_typed_is_text_and_every_tag_ends(words):
    plain = Tags(written(summary("x"))).met
    html = written(summary(f"x{words}"))
    tags = Tags(html)
    assert not tags.open
    assert [tag for tag, _attrs in tags.met] == [tag for tag, _attrs in plain]


def test_an_arabic_quotation_runs_from_right_to_left_in_its_language():
    html = written(summary("قضية السلاح"))
    assert '<blockquote><p dir="rtl" lang="ar">“قضية السلاح”</p>' in html


def test_an_analysts_arabic_paragraph_runs_so_too_and_ours_that_begins_with_an_arabic_name_does_not():
    words = [Prose("كتبنا هذا."), Prose(f"{isolated('مصر')} and NATO are blocked.")]
    html = written(replace(summary(), blocks=words))
    assert '<p class="p-plain" dir="rtl">كتبنا هذا.</p>' in html
    assert '<p class="p-plain">\u2068مصر\u2069 and NATO are blocked.</p>' in html


def test_in_a_page_of_ours_a_picture_wears_the_looks_of_the_page():
    paper = replace(summary(), blocks=[Picture(SVG, "Scale", 10, 10)])
    assert "<style>a{}</style>" in written(paper)
    assert "<style>" not in "".join(whole(paper, level=2))


@pytest.mark.django_db
def test_a_reader_downloads_it_with_the_scale_of_each_issue(demo):
    response = demo.browse("reader").get(
        demo.address, {"format": "html", "as_of": "2011-07-05", "party": ["nato", "russia"]}
    )
    html = response.content.decode()
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    assert "<title>One system or two: where each party stands</title>" in html
    assert "Two separate systems that cooperate" in unescape(html)
    assert not Tags(html).open


def test_a_screen_that_is_dark_leaves_it_light_as_its_drawings_are():
    page = written(summary())
    assert '<meta name="color-scheme" content="only light">' in page
    assert "color-scheme: only light;" in page
