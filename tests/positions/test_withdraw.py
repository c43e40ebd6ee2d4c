"""A reading that is to stand no longer."""

import pytest
from django.urls import reverse

from tests import make
from tracker.agenda.when import NOW
from tracker.positions.queries import in_force

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    table = make.Table().read()
    table.later = make.reading(table.by, table.of_nato, 50, "8 July 2011")
    return table


def path(reading):
    return reverse("positions:withdraw", kwargs={"ws": "desk", "pk": reading.pk})


def held(table):
    found = in_force([table.of_nato], make.when("10 July 2011").first, NOW).get(table.of_nato.pk)
    return found and found.stated


def version(table):
    table.of_nato.refresh_from_db()
    return table.of_nato.version


def test_it_says_what_is_in_force_again_and_what_stays(as_role, table):
    assert "nothing is on record. From 8 Jul 2011 on the later reading stays" in sentence(as_role, table.high)
    assert "in force again: at 90, between “Joint centres” and “Two systems that cooperate”, since 4 Jul 2011" in (
        sentence(as_role, table.later)
    )


def sentence(as_role, reading):
    return as_role("analyst").get(path(reading)).context["sentence"]


def test_an_analyst_withdraws_it_with_a_reason_and_may_undo(as_role, table):
    response = as_role("analyst").post(
        path(table.later), {"expected": version(table), "reason": "It was Russia."}, follow=True
    )
    assert held(table) == 90
    page = response.content.decode()
    assert "Withdrawn. It stays in the history." in page and 'class="undo"' in page and "It was Russia." in page


@pytest.mark.parametrize("reason", ["", " ", "\x00", "r" * 40_000])
def test_without_a_reason_that_can_be_kept_nothing_happens(as_role, table, reason):
    response = as_role("analyst").post(path(table.later), {"expected": version(table), "reason": reason})
    assert (response.status_code, held(table)) == (422, 50)


def test_who_saw_an_older_version_is_told(as_role, member, table):
    seen = version(table)
    make.reading(member("reviewer"), table.of_nato, 40, "9 July 2011")
    response = as_role("analyst").post(path(table.later), {"expected": seen, "reason": "Mine."})
    assert response.status_code == 409 and "Mine." in response.content.decode()
