"""The form that says what a position has become: it helps to say it, refuses with words, and loses nothing typed."""

import re

import pytest
from django.urls import reverse

from tests import make
from tracker.positions.models import Reading
from tracker.positions.operations import Bears, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def path(position):
    return reverse("positions:revise", kwargs={"ws": "desk", "pk": position.pk}) + "?as_of=2011-07-05"


def filled(client, position, **typed):
    """What a browser would send of the form as it comes, with what was typed over it; None empties a field."""
    form = client.get(path(position)).context["form"]
    values = {name: form[name].value() for name in form.fields} | typed
    return {name: str(value) for name, value in values.items() if value not in (None, False)}


def send(client, position, **typed):
    return client.post(path(position), filled(client, position, **typed))


def newest(position):
    return position.readings.order_by("-pk").first()


def option(table, value):
    return str(table.issue.options.get(value=value).pk)


# Works ----------------------------------------------------------------------------------------------------------------
def test_the_form_comes_filled_in_with_the_reading_in_force_and_its_evidence(as_role, table):
    form = as_role("analyst").get(path(table.of_nato)).context["form"]
    given = {name: form[name].value() for name in ("effective", "stance", "stated", "summary", "salience", "why")}
    assert given == {
        "effective": "5 Jul 2011", "stance": "value", "stated": "90", "summary": "What they want.", "salience": 80,
        "why": "clarified",
    }  # fmt: skip
    assert form[f"bears_{table.answered.pk}"].value() == "supports"


def test_an_analyst_revises_and_comes_back_to_the_position_at_the_same_point_in_time(as_role, member, table):
    doubt = make.statement(table.by, table.issue, table.nato)
    response = send(
        as_role("analyst"), table.of_nato, effective="May 2011", stance="value", option=option(table, 50), low="40",
        low_bound="firm", mutual="on", salience="75", firmness="firm", confidence="high", confidence_reason="Clear.",
        basis="inferred", why="softened", summary="Centres will do.", **{f"bears_{doubt.pk}": "qualifies"},
    )  # fmt: skip
    assert response.status_code == 302
    assert response["Location"] == f"/w/desk/positions/{table.of_nato.pk}/?as_of=2011-07-05"
    saved = newest(table.of_nato)
    assert (str(saved.effective), saved.stated, str(saved.option), saved.recorded_by) == (
        "May 2011", 50, "Joint centres", member("analyst")
    )  # fmt: skip
    assert (saved.low, saved.low_bound, saved.high, saved.high_bound, saved.mutual) == (40, "firm", None, "none", True)
    assert (saved.salience, saved.firmness, saved.confidence, saved.basis, saved.why) == (
        75, "firm", "high", "inferred", "softened"
    )  # fmt: skip
    relations = dict(saved.evidence.values_list("statement", "relation"))
    assert relations == {table.answered.pk: "supports", doubt.pk: "qualifies"}


def test_a_form_that_is_sent_twice_makes_one_reading(as_role, table):
    client = as_role("analyst")
    sent = filled(client, table.of_nato, stated="70") | {"csrfmiddlewaretoken": "x"}
    first, second = client.post(path(table.of_nato), sent), client.post(path(table.of_nato), sent)
    assert first["Location"] == second["Location"] == f"/w/desk/positions/{table.of_nato.pk}/?as_of=2011-07-05"
    assert table.of_nato.readings.count() == 2


def test_what_was_saved_is_said_and_nothing_older_is_lost(as_role, table):
    client = as_role("analyst")
    shown = client.get(send(client, table.of_nato, stated="70")["Location"])
    assert "Saved. The older reading stays in the history." in shown.content.decode()
    assert [reading.figure for reading in shown.context["shown"].readings] == ["70", "90"]


def test_evidence_carried_over_that_speaks_for_another_point_is_to_be_weighed_again(as_role, table):
    client, again = as_role("analyst"), "1 statement that supports it speaks for another point: weigh it again."
    assert again not in client.get(send(client, table.of_nato, stated="85")["Location"]).content.decode()
    assert again in client.get(send(client, table.of_nato, stated="40")["Location"]).content.decode()


def test_one_in_force_before_the_negotiation_began_is_saved_and_asked_about(as_role, table):
    table.talks.begins = make.when("June 2011")
    table.talks.save()
    client, doubt = as_role("analyst"), "before the negotiation began, Jun 2011: is it right?"
    assert doubt in client.get(send(client, table.of_nato, effective="May 2011")["Location"]).content.decode()
    assert doubt not in client.get(send(client, table.of_nato, effective="2011")["Location"]).content.decode()


def test_one_that_takes_effect_later_than_the_day_shown_is_announced(as_role, table):
    client = as_role("analyst")
    shown = client.get(send(client, table.of_nato, stated="70", effective="May 2012")["Location"])
    assert "It takes effect on 1 May 2012, after the day shown here." in shown.content.decode()


def test_what_was_noted_on_a_quotation_stays_with_it(as_role, table):
    said = [Bears(table.answered, "supports", "The clearest words.")]
    make.reading(table.by, table.of_nato, 80, "5 July 2011", evidence=said)
    send(as_role("analyst"), table.of_nato, stated="70")
    assert newest(table.of_nato).evidence.get().note == "The clearest words."


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"stated": "70"}, ("value", 70, None)),
        ({"stated": "50"}, ("value", 50, "Joint centres")),  # a number that an option has words for
        ({"option": "50"}, ("value", 50, "Joint centres")),  # the old number gives way to what was chosen
        ({"stance": "declined"}, ("declined", None, None)),
        ({"stated": " 12.5 "}, ("value", 12.5, None)),
    ],
)
def test_what_was_chosen_now_wins_over_what_the_form_began_with(as_role, table, typed, expected):
    if "option" in typed:
        typed = {"option": option(table, 50)}
    assert send(as_role("analyst"), table.of_nato, **typed).status_code == 302
    saved = newest(table.of_nato)
    assert (saved.stance, saved.stated, saved.option and saved.option.words) == expected


def test_who_picks_a_point_of_the_scale_after_a_silence_means_it(as_role, table):
    make.reading(table.by, table.of_nato, None, "5 July 2011", stance="declined")
    send(as_role("analyst"), table.of_nato, option=option(table, 0))
    assert (newest(table.of_nato).stance, newest(table.of_nato).stated) == ("value", 0)


def test_a_scale_may_run_below_zero_and_a_true_minus_is_read(as_role, table):
    issue = make.issue(table.by, table.talks, "Growth", scale=(-10, 10), options=((-10, "Less"), (10, "More")))
    position = make.position(table.nato, issue)
    send(as_role("analyst"), position, stated="−2.5", summary="Somewhat less.")
    assert newest(position).stated == -2.5


def test_an_issue_without_a_scale_asks_for_no_value(as_role, table):
    position = make.position(table.nato, make.issue(table.by, table.talks, "Libya", scale=None))
    form = as_role("analyst").get(path(position)).context["form"]
    assert "option" not in form.fields and "value" not in dict(form.fields["stance"].choices)
    assert send(as_role("analyst"), position, stance="declined", summary="Not a word.").status_code == 302


def test_htmx_is_answered_with_the_form_alone_and_then_led_to_the_position(as_role, table):
    client, headers = as_role("analyst"), {"HX-Request": "true", "HX-Target": "form#revise-form"}
    wrong = client.post(path(table.of_nato), filled(client, table.of_nato, stated="101"), headers=headers)
    assert wrong.status_code == 422 and wrong.content.decode().lstrip().startswith('<form id="revise-form"')
    right = client.post(path(table.of_nato), filled(client, table.of_nato, stated="70"), headers=headers)
    assert (right.status_code, right["HX-Location"].partition("?")[0]) == (
        204,
        f"/w/desk/positions/{table.of_nato.pk}/",
    )


# Two people, one position ---------------------------------------------------------------------------------------------
@pytest.fixture
def clash(as_role, member, table):
    """Ines has typed; meanwhile Jonas saved. Gives her browser, and what she has in her form."""
    ines = as_role("reviewer")
    typed = filled(ines, table.of_nato, summary="What Ines typed.", salience="60")
    make.reading(member("analyst"), table.of_nato, 70, "5 July 2011", summary="What Jonas saved.", why="softened")
    return ines, typed


def as_sent(response):
    form = response.context["form"]
    return {name: str(form[name].value()) for name in form.fields if form[name].value() not in (None, False)}


def test_the_second_sees_what_the_first_saved_beside_what_they_typed(clash, member, table):
    ines, typed = clash
    response = ines.post(path(table.of_nato), typed)
    assert response.status_code == 409
    assert str(member("analyst")) in response.context["shown"].clash
    parts = {part.key: (part.theirs, part.yours, part.untouched) for part in response.context["shown"].differences}
    assert parts["summary"] == ("What Jonas saved.", "What Ines typed.", False)
    assert parts["place"] == ("70", "90", True)
    assert parts["salience"] == ("80", "60", False)
    assert parts[f"bears_{table.answered.pk}"] == ("nothing", "Supports", True)
    assert not {"low", "high", "basis", "firmness"} & set(parts)
    assert as_sent(response) | {"expected": ""} == typed | {"expected": ""}
    page = response.content.decode()
    assert "What Jonas saved." in page and re.search(r"<textarea[^>]*>\s*What Ines typed\.</textarea>", page)
    assert newest(table.of_nato).summary == "What Jonas saved."


def test_who_was_first_in_another_window_is_called_you(clash, table):
    ines, typed = clash
    ines.post(path(table.of_nato), filled(ines, table.of_nato, summary="What Ines saved."))
    assert "You saved a reading" in ines.post(path(table.of_nato), typed).context["shown"].clash


def test_saving_again_goes_on_top_and_theirs_stays_in_the_history(clash, table):
    ines, typed = clash
    again = as_sent(ines.post(path(table.of_nato), typed))
    assert ines.post(path(table.of_nato), again).status_code == 302
    kept = list(table.of_nato.readings.order_by("-pk").values_list("summary", "stated")[:2])
    assert kept == [("What Ines typed.", 90), ("What Jonas saved.", 70)]


def test_the_second_may_take_over_a_part_and_keep_the_rest(clash, table):
    ines, typed = clash
    told = ines.post(path(table.of_nato), typed)
    for part in ("place", f"bears_{table.answered.pk}"):
        told = ines.post(path(table.of_nato), as_sent(told) | {"take": part})
        assert told.status_code == 409
        assert part not in {each.key for each in told.context["shown"].differences}
    assert newest(table.of_nato).summary == "What Jonas saved."  # nothing is saved yet
    assert ines.post(path(table.of_nato), as_sent(told)).status_code == 302
    saved = newest(table.of_nato)
    assert (saved.stated, saved.summary, saved.salience, saved.evidence.count()) == (70, "What Ines typed.", 60, 0)


def test_a_third_who_saves_in_between_is_not_overwritten_unseen(clash, table):
    ines, typed = clash
    again = as_sent(ines.post(path(table.of_nato), typed))
    make.reading(table.by, table.of_nato, 30, "5 July 2011", summary="What Marta saved.")
    response = ines.post(path(table.of_nato), again)
    assert response.status_code == 409 and "What Marta saved." in response.content.decode()


def test_that_a_colleague_withdrew_a_reading_is_told(as_role, table):
    ines = as_role("reviewer")
    typed = filled(ines, table.of_nato, summary="What Ines typed.")
    table.of_nato.refresh_from_db()
    withdraw(table.high, by=table.by, expected=table.of_nato.version, reason="Not theirs.")
    response = ines.post(path(table.of_nato), typed)
    assert response.status_code == 409 and "withdrew a reading" in response.context["shown"].clash
    assert as_sent(response)["summary"] == "What Ines typed."


# Refuses whom, refuses what -------------------------------------------------------------------------------------------
def test_a_reader_may_not_and_nothing_is_saved(as_role, table):
    before = Reading.objects.count()
    assert as_role("reader").post(path(table.of_nato), filled(as_role("lead"), table.of_nato)).status_code == 403
    assert Reading.objects.count() == before


REFUSED = [
    ("stated", {"stated": "101"}, "This scale runs from 0 to 100."),
    ("low", {"low": "-1", "low_bound": "firm"}, "This scale runs from 0 to 100."),
    ("high", {"high": "1e300", "high_bound": "firm"}, "This scale runs from 0 to 100."),
    ("low", {"low": "70", "low_bound": "firm", "high": "60", "high_bound": "assumed"},
     "The low end (70) is above the high end (60)."),
    ("high", {"stated": "100", "low": "20", "low_bound": "assumed", "high": "50", "high_bound": "assumed"},
     "Its own position, 100, lies outside what you say it accepts, 20 to 50."),
    ("low", {"stated": "10", "low": "20", "low_bound": "firm"},
     "Its own position, 10, lies outside what you say it accepts, 20 and up."),
    ("low_bound", {"low": "20"}, "Say whether this end is a red line, or one assumed."),
    ("high", {"high_bound": "firm"}, "Type where this end lies, or say that it is not known."),
    ("stated", {"stated": "NaN"}, "Type a number, such as 40 or 12.5."),
    ("stated", {"stated": "1e999"}, "Type a number, such as 40 or 12.5."),
    ("high", {"high": "-inf", "high_bound": "firm"}, "Type a number, such as 40 or 12.5."),
    ("stated", {"stated": "half"}, "Type a number, such as 40 or 12.5."),
    ("option", {"stated": None}, "Choose where it stands, or type another value."),
    ("stance", {"stance": "declined", "stated": "40"}, "A value belongs to the stance “A value”, and to no other."),
    ("salience", {"salience": "101"}, "Salience runs from 0 to 100."),
    ("salience", {"salience": "1.5"}, "Type a whole number from 0 to 100."),
    ("effective", {"effective": "31 June 2011"},
     "June has 30 days. Type a day, a month (\"June 2011\") or a year."),
    ("effective", {"effective": None}, "This field is required."),
    ("summary", {"summary": "x" * 40_000}, "At most 4000 characters; this has 40000."),
    ("confidence_reason", {"confidence_reason": "x" * 40_000}, "At most 2000 characters; this has 40000."),
    ("summary", {"summary": "no\x00thing"}, "Null characters are not allowed."),
    ("effective", {"effective": "\x00"},
     "We cannot read this as a date. Type a day, a month (\"June 2011\") or a year."),
    ("stated", {"stated": "\x00"}, "Type a number, such as 40 or 12.5."),
    ("why", {"why": "merged"}, "Select a valid choice. merged is not one of the available choices."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "words"), REFUSED, ids=[f"{field}-{n}" for n, (field, _, _) in enumerate(REFUSED)]
)
def test_what_cannot_be_is_refused_with_words_beside_the_field(as_role, table, field, typed, words):
    before = Reading.objects.count()
    response = send(as_role("analyst"), table.of_nato, confidence="high", **typed)
    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors[field] == [words]
    assert form["confidence"].value() == "high"  # everything else is kept
    assert all(form[name].value() == value for name, value in typed.items())  # and what was refused, to be mended
    assert Reading.objects.count() == before


def test_what_an_operation_refuses_stands_on_the_form(as_role, table):
    branch = make.issue(table.by, table.talks, "The whole", scale=None)
    make.issue(table.by, table.talks, "A part", parent=branch)
    response = send(as_role("analyst"), make.position(table.nato, branch), stance="neutral", summary="All of it.")
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Positions are recorded on the issues under this one."]


def test_an_empty_post_is_refused_with_words(as_role, table):
    response = as_role("analyst").post(path(table.of_nato), {})
    assert response.status_code == 422 and response.context["form"].errors["summary"]


def test_a_statement_of_another_party_cannot_be_made_evidence(as_role, table):
    send(as_role("analyst"), table.of_nato, **{f"bears_{table.said.pk}": "supports"})
    assert set(newest(table.of_nato).evidence.values_list("statement", flat=True)) == {table.answered.pk}


# Edge -----------------------------------------------------------------------------------------------------------------
def test_a_statement_said_after_the_day_shown_is_not_offered(as_role, table):
    later = make.statement(table.by, table.issue, table.nato, said="6 July 2011")
    assert f"bears_{later.pk}" not in as_role("analyst").get(path(table.of_nato)).context["form"].fields


def test_evidence_from_another_issue_is_offered_again_so_that_it_is_not_lost(as_role, table):
    other = make.statement(table.by, make.issue(table.by, table.talks, "Another question"), table.nato)
    make.reading(table.by, table.of_nato, 80, "5 July 2011", evidence=[other])
    send(as_role("analyst"), table.of_nato, stated="70")
    assert newest(table.of_nato).evidence.get().statement == other


def test_it_costs_no_more_with_more_statements(as_role, table, cost):
    client = as_role("analyst")
    client.get(path(table.of_nato))
    few = cost(lambda: client.get(path(table.of_nato)))
    for _ in range(4):
        make.statement(table.by, table.issue, table.nato)
    assert cost(lambda: client.get(path(table.of_nato))) == few <= 30
