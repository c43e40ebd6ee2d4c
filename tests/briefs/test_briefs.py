"""The briefs of a negotiation."""

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


def path(table):
    return reverse("briefs:briefs", kwargs={"ws": "desk", "n": table.talks.slug})


def test_before_there_is_one_an_analyst_is_offered_the_templates(table, as_role):
    page = as_role("analyst").get(path(table)).content.decode()
    assert "No brief yet" in page
    for name in ("One-page note", "Full comparison", "Round report"):
        assert name in page
    assert "?template=round" in page


def test_a_reader_is_offered_none(table, as_role):
    assert "?template=" not in as_role("reader").get(path(table)).content.decode()


def test_the_day_that_a_brief_is_compared_with_is_told_as_a_day(table, as_role):
    make.brief(table.by, table.talks, since="2010-11-20")
    assert "20 Nov 2010" in as_role("reader").get(path(table)).content.decode()


def test_each_is_listed_with_its_day_and_what_was_issued_last(table, as_role):
    make.brief(table.by, table.talks, "Only a draft", since="sochi")
    issued = make.brief(table.by, table.talks, "Issued", as_of=make.when("5 July 2011").last, handling="TLP:RED")
    make.edition(table.by, issued)
    first, second = as_role("reader").get(path(table)).context["lines"]
    assert (str(first.brief), first.day, first.edition) == ("Issued", "5 Jul 2011", "1")
    assert (str(second.brief), second.day, second.since, second.issued) == (
        "Only a draft",
        "the day it is read",
        "Sochi",
        "not issued",
    )


def test_it_costs_no_more_with_more_briefs(table, as_role, cost):
    client = as_role("reader")
    make.edition(table.by, make.brief(table.by, table.talks))
    client.get(path(table))
    few = cost(lambda: client.get(path(table)))
    make.edition(table.by, make.brief(table.by, table.talks))
    make.brief(table.by, table.talks)
    assert cost(lambda: client.get(path(table))) == few
