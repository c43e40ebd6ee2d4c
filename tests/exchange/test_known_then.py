"""After a correction the day it was about has two answers; no page and no file mixes them, or tells what came later."""

import io
import re
import zipfile
from html import unescape

import pytest

from tests import make
from tracker.positions.operations import Bears, correct, review, weigh
from tracker.statements.operations import Reported

pytestmark = pytest.mark.django_db

DAY, BEFORE, AFTER = "2011-07-10", "2011-07-12", "2011-07-21"  # shown; known before and after the correction
TALKS = "/w/desk/n/missile-defence"
PLACES = {
    "grid": f"{TALKS}/grid/",
    "side by side": f"{TALKS}/compare/",
    "issue": f"{TALKS}/issues/architecture/",
    "position": "",  # its address has a number
    "Markdown": f"{TALKS}/export/?format=md",
    "CSV": f"{TALKS}/export/?format=csv",
    "Word": f"{TALKS}/export/?format=docx",
}


@pytest.fixture(scope="module")
def corrected(ground):
    """NATO's position: a slip of the 4th, put right on the 20th as of the 3rd; and what came later still."""
    by = make.lead_of(make.workspace())
    nato, russia = make.party(by, "NATO"), make.party(by, "Russia")
    issue = make.issue(by, make.negotiation(by, parties=[nato, russia]))
    of_nato, of_russia = make.position(nato, issue), make.position(russia, issue)

    def say(words, said, at, value, holder=nato):
        told = [Reported("relayed")]
        at = make.moment(at)
        return make.statement(by, issue, holder, words=words, said=said, at=at, value=value, reports=told)

    def hold(position, stated, effective, at, said, summary):
        at = make.moment(at)
        return make.reading(by, position, stated, effective, evidence=[said], at=at, summary=summary)

    theirs = say("Moscow wants sectors.", "2 July 2011", "2011-07-05", 0, russia)
    hold(of_russia, 0, "2 July 2011", "2011-07-05", theirs, "Sectors only.")
    heard = say("Centres would do.", "4 July 2011", "2011-07-05", 50)
    slip = hold(of_nato, 50, "4 July 2011", "2011-07-05", heard, "The slip.")
    found = say("Nothing but two systems.", "3 July 2011", "2011-07-19", 100)
    of_nato.refresh_from_db()
    slip.position = of_nato
    moved = say("LATER said after the day.", "15 July 2011", "2011-07-16", 20)
    mended = correct(
        slip, by=by, expected=of_nato.version, effective=make.when("3 July 2011"), at=make.moment("2011-07-20"),
        stance="value", stated=100, summary="As it was meant.",
        evidence=[Bears(found, "supports"), Bears(moved, "contradicts")],
    )  # fmt: skip
    hold(of_nato, 20, "15 July 2011", "2011-07-16", moved, "LATER in force.")
    say("LATER said, and weighed by nobody.", "16 July 2011", "2011-07-17", 30, russia)
    late = say("LATER found in an archive.", "1 July 2011", "2011-07-30", 70)
    hold(of_nato, 70, "6 July 2011", "2011-07-30", late, "LATER recorded.")
    last = make.moment("2011-08-01")
    weigh(of_nato, late, by=by, relation="supports", reading=mended, note="LATER weighed.", at=last)
    weigh(of_nato, heard, by=by, relation="contradicts", reading=mended, note="LATER weighed too.", at=last)
    review(mended, by=by, state="questioned", note="LATER questioned.", at=last)
    return of_nato


def read(answer):
    """All that the page or the file says; of a Word file each of its parts."""
    if "wordprocessing" not in answer["Content-Type"]:
        return unescape(re.sub(r"\s+", " ", answer.content.decode()))
    file = zipfile.ZipFile(io.BytesIO(answer.content))
    return unescape(" ".join(re.sub(r"<[^>]+>", "", file.read(part).decode()) for part in file.namelist()))


@pytest.mark.parametrize("place", PLACES)
def test_the_same_day_as_known_before_and_after_a_correction_differs_and_tells_nothing_later(as_role, corrected, place):
    address, client = PLACES[place] or corrected.get_absolute_url(), as_role("reader")
    fetched = (
        [f"{address}newest/{corrected.pk}/"] if place == "grid" else []
    )  # a cell's quotation, when one points at it

    def look(day, known):
        query = {"as_of": day, "known_at": known}
        return " ".join(read(client.get(each, query_params=query)) for each in [address, *fetched])

    lists_all = place in ("issue", "position")  # of what was said; the position also of what was held
    before, after = look(DAY, BEFORE), look(DAY, AFTER)
    assert "Centres would do." in before and "Nothing but two systems." not in before
    assert "Nothing but two systems." in after and "As it was meant." not in before
    assert ("Centres would do." in after) == lists_all
    assert ("The slip." in after) == (place == "position")
    assert "LATER" not in before + after
    assert "LATER" in look("2011-08-02", "2011-08-02")  # when it has come it is told
