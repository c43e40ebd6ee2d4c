"""A text is from whom it says it is from, and from nobody whom it only mentions."""

import pytest

from tracker.sources.credits import credited

NAMES = ["AFP", "Interfax", "Kremlin", "NATO", "Reuters", "RIA Novosti", "The White House", "رويترز"]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Source: NATO", "NATO"),
        ("(Source: Reuters, 4 July 2011)", "Reuters"),
        ("Source – The White House", "The White House"),
        ("Press release: White House", "The White House"),
        ("By Ana Writer for Reuters", "Reuters"),
        ("By Ana de Vries and Bo Clerk, Reuters", "Reuters"),
        ("By Reuters", "Reuters"),
        ("Talks fail\nBy Ana Writer (Reuters)\n\nThe talks failed.", "Reuters"),
        ("Press release, NATO", "NATO"),
        ("NATO press release (2011) 76", "NATO"),
        ("Copyright Reuters", "Reuters"),
        ("© 2011 Reuters", "Reuters"),
        ("Interfax, 4 July 2011", "Interfax"),
        ("Monday, July 4, 2011 | Interfax", "Interfax"),
        ("(Reuters) - The talks failed.", "Reuters"),
        ("July 4 (Reuters) - The talks failed.", "Reuters"),
        ("MOSCOW (Interfax) The talks failed.", "Interfax"),
        ("MOSCOW. July 4 (Interfax) - The talks failed.", "Interfax"),
        ("Talks fail\n\nWASHINGTON, D.C., July 4, 2011 (Reuters) The talks failed.", "Reuters"),
        ("ST. PETERSBURG (REUTERS) – The talks failed.", "Reuters"),
        ("St. Petersburg, July 4 (REUTERS) – The talks failed.", "Reuters"),
        ("NORFOLK, Va. (AFP) — The talks failed.", "AFP"),
        ("Moscow, 4 July 2011 (RIA Novosti)", "RIA Novosti"),
        ("MOSCOW, July 4. /RIA Novosti/. The talks failed.", "RIA Novosti"),
        ("МОСКВА, 4 июл - RIA Novosti. Переговоры сорваны.", "RIA Novosti"),
        ("موسكو (رويترز) - فشلت المحادثات", "رويترز"),
    ],
)
def test_a_text_is_from_whom_its_head_says(head, name):
    assert credited(head, NAMES) == name


@pytest.mark.parametrize(
    "text",
    [
        "Moscow, 4 July. The talks went badly, a diplomat said.\nHe had met colleagues from NATO and The White House.",
        "NATO wants two systems.",
        "NATO",
        "NATO: what it wants",
        "NATO – Russia Council, 4 July 2011",
        "NATO summit, Lisbon, 20 November 2010",
        "He spoke to a diplomat\nby NATO.",
        "A source: NATO wants two systems.",
        "The source is close to NATO.",
        "Source: NATO diplomats in Brussels",
        "By joining NATO",
        "By far the best partner for NATO",
        "By 2012, NATO",
        "By Monday, NATO\nhad given no answer.",
        "© Reuters",
        "By Monday, NATO had given no answer.",
        "Moscow, 4 July – NATO wants two systems.",
        "The North Atlantic Treaty Organization (NATO)",
        "The North Atlantic Treaty Organization (NATO) - the alliance - wants two systems.",
        "THE NORTH ATLANTIC TREATY ORGANIZATION (NATO)",
        "He spoke to the alliance\n(NATO) and to others.",
        "Annex 2 (NATO)",
        "ATLANTIC ALLIANCE (NATO)",
        "Anders Fogh Rasmussen (NATO): We want two systems.",
        "RASMUSSEN (NATO): We want two systems.",
        "Rogozin (Kremlin) - no",
        "MR. ROGOZIN (Kremlin) - No.",
        "QUESTION (Reuters): Will you?",
        "QUESTION (Reuters) - Will you?",
        "Q. (Reuters) - Will you?",
        "Question, July 4 (Reuters): Will you?",
        "ВОПРОС (Reuters) – Будете ли вы?",
        "Photo (AFP) - Soldiers in Kabul",
        "PHOTO (AFP)",
        "PHOTO (AFP) Soldiers in Kabul",
        "File photo, July 4, 2011 (AFP)",
        "The minister told Reuters that it was over.",
        "The talks failed, he said (Interfax, 4 July 2011).",
        "A press release of NATO is awaited.",
        f"{'One line.\n' * 20}Source: NATO",
        "",
    ],
)
def test_a_text_is_from_nobody_whom_it_mentions(text):
    assert credited(text, NAMES) == ""
