"""The form that puts a slip right."""

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.when import NOW
from tracker.positions import operations
from tracker.positions.models import Reading
from tracker.positions.queries import in_force

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def path(reading):
    return reverse("positions:correct", kwargs={"ws": "desk", "pk": reading.pk}) + "?as_of=2011-07-10"


def send(client, reading, **typed):
    form = client.get(path(reading)).context["form"]
    values = {name: form[name].value() for name in form.fields} | typed
    return client.post(path(reading), {name: str(each) for name, each in values.items() if each not in (None, False)})


def held(table, day="10 July 2011"):
    return in_force([table.of_nato], make.when(day).first, NOW).get(table.of_nato.pk)


def test_the_form_comes_filled_in_with_the_slip_and_says_what_becomes_of_other_days(as_role, table):
    make.reading(table.by, table.of_nato, 50, "8 July 2011")
    response = as_role("analyst").get(path(table.high))
    form, sentence = response.context["form"], response.context["shown"].sentence
    assert (form["effective"].value(), form["stated"].value(), "why" in form.fields) == ("4 Jul 2011", "90", False)
    assert form[f"bears_{table.answered.pk}"].value() == "supports"
    assert sentence.startswith("It takes the place of the reading of 4 Jul 2011")
    assert sentence.endswith("From 8 Jul 2011 on the later reading stays in force.")


def test_an_analyst_corrects_it_and_it_says_so_itself(as_role, table):
    response = send(as_role("analyst"), table.high, stated="75", summary="Mended.")
    assert response["Location"].startswith(table.of_nato.get_absolute_url())
    now = held(table)
    assert (now.stated, now.replaces, now.why, now.effective) == (75, table.high, "corrected", table.high.effective)


def test_a_slip_that_takes_effect_after_the_day_shown_is_corrected_too(as_role, table):
    late = make.reading(table.by, table.of_nato, 50, "1 September 2011")
    assert send(as_role("analyst"), late, stated="60", option="").status_code == 302
    assert held(table, "2 September 2011").stated == 60


def test_what_a_colleague_saved_meanwhile_stands_beside_what_was_typed(as_role, member, table):
    client = as_role("analyst")
    form = client.get(path(table.high)).context["form"]
    values = {name: form[name].value() for name in form.fields} | {"stated": "75", "summary": "Mine."}
    make.reading(member("reviewer"), table.of_nato, 40, "9 July 2011", summary="Theirs.")
    response = client.post(path(table.high), {name: str(v) for name, v in values.items() if v not in (None, False)})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Theirs." in page and "Mine." in page and str(member("reviewer")) in page


def test_what_is_corrected_or_withdrawn_already_leads_to_what_stands(as_role, table):
    table.of_nato.refresh_from_db()
    operations.withdraw(table.high, by=table.by, expected=table.of_nato.version, reason="x")
    response = as_role("analyst").get(path(table.high), follow=True)
    assert response.redirect_chain and "this is what stands" in response.content.decode()


def test_a_wrong_value_is_said_beside_its_field(as_role, table):
    response = send(as_role("analyst"), table.high, stated="400")
    assert response.status_code == 422 and "This scale runs from 0 to 100." in response.content.decode()
    assert Reading.objects.filter(position=table.of_nato).count() == 1
