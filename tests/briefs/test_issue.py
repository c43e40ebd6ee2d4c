"""A brief is issued: it is frozen, whatever changes later, and the next edition says what did."""

import json
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied

from tests import make
from tests.briefs.test_brief import path, shown
from tests.briefs.test_changes import plain
from tracker.accounts.models import Workspace
from tracker.base.models import Stale
from tracker.briefs import operations
from tracker.briefs.models import Edition
from tracker.briefs.proof import proof
from tracker.compare import operations as compare
from tracker.exchange.exporters import pdf
from tracker.exchange.formats import papers
from tracker.exchange.kept import again
from tracker.history.models import Change
from tracker.positions.operations import withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.read]


def issue(client, brief):
    return client.post(path(brief, "issue"), make.filled(client, path(brief, "issue")))


def test_a_reviewer_issues_it_with_a_file_in_every_format(table, as_role):
    brief = make.brief(table.by, table.talks, text="They are unlikely to agree.")
    response = issue(as_role("reviewer"), brief)
    edition = brief.editions.get()
    assert response["Location"] == edition.get_absolute_url()
    make.files_of(edition)
    assert {file.format for file in edition.files.all()} == {each.slug for each in papers()}
    assert all(operations.checksum(bytes(file.content)) == file.sha256 for file in edition.files.all())
    assert operations.checksum(edition.content.encode()) == edition.sha256
    assert Change.objects.get(verb="brief.issued").details == {"edition": 1, "sha256": edition.sha256}


def test_an_analyst_writes_and_does_not_issue(table, as_role, member):
    brief = make.brief(table.by, table.talks)
    assert as_role("analyst").get(path(brief, "issue")).status_code == 403
    with pytest.raises(PermissionDenied):
        operations.issue(brief, by=member("analyst"), seen=operations.seen(proof(brief)))


def test_a_word_off_the_scale_keeps_it_from_being_issued_and_nothing_is_lost(table, as_role):
    brief = make.brief(table.by, table.talks, text="They will possibly agree.")
    response = issue(as_role("reviewer"), brief)
    assert response.status_code == 422
    assert "“possibly” is not on the scale" in response.content.decode()
    assert not brief.editions.exists()
    assert brief.blocks.first().text == "They will possibly agree."


def test_so_does_a_sentence_of_likelihood_and_confidence(table, as_role):
    brief = make.brief(table.by, table.talks, text="We have high confidence that it is likely.")
    response = issue(as_role("reviewer"), brief)
    assert response.status_code == 422
    assert "make two of it" in response.content.decode()


def test_what_is_too_long_for_one_of_the_files_is_not_issued_and_says_so(table, as_role, monkeypatch):
    monkeypatch.setattr(pdf, "MOST", 3)
    brief = make.brief(table.by, table.talks)
    response = issue(as_role("reviewer"), brief)
    assert response.status_code == 422
    assert "A file as PDF holds at most 3 paragraphs" in response.content.decode()
    assert not brief.editions.exists()


def test_who_issues_has_seen_what_is_issued(table):
    brief = make.brief(table.by, table.talks)
    before = operations.seen(proof(brief))
    make.write(table.by, brief, "Somebody wrote meanwhile.")
    with pytest.raises(Stale):
        operations.issue(brief, by=table.by, seen=before)


def test_what_is_issued_stays_whatever_is_recorded_or_written_later(table, as_role):
    brief = make.brief(table.by, table.talks, text="As it was.")
    edition = make.edition(table.by, brief)
    files = {file.format: bytes(file.content) for file in edition.files.all()}
    make.reading(table.by, table.of_nato, 40, "5 July 2011", evidence=[table.answered])
    make.write(table.by, brief, "As it is now.")
    page = as_role("reader").get(edition.get_absolute_url())
    assert "As it was." in str(page.context["preview"])
    assert "As it is now." not in page.content.decode()
    assert edition.sha256 in page.content.decode()
    for form, content in files.items():
        download = as_role("reader").get(f"{edition.get_absolute_url()}?format={form}")
        assert download.content == content
        assert f"edition-1.{form}" in download["Content-Disposition"]
    assert Edition.objects.get().content == edition.content


def test_the_second_edition_names_what_changed_since_the_first(table, as_role):
    brief = make.brief(table.by, table.talks)
    make.edition(table.by, brief)
    assert "Nothing changed." in shown(as_role("reader"), brief)
    make.reading(table.by, table.of_nato, 50, "5 July 2011", evidence=[table.answered])
    said = shown(as_role("reader"), brief)
    assert "Changed since edition 1, of" in said
    assert "Architecture: NATO stands at" in said
    assert "“Joint centres” (50)" in said
    assert "the gap is narrower, 40" in said
    edition = make.edition(table.by, brief)
    paper = again(json.loads(edition.content)["paper"])
    assert edition.number == 2
    assert dict(paper.facts)["Made"].endswith("; edition 2")
    assert paper.blocks[0].words.startswith("Changed since edition 1, of")


def test_compared_with_the_edition_before_is_compared_with_its_day(table, as_role):
    day = make.when("4 July 2011").last
    brief = make.brief(table.by, table.talks, as_of=day, since="*")
    make.edition(table.by, brief)
    fields = {"title": brief.title, "parties": [], "since": "*", "handling": "", "with_notes": False}
    brief.refresh_from_db()
    operations.edit_brief(brief, by=table.by, expected=brief.version, as_of=make.when("9 July 2011").last, **fields)
    make.reading(table.by, table.of_nato, 50, "5 July 2011", evidence=[table.answered])
    assert "What moved, or was learned, since edition 1 (as of 4 Jul 2011)" in shown(as_role("reader"), brief)


def test_what_is_learned_late_of_the_days_of_the_edition_before_is_told_as_movement(table, as_role):
    """On the same day as well: what differs is what was known."""
    brief = make.brief(table.by, table.talks, as_of=make.when("9 July 2011").last, since="*", template="round")
    assert "There is no edition before this one: the next says what moved." in shown(as_role("reader"), brief)
    make.edition(table.by, brief)
    assert "Nothing moved that is on record" in shown(as_role("reader"), brief)
    make.reading(table.by, table.of_nato, 50, "5 July 2011", evidence=[table.answered])
    said = shown(as_role("reader"), brief)
    assert "compared with edition 1, of 9 July 2011, as known then" in said
    assert "What moved, or was learned, since edition 1 (as of 9 Jul 2011)" in said
    assert "Architecture: NATO stands at 50 instead of 90 (5 Jul 2011, clarified; recorded since)" in said
    assert "Nothing moved" not in said and "as far apart as they were" not in said


def test_of_the_same_day_its_head_and_what_changed_say_alike_who_stands_where_and_nobody_moved(table, as_role):
    """Over the issue known in both they are farther apart, over all that is on record now they are closer."""
    brief = make.brief(table.by, table.talks, as_of=make.when("9 July 2011").last, since="*", template="round")
    make.edition(table.by, brief)
    make.reading(table.by, table.of_russia, 0, "4 July 2011", evidence=[table.said])
    libya = make.issue(table.by, table.talks, "Libya")
    for party in (table.nato, table.russia):
        said = make.statement(table.by, libya, party, value=50)
        make.reading(table.by, make.position(party, libya), 50, evidence=[said])
    alike = (
        "s known now they stand farther apart than in edition 1: 0.90 instead of 0.80, over the 1 issue known in both."
    )
    whole = "Over all that is on record the distance is 0.45 (coverage 100 %), and was 0.80 (coverage 100 %)."
    for since in ("*", "sochi"):
        compare_with(brief, since, table.by)
        said = plain(shown(as_role("reader"), brief))
        assert f"NATO – Russia: a{alike} {whole}" in said
        assert ("A" + alike in said) is (since == "*")
    compare_with(brief, "*", table.by)
    said = plain(shown(as_role("reader"), brief))
    assert "Russia stands at 0 instead of 10" in said
    assert not [word for word in ("moved apart", "closer", "softened", "hardened", "went from") if word in said]


def test_of_several_parties_its_head_counts_what_differs_from_the_edition_before_and_no_moves(table, as_role):
    make.positions.seat(table.talks, poland := make.party(table.by, "Poland"), by=table.by)
    brief = make.brief(table.by, table.talks, as_of=make.when("9 July 2011").last, since="*", template="full")
    make.edition(table.by, brief)
    make.reading(table.by, table.of_russia, 0, "4 July 2011", evidence=[table.said])
    make.reading(table.by, make.position(poland, table.issue), 50, "4 July 2011")
    said = plain(shown(as_role("reader"), brief))
    assert "1 position differs from edition 1, and 1 was not on record then." in said
    assert "Against edition 1: Russia stands at 0 instead of 10; Poland new on record" in said
    assert "NATO – Russia: as known now they stand farther apart than in edition 1: 0.90 instead of 0.80" in said
    assert "has moved since" not in said


def compare_with(brief, since, by):
    brief.refresh_from_db()
    fields = {"title": brief.title, "parties": [], "as_of": brief.as_of, "handling": "", "with_notes": False}
    operations.edit_brief(brief, by=by, expected=brief.version, since=since, **fields)


def test_what_was_withdrawn_since_the_edition_before_is_told_as_gone(table, as_role):
    brief = make.brief(table.by, table.talks, as_of=make.when("9 July 2011").last, since="*", template="round")
    make.edition(table.by, brief)
    (reading,) = table.of_nato.readings.all()
    table.of_nato.refresh_from_db()
    withdraw(reading, by=table.by, expected=table.of_nato.version, reason="Misread.")
    assert "NATO, no longer on record: Architecture." in shown(as_role("reader"), brief)


def test_what_took_effect_after_its_day_is_a_move_also_if_it_was_on_record_when_the_edition_before_was_issued(
    table, as_role
):
    make.reading(table.by, table.of_nato, 50, "8 July 2011", evidence=[table.answered])
    brief = make.brief(table.by, table.talks, as_of=make.when("5 July 2011").last, since="*", template="round")
    make.edition(table.by, brief)
    fields = {"title": brief.title, "parties": [], "since": "*", "handling": "", "with_notes": False}
    brief.refresh_from_db()
    operations.edit_brief(brief, by=table.by, expected=brief.version, as_of=make.when("9 July 2011").last, **fields)
    assert "NATO softened, from 90 to 50 (8 Jul 2011, clarified)" in shown(as_role("reader"), brief)


def test_what_holds_again_as_something_was_withdrawn_is_told_as_that(table, as_role):
    slip = make.reading(table.by, table.of_nato, 50, "5 July 2011", evidence=[table.answered])
    brief = make.brief(table.by, table.talks, as_of=make.when("9 July 2011").last, since="*", template="round")
    make.edition(table.by, brief)
    table.of_nato.refresh_from_db()
    withdraw(slip, by=table.by, expected=table.of_nato.version, reason="Misread.")
    said = "Architecture: NATO: what stood then was withdrawn, and what is in force since 4 Jul 2011 stands again"
    assert said in shown(as_role("reader"), brief)


def test_who_looked_before_another_issued_it_does_not_issue_it_again(table, as_role):
    brief = make.brief(table.by, table.talks)
    client = as_role("reviewer")
    looked = make.filled(client, path(brief, "issue"))
    make.edition(table.by, brief)
    response = client.post(path(brief, "issue"), looked)
    assert response.status_code == 409
    assert "Somebody edited or issued this brief since you looked at it." in response.content.decode()
    assert brief.editions.count() == 1


def test_our_notes_stay_out_of_an_edition_unless_its_brief_says_otherwise(table, as_role):
    pair, day = [table.nato, table.russia], make.when("2011")
    compare.note_pair(table.issue, pair, by=table.by, text="Only we think so.", effective=day)
    for with_notes in (False, True):
        brief = make.brief(table.by, table.talks, template="full", with_notes=with_notes)
        assert ("Only we think so." in make.edition(table.by, brief).content) == with_notes
        page = as_role("reviewer").get(path(brief, "issue")).content.decode()
        assert ("It shows our notes on two parties" in page) == with_notes


def test_an_edition_is_of_the_day_that_it_was_in_the_workspaces_zone(table, as_role):
    edition = make.edition(table.by, make.brief(table.by, table.talks))
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # 25 hours apart: never both on the day of UTC
        Workspace.objects.update(time_zone=zone)
        day = f"{edition.issued_at.astimezone(ZoneInfo(zone)):%-d %b %Y}"
        for page in (edition, edition.brief):
            (line,) = as_role("reader").get(page.get_absolute_url()).context["editions"]
            assert line.day.startswith(f"{day}, ")


def test_a_brief_that_was_issued_is_not_removed(table, as_role):
    brief = make.brief(table.by, table.talks)
    make.edition(table.by, brief)
    client = as_role("analyst")
    response = client.post(path(brief, "remove"), make.filled(client, path(brief, "remove")))
    assert response.status_code == 422
    assert "It was issued, so it stays" in response.content.decode()


def test_an_edition_of_another_negotiation_is_not_found(table, as_role):
    edition = make.edition(table.by, make.brief(table.by, table.talks))
    other = make.negotiation(table.by, "Other talks")
    address = edition.get_absolute_url().replace(table.talks.slug, other.slug)
    assert as_role("reader").get(address).status_code == 404


UGLY = [
    "=HYPERLINK(1) +1 @x -1",
    "<script>alert(1)</script> & &amp; ]]>",
    "#let x = 1 $ \\ `code` *bold* [link](http://x)",
    "bell \x07 and escape \x1b, line \u2028 end",
    "right to left \u202e turned, مرحبا, שלום",
    "Donaudampfschifffahrt" * 500,
    "🌍" * 200,
]


@pytest.mark.parametrize("words", UGLY)
def test_whatever_is_typed_is_issued_as_text_in_every_format(table, words):
    brief = make.brief(
        table.by, table.talks, words[:300], text=f"# {words}\n\n{words}\n\n- {words}", handling=words[:200]
    )
    edition = make.edition(table.by, brief)
    assert {file.format for file in edition.files.all()} == {each.slug for each in papers()}
    page = bytes(edition.files.get(format="html").content).decode()
    assert "<script>alert" not in page
    frozen = json.loads(edition.content)["paper"]
    assert frozen["title"] == words[:300]
