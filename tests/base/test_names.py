"""When two names are one to the ear."""

import pytest

from tracker.base.names import heard


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Józef  Beck ", "JOZEF Beck"),
        ("Straße", "STRASSE"),
        ("Ёлкин", "ЕЛКИН"),
        ("RIA\N{NO-BREAK SPACE}Novosti", "ria novosti"),
    ],
)
def test_case_accents_and_white_space_make_no_other_name(one, other):
    assert heard(one) == heard(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iraq"), ("ガーナ", "カーナ"), ("ดุ", "ด"), ("RIA Novosti", "RIANovosti")]
)
def test_other_letters_do(one, other):
    assert heard(one) != heard(other)
