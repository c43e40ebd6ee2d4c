from collections import Counter
from dataclasses import dataclass
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.desk.marks import Paragraph, Plain, cut
from tracker.sources.extract import normalise, paragraphs


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    name: str = ""


def marked(text, *marks):
    """The text with its marks as brackets: `[a:…]` where one begins, `[…]` where it goes on."""
    lead, blocks = cut(text, paragraphs(text), marks)
    return lead + "".join(written(block) for block in blocks)


def written(block):
    if isinstance(block, Plain):
        return "".join(words + gap for words, gap in block.paragraphs)
    return "".join(bracketed(piece) for piece in block.pieces) + block.gap


def bracketed(piece):
    opened = "".join(f"[{mark.name}:" if here else "[" for mark, here in piece.marks)
    return opened + piece.text + "]" * len(piece.marks)


def test_words_are_marked_where_they_stand():
    assert marked("One system, not two.", Mark(0, 10, "a")) == "[a:One system], not two."


def test_marks_that_overlap_are_cut_at_each_others_ends():
    assert marked("abcdefg", Mark(1, 4, "x"), Mark(3, 6, "y")) == "a[x:bc][[y:d]][ef]g"


def test_the_shorter_of_two_that_begin_together_lies_upon_the_longer():
    assert marked("abcdefg", Mark(1, 3, "short"), Mark(1, 6, "long")) == "a[long:[short:bc]][def]g"


def test_a_mark_over_two_paragraphs_begins_once_and_leaves_the_blank_line_between_them_alone():
    assert marked("One.\n\nTwo.\n\nThree.", Mark(1, 9, "a")) == "O[a:ne.]\n\n[Two].\n\nThree."


def test_paragraphs_without_a_mark_stay_together():
    _, blocks = cut("A\n\nB\n\nC\n\nD", paragraphs("A\n\nB\n\nC\n\nD"), [Mark(6, 7)])
    assert [type(block) for block in blocks] == [Plain, Paragraph, Plain]
    assert blocks[0].paragraphs == (("A", "\n\n"), ("B", "\n\n"))


def test_of_many_marks_on_the_same_words_the_last_three_are_drawn_and_each_begins_all_the_same():
    text = "abcdefgh"
    _, blocks = cut(text, paragraphs(text), [Mark(n, 8, n) for n in range(6)])
    last = blocks[0].pieces[-1]
    assert [mark.name for mark, _ in last.marks] == [3, 4, 5]
    assert [mark.name for mark in blocks[0].begins] == [0, 1, 2, 3, 4, 5]
    assert last.innermost.name == 5


def test_hostile_markup_is_shown_as_text():
    text = '<script>alert("1")</script> & </p>'
    _, [block] = cut(text, paragraphs(text), [])
    assert "<script" not in block.html and block.html.count("</p>") == 1
    assert unescape(block.html.removeprefix('<p dir="auto">').removesuffix("</p>")) == text


@pytest.mark.parametrize("text", ["", " \n\n ", "\n\n one \n\n"])
def test_a_text_of_nothing_or_with_white_space_at_its_ends_stays_whole(text):
    assert marked(text, Mark(0, 2)).replace("[", "").replace("]", "").replace(":", "") == text


ODD = [
    "🇷🇺",
    "👨‍👩‍👧",
    "é",
    "مرحبا",
    "שלום",
    "\n\n",
    "\n",
    " ",
    "\t",
    "<b>",
    "&amp;",
    "a",
    "\u00ad",
    "\u200f",
    "\U0001f680",
]
texts = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=6)), max_size=30).map("".join).map(normalise)


@st.composite
def texts_with_marks(draw):
    text = draw(texts)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda span: span[0] < span[1])
    found = draw(st.lists(spans, max_size=8)) if text else []
    return text, [Mark(start, end, n) for n, (start, end) in enumerate(found)]


@given(texts_with_marks())
def test_put_together_again_it_is_the_text_and_every_mark_lies_on_its_own_characters(given):
    text, marks = given
    spans = paragraphs(text)
    lead, blocks = cut(text, spans, marks)
    at, begun, drawn = len(lead), Counter(), Counter()
    assert text.startswith(lead)
    for block in blocks:
        whole = block.paragraphs if isinstance(block, Plain) else [(block.pieces, block.gap)]
        for pieces, gap in whole:
            for piece in pieces if isinstance(block, Paragraph) else []:
                for mark, here in piece.marks:
                    assert mark.start <= at and at + len(piece.text) <= mark.end
                    begun[mark] += here
                    drawn[mark] += len(piece.text)
                covering = {mark for mark in marks if mark.start <= at and at + len(piece.text) <= mark.end}
                assert len({mark for mark, _ in piece.marks}) >= min(3, len(covering))
                assert text[at : at + len(piece.text)] == piece.text
                at += len(piece.text)
            if isinstance(block, Plain):
                assert text[at : at + len(pieces)] == pieces
                assert not any(mark.start < at + len(pieces) and at < mark.end for mark in marks)
                at += len(pieces)
            assert text[at : at + len(gap)] == gap
            at += len(gap)
    assert at == len(text)
    on_words = [mark for mark in marks if any(mark.start < end and start < mark.end for start, end in spans)]
    assert begun == Counter(on_words)
