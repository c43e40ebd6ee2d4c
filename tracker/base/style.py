"""Every component of `templates/ui`, in each of its states, on one page: for those who build here, under DEBUG only."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from tracker.base.clash import Difference
from tracker.base.forms import DomainDateField, RecordForm, words

STANCES = ["declined", "neutral", "ambivalent", "unknown", "none"]
VERDICTS = ["agreed", "agreed_in_substance", "bridgeable", "blocked", "not_comparable"]
SIGNS = (
    "ask", "back", "both", "check", "clash", "down", "go", "half", "level", "link", "meet", "mute", "old", "open",
    "part", "plus", "talk", "wall", "warn", "edit", "close",
)  # fmt: skip


class Sample(RecordForm):
    """One field of each kind."""

    name = words("Name", help_text="On one line.")
    summary = words("Summary", rows=3, required=False)
    held = DomainDateField(label="Held", help_text='Such as "4 July 2011", "May 2012".')
    kind = forms.ChoiceField(label="Kind", choices=[("summit", "Summit"), ("session", "Session")])
    side = forms.ChoiceField(
        label="Side", choices=[("for", "For"), ("against", "Against")], widget=forms.RadioSelect, required=False
    )
    counted = forms.BooleanField(label="Takes part in distances", required=False)


@dataclass(frozen=True)
class Quote:
    """As `ui/quote.html` shows it."""

    words: str
    verbatim: bool = True
    told: bool = False
    symbol: int | None = 1
    gloss: str = ""
    language: str = "en"
    chain: list[dict[str, str]] = field(default_factory=list)
    grade: str = "B2"
    grade_words: str = "usually reliable, probably true"
    said: str = "4 Jul 2011"
    tags: list[str] = field(default_factory=list)
    href: str = "#quotes"
    link: str = ""


def comment(**given: Any) -> SimpleNamespace:
    author = SimpleNamespace(initials="JW", __str__=lambda self: "Jonas Weber")
    base = {"pk": 1, "author": author, "at": datetime(2011, 7, 5, 9, 31, tzinfo=UTC), "kind": "note", "edited": False}
    return SimpleNamespace(**base | {"html": SafeString("<p>Two roots say so.</p>")} | given)


@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    clashed = Sample({"name": "Mine", "held": "5 July 2011", "kind": "summit"}, prefix="clashed")
    clashed.clashed, clashed.record = True, "Sochi"
    clashed.theirs = [
        Difference("name", "Name", "Theirs", "Mine", False),
        Difference("held", "Held", "4 Jul 2011", "5 July 2011", True),
    ]
    chain = [{"name": "RIA Novosti", "detail": "2 Jul 2011"}, {"name": "Interfax", "detail": ""}]
    context = {
        "form": Sample(prefix="fresh"),
        "wrong": Sample({"wrong-name": "x" * 301, "wrong-held": "31 June 2011", "wrong-kind": "x"}, prefix="wrong"),
        "clashed": clashed,
        "stances": STANCES,
        "verdicts": VERDICTS,
        "signs": SIGNS,
        "parties": [(n, f"Party {n}") for n in range(1, 9)],
        "page": Paginator(range(120), 50).page(2),
        "quotes": [
            Quote("No one gets a finger on the other’s red button.", chain=chain),
            Quote(
                "They want one system, divided into sectors.", verbatim=False, told=True, symbol=2, tags=["Forecast"]
            ),
            Quote("هذا ما قالوه في سوتشي", language="ar", symbol=None, gloss="What they said in Sochi."),
        ],
        "chain": chain,
        "comments": [
            comment(),
            comment(pk=2, kind="challenge", kind_words="Challenge", edited=True),
            comment(pk=3, removed="A comment of Jonas Weber was removed"),
        ],
    }
    return render(request, "style.html", context)
