"""What the next edition says changed, row by row."""

from copy import deepcopy

import pytest

from tracker.briefs.changes import changes


def figures():
    nato = {"party": "NATO", "says": "Two systems", "stated": 90, "stated_words": "90", "low": 60, "low_words": "60",
            "low_bound": "firm", "high": None, "high_words": "", "high_bound": "none", "statements": 2}  # fmt: skip
    russia = nothing("Russia")
    issue = {"title": "Architecture", "verdict": "Bridgeable", "gap": 0.8, "gap_words": "80 %",
             "parties": {"nato": nato, "russia": russia}}  # fmt: skip
    pair = {"parties": "NATO – Russia", "value": 0.4, "coverage": 0.6}
    return {"day": "2011-07-05", "issues": {"architecture": issue}, "distances": {"nato russia": pair}}


def nothing(party):
    return {"party": party, "says": "Nothing on record", "statements": 0}


def nato(found):
    return found["issues"]["architecture"]["parties"]["nato"]


def issue(found):
    return found["issues"]["architecture"]


def pair(found):
    return found["distances"]["nato russia"]


LIKE = "as far apart as then, over the 2 issues known in both. Over all that is on record"
ROWS = [
    (lambda f: nato(f).update(says="Centres", stated=50, stated_words="50"),
     "Architecture: NATO stands at “Centres” (50), at “Two systems” (90) then."),
    (lambda f: nato(f).update(stated=80, stated_words="80"),
     "Architecture: NATO stands at “Two systems” (80), at “Two systems” (90) then."),
    (lambda f: nato(f).update(says="Between “Centres” and “One system”", stated=40, stated_words="40"),
     "Architecture: NATO stands between “Centres” and “One system” (40), at “Two systems” (90) then."),
    (lambda f: issue(f)["parties"]["russia"].update(says="One system", stated=10, stated_words="10"),
     "Architecture: Russia stands at “One system” (10); nothing was on record of it then."),
    (lambda f: nato(f).update(low_bound="assumed"),
     "Architecture: the lower end of what NATO accepts was 60 (a red line) and is 60 (assumed)."),
    (lambda f: nato(f).update(high=95, high_words="95", high_bound="firm"),
     "Architecture: the upper end of what NATO accepts was not known and is 95 (a red line)."),
    (lambda f: nato(f).update(statements=3), "Architecture: NATO rests on 3 supporting statements, 2 then."),
    (lambda f: nato(f).update(statements=1), "Architecture: NATO rests on 1 supporting statement, 2 then."),
    (lambda f: issue(f).update(verdict="Blocked"),
     "Architecture: the verdict was “Bridgeable” and is “Blocked”."),
    (lambda f: issue(f).update(gap=0.9, gap_words="90 %"),
     "Architecture: the gap is wider, 90 % of the scale, 80 % then."),
    (lambda f: issue(f).update(gap=None, gap_words=""),
     "Architecture: the gap, 80 % of the scale then, can no longer be told."),
    (lambda f: issue(f)["parties"].pop("russia"), "Architecture: Russia is no longer compared."),
    (lambda f: issue(f)["parties"].update(us=nothing("US")),
     "Architecture: US was not compared then, and nothing is on record of it."),
    (lambda f: issue(f)["parties"].update(us={"party": "US", "says": "Neutral", "stated": None, "statements": 0}),
     "Architecture: US was not compared then, and is on record as “Neutral”."),
    (lambda f: nato(f).update(says="Declined to say", stated=None, stated_words=""),
     "Architecture: NATO is on record as “Declined to say”; it stood at “Two systems” (90) then."),
    (lambda f: nato(f).update(says="Keep the “phased approach”", stated=90, stated_words="90"),
     "Architecture: NATO stands at “Keep the “phased approach”” (90), at “Two systems” (90) then."),
    (lambda f: f["issues"].update(libya={"title": "Libya", "parties": {}}), "Libya is new on the agenda."),
    (lambda f: f["issues"].clear(), "Architecture is no longer on the agenda."),
    (lambda f: pair(f).update(value=0.5),
     f"NATO – Russia: {LIKE} the distance is 0.50 (coverage 60 %), and was 0.40 (coverage 60 %)."),
    (lambda f: pair(f).update(value=0.3, coverage=0.5),
     f"NATO – Russia: {LIKE} the distance is 0.30 (coverage 50 %), and was 0.40 (coverage 60 %)."),
    (lambda f: pair(f).update(coverage=0.7),
     f"NATO – Russia: {LIKE} the distance is 0.40 (coverage 70 %), and was 0.40 (coverage 60 %)."),
    (lambda f: pair(f).update(value=None),
     "NATO – Russia: too little is on record now for a distance; it was 0.40 (coverage 60 %)."),
]  # fmt: skip


@pytest.mark.parametrize(("alter", "sentence"), ROWS)
def test_it_is_told_in_a_sentence(alter, sentence):
    now = figures()
    alter(now)
    assert [plain(each) for each in changes(figures(), now, like_for_like)] == [sentence]


def like_for_like(pair):
    return {"nato russia": "as far apart as then, over the 2 issues known in both."}[pair]


def plain(words):
    """Without what keeps names apart, and spaces together."""
    return words.translate({0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None, 0xA0: " "})


def test_what_is_no_longer_on_record_is_no_stance():
    now = figures()
    issue(now)["parties"]["nato"] = nothing("NATO")
    first, *_rest = changes(figures(), now, like_for_like)
    assert plain(first) == "Architecture: nothing is on record of NATO now; it stood at “Two systems” (90) then."


def test_who_breaks_a_silence_did_not_stand_anywhere_before():
    before = figures()
    nato(before).update(says="Neutral", stated=None, stated_words="")
    (said,) = changes(before, figures(), like_for_like)
    assert plain(said) == "Architecture: NATO stands at “Two systems” (90); it was on record as “Neutral” then."


def test_nothing_is_told_where_nothing_changed():
    assert changes(figures(), deepcopy(figures()), like_for_like) == []


def test_a_title_that_was_mended_is_no_change():
    now = figures()
    issue(now)["title"] = "The architecture"
    assert changes(figures(), now, like_for_like) == []
