"""The ruler of time."""

from datetime import date, timedelta
from xml.etree import ElementTree

from tracker.agenda.ruler import ruler

LISBON = ("Lisbon", date(2010, 11, 19), date(2010, 11, 21), "held", "")
SOCHI = ("Sochi", date(2011, 7, 4), date(2011, 7, 5), "held", "")
CHICAGO = ("Chicago", date(2012, 5, 1), date(2012, 6, 1), "planned", "")
YEARS = {"first": date(2010, 11, 1), "last": date(2012, 6, 30)}


def drawn(meetings=(LISBON, SOCHI, CHICAGO), *, day=date(2011, 7, 5), **given):
    return ElementTree.fromstring(
        ruler(list(meetings), **{**YEARS, "day": day, "href": lambda day: f"?as_of={day}&x=1"} | given)
    )


def words(root):
    return [text.text for text in root.iter("text")]


def test_each_meeting_is_a_link_to_its_last_day():
    assert [link.get("href") for link in drawn().iter("a")] == [
        "?as_of=2010-11-20&x=1",
        "?as_of=2011-07-04&x=1",
        "?as_of=2012-05-31&x=1",
    ]


def test_an_address_of_its_own_wins():
    (link,) = drawn([(*SOCHI[:4], "/there/")]).iter("a")
    assert link.get("href") == "/there/"


def test_a_link_says_what_when_and_whether():
    assert [link.get("aria-label") for link in drawn([CHICAGO]).iter("a")] == [
        "Chicago, 1 May 2012 to 31 May 2012, planned: show that day"
    ]


def test_the_day_shown_is_marked_and_named():
    root = drawn([])
    (now,) = [line for line in root.iter("line") if line.get("class") == "nowline"]
    assert now.get("x1") == f"{round(100 * 246 / 607, 2):g}%"
    assert "5 Jul 2011" in words(root)


def test_a_meeting_running_on_the_day_is_the_current_one():
    assert [link.get("aria-current") for link in drawn(day=date(2011, 7, 4)).iter("a")] == [None, "date", None]


def test_the_keys_go_to_the_meetings_next_to_the_day():
    assert [link.get("data-key") for link in drawn().iter("a")] == [None, "[", "]"]


def test_labels_that_would_collide_vanish_and_their_links_stay():
    crowd = [(f"Session {n}", day := date(2011, 1, 1) + timedelta(days=n), day, "held", "") for n in range(40)]
    root = drawn(crowd, day=date(2011, 1, 20))
    assert len(list(root.iter("a"))) == 40
    shown = [text for text in root.iter("text") if text.text.startswith("Session")]
    assert 1 <= len([text for text in shown if text.get("class") == "t q"]) <= 4


def test_a_mark_without_a_label_says_its_name_when_one_points_at_it():
    crowd = [(f"S{n}", day := date(2011, 1, 1) + timedelta(days=n), day, "held", "") for n in range(40)]
    links = list(drawn(crowd, day=date(2011, 1, 20)).iter("a"))
    assert all(link.find("title").text == link.get("aria-label") for link in links)
    assert all(link.find("text").text == f"S{n}" for n, link in enumerate(links))
    assert links[0].find("text").get("class") == "t q spare"


def grounds(root):
    """From where to where one can click on each mark, in pixels of the narrowest ruler."""
    hits = [rect for rect in root.iter("rect") if rect.get("class") == "hit"]
    starts = [3.6 * float(hit.get("x")[:-1]) + float(hit.get("transform")[10:-1]) for hit in hits]
    return [(start, start + float(hit.get("width"))) for start, hit in zip(starts, hits, strict=True)]


def test_two_meetings_close_together_can_each_be_clicked():
    vienna = ("Vienna", date(2011, 7, 18), date(2011, 7, 19), "held", "")
    (_start, end), (start, _end) = grounds(drawn([SOCHI, vienna]))
    assert start - end >= -0.1
    assert [high - low for low, high in grounds(drawn())] == [24, 24, 24]


def test_the_label_next_to_the_day_survives():
    crowd = [(f"S{n}", day := date(2011, 1, 1) + timedelta(days=n), day, "held", "") for n in range(40)]
    shown = [text.text for text in drawn(crowd, day=date(2011, 1, 20)).iter("text") if text.get("class") == "t q"]
    assert "S19" in shown


def test_a_hostile_name_stays_text():
    root = drawn([("</text><script>x</script>", *SOCHI[1:])])
    assert not list(root.iter("script"))


def test_it_stretches_to_a_day_just_outside_but_not_to_one_far_away():
    assert drawn(day=date(2010, 9, 1)).get("aria-label").startswith("Time from 1 Sep 2010 to 30 Jun 2012")
    assert drawn(day=date(2026, 1, 1)).get("aria-label").startswith("Time from 1 Nov 2010 to 30 Jun 2012")


def test_it_bears_an_empty_span_and_all_of_time():
    drawn([], day=date(2011, 1, 1), first=date(2011, 1, 1), last=date(2011, 1, 1))
    drawn([], first=date(1, 1, 1), last=date(9999, 12, 31))
