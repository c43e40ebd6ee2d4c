"""Texts that are nearly the same are found, others are not."""

from random import Random

import pytest

from tests import make
from tracker.sources.likeness import BAND, BINS, alike, bands, runs
from tracker.sources.models import Likeness
from tracker.sources.operations import correct_text
from tracker.sources.queries import twin


def text(seed, words=400):
    chance = Random(seed)
    return " ".join("".join(chance.choices("etaoinshrd", k=chance.randint(2, 9))) for _ in range(words))


def changed(words, share, seed=1):
    chance = Random(seed)
    return " ".join("changed" if chance.random() < share else word for word in words.split())


@pytest.mark.parametrize(("share", "least"), [(0, 1), (0.01, 0.9), (0.05, 0.7)])
def test_a_text_that_was_changed_a_little_shares_bands_with_what_it_was(share, least):
    found = 0
    for seed in range(20):
        one = runs(text(seed))
        other = runs(changed(text(seed), share, seed))
        assert alike(one, other) >= least - 0.15
        found += not set(bands(one)).isdisjoint(bands(other))
    assert found >= 18


def test_texts_that_are_not_alike_share_none():
    every = [number for seed in range(50) for number in set(bands(runs(text(seed))))]
    assert len(every) == len(set(every)) == 50 * BINS // BAND


def test_marks_case_and_line_ends_make_no_difference_and_scripts_without_spaces_are_told_apart():
    assert runs("One system, divided into SECTORS.") == runs("one\nsystem divided\n\ninto sectors")
    assert (
        0.5
        < alike(runs("双方没有就这个问题达成协议但是会继续谈判"), runs("双方没有就这个问题达成协议也不会继续谈判"))
        < 1
    )
    assert bands(runs("")) == bands(runs("…")) == [] and bands(runs("Yes.")) == bands(runs("yes")) != bands(runs("no"))


@pytest.mark.django_db
def test_the_likest_is_found_also_after_its_text_was_corrected(desk, cost):
    lead = make.lead_of(desk)
    for seed in range(5):
        make.document(lead, text=text(seed))
    there = make.document(lead, text="Something else.")
    make.document(make.lead_of(make.workspace("other")), text=text(9))
    assert twin(desk, "", text(9)) is None
    correct_text(there, by=lead, expected=there.version, text=text(9))
    make.document(lead, text=changed(text(9), 0.05))
    found = twin(desk, "", changed(text(9), 0.005))
    assert found.document == there and 0.9 < found.share < 1 and not found.original
    assert cost(lambda: twin(desk, "", text(9))) == 2 and Likeness.objects.count() == 8
