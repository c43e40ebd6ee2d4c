"""What every form shares. The positions' form shows the rest: two people, one record."""

import pytest
from django import forms
from django.http import QueryDict
from django.test.html import parse_html
from django.utils.translation import gettext_lazy

from tests import make
from tracker.base.dates import parse
from tracker.base.forms import Choice, DomainDateField, EditForm


class Rename(EditForm):
    name = forms.CharField(max_length=20)
    on = DomainDateField(required=False)


def typed(**fields):
    form = QueryDict(mutable=True)
    form.update({"expected": "1", "name": "NATO", **fields})
    form._mutable = False
    return form


@pytest.mark.parametrize("written", ["4 July 2011", " 4 July 2011\t", "May 2012", "20-21 May 2012"])
def test_a_date_is_typed_as_people_write_it(written):
    form = Rename(typed(on=written))
    assert form.is_valid()
    assert form.cleaned_data["on"] == parse(written)


@pytest.mark.parametrize("nothing", ["", "   "])
def test_a_date_that_is_not_asked_for_may_be_left_out(nothing):
    form = Rename(typed(on=nothing))
    assert form.is_valid()
    assert form.cleaned_data["on"] is None


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("31 June 2011", "June has 30 days. Type a day, a month"),
        ("04/07/2011", "Write the month as a word."),
        ("4 July 2011\0", "cannot read this as a date"),
        ("x" * 40_000, "cannot read this as a date"),
    ],
)
def test_what_is_no_date_is_told_beside_the_field_and_nothing_else_is_lost(written, words):
    form = Rename(typed(on=written))
    assert form.status == 422
    assert words in form.errors["on"][0]
    assert form["on"].value() == written
    assert form["name"].value() == "NATO"


def test_a_date_comes_back_as_people_write_it():
    assert 'value="May 2012"' in str(Rename(initial={"on": parse("2012-05")})["on"])


def test_an_empty_form_is_no_mistake():
    assert Rename().status == 200


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", [None, "first"])
def test_the_second_of_two_people_keeps_what_they_typed_and_may_save_it_over_the_first(prefix):
    record = make.Table().of_nato
    seen = record.version
    record.claim(seen)
    mine = {f"{prefix}-{name}" if prefix else name: value for name, value in typed(expected=str(seen)).items()}
    query = QueryDict(mutable=True)
    query.update(mine)
    form = Rename(query, prefix=prefix)
    assert form.is_valid()
    form.clash(record)
    assert form.status == 409
    assert form["name"].value() == "NATO"
    assert "changed while you were typing" in str(form.non_field_errors())
    again = Rename(form.data, prefix=prefix)
    assert again.is_valid()
    record.claim(again.cleaned_data["expected"])


@pytest.mark.parametrize("value", [None, "", "a", "<&\"'", 7, "7", "none of them"])
@pytest.mark.parametrize("attrs", [{}, {"id": "x", "required": True, "disabled": False, "aria-describedby": "<&"}])
def test_a_menu_is_what_django_would_make_of_it(value, attrs):
    choices = [("", "Any"), ("a", 'A <b> & "c"'), ("<&\"'", "Signs"), (7, "Seven"), (8, gettext_lazy("Today"))]
    ours = Choice(attrs={"data-x": "1"}, choices=choices).render("name", value, attrs)
    theirs = forms.Select(attrs={"data-x": "1"}, choices=choices).render("name", value, attrs)
    assert parse_html(ours) == parse_html(theirs)
