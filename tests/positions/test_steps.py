"""Positions through time, drawn: steps on their days, silences in lanes of their own, nothing after the day shown."""

from datetime import date
from xml.etree import ElementTree

import pytest

from tracker.positions.charts import Option
from tracker.positions.multiples import INSET, LOW, months, small, together
from tracker.positions.steps import HEIGHT, TOP, Held, Spell, Track, history

HOSTILE = '"><script>alert(1)</script>&\u202e{{ 7 }}'
OPTIONS = [Option(0, "No link", False), Option(50, "Two systems", True), Option(100, "One system", True)]
DAY = date(2011, 7, 5)


def spell(first, stated=50.0, end=None, **given):
    first = date.fromisoformat(first)
    end = date.fromisoformat(end) if end else date.fromordinal(first.toordinal() + 1)
    look = given.pop("look", "value" if stated is not None else "declined")
    return Spell(**{"first": first, "end": end, "look": look, "words": f"{look} {first}", "stated": stated} | given)


def track(*spells, party="NATO", symbol=1):
    return Track(party, symbol, spells)


def drawn(*tracks, meetings=(), day=DAY, options=OPTIONS, **given):
    words = {"title": "Shield", "description": "Both", "ids": "h"} | given
    return ElementTree.fromstring(history(tracks, options, meetings, day=day, **words))


def only(root, look):
    return [each for each in root.iter() if look in (each.get("class") or "").split()]


def per_cent(element, name):
    return float(element.get(name).removesuffix("%"))


def test_a_position_is_a_step_from_its_day_to_the_next_never_a_slope():
    steps = only(drawn(track(spell("2010-11-20", 100), spell("2011-06-07", 50))), "step")
    flat = [each for each in steps if each.get("y1") == each.get("y2")]
    upright = [each for each in steps if each.get("x1") == each.get("x2")]
    assert len(flat) == 2 and len(upright) == 1 and len(steps) == 3
    assert float(flat[0].get("y1")) == TOP and float(flat[1].get("y1")) == TOP + HEIGHT / 2
    assert flat[0].get("x2") == flat[1].get("x1") == upright[0].get("x1")


def test_nothing_is_drawn_behind_the_day_shown():
    root = drawn(track(spell("2010-11-20", 100)), meetings=[Held("Chicago", date(2012, 5, 20), date(2012, 5, 22))])
    (now,), (ahead,), (step,) = only(root, "nowline"), only(root, "ahead"), only(root, "step")
    assert now.get("x1") == ahead.get("x") == step.get("x2")
    assert per_cent(now, "x1") < 40  # Chicago is to come: its dashed line stands in the hatched ground
    (meeting,) = only(root, "meet")
    assert per_cent(meeting, "x1") > per_cent(now, "x1") and meeting.get("stroke-dasharray")


def test_a_day_long_after_everything_is_not_drawn():
    root = drawn(track(spell("2010-11-20", 100), spell("2011-06-07", 50)), day=date(2026, 1, 1))
    assert per_cent(only(root, "step")[0], "x2") - per_cent(only(root, "step")[0], "x1") > 10


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9998, 12, 31)])
def test_the_first_and_the_last_day_of_the_calendar_can_be_drawn(day):
    assert only(drawn(track(spell("2011-06-07", 50)), day=day), "axis")
    assert only(drawn(track(spell(day.isoformat(), 50)), day=day), "axis")
    assert only(drawn(day=day), "axis")


def test_a_meeting_known_only_by_its_month_is_a_band():
    root = drawn(track(spell("2011-01-01")), meetings=[Held("Report", date(2011, 7, 1), date(2011, 8, 1))])
    assert len(only(root, "meetband")) == 1 and not only(root, "meet")


def test_a_reading_known_only_by_its_month_has_a_pale_bar_over_it():
    exact, vague = drawn(track(spell("2011-01-01"))), drawn(track(spell("2011-01-01", end="2011-02-01")))
    assert not only(exact, "vague")
    assert per_cent(only(vague, "vague")[0], "width") > 5


@pytest.mark.parametrize(
    ("look", "sign"), [("declined", "quo"), ("neutral", "range"), ("ambivalent", "point"), ("unknown", "lost")]
)
def test_each_silence_has_its_own_look_below_the_scale_and_no_height_on_it(look, sign):
    root = drawn(track(spell("2010-11-20", 100), spell("2011-06-07", None, look=look)))
    for each in only(root, sign):
        below = each.get("y1") or each.get("y")
        assert float(below) > TOP + HEIGHT
    assert only(root, sign)
    assert [each.text for each in only(root, "own") if "NATO:" in (each.text or "")]


def test_a_party_before_its_first_reading_is_a_hole():
    late, early = track(spell("2011-06-07", 0), party="Russia", symbol=2), track(spell("2010-11-20", 100))
    groups = [each for each in drawn(early, late).iter() if each.get("class") == "party-2"]
    lines = [line for group in groups for line in group.iter() if line.get("x1")]
    assert lines and min(per_cent(line, "x1") for line in lines) > 50


def test_what_it_accepts_is_a_band_and_its_red_line_a_wall_with_forbidden_ground_behind():
    root = drawn(track(spell("2010-11-20", 80, low=60, low_bound="firm"), spell("2011-06-07", 80)))
    (band,), (wall,), (hatch,) = only(root, "bandr"), only(root, "wall"), only(root, "hatch")
    assert float(band.get("height")) == pytest.approx(HEIGHT * 0.4)  # the high end is not known: to the scale's
    assert float(wall.get("y1")) == pytest.approx(TOP + HEIGHT * 0.4)
    assert float(hatch.get("y")) == float(wall.get("y1"))  # below it
    assert wall.get("x2") == only(root, "step")[1].get("x1")  # until the next reading


def test_an_assumed_wall_is_dashed():
    root = drawn(track(spell("2010-11-20", 20, high=40, high_bound="assumed")))
    assert only(root, "wall")[0].get("stroke-dasharray") and "assumed" in only(root, "wall")[0].get("class")


def test_two_parties_on_one_line_are_both_seen():
    steps = only(drawn(track(spell("2011-01-01")), track(spell("2011-01-01"), party="Russia", symbol=2)), "step")
    assert [bool(each.get("stroke-dasharray")) for each in steps] == [False, True]  # the dashed one on top


def test_each_mark_leads_to_its_reading_and_says_it():
    (link,) = drawn(track(spell("2011-01-01", href="/p/1/#reading-7"))).iter("a")
    assert (link.get("href"), link.get("aria-label")) == ("/p/1/#reading-7", "value 2011-01-01")


def test_options_that_would_stand_on_each_other_give_way_to_those_somebody_held():
    options = [Option(50, "Idle", False, "50"), Option(51, "Held", True, "51")]
    words = [each.text for each in drawn(track(spell("2011-01-01")), options=options).iter("text")]
    assert "Held" in words and "Idle" not in words


def test_with_nothing_to_draw_it_is_still_a_drawing():
    assert not only(drawn(), "step")


def test_a_hostile_text_stays_text():
    spells = [spell("2010-01-01", words=HOSTILE, href=HOSTILE), spell("2011-01-01", None, look=HOSTILE)]
    given = {"title": HOSTILE, "description": HOSTILE, "ids": '"><b>'}
    options = [Option(0, HOSTILE, True, HOSTILE)]
    root = drawn(
        track(*spells, party=HOSTILE), meetings=[Held(HOSTILE, DAY, date(2011, 7, 6))], options=options, **given
    )
    assert not [each for each in root.iter() if each.tag in {"script", "b"}]


# Small, one below the other -------------------------------------------------------------------------------------------
def lines(*tracks, meetings=(), day=DAY):
    shown = together(tracks, meetings, day)
    words = {"ends": ("2011", "2020"), "title": "Shield", "description": "Both"}
    return [ElementTree.fromstring(small(each, shown, meetings, ids=f"t{n}", **words)) for n, each in enumerate(tracks)]


def test_small_lines_share_one_time_that_ends_with_the_day_shown():
    early, late = track(spell("2010-11-20", 100)), track(spell("2011-06-07", 0))
    chicago = Held("Chicago", date(2012, 5, 20), date(2012, 5, 22))
    sochi = Held("Sochi", date(2011, 6, 7), date(2011, 6, 8))
    one, other = lines(early, late, meetings=[sochi, chicago])
    assert [step.get("x2") for root in (one, other) for step in only(root, "step")] == ["100%", "100%"]
    (meeting,) = only(one, "meet")  # the one to come is nowhere
    assert meeting.get("x1") == only(other, "step")[0].get("x1")
    assert [float(only(root, "step")[0].get("y1")) for root in (one, other)] == [INSET, INSET + LOW]


def test_in_a_small_line_a_move_is_larger_than_the_same_said_again():
    (root,) = lines(track(spell("2010-11-20", 100), spell("2011-02-01", 100), spell("2011-06-07", 50)))
    first, same, moved = (int(mark.get("width")) for mark in only(root, "stmt"))
    assert same < moved == first


def test_in_a_small_line_a_silence_lies_below_the_scale():
    (root,) = lines(track(spell("2010-11-20", 100), spell("2011-06-07", None, href="#reading-2")))
    (silence,) = only(root, "quo")
    assert float(silence.get("y1")) > INSET + LOW and silence.get("stroke-dasharray")
    assert [link.get("href") for link in root.iter("a")] == ["#reading-2"]


def test_the_axis_says_the_day_shown_and_where_it_lies_far_behind():
    near = together([track(spell("2010-11-20"))], [], DAY)
    assert "5 Jul 2011" in months(near, DAY) and "…" not in months(near, DAY)
    far = date(2026, 1, 1)
    assert "… 1 Jan 2026" in months(together([track(spell("2010-11-20"))], [], far), far)


def test_a_hostile_text_stays_text_in_a_small_line():
    spells = [spell("2010-01-01", words=HOSTILE, href=HOSTILE), spell("2011-01-01", None, look=HOSTILE)]
    one = track(*spells, party=HOSTILE)
    words = {"ends": (HOSTILE, HOSTILE), "title": HOSTILE, "description": HOSTILE, "ids": '"><b>'}
    root = ElementTree.fromstring(small(one, together([one], [], DAY), [Held(HOSTILE, DAY, DAY)], **words))
    assert not [each for each in root.iter() if each.tag in {"script", "b"}]
