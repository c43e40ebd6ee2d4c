"""The page on which a statement is recorded: the four hard ones, what is wrong, rows, drafts, the same twice."""

import re

import pytest

from tests import make
from tests.statements.recording import PATH, TEXT, Desk, filled, opened, place, plain, save
from tracker.accounts.models import Draft
from tracker.actors.models import Speaker
from tracker.sources.models import Outlet
from tracker.statements.models import Statement
from tracker.statements.operations import Reported

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def laid(ground):
    return Desk(make.member())


# The four hard ones ---------------------------------------------------------------------------------------------------


def test_a_second_hand_account_is_proposed_as_told_by_another_with_its_chain(as_role, table):
    client = as_role("analyst")
    form = opened(client, document=table.text.pk, **place("Our partners say they owe each other help"))
    assert form["speaker"].value() == "Sergei Lavrov" and form["said"].value() == "4 Jul 2011"
    response = save(client, form, **plain(table, holders=[table.nato.pk], direction="against", act="reject"))
    said = Statement.objects.latest("pk")
    assert response.status_code == 302 and response["Location"] == said.get_absolute_url()
    assert [(str(each.party), each.told_by_other) for each in said.holders.all()] == [("NATO", True)]
    report = said.reports.get()
    assert report.mode == "verbatim"
    assert [str(relay) for relay in report.relays.all()] == ["Newswire", "RIA Novosti II"]
    excerpt = report.quotations.get().excerpt
    assert excerpt.exact == TEXT[excerpt.start : excerpt.end] == "Our partners say they owe each other help"


def test_what_is_proposed_can_be_changed(as_role, table):
    client = as_role("analyst")
    form = opened(client, document=table.text.pk, **place("Our partners say"))
    save(client, form, **plain(table, holders=[table.nato.pk], **{f"told_{table.nato.pk}": "own"}))
    assert not Statement.objects.latest("pk").holders.get().told_by_other


def test_names_that_are_there_are_found_however_they_are_written(as_role, table):
    client, before = as_role("analyst"), (Speaker.objects.count(), Outlet.objects.count())
    typed = {"speaker": "sergei  Lávrov", "report-0-mode": "relayed", "report-0-relay-0-outlet": "Intérfax"}
    save(client, opened(client), **plain(table, **typed))
    said = Statement.objects.latest("pk")
    assert said.speaker == table.lavrov and said.reports.get().relays.get().outlet == table.interfax
    assert (Speaker.objects.count(), Outlet.objects.count()) == before


def test_a_form_that_is_sent_twice_makes_one_statement(as_role, table):
    client, before = as_role("analyst"), Statement.objects.count()
    form = opened(client)
    first, second = (save(client, form, **plain(table, csrfmiddlewaretoken="x")) for _ in range(2))
    assert first["Location"] == second["Location"] == Statement.objects.latest("pk").get_absolute_url()
    assert Statement.objects.count() == before + 1


def test_a_joint_statement_has_several_holders(as_role, table):
    client = as_role("analyst")
    form = opened(client, document=table.text.pk, **place("The United States and its allies call the plan"))
    assert not form["speaker"].value()
    save(client, form, **plain(table, holders=[table.us.pk, table.nato.pk], act="inform"))
    said = Statement.objects.latest("pk")
    assert {str(each.party) for each in said.holders.all()} == {"NATO", "United States"}
    assert said.reports.get().mode == "paraphrase"


def test_a_conditional_one_says_what_it_depends_on(as_role, table):
    client = as_role("analyst")
    form = opened(client, document=table.text.pk, **place("the president would come only for a deal"))
    typed = {"condition-0-text": "a deal is in reach", "condition-0-on": f"meeting-{table.sochi.pk}",
             "condition-1-text": "or one system", "condition-1-wanted": table.issue.options.first().pk,
             "condition-1-group": 2}  # fmt: skip
    save(client, form, **plain(table, **typed))
    rows = Statement.objects.latest("pk").conditions.all()
    assert [(row.text, row.meeting, row.issue, row.group) for row in rows] == [
        ("a deal is in reach", table.sochi, None, 1), ("or one system", None, table.issue, 2)]  # fmt: skip


def test_background_has_no_holder_and_needs_no_issue(as_role, table):
    client = as_role("analyst")
    form = opened(client, document=table.text.pk, **place("Article 5 obliges members to help"))
    save(client, form, voice="background", words="Members help one another.")
    said = Statement.objects.latest("pk")
    assert (said.voice, said.issue, said.holders.count()) == ("background", None, 0)


# Names ----------------------------------------------------------------------------------------------------------------


def test_without_a_tick_the_speakers_party_of_that_day_holds_it(as_role, table):
    client = as_role("analyst")
    save(client, opened(client), **plain(table, holders=[], speaker="sergei lavrov"))
    said = Statement.objects.latest("pk")
    assert said.speaker == table.lavrov and said.holders.get().party == table.russia


def test_a_name_nobody_has_is_added_and_one_with_another_name_is_found(as_role, table):
    make.actors.name_also(table.lavrov, name="the minister", by=table.by)
    client = as_role("analyst")
    save(client, opened(client), **plain(table, speaker="The Minister"))
    assert Statement.objects.latest("pk").speaker == table.lavrov
    save(client, opened(client), **plain(table, speaker="Dmitry  Rogozin"))
    new = Statement.objects.latest("pk").speaker
    assert new.name == "Dmitry Rogozin" and new.is_new


def test_two_of_one_name_are_told_apart_by_the_whole_name(as_role, table):
    other = make.speaker(table.by, "Ivan Lavrov")
    for each in (other, table.lavrov):
        make.actors.name_also(each, name="Lavrov", by=table.by)
    client = as_role("analyst")
    response = save(client, opened(client), **plain(table, speaker="Lavrov"))
    assert response.status_code == 422
    assert "Ivan Lavrov, Sergei Lavrov" in str(response.context["form"].errors["speaker"])


def test_an_outlet_nobody_knows_is_added_ungraded_and_the_texts_own_comes_first(as_role, table):
    client = as_role("analyst")
    typed = {"report-0-document": table.text.pk, "report-0-mode": "relayed", "report-0-relay-0-outlet": "Echo"}
    save(client, opened(client), **plain(table, **typed))
    relays = Statement.objects.latest("pk").reports.get().relays.all()
    assert [relay.outlet.name for relay in relays] == ["Newswire", "Echo"]
    assert Outlet.objects.get(name="Echo").reliability == "F"


def test_a_name_written_nearly_so_is_asked_about_and_taken_by_a_button(as_role, table):
    client = as_role("analyst")
    form = opened(client)
    page = save(client, form, again="look", **plain(table, speaker="Sergey Lavrof"))
    assert "is a new name" in page.content.decode()
    assert page.context["beside"].alike == ["Sergei Lavrov"]
    taken = save(client, form, again="speaker-Sergei Lavrov", **plain(table, speaker="Sergey Lavrof"))
    assert taken.context["form"]["speaker"].value() == "Sergei Lavrov" and taken.context["beside"].post
    strange = save(client, form, again="look", **plain(table, speaker="Xu"))
    assert strange.context["beside"].alike == []


# What is wrong --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"said": "31 June 2011"}, "said"),
        ({"words": ""}, "words"),
        ({"words": "x" * 40_000}, "words"),
        ({"words": "a\0b"}, "words"),
        ({"speaker": "a\0b"}, "speaker"),
        ({"issue": ""}, "issue"),
        ({"issue": "999999"}, "issue"),
        ({"issue": "NaN"}, "issue"),
        ({"direction": ""}, "direction"),
        ({"direction": "sideways"}, "direction"),
        ({"act": ""}, "act"),
        ({"value": "NaN"}, "value"),
        ({"value": "101"}, "value"),
        ({"value": "40", "direction": "neutral"}, "option"),
        ({"credibility": "7"}, "credibility"),
        ({"credibility": "1"}, "credibility"),
        ({"holders": []}, "holders"),
        ({"holders": ["0"]}, "holders"),
        ({"another": "Atlantis"}, "another"),
        ({"voice": "background"}, "holders"),
        ({"replies_to": "99999999"}, "replies_to"),
        ({"replies_to": "9" * 40}, "replies_to"),
        ({"pledge_due": "2012"}, "pledge_what"),
        ({"meeting": "12345"}, "meeting"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_the_rest_is_kept(as_role, table, typed, field):
    client, before = as_role("analyst"), Statement.objects.count()
    response = save(client, opened(client), **plain(table, **({"rationale": "Kept all the same."} | typed)))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Kept all the same." in response.content.decode()
    assert Statement.objects.count() == before


@pytest.mark.parametrize(
    ("typed", "row", "field"),
    [
        ({"report-0-quote-0": "words that are not there"}, 0, "quote-0"),
        ({"report-0-quote-0": "to help"}, 0, None),
        ({"report-0-quote-0": "help"}, 0, "quote-0"),
        ({"report-0-mode": ""}, 0, "mode"),
        ({"report-0-mode": "sung"}, 0, "mode"),
        ({"report-0-document": ""}, 0, "document"),
        ({"report-0-document": "9" * 30}, 0, "document"),
        ({"report-0-direct": "on"}, 0, "direct"),
    ],
)
def test_what_is_wrong_with_a_report_is_said_beside_it(as_role, table, typed, row, field):
    client = as_role("analyst")
    given = {"report-0-document": table.text.pk, "report-0-mode": "paraphrase", "report-0-quote-0": "obliges",
             "report-0-relay-0-outlet": "Interfax"}  # fmt: skip
    response = save(client, opened(client), **plain(table, **(given | typed)))
    assert response.status_code == (422 if field else 302)
    if field:
        assert field in response.context["form"].reports[row].errors


def test_other_workspaces_records_are_no_choice(as_role, table):
    other = make.Table(space=make.workspace("other"))
    client = as_role("analyst")
    for typed in ({"issue": other.issue.pk}, {"holders": [other.nato.pk]}, {"replies_to": other.said.pk},
                  {"report-0-document": other.digest.pk, "report-0-mode": "relayed"},
                  {"meeting": other.sochi.pk}):  # fmt: skip
        assert save(client, opened(client), **plain(table, **typed)).status_code == 422
    assert client.get(PATH, {"document": other.digest.pk}).status_code == 404
    assert client.get(PATH, {"issue": other.issue.pk}).status_code == 404
    assert client.post(PATH, {"twin": other.said.pk}).status_code == 404


@pytest.mark.parametrize(
    "query", [{"document": "x"}, {"start": "9", "end": "3"}, {"start": "-1", "end": "9" * 30}, {"negotiation": "a\0b"}]
)
def test_a_damaged_address_gives_an_empty_form(as_role, table, query):
    assert as_role("analyst").get(PATH, query).status_code == 200
    assert as_role("analyst").get(PATH, {"document": table.text.pk, **query}).status_code in (200, 404)


# Rows and drafts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("again", "added"),
    [("report", "report-1-mode"), ("report-0-relay", "report-0-relay-1-outlet"), ("condition", "condition-1-text"),
     ("report-0-quote", "report-0-quote-1"), ("draft", None), ("drop-report-0", None)],
)  # fmt: skip
def test_one_more_row_comes_without_script_and_saves_nothing(as_role, table, again, added):
    client, before = as_role("analyst"), Statement.objects.count()
    typed = plain(table, words="Half a", said="31 June", again=again, speaker="Nobody Yet")
    response = save(client, opened(client), **typed)
    page = response.content.decode()
    assert response.status_code == 200 and "Half a" in page and 'value="31 June"' in page
    assert "June has 30 days" not in page
    assert (f'name="{added}"' in page) if added else True
    assert Statement.objects.count() == before and not Speaker.objects.filter(name="Nobody Yet").exists()


def test_a_row_is_left_out(as_role, table):
    client = as_role("analyst")
    typed = plain(table, again="drop-condition-0", **{"condition-0-text": "first", "condition-4-text": "second"})
    form = save(client, opened(client), **typed).context["form"]
    assert [row["text"].value() for row in form.conditions] == ["second"]


def test_saving_ends_the_draft(as_role, table, member):
    client = as_role("analyst")
    name = f"{PATH}#statement-form@7"
    Draft.objects.create(workspace=table.by.workspace, member=member("analyst"), form=name, fields=[["words", "x"]])
    save(client, opened(client), **plain(table, draft=name))
    assert not Draft.objects.exists()


# Beside the form ------------------------------------------------------------------------------------------------------


def part(client, form, target, **typed):
    sent = filled(form, again="look", **typed).urlencode()
    kind = "application/x-www-form-urlencoded"
    response = client.post(PATH, sent, content_type=kind, headers={"HX-Request": "true", "HX-Target": target})
    words = re.sub(r"<[^>]+>", "", response.content.decode())
    return " ".join(words.split())


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"value": "10"}, "Counts fully for Russia"),
        ({}, "Kept, does not move Russia’s position It names neither"),
        ({"value": "10", "modality": "hypothetical"}, "Kept, does not move Russia’s position Only supposed."),
        ({"value": "10", "act": "expect"}, "Kept, does not move Russia’s position An expectation."),
        ({"value": "10", "direction": "against"}, "Listed as rejected"),
        ({"value": "10", "report-0-mode": "outlet_summary"}, "Counts half"),
        ({"voice": "background"}, "it counts nowhere"),
        ({"direction": ""}, "Say which side it takes"),
        ({"said": "31 June", "value": "ten"}, "Kept, does not move Russia’s position"),
        ({"speaker": "Somebody New"}, "Somebody New is a new name"),
    ],
)
def test_what_counts_is_said_while_one_types(as_role, table, typed, says):
    client = as_role("analyst")
    assert says in part(client, opened(client), "section#worth", **plain(table, **typed))


def test_what_counts_is_said_again_once_it_is_saved(as_role, table):
    client = as_role("analyst")
    response = save(client, opened(client), **plain(table, value="10"))
    assert "Saved. Counts fully for Russia." in client.get(response["Location"]).content.decode()


def after(client, response):
    return client.get(response["Location"]).content.decode()


def test_a_day_after_the_text_was_published_is_recorded_and_asked_about(as_role, table):
    client, doubt = as_role("analyst"), "8 Aug 2011, is after its text was published, 5 Jul 2011: is it right?"
    form = opened(client, document=table.text.pk, **place("Our partners say"))
    assert doubt in after(client, save(client, form, **plain(table, said="8 August 2011")))
    assert "is it right?" not in after(client, save(client, form, **plain(table, said="2011", words="Else.")))


def test_a_day_still_to_come_is_recorded_and_asked_about(as_role, table):
    client = as_role("analyst")
    typed = plain(table, said="2090", pledge_what="a shield", pledge_due="2999", pledge_seen_by="at the parade")
    said = after(client, save(client, opened(client), **typed))
    assert "“When it was said”: 2090 is still to come, is it right?" in said
    assert "“Due”: 2999 is more than 30 years ahead, is it right?" in said


def test_the_options_are_those_of_the_issue_that_was_chosen(as_role, table):
    client = as_role("analyst")
    assert "Joint centres" not in part(client, opened(client), "div#choice")
    assert "Joint centres50" in part(client, opened(client), "div#choice", issue=table.issue.pk)


def test_a_reply_is_found_by_its_words_within_the_issue(as_role, table):
    client = as_role("analyst")
    wanted = make.statement(table.by, table.issue, table.nato, words="Such threats are out of date.")
    elsewhere = make.statement(table.by, make.issue(table.by, table.talks, "Libya"), table.nato, words="Threats, too.")
    listed = part(client, opened(client), "div#replies", issue=table.issue.pk, seek="threat")
    assert wanted.words in listed and elsewhere.words not in listed
    save(client, opened(client, replies_to=wanted.pk), **plain(table))
    assert Statement.objects.latest("pk").replies_to == wanted


# Twins ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def twin(table):
    return make.statement(
        table.by, table.issue, table.russia, words="No accord will come on sectors.", speaker=table.lavrov,
        reports=[Reported("paraphrase", table.digest, ["one system, divided"])],
    )  # fmt: skip


def test_a_likely_twin_is_shown_and_one_on_another_day_or_issue_is_not(as_role, table, twin):
    client = as_role("analyst")
    typed = plain(table, words="There will be no accord on the sectors", speaker="Sergei Lavrov", holders=[])
    assert twin.words in part(client, opened(client), "section#worth", **typed)
    assert twin.words not in part(client, opened(client), "section#worth", **(typed | {"said": "September 2011"}))
    assert twin.words not in part(client, opened(client), "section#worth", **(typed | {"words": "Libya first"}))
    libya = make.issue(table.by, table.talks, "Libya")
    assert twin.words not in part(client, opened(client), "section#worth", **(typed | {"issue": libya.pk}))


def test_it_is_added_as_another_report_instead(as_role, table, twin):
    client, before = as_role("analyst"), Statement.objects.count()
    form = opened(client, document=table.text.pk, **place("Our partners say they owe"))
    response = save(client, form, twin=twin.pk, words="")
    assert response["Location"] == twin.get_absolute_url()
    assert Statement.objects.count() == before
    assert twin.reports.count() == 2 and twin.reports.last().quotations.get().excerpt.exact.startswith("Our partners")


def test_not_without_a_report(as_role, table, twin):
    client = as_role("analyst")
    response = save(client, opened(client), twin=twin.pk)
    assert response.status_code == 422 and "Say which text carries it" in response.content.decode()
