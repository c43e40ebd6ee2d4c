"""Many statements are changed at once: all that were chosen or none, with a preview, by whom, and back again."""

import re

import pytest

from tests import make
from tracker.history.models import Change
from tracker.positions.operations import weigh
from tracker.statements.models import Statement
from tracker.statements.operations import edit
from tracker.statements.operations.many import edit_many

pytestmark = pytest.mark.django_db
PATH = "/w/desk/statements/edit/"


@pytest.fixture(scope="module")
def laid(ground):
    table = make.Table()
    table.libya = make.issue(table.by, table.talks, "Libya")
    table.chicago = make.meeting(table.by, table.talks, "Chicago", "20-21 May 2012")
    return table


@pytest.fixture
def three(table, member):
    """Three statements of the analyst's without value."""
    return [make.statement(member("analyst"), table.issue, table.russia, table.nato, words=f"No {n}.") for n in "abc"]


def chosen(*statements):
    return [f"{each.pk}-{each.version}" for each in statements]


def sealed(client, *statements, **typed):
    """As after a preview."""
    sent = {"chosen": chosen(*statements), **typed}
    response = client.post(PATH, sent | {"again": "preview"})
    assert response.status_code == 200
    return sent | {"sealed": response.context["form"].sealed}


def issues(*statements):
    return {issue.title for each in statements for issue in (Statement.objects.get(pk=each.pk).issue,)}


def test_the_list_leads_there_and_what_changes_is_shown_before_it_does(as_role, table, three):
    client = as_role("analyst")
    page = client.get("/w/desk/statements/", {"holder": "nato"}).content.decode()
    assert len(re.findall(r'type="checkbox" name="chosen" value="\d+-1"', page)) == 4
    page = client.get(PATH, {"chosen": chosen(*three), "back": "holder=nato"}).content.decode()
    assert "Change 3 statements" in page and 'href="/w/desk/statements/?holder=nato"' in page
    page = client.post(PATH, {"chosen": chosen(*three, table.said), "issue": table.libya.pk}).content.decode()
    assert "One cannot be changed so, and then none is." in page and "It names a value on the scale" in page
    response = client.post(PATH, {"chosen": chosen(*three), "issue": table.libya.pk})
    page = response.content.decode()
    assert "3 change." in page and "Change 3 statements" in page and issues(*three) == {"Architecture"}


def test_all_have_it_at_once_with_one_line_of_history_and_it_is_undone(as_role, table, three):
    client = as_role("analyst")
    typed = {"issue": table.libya.pk, "meeting": table.chicago.pk, "back": "order=said"}
    response = client.post(PATH, sealed(client, *three, **typed))
    assert response.status_code == 302 and response["Location"] == "/w/desk/statements/?order=said"
    fresh = Statement.objects.filter(pk__in=[each.pk for each in three])
    assert {(each.issue, each.meeting, each.version) for each in fresh} == {(table.libya, table.chicago, 2)}
    assert {held.issue for each in fresh for held in each.holders.all()} == {table.libya}
    page = client.get(response["Location"]).content.decode()
    assert "3 statements changed." in page
    (line,) = Change.objects.filter(verb="statement.edited_many")
    for each in three:
        listed = client.get("/w/desk/history/", {"kind": "statements.statement", "id": each.pk})
        assert line.pk in [shown.pk for shown in listed.context["shown"].lines]
    address = page.partition('class="undo" href="')[2].partition('"')[0]
    assert "Undone." in client.post(address, follow=True).content.decode()
    assert {(each.issue, each.meeting) for each in fresh.all()} == {(table.issue, None)}
    assert {held.issue for each in fresh.all() for held in each.holders.all()} == {table.issue}


def test_an_earlier_version_is_brought_back_of_one_of_them_alone(as_role, table, three, member):
    each = three[1]
    fields = {"words": "Mended.", "said": each.said, "holders": [table.russia, table.nato], "issue": table.issue}
    edit(each, by=table.by, expected=1, **fields)
    line = table.by.did
    edit_many(three, by=table.by, expected={e.pk: 2 if e is each else 1 for e in three},
              changes={"issue": table.libya})  # fmt: skip
    client = as_role("lead")
    shown = client.get("/w/desk/history/", {"kind": "statements.statement", "id": each.pk}).context["shown"].lines
    assert [bool(each.restore) for each in shown] == [False, True, True]
    client.post(f"/w/desk/changes/{line.pk}/restore/", {})
    assert issues(each) == {"Architecture"} and issues(three[0], three[2]) == {"Libya"}
    assert Statement.objects.get(pk=each.pk).words == "Mended."


def test_those_that_are_so_already_stay_untouched_and_a_meeting_is_taken_away(as_role, table, three, member):
    edit_many(three[:1], by=member("analyst"), expected={three[0].pk: 1}, changes={"meeting": table.sochi})
    client = as_role("analyst")
    for each in three:
        each.refresh_from_db()
    assert client.post(PATH, sealed(client, *three, meeting="none")).status_code == 302
    versions = dict(Statement.objects.filter(pk__in=[each.pk for each in three]).values_list("pk", "version"))
    assert [versions[each.pk] for each in three] == [3, 1, 1]


@pytest.mark.parametrize("case", ["option", "value", "weighed", "meeting"])
def test_one_that_would_break_a_rule_is_named_and_none_is_changed(as_role, table, three, member, case):
    analyst, client, typed = member("analyst"), as_role("analyst"), {"issue": table.libya.pk}
    odd, words = three[1], "names an option"
    if case == "option":
        odd = make.statement(analyst, table.issue, table.nato, option=table.issue.options.first(), words="Odd one.")
    elif case == "value":
        odd, words = make.statement(analyst, table.issue, table.nato, value=5, words="Odd one."), "names a value"
    elif case == "weighed":
        weigh(table.of_nato, odd, by=table.by, relation="supports", reading=make.reading(table.by, table.of_nato, 90))
        words = "A position on its issue rests on it"
    else:
        elsewhere = make.issue(table.by, make.negotiation(table.by, "Grain", [table.nato]), "Price")
        odd, typed = make.statement(analyst, elsewhere, table.nato, words="Odd one."), {"meeting": table.sochi.pk}
        words = "another negotiation"
    those = [three[0], odd, three[2]]
    preview = sealed(client, *those, **typed)
    response = client.post(PATH, preview)
    assert response.status_code == 422
    (error,) = response.context["form"].non_field_errors()
    assert odd.words in error and words in error
    assert issues(three[0], three[2]) == {"Architecture"} and not Change.objects.filter(verb="statement.edited_many")


def test_background_goes_to_an_issue_of_any_negotiation(as_role, table, member):
    voice = make.statement(member("analyst"), None, voice="background", direction="not_stated", words="It is said so.")
    price = make.issue(table.by, make.negotiation(table.by, "Grain"), "Price")
    client = as_role("analyst")
    offered = client.get(PATH, {"chosen": chosen(voice)}).context["form"].fields["issue"].choices
    assert "Grain: 1 Price" in [words for _, words in offered]
    assert client.post(PATH, sealed(client, voice, issue=price.pk)).status_code == 302
    assert issues(voice) == {"Price"} and not voice.holders.exists()


def test_what_was_weighed_and_taken_back_does_not_hold_it(table, three, member):
    reading = make.reading(table.by, table.of_nato, 90)
    for relation in ("supports", "not_weighed"):
        weigh(table.of_nato, three[0], by=table.by, relation=relation, reading=reading)
    edit_many(three, by=member("analyst"), expected=dict.fromkeys([e.pk for e in three], 1),
              changes={"issue": table.libya})  # fmt: skip
    assert issues(*three) == {"Libya"}


def test_the_second_of_two_people_is_told_which_and_nothing_is_changed(as_role, table, three, member):
    client = as_role("analyst")
    preview = sealed(client, *three, issue=table.libya.pk)
    fields = {"words": "Theirs.", "said": three[2].said, "holders": [table.russia], "issue": table.issue}
    edit(Statement.objects.get(pk=three[2].pk), by=table.by, expected=1, **fields)
    response = client.post(PATH, preview)
    assert response.status_code == 409 and "was changed meanwhile" in response.content.decode()
    assert issues(*three) == {"Architecture"}
    again = preview | {"chosen": response.context["form"].kept}
    assert client.post(PATH, again).status_code == 302 and issues(*three) == {"Libya"}


def test_only_what_one_recorded_oneself_and_the_coder_is_for_leads(as_role, table, three, member):
    client = as_role("analyst")
    response = client.post(PATH, {"chosen": chosen(three[0], table.answered), "meeting": table.sochi.pk})
    assert "only they or a lead may change it" in response.content.decode() and not response.context["form"].ready
    assert client.post(PATH, sealed(client, table.answered, meeting=table.sochi.pk)).status_code == 403
    assert "coder" not in response.context["form"].fields
    lead = as_role("lead")
    assert lead.post(PATH, sealed(lead, *three, coder=table.by.pk)).status_code == 302
    assert {each.coder for each in Statement.objects.filter(pk__in=[e.pk for e in three])} == {table.by}
    assert as_role("reader").get(PATH).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"chosen": ["x", "1-", "-1", "9" * 30 + "-1", "1-99999999999", "\0"]},
        {"chosen": "99999999-1"},
        {"page": "z"},
    ],
)
def test_without_anything_chosen_it_leads_back(as_role, table, query):
    assert "None is chosen" in as_role("analyst").get(PATH, query).content.decode()


def test_what_is_no_choice_is_shown_again(as_role, table, three):
    client = as_role("analyst")
    for typed in ({"issue": "x"}, {"meeting": "9" * 40}, {}, {"back": "\0\r\nx"}):
        response = client.post(PATH, {"chosen": chosen(*three), "sealed": "", **typed})
        assert response.status_code == 422, typed
    many = {"chosen": [f"{n}-1" for n in range(1, 400)], "issue": table.libya.pk}
    assert client.post(PATH, many).status_code == 200


def test_it_costs_no_more_to_show_more(as_role, table, three, cost):
    client = as_role("analyst")
    client.get(PATH, {"chosen": chosen(three[0])})
    one = cost(lambda: client.get(PATH, {"chosen": chosen(three[0])}))
    assert cost(lambda: client.get(PATH, {"chosen": chosen(*three)})) == one
