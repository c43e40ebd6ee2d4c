"""Positions drawn: where things stand, how silences differ, and that no name becomes markup."""

import re
from xml.etree import ElementTree

import pytest

from tracker.positions.charts import Gap, Shape, Zone, cell, covered, dumbbell, scale

HOSTILE = '"><script>alert(1)</script>&\u202e{{ 7 }}'
OPTIONS = [(0.0, "No link", False), (50.0, "Two systems", True), (100.0, "One system", True)]


def shape(**given):
    return Shape(**{"party": "NATO", "symbol": 1, "look": "value", "stated": 50.0} | given)


def parsed(drawing):
    """Well-formed, or it fails."""
    return ElementTree.fromstring(drawing)


def classes(drawing):
    return [each.get("class") for each in parsed(drawing).iter() if each.get("class")]


def only(drawing, look):
    return [each for each in parsed(drawing).iter() if look in (each.get("class") or "").split()]


def drawn(shapes, options=OPTIONS, **given):
    return scale(shapes, options, **{"title": "Shield", "description": "Both", "ids": "i7"} | given)


# Texts ----------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "drawing",
    [
        cell(shape(figure=HOSTILE)),
        drawn([shape(party=HOSTILE)]),
        drawn([shape(figure=HOSTILE)]),
        drawn([shape(party='"<b>', figure="<b>")]),
        drawn([shape(party='"<b>', look="neutral")]),
        drawn([shape()], [(0, HOSTILE, True), (40, HOSTILE, True), (100, HOSTILE, True)]),
        drawn([shape()], title=HOSTILE, description=HOSTILE, ids='"><b>'),
        drawn([shape()], zone=Zone(10, 20, HOSTILE)),
        drawn([shape()], gap=Gap(10, 20, HOSTILE)),
        dumbbell([shape()], label=HOSTILE),
        cell(shape(look=HOSTILE)),
    ],
)
def test_a_hostile_text_stays_text(drawing):
    assert "<script" not in drawing
    assert not [each for each in parsed(drawing).iter() if each.tag in {"script", "b"}]


# Geometry -------------------------------------------------------------------------------------------------------------
def test_a_mark_stands_where_it_was_stated():
    (mark,) = only(cell(shape(stated=62)), "point")
    assert (mark.get("x"), mark.get("href")) == ("62%", "#m1")


@pytest.mark.parametrize(("stated", "x"), [(-5, "0%"), (0, "0%"), (100 / 3, "33.33%"), (100, "100%"), (140, "100%")])
def test_a_mark_never_leaves_the_scale(stated, x):
    assert only(cell(shape(stated=stated)), "point")[0].get("x") == x


def test_an_inferred_mark_is_hollow():
    assert "point inferred" in classes(cell(shape(inferred=True)))
    assert "point inferred" not in classes(cell(shape()))


def test_what_it_would_accept_is_a_band():
    (band,) = only(cell(shape(low=25, high=60)), "range")
    assert (band.get("class"), band.get("x"), band.get("width")) == ("range", "25%", "35%")


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [
        (None, 60, [("range open", "0%", "50%"), ("range", "50%", "10%")]),
        (25, None, [("range", "25%", "25%"), ("range open", "50%", "50%")]),
        (None, None, []),
    ],
)
def test_an_end_not_known_reaches_to_the_end_of_the_scale_and_looks_it(low, high, bands):
    found = only(cell(shape(low=low, high=high)), "range")
    assert [(band.get("class"), band.get("x"), band.get("width")) for band in found] == bands


@pytest.mark.parametrize(
    ("given", "walls", "hatched"),
    [
        ({"low": 40, "low_bound": "firm"}, [("wall", "40%")], [("hatch", "0%", "40%")]),
        ({"high": 65, "high_bound": "firm"}, [("wall", "65%")], [("hatch", "65%", "35%")]),
        ({"high": 65, "high_bound": "assumed"}, [("wall assumed", "65%")], [("hatch assumed", "65%", "35%")]),
        ({"low": 40, "high": 65}, [], []),
        ({"low_bound": "firm"}, [], []),
    ],
)
def test_a_red_line_is_a_wall_with_forbidden_ground_behind_it(given, walls, hatched):
    drawing = cell(shape(**given))
    assert [(wall.get("class"), wall.get("x1")) for wall in only(drawing, "wall")] == walls
    assert [(each.get("class"), each.get("x"), each.get("width")) for each in only(drawing, "hatch")] == hatched


def test_where_it_stood_is_a_small_ring():
    (ring,) = only(cell(shape(was=60)), "was")
    assert ring.get("cx") == "60%"


def test_marks_at_one_point_stand_abreast_so_that_each_is_seen():
    shapes = [shape(), shape(symbol=2), shape(symbol=3, stated=80)]
    marks = only(dumbbell(shapes, label="Three"), "point")
    assert [(mark.get("href"), mark.get("x"), mark.get("transform")) for mark in marks] == [
        ("#m1", "50%", "translate(-14 -7.5)"),
        ("#m2", "50%", "translate(-1 -7.5)"),
        ("#m3", "80%", "translate(-7.5 -7.5)"),
    ]


def test_a_figure_stands_behind_a_name_from_right_to_left_too():
    (own,) = only(drawn([shape(party="مصر", figure="50")]), "own")
    assert "".join(own.itertext()) == "\u2068مصر\u2069 50"


def test_the_lanes_of_a_scale_lie_one_below_the_other():
    marks = only(drawn([shape(), shape(symbol=2, stated=80)]), "point")
    assert [(mark.get("x"), mark.get("href")) for mark in marks] == [("50%", "#m1"), ("80%", "#m2")]
    assert float(marks[1].get("y")) - float(marks[0].get("y")) == 30


def test_ranges_that_miss_each_other_leave_no_ones_ground_between_them():
    (void,) = only(drawn([shape()], zone=Zone(70, 60)), "void")
    assert (void.get("x"), void.get("width")) == ("60%", "10%")


def test_a_zones_label_that_would_run_out_of_a_phones_drawing_has_another_place_there():
    label = "zone of agreement 35 to 100, assumed"
    (roomy,), (tight,) = (only(drawn([shape()], zone=Zone(35, 100, label)), look) for look in ("roomy", "tight"))
    assert (roomy.get("x"), roomy.get("text-anchor")) == ("67.5%", "middle")
    assert (tight.get("x"), tight.get("text-anchor"), tight.text) == ("100%", "end", label)
    assert only(drawn([shape()], zone=Zone(35, 100, "35 to 100")), "tight") == []


def test_a_zone_of_agreement_is_green_has_its_figures_and_replaces_the_bracket():
    drawing = drawn([shape()], zone=(0, 15, "Zone of agreement 0–15"), gap=(0, 10, "Gap 10"))
    assert (only(drawing, "zone")[0].get("x"), only(drawing, "zone")[0].get("width")) == ("0%", "15%")
    assert "Zone of agreement 0–15" in drawing
    assert not only(drawing, "brace")


def test_the_gap_is_a_bracket_from_mark_to_mark():
    drawing = drawn([shape()], gap=Gap(100, 50, "Gap 50"))
    assert {brace.get("x1") for brace in only(drawing, "brace")} == {"50%", "100%"}


def test_option_words_nobody_holds_vanish_first():
    words = [(0, "A", False), (40, "Held by one of them", True), (70, "Held by nobody", False), (100, "Z", False)]
    looks = {"".join(text.itertext()): text.get("class") for text in only(drawn([shape()], words), "inner")}
    assert looks == {"40 Held by one of them": "t inner", "70 Held by nobody": "t inner idle"}


def test_option_words_that_would_collide_give_way_to_the_held_one():
    words = [(48, "A rather long worded option", False), (50, "Another rather long option", True)]
    texts = ["".join(text.itertext()) for text in only(drawn([shape()], words), "inner")]
    assert texts == ["50 Another rather long option"]


def test_a_bar_joins_the_marks_and_walls_stand_on_their_partys_side():
    above = shape(high=65, high_bound="firm")
    below = shape(symbol=2, stated=80.0, low=40, low_bound="firm")
    drawing = dumbbell([above, below], label="NATO 50, Russia 80")
    (bar,) = only(drawing, "bar-gap")
    assert (bar.get("x1"), bar.get("x2")) == ("50%", "80%")
    assert [(wall.get("x1"), wall.get("y2")) for wall in only(drawing, "wall")] == [("65%", "13"), ("40%", "25")]


# Silences -------------------------------------------------------------------------------------------------------------
def test_four_silences_have_four_looks():
    looks = ["none", "declined", "neutral", "ambivalent"]
    drawings = [cell(shape(look=look, stated=None)) for look in looks]
    assert drawings[0] == ""
    assert len(set(drawings)) == 4


@pytest.mark.parametrize("look", ["none", "declined", "neutral", "unknown"])
def test_a_silence_has_no_mark(look):
    silent = shape(look=look, stated=None)
    assert "point" not in cell(silent)
    assert "point" not in drawn([silent])
    assert "point" not in dumbbell([silent], label="x")


def test_two_hollow_marks_joined_say_both():
    marks = only(cell(shape(look="ambivalent", stated=None, low=45, high=90)), "point")
    assert [(mark.get("x"), mark.get("class")) for mark in marks] == [
        ("45%", "point inferred"),
        ("90%", "point inferred"),
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"low": 25, "high": 60}, "50 of 100; accepts 25 to 60"),
        ({"figure": "12 years", "inferred": True}, "12 years, at 50 of 100, inferred"),
        ({"high": 65, "high_bound": "assumed"}, "50 of 100; accepts the low end to 65; red line from 65 up, assumed"),
        (
            {"low": 40, "low_bound": "firm", "was": 60},
            "50 of 100; accepts 40 to the high end; red line from 40 down; was 60",
        ),
        ({"look": "declined", "stated": None}, "Declined to say"),
    ],
)
def test_the_drawing_says_in_a_sentence_what_it_shows(given, sentence):
    drawing = cell(shape(**given))
    assert parsed(drawing).get("aria-label") == sentence
    assert parsed(drawing).get("role") == "img"


def test_the_scale_names_itself():
    root = parsed(drawn([shape()]))
    named = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert [named[name] for name in root.get("aria-labelledby").split()] == ["Shield", "Both"]


def test_a_drawing_needs_no_style_of_its_own():
    assert not re.search(r"style=|viewBox", drawn([shape(low=25, high=60)]))


# Coverage -------------------------------------------------------------------------------------------------------------
def test_each_way_of_knowing_and_each_silence_looks_different():
    looks = ["full", "thin", "stale", "bare", "neutral", "ambivalent", "declined", "unknown", "none"]
    assert len({str(covered(look)) for look in looks}) == 9
    assert covered("none") == covered("never heard of")


def test_a_mark_of_coverage_says_what_it_means_or_stands_beside_the_words():
    assert parsed(covered("thin", HOSTILE)).get("aria-label") == HOSTILE
    assert parsed(covered("thin")).get("aria-hidden") == "true"


def test_the_status_quo_is_a_dotted_line_and_the_axis_counts_as_the_issue_does():
    drawing = drawn([shape()], [(0, "Now", True, "2011"), (100, "Then", False, "2020")], quo=0)
    assert only(drawing, "quo")[0].get("x1") == "0%"
    assert [each.text for each in only(drawing, "q") if each.text] == ["2011", "2020"]
