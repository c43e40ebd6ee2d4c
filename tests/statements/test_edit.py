"""A statement is mended: by whom, with all its rows at once, and by two people at a time."""

import pytest

from tests import make
from tests.statements.test_record_form import Desk, filled
from tracker.history.models import Change
from tracker.positions.operations import weigh
from tracker.sources.models import Excerpt
from tracker.statements.models import Statement
from tracker.statements.operations import Depends, Heard, Pledged, Reported, add_report, edit

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def laid(ground):
    return Desk(make.member())


@pytest.fixture
def said(table, member):
    return make.statement(
        member("analyst"), table.issue, table.russia, speaker=table.lavrov, value=10, words="They want sectors.",
        reports=[
            Reported("verbatim", table.text, ["Our partners say"], [Heard(table.gsn), Heard(table.ria, "RIA II")]),
            Reported("relayed"),
        ],
        conditions=[Depends("if all agree", meeting=table.sochi), Depends("or one", issue=table.issue, group=2)],
        pledge=Pledged("a shield", make.when("2015"), "at the parade"),
    )  # fmt: skip


def path(said):
    return f"/w/desk/statements/{said.pk}/edit/"


def opened(client, said):
    return client.get(path(said)).context["form"]


def save(client, statement, form, /, **typed):
    return client.post(path(statement), filled(form, **typed).urlencode(), content_type=FORM)


def rows(said):
    """All that hangs on it, with the ids."""
    fresh = Statement.objects.get(pk=said.pk)
    return [
        list(kind.values_list())
        for kind in (
            fresh.holders.order_by("pk"), fresh.reports.order_by("pk"), fresh.conditions.order_by("pk"),
            Excerpt.objects.filter(quotations__report__statement=fresh),
            type(fresh.reports.first().relays.first()).objects.filter(report__statement=fresh).order_by("pk"),
        )
    ]  # fmt: skip


def test_saved_as_it_was_every_row_stays_as_it_was(as_role, said):
    before, client = rows(said), as_role("analyst")
    assert save(client, said, opened(client, said)).status_code == 302
    assert rows(said) == before
    said.refresh_from_db()
    assert said.version == 2 and said.pledge.what == "a shield"


def test_all_its_rows_are_replaced_at_once(as_role, table, said):
    client, first = as_role("analyst"), said.reports.first()
    form = opened(client, said)
    typed = {
        "words": "They want one system.", "holders": [table.nato.pk, table.us.pk], f"told_{table.us.pk}": "own",
        "report-0-quote-0": "owe each other help", "report-0-relay-1-outlet": "Interfax", "report-0-relay-1-label": "",
        "condition-0-text": "if Libya is settled", "condition-0-on": "", "condition-1-text": "", "condition-1-on": "",
        "pledge_what": "", "pledge_due": "", "pledge_seen_by": "", "report-1-mode": "",
        "report-1-direct": "",
    }  # fmt: skip
    assert save(client, said, form, **typed).status_code == 302
    said = Statement.objects.get(pk=said.pk)
    assert [(each.party, each.told_by_other) for each in said.holders.all()] == [
        (table.nato, True), (table.us, False)]  # fmt: skip
    report = said.reports.get()
    assert report == first and [str(each.outlet) for each in report.relays.all()] == ["Newswire", "Interfax"]
    assert report.quotations.get().excerpt.exact == "owe each other help"
    assert not Excerpt.objects.filter(exact="Our partners say").exists()
    assert [each.text for each in said.conditions.all()] == ["if Libya is settled"]
    assert not hasattr(said, "pledge")
    assert Change.objects.filter(verb="statement.edited", target_id=said.pk).count() == 1


def test_a_report_is_left_out_by_its_button_and_another_added(as_role, table, said):
    client = as_role("analyst")
    form = save(client, said, opened(client, said), again="drop-report-1").context["form"]
    assert len(form.reports) == 1
    form = save(client, said, form, again="report").context["form"]
    typed = {"report-1-mode": "paraphrase", "report-1-document": table.digest.pk}
    assert save(client, said, form, **typed).status_code == 302
    assert [each.document for each in said.reports.order_by("pk")] == [table.text, table.digest]


def test_it_moves_to_another_issue_and_day_with_its_holders(as_role, table, said):
    libya = make.issue(table.by, table.talks, "Libya", scale=None)
    client = as_role("analyst")
    assert save(client, said, opened(client, said), issue=libya.pk, value="", said="1 July 2011").status_code == 302
    holder = said.holders.get()
    assert (holder.issue, str(holder.said_on)) == (libya, "2011-07-01")


def test_it_becomes_background_and_a_partys_again(as_role, table, said):
    client = as_role("analyst")
    form = opened(client, said)
    assert save(client, said, form, voice="background", holders=[], speaker="").status_code == 302
    assert not said.holders.exists()
    form = opened(client, said)
    assert save(client, said, form, voice="party", holders=[table.nato.pk], direction="for", act="support",
                issue=table.issue.pk).status_code == 302  # fmt: skip
    assert said.holders.get().party == table.nato


def test_an_old_value_stays_on_its_old_scale(table, said, member):
    table.issue.maximum = 200
    table.issue.save()
    fields = {"words": "Again.", "said": said.said, "holders": [table.russia], "issue": table.issue, "value": 10.0,
              "direction": "for"}  # fmt: skip
    assert edit(said, by=member("analyst"), expected=1, **fields).maximum == 100
    assert edit(said, by=member("analyst"), expected=2, **(fields | {"value": 20.0})).maximum == 200


def test_words_no_longer_found_in_a_corrected_text_stay_quoted(as_role, table, said):
    type(table.text).objects.filter(pk=table.text.pk).update(text="All is new.")
    client = as_role("analyst")
    assert save(client, said, opened(client, said), rationale="Because.").status_code == 302
    assert said.reports.first().quotations.get().excerpt.exact == "Our partners say"


@pytest.mark.parametrize(("role", "status"), [("lead", 200), ("analyst", 200), ("reviewer", 403), ("reader", 403)])
def test_who_recorded_it_may_and_leads(as_role, said, role, status):
    assert as_role(role).get(path(said)).status_code == status


def test_a_holder_whose_position_rests_on_it_stays(as_role, table, said):
    weigh(table.of_russia, said, by=table.by, relation="supports", reading=make.reading(table.by, table.of_russia, 10))
    client = as_role("analyst")
    response = save(client, said, opened(client, said), holders=[table.nato.pk])
    assert response.status_code == 422
    assert "A position of Russia rests on this statement" in str(response.context["form"].errors["holders"])
    assert said.holders.get().party == table.russia


def test_the_second_of_two_people_sees_theirs_and_takes_what_they_want(as_role, said):
    first, second = as_role("lead"), as_role("analyst")
    mine = opened(second, said)
    theirs = opened(first, said)
    save(first, said, theirs, words="Theirs.", **{"report-0-mode": "paraphrase", "condition-1-text": "or two"})
    response = save(second, said, mine, words="Mine.", rationale="My reason.")
    assert response.status_code == 409
    form = response.context["form"]
    shown = {part.key: (part.theirs, part.yours) for part in form.theirs}
    assert shown["words"] == ("Theirs.", "Mine.")
    assert "Paraphrase" in shown["report"][0] and "Verbatim" in shown["report"][1]
    assert "or two" in shown["condition"][0]
    taken = save(second, said, form, take="report").context["form"]
    assert taken.reports[0]["mode"].value() == "paraphrase" and taken["words"].value() == "Mine."
    assert save(second, said, taken).status_code == 302
    said.refresh_from_db()
    assert (said.words, said.rationale, said.reports.first().mode) == ("Mine.", "My reason.", "paraphrase")


def test_a_report_added_meanwhile_is_not_lost(as_role, table, said):
    client = as_role("analyst")
    form = opened(client, said)
    add_report(said, Reported("relayed", table.digest), by=table.by)
    assert save(client, said, form).status_code == 409
    assert said.reports.count() == 3


def test_on_which_a_position_rests_stays_on_its_issue_until_it_is_said_not_to_bear(as_role, table, said):
    libya = make.issue(table.by, table.talks, "Libya", scale=None)
    client = as_role("analyst")
    weigh(table.of_russia, said, by=table.by, relation="supports")
    refused = save(client, said, opened(client, said), issue=libya.pk, value="", option="")
    assert "Say there first that it does not bear" in str(refused.context["form"].errors["issue"])
    weigh(table.of_russia, said, by=table.by, relation="does_not_bear")
    assert save(client, said, opened(client, said), issue=libya.pk, value="", option="").status_code == 302
