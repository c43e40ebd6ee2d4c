"""What an analyst may write of likelihood, row by row."""

import pytest

from tracker.analysis.likelihood import CERTAIN, EITHER, EVEN, LIKELY, NONE, SCALE, UN, VERY, VERY_UN, slips, speaks

OFF_SCALE = [
    ("Russia will possibly leave.", "possibly", EITHER),
    ("Russia may well leave.", "may well", EITHER),
    ("Russia may be leaving.", "may be", EITHER),
    ("Perhaps Russia leaves.", "Perhaps", EITHER),
    ("It could happen in Chicago.", "could", EITHER),
    ("It might happen.", "might", EITHER),
    ("There is a good chance of a deal.", "a good chance", LIKELY),
    ("There is a real possibility of a deal.", "a real possibility", EVEN),
    ("There is a slim chance of a deal.", "a slim chance", VERY_UN),
    ("There is a remote chance of a deal.", "a remote chance", NONE),
    ("They will undoubtedly refuse.", "undoubtedly", CERTAIN),
    ("They will certainly refuse.", "certainly", CERTAIN),
    ("It is virtually certain.", "virtually certain", CERTAIN),
    ("They will probably refuse.", "probably", LIKELY),
    ("It is highly probable.", "highly probable", VERY),
    ("It is highly likely.", "highly likely", VERY),
    ("It is highly unlikely.", "highly unlikely", VERY_UN),
    ("It is extremely unlikely.", "extremely unlikely", NONE),
    ("It is improbable.", "improbable", UN),
    ("It is more likely than not.", "more likely than not", LIKELY),
    ("In all likelihood they refuse.", "In all likelihood", VERY),
    ("It is fifty-fifty.", "fifty-fifty", EVEN),
]


@pytest.mark.parametrize(("text", "words", "instead"), OFF_SCALE)
def test_a_word_off_the_scale_is_told_with_the_one_to_use(text, words, instead):
    assert [(slip.words, slip.instead) for slip in slips(text)] == [(words, instead)]


@pytest.mark.parametrize("word", [word for word, _low, _high in SCALE])
def test_the_words_of_the_scale_are_right_as_they_are(word):
    assert slips(f"It is {word} that they agree.") == []
    assert speaks(f"It is {word} that they agree.")


@pytest.mark.parametrize(
    "text",
    [
        "They almost certainly refuse.",
        "The chance is almost no chance at all.",
        "They could not agree on centres.",
        "They met on 4 May 2011; the May summit follows.",
        "Since May be it war or peace, nothing moved.",
        "“It could happen,” the envoy said.",
        'He called it "probably the last chance".',
        "Confidence-building measures are on the agenda.",
        "They agreed on a certain number of sites.",
        "The proposal would have to be ratified.",
        "",
    ],
)
def test_it_has_nothing_to_say_of(text):
    assert slips(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We have high confidence that it is likely.",
        "We are confident that they are very unlikely to move.",
        "It is almost certain, and our confidence is high.",
    ],
)
def test_likelihood_and_confidence_never_share_a_sentence(text):
    (slip,) = slips(text)
    assert slip.instead == ""
    assert slip.sentence == text


def test_in_two_sentences_they_are_right():
    assert slips("They are likely to move. Our confidence is moderate.") == []
    assert speaks("Our confidence is moderate.")
    assert not speaks("Nothing moved.")


def test_the_ranges_leave_no_gap():
    assert [high for _word, _low, high in SCALE[:-1]] == [low for _word, low, _high in SCALE[1:]]
