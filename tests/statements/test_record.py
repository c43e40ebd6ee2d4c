from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import make
from tracker.history.models import Change
from tracker.sources.anchors import Ambiguous, NotFound
from tracker.sources.models import Excerpt
from tracker.statements.models import Holder, Statement
from tracker.statements.operations import Depends, Heard, Pledged, Reported, record
from tracker.statements.queries import counts, reliability, root_count, with_reports
from tracker.statements.quotes import Step, ladder

pytestmark = pytest.mark.django_db

TEXT = """They said: “we  want
one system”, and again that they want it.

One system was named once more. They want it."""


@pytest.fixture
def text(table):
    return make.document(table.by, TEXT, outlet=table.ria)


def say(table, *holders, by=None, **fields):
    fields = {"words": "They want it so.", "said": make.when("4 July 2011"), "issue": table.issue, **fields}
    return record(by=by or table.by, holders=holders or [table.russia], **fields)


def whole(statement):
    """As pages read it."""
    return with_reports(Statement.objects.filter(pk=statement.pk))[0]


def quoted(statement):
    return [quotation.excerpt for report in statement.reports.all() for quotation in report.quotations.all()]


# The words ------------------------------------------------------------------------------------------------------------


def test_words_given_as_text_are_anchored_in_the_document_as_it_writes_them(table, text):
    said = say(table, reports=[Reported("verbatim", text, ['"we want one system"'])])
    excerpt = quoted(said)[0]
    assert excerpt.exact == "“we  want\none system”"
    assert text.text[excerpt.start : excerpt.end] == excerpt.exact
    assert (excerpt.prefix, excerpt.suffix[:11]) == ("They said: ", ", and again")


def test_several_quotations_keep_the_order_in_which_they_were_given(table, text):
    said = say(table, reports=[Reported("verbatim", text, ["was named once more", "They said"])])
    assert [excerpt.exact for excerpt in quoted(said)] == ["was named once more", "They said"]


def test_the_same_words_of_two_statements_are_one_excerpt(table, text):
    for _ in range(2):
        say(table, reports=[Reported("verbatim", text, ["was named once more"])])
    assert Excerpt.objects.filter(document=text).count() == 1


def test_an_excerpt_cut_before_may_be_given_as_it_is(table, text):
    excerpt = make.sources.quote(text, "was named once more", by=table.by)
    assert quoted(say(table, reports=[Reported("verbatim", text, [excerpt])])) == [excerpt]


@pytest.mark.parametrize(
    ("words", "error", "sentence"),
    [
        ("we want two systems", NotFound, "These words are not in the text. Copy them from it, or correct the text."),
        ("want it.", Ambiguous, "These words occur 2 times. Select more of the sentence."),
        ("  ", NotFound, "The quotation is empty. Select the words in the text."),
    ],
)
def test_words_that_are_not_surely_found_are_refused_and_nothing_is_recorded(table, text, words, error, sentence):
    before = Statement.objects.count()
    with pytest.raises(error, match=sentence):
        say(table, reports=[Reported("verbatim", text, ["was named once more", words])])
    assert Statement.objects.count() == before
    assert not Excerpt.objects.filter(document=text).exists()


def test_a_direct_record_has_no_text_to_quote_from(table):
    with pytest.raises(ValidationError, match="has no text to quote from"):
        say(table, reports=[Reported("verbatim", None, ["words"])])


def test_a_report_without_a_chain_is_its_documents_outlet_and_an_empty_chain_a_direct_record(table, text):
    said = say(table, reports=[Reported("relayed", text), Reported("verbatim", text, chain=[])])
    relayed, direct = said.reports.all()
    assert [relay.outlet for relay in relayed.relays.all()] == [table.ria]
    assert list(direct.relays.all()) == []
    assert (relayed.direct, direct.direct) == (False, True)


# How sure -------------------------------------------------------------------------------------------------------------


def test_what_one_root_says_is_not_confirmed_however_often_it_says_it(table, text):
    dispatches = [
        Reported("relayed", make.document(table.by), chain=[Heard(make.outlet(table.by)), Heard(table.ria, label)])
        for label in ("RIA I", "RIA II")
    ]
    with pytest.raises(ValidationError, match="Credibility 1 needs two independent roots; this statement has only one"):
        say(table, credibility=1, reports=dispatches)
    with pytest.raises(ValidationError, match="this statement has none"):
        say(table, credibility=1)
    second = Reported("relayed", chain=[Heard(make.outlet(table.by))])
    confirmed = say(table, credibility=1, reports=[*dispatches, second])
    assert root_count([whole(confirmed)]) == 2


@pytest.mark.parametrize(
    ("chain", "letter", "rung"),
    [(None, "F", Step("Dispatch", "F, outlet not known")), ([], "A", Step("Dispatch"))],
)
def test_a_text_whose_outlet_nobody_knows_cannot_be_judged_unless_it_is_said_to_be_a_direct_record(
    table, chain, letter, rung
):
    unsigned = make.document(table.by, TEXT, title="Dispatch")
    said = say(table, reports=[Reported("verbatim", unsigned, chain=chain)])
    (report,) = whole(said).carriers
    assert reliability(whole(said)) == letter
    assert ladder(whole(said), report) == [rung]


def test_our_own_notes_are_a_direct_record(table):
    noted = say(table, reports=[Reported("paraphrase")])
    assert noted.reports.get().direct and reliability(whole(noted)) == "A"
    heard = say(table, reports=[Reported("relayed", chain=[Heard(table.ria)])])
    assert not heard.reports.get().direct and reliability(whole(heard)) == "B"


def test_two_sentences_of_one_official_text_are_one_root(table, text):
    passages = [Reported("verbatim", text, [words], chain=[]) for words in ("They said", "was named once more")]
    said = [say(table, reports=[passage]) for passage in passages]
    assert root_count(map(whole, said)) == 1
    with pytest.raises(ValidationError, match="this statement has only one"):
        say(table, credibility=1, reports=passages)
    notes = say(table, credibility=1, reports=[passages[0], Reported("paraphrase")])
    assert root_count(map(whole, [*said, notes])) == 2


# Whose view -----------------------------------------------------------------------------------------------------------


def test_a_joint_statement_has_two_holders_and_counts_once_for_each(table):
    joint = say(table, table.nato, table.russia, direction="for", act="support", value=50)
    assert [held.party for held in joint.holders.all()] == [table.nato, table.russia]
    for party in (table.nato, table.russia):
        assert counts(whole(joint), party).share == 1
        assert Holder.objects.filter(party=party, issue=table.issue, statement=joint).count() == 1
    assert root_count([whole(joint)]) == 0 and Statement.objects.filter(pk=joint.pk).count() == 1


def test_a_party_holds_a_statement_once(table):
    with pytest.raises(ValidationError, match="That party holds the statement already"):
        say(table, table.nato, table.nato)


def test_another_partys_account_is_proposed_as_told_by_another(table):
    lavrov = make.speaker(table.by, party=table.russia)
    assert say(table, table.nato, speaker=lavrov).holders.get().told_by_other
    assert not say(table, table.russia, speaker=lavrov).holders.get().told_by_other


def test_nobody_is_told_by_another_in_what_the_speakers_party_or_its_bloc_holds_too(table):
    france, ukraine = make.party(table.by, "France"), make.party(table.by, "Ukraine")
    make.actors.join_bloc(france, table.nato, by=table.by, since=date(2009, 4, 3))
    for party in (table.russia, france):
        joint = say(table, table.nato, table.russia, ukraine, speaker=make.speaker(table.by, party=party))
        assert [held.told_by_other for held in joint.holders.all()] == [False, False, False]
    both = say(table, table.nato, table.russia, speaker=make.speaker(table.by, party=ukraine))
    assert [held.told_by_other for held in both.holders.all()] == [True, True]


def test_a_member_may_speak_for_its_bloc_while_it_belongs_to_it(table):
    france = make.party(table.by, "France")
    make.actors.join_bloc(france, table.nato, by=table.by, since=date(2009, 4, 3))
    minister = make.speaker(table.by, party=france)
    then, before = (say(table, table.nato, speaker=minister, said=make.when(day)) for day in ("2011", "2008"))
    assert not then.holders.get().told_by_other
    assert before.holders.get().told_by_other


def test_whether_it_is_second_hand_may_be_said_otherwise(table):
    lavrov = make.speaker(table.by, party=table.russia)
    assert not say(table, (table.nato, False), speaker=lavrov).holders.get().told_by_other
    assert say(table, (table.russia, True), speaker=lavrov).holders.get().told_by_other


def test_a_speaker_without_a_post_that_day_tells_of_nobody_else(table):
    assert not say(table, table.nato, speaker=make.speaker(table.by)).holders.get().told_by_other


def test_background_has_no_holder_and_needs_no_issue(table):
    said = record(by=table.by, words="The treaty is of 1949.", said=make.when("1949"), voice="background")
    assert list(said.holders.all()) == [] and said.issue is None
    with pytest.raises(ValidationError, match="no party holds it"):
        say(table, table.nato, voice="background")


@pytest.mark.parametrize("fields", [{"issue": None}, {"holders": []}])
def test_a_partys_statement_has_an_issue_and_a_holder(table, fields):
    fields = {"issue": table.issue, "holders": [table.nato], **fields}
    with pytest.raises(ValidationError, match="Say on which issue this was said, and whose view it is"):
        record(by=table.by, words="Words.", said=make.when("2011"), **fields)


# What it depends on, what can be checked, who wrote it down -----------------------------------------------------------


def test_conditions_pledge_and_one_line_of_history_come_with_it(table):
    said = say(
        table,
        act="threaten",
        conditions=[Depends("no deal", issue=table.issue), Depends("nobody comes", meeting=table.sochi, group=2)],
        pledge=Pledged("It is there", make.when("2015"), "Deliveries"),
    )
    assert [(each.text, each.group) for each in said.conditions.all()] == [("no deal", 1), ("nobody comes", 2)]
    assert (said.pledge.outcome, str(said.pledge.due)) == ("open", "2015")
    line = Change.objects.get(verb="statement.recorded", target_id=said.pk)
    assert (line.actor, line.target_name) == (str(table.by), "They want it so.")


def test_the_scale_is_kept_with_the_value(table):
    said = say(table, direction="for", value=12)
    assert (said.value, said.minimum, said.maximum) == (12, 0, 100)
    with pytest.raises(ValidationError, match="The value lies off the scale"):
        say(table, direction="for", value=101)


def test_a_reader_records_nothing(table):
    with pytest.raises(PermissionDenied):
        say(table, by=make.member(table.by.workspace, "reader"))


def test_nothing_of_another_workspace_comes_into_a_statement(table):
    other = make.Table(by=make.lead_of(make.workspace("other")))
    foreign = [
        {"issue": other.issue},
        {"meeting": other.sochi},
        {"replies_to": other.said},
        {"reports": [Reported("relayed", other.digest)]},
        {"reports": [Reported("relayed", chain=[Heard(other.ria)])]},
    ]
    for fields in foreign:
        with pytest.raises(PermissionDenied, match="another workspace"):
            say(table, **fields)
    for holder in (other.nato, (other.nato, True)):
        with CaptureQueriesContext(connection) as asked, pytest.raises(PermissionDenied, match="another workspace"):
            say(table, holder)
        assert len(asked) == 0


# What only the database can keep --------------------------------------------------------------------------------------


def raw(sql, *values):
    """As somebody with a database prompt would write it; what is checked at the end of a transaction is checked now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_raw_sql_cannot_take_the_last_holder_away(table):
    with pytest.raises(IntegrityError, match="a statement of a party has an issue and a holder"):
        raw("DELETE FROM statements_holder WHERE statement_id = %s", table.said.pk)
    assert table.said.holders.exists()


def test_raw_sql_cannot_take_the_issue_away(table):
    with pytest.raises(IntegrityError):
        raw("UPDATE statements_statement SET issue_id = NULL WHERE id = %s", table.said.pk)


def test_raw_sql_cannot_make_held_words_background_nor_background_held(table):
    with pytest.raises(IntegrityError, match="background has no holder"):
        raw("UPDATE statements_statement SET voice = 'background' WHERE id = %s", table.said.pk)
    aside = record(by=table.by, words="Aside.", said=make.when("2011"), voice="background", issue=table.issue)
    with pytest.raises(IntegrityError, match="background has no holder"):
        raw(
            "INSERT INTO statements_holder (workspace_id, statement_id, party_id, issue_id, said_on, told_by_other) "
            "VALUES (%s, %s, %s, %s, %s, false)",
            *(table.by.workspace_id, aside.pk, table.nato.pk, table.issue.pk, aside.said_on),
        )


def test_the_holders_copies_follow_the_statement(table):
    other = make.issue(table.by, table.talks, "Assurance")
    moved = "issue_id = %s, said_on = '2011-07-01', said_before = '2011-07-02'"
    raw(f"UPDATE statements_statement SET {moved} WHERE id = %s", other.pk, table.said.pk)
    held = table.said.holders.get()
    assert (held.issue, held.said_on) == (other, date(2011, 7, 1))


def test_the_holders_copies_cannot_say_otherwise(table):
    with pytest.raises(IntegrityError, match="holder_follows_its_statement"):
        raw("UPDATE statements_holder SET said_on = '2010-01-01' WHERE statement_id = %s", table.said.pk)
