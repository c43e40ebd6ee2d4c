import pytest

from tracker.statements.counting import (
    CREDIBILITY,
    RELIABILITY,
    Counts,
    check_credibility,
    counts,
    grade,
    reliability,
    roots,
)


def said(direction="for", act="support", modality="actual", **how):
    how = {"told_by_other": False, "voice": "party", "has_value": False, "modes": ["verbatim"]} | how
    return counts(direction, act, modality, **how)


FULLY = Counts(number=True, share=1, alone=True, rejects=False, why="")


@pytest.mark.parametrize("act", ["agree", "support", "concede", "request", "propose"])
def test_who_speaks_for_an_option_gives_a_number(act):
    assert said(act=act) == FULLY


def test_who_says_what_he_will_do_gives_a_number():
    assert said(modality="future") == FULLY


@pytest.mark.parametrize("act", ["threaten", "protest", "go_alone"])
def test_who_threatens_protests_or_goes_alone_gives_a_number_only_with_a_value(act):
    assert said(act=act, has_value=True) == FULLY
    assert not said(act=act).number
    assert said(act=act).why.endswith("without a value: kept, does not move the position.")


@pytest.mark.parametrize("act", ["expect", "forecast"])
@pytest.mark.parametrize("direction", ["for", "against"])
def test_who_foresees_something_does_not_thereby_want_it(act, direction):
    foreseen = said(direction, act, has_value=True)
    assert not foreseen.number and not foreseen.rejects
    assert f"{act}" in foreseen.why and "does not move the position" in foreseen.why


@pytest.mark.parametrize("act", ["consult", "cooperate", "reject", "accuse", "inform"])
def test_who_only_talks_works_along_rejects_accuses_or_informs_gives_no_number(act):
    idle = said(act=act, has_value=True)
    assert (idle.number, idle.share, idle.alone) == (False, 0, False)
    assert idle.why


@pytest.mark.parametrize("act", ["support", "reject", "threaten", "inform"])
def test_who_speaks_against_an_option_is_listed_under_it_and_gives_no_number(act):
    refusal = said("against", act, has_value=True)
    assert refusal.rejects and not refusal.number
    assert "red line" in refusal.why


@pytest.mark.parametrize("direction", ["neutral", "ambivalent", "declined", "not_stated"])
def test_who_takes_no_side_is_heard_and_gives_no_number(direction):
    silent = said(direction, has_value=True)
    assert not silent.number and not silent.rejects
    assert "heard" in silent.why


@pytest.mark.parametrize("modality", ["hypothetical", "negated"])
@pytest.mark.parametrize("direction", ["for", "against"])
def test_what_is_supposed_or_denied_gives_no_number(modality, direction):
    unreal = said(direction, modality=modality, has_value=True)
    assert not unreal.number and not unreal.rejects
    assert "does not move the position" in unreal.why


@pytest.mark.parametrize("direction", ["for", "against"])
def test_what_another_party_tells_of_them_gives_no_number(direction):
    hearsay = said(direction, told_by_other=True, has_value=True)
    assert not hearsay.number and not hearsay.rejects
    assert hearsay.why == "Another party’s account: kept, does not move the position."


def test_what_the_outlet_explains_in_its_own_voice_counts_nowhere():
    background = said("against", voice="background", told_by_other=True, has_value=True)
    assert not background.number and not background.rejects
    assert background.why == "Background in the outlet’s own voice: counts nowhere."


def test_what_only_outlets_summarise_counts_half_and_never_alone():
    summary = said(modes=["outlet_summary", "outlet_summary"])
    assert (summary.number, summary.share, summary.alone) == (True, 0.5, False)
    assert "half" in summary.why


def test_one_report_of_the_words_themselves_makes_it_whole():
    assert said(modes=["outlet_summary", "paraphrase"]) == FULLY
    assert said(modes=[]) == FULLY


@pytest.mark.parametrize("slip", [{"direction": "For"}, {"act": "go alone"}, {"modality": ""}, {"voice": "outlet"}])
def test_a_word_outside_the_tables_is_an_error_and_not_a_silent_no(slip):
    with pytest.raises(KeyError):
        said(**{"direction": "against", "told_by_other": True} | slip)


def test_a_chain_is_as_reliable_as_its_worst_outlet_and_a_statement_as_its_best_chain():
    assert reliability(["AC"]) == "C"
    assert reliability([["B", "D"], ["C", "A"]]) == "C"
    assert reliability(["AF", "E"]) == "E"


def test_our_own_record_is_reliable_and_a_statement_without_report_cannot_be_judged():
    assert reliability(["CD", ""]) == "A"
    assert reliability([]) == "F"


def test_a_letter_off_the_scale_is_refused():
    with pytest.raises(ValueError, match="A to F, not G, b"):
        reliability(["AG", "b"])


def test_three_dispatches_of_one_agency_are_one_root():
    digest, agency, other = 1, 2, 3
    assert roots([([digest, agency], 7), ([digest, agency], 8), ([agency], None)]) == {agency}
    assert roots([([digest, agency], 7), ([digest, other], 7)]) == {agency, other}


def test_the_root_of_a_text_that_no_outlet_handed_on_is_the_text_however_often_it_is_quoted():
    speech, communique = 1, 2
    assert len(roots([([], speech), ([], speech)])) == 1
    assert len(roots([([], speech), ([], communique), ([speech], communique)])) == 3


def test_every_record_without_a_text_is_a_root_of_its_own():
    assert len(roots([([], None), ([1, 2], None), ([], None), ([3, 2], None)])) == 3
    assert roots([]) == set()


def test_nothing_is_confirmed_by_one_root():
    with pytest.raises(ValueError, match="needs two independent roots; this statement has only one"):
        check_credibility(1, 1)
    with pytest.raises(ValueError, match="this statement has none"):
        check_credibility(1, 0)
    check_credibility(1, 2)
    check_credibility(2, 1)


@pytest.mark.parametrize("credibility", [0, 7])
def test_credibility_off_its_scale_is_refused(credibility):
    with pytest.raises(ValueError, match="from 1 to 6"):
        check_credibility(credibility, 5)


def test_a_grade_is_a_letter_and_a_figure():
    assert {grade(letter, figure) for letter in RELIABILITY for figure in CREDIBILITY} >= {"A1", "B2", "F6"}
    for letter, figure in (("G", 1), ("A", 7), ("", 1)):
        with pytest.raises(ValueError):
            grade(letter, figure)
