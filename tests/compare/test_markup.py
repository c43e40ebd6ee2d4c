"""The sections of the side by side, put together as strings: what people wrote stays words in them."""

from dataclasses import fields, replace
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from tracker.compare.shown import markup
from tracker.compare.shown.cells import ShownCell, ShownRow
from tracker.history.diff import Piece
from tracker.statements.quotes import Gloss, Quote, Step

EVIL = "<i>\"'&"


def filled(kind, **known):
    """One with that text in each of its fields of text."""
    given = {each.name: EVIL for each in fields(kind) if each.type in ("str", str)}
    return kind(**given | {name: value for name, value in known.items() if name in {f.name for f in fields(kind)}})


@pytest.fixture
def quote():
    return filled(
        Quote, verbatim=False, told=True, symbol=3, chain=[Step(EVIL, EVIL), Step(EVIL)], statement=None,
        tags=[EVIL], gloss=Gloss(EVIL, EVIL),
    )  # fmt: skip


class Called(SimpleNamespace):
    symbol = 3

    def __str__(self):
        return EVIL


def row(quote, **known):
    cell = filled(ShownCell, party=Called(), look="value", svg="", mutual=True, inferred=True, review="approved",
                  one_root=True, quotes=[quote])  # fmt: skip
    silent = replace(cell, look="none")
    issue = SimpleNamespace(slug="evil", title=EVIL, question=EVIL)
    of = SimpleNamespace(issue=issue, number=EVIL)
    values = {"row": of, "cells": [cell, silent], "verdict": "blocked", "svg": "", "line": "", "moves": [EVIL]}
    values |= {"notes": [(EVIL,) * 4], "pieces": [Piece("out", EVIL), Piece("in", EVIL)]}
    return filled(ShownRow, **values | known)


@pytest.mark.parametrize("verdict_words", ["", EVIL])
def test_whatever_people_wrote_stays_words(quote, verdict_words):
    html = markup.section(
        row(quote, verdict_words=verdict_words), markup.Parts(roots=EVIL, heads=(EVIL, EVIL), writes=True), opened=True
    )
    assert "<i>" not in html
    assert "\"'" not in html
    assert html.count("&lt;i&gt;") > 40


def test_a_party_is_the_same_as_where_a_template_makes_it():
    template = render_to_string("ui/party.html", {"name": EVIL, "symbol": 3})
    assert markup.named(EVIL, 3) == template.strip()


def test_who_and_what_is_offered_stays_words():
    html = markup.offered(Called(slug=EVIL)) + markup.waits(row(None).row)
    assert html.count("&lt;i&gt;") == 4
    assert "<i>" not in html
    assert "\"'" not in html


def test_a_quotation_is_the_same_as_where_a_template_makes_it(quote):
    for each in (quote, replace(quote, verbatim=True, told=False, symbol=None, gloss=None, language="", tags=[])):
        template = render_to_string("ui/quote.html", {"quote": each})
        assert "".join(markup.quotation(each, markup.Parts()).split()) == "".join(template.split())
