"""The components of `templates/ui` that stand by themselves, in their states: for those who build here, under DEBUG.

Not among them, and listed in its test: the parts of every page, of a point in time, of a member's, of a widget.
"""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from tracker.accounts.models import User
from tracker.analysis.verdict import Verdict
from tracker.annotations.shown import ShownComment
from tracker.base.clash import Difference
from tracker.base.forms import DomainDateField, RecordForm, words
from tracker.positions.models import Reading
from tracker.statements.models import Statement
from tracker.statements.quotes import Gloss, Quote, Step

GRADE = "usually reliable, probably true"  # B2
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


def quotation(words: str, **given: Any) -> Quote:
    """A statement quoted verbatim on 4 July 2011, but for what is `given`."""
    usual: dict[str, Any] = {
        "verbatim": True, "told": False, "symbol": 1, "chain": [], "grade": "B2", "grade_words": GRADE,
        "said": "4 Jul 2011", "href": "#quotes", "link": "", "language": "en",
    }  # fmt: skip
    return Quote(words=words, statement=Statement(words=words), **usual | given)


def comment(**given: Any) -> ShownComment:
    """A note of Jonas Weber that nobody may change, but for what is `given`."""
    usual: dict[str, Any] = {
        "pk": 1, "author": User(name="Jonas Weber"), "at": datetime(2011, 7, 5, 9, 31, tzinfo=UTC), "kind": "note",
        "kind_words": "", "html": SafeString("<p>Two roots say so.</p>"), "edited": False,
    }  # fmt: skip
    return ShownComment(**usual | given)


@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """One page of them, with nothing of the database on it."""
    clashed = Sample({"name": "Mine", "held": "5 July 2011", "kind": "summit"}, prefix="clashed")
    clashed.clashed, clashed.record = True, "Sochi"
    clashed.theirs = [
        Difference("name", "Name", "Theirs", "Mine", False),
        Difference("held", "Held", "4 Jul 2011", "5 July 2011", True),
    ]
    chain = [Step("RIA Novosti", "2 Jul 2011"), Step("Interfax")]
    context = {
        "form": Sample(prefix="fresh"),
        "wrong": Sample({"wrong-name": "x" * 301, "wrong-held": "31 June 2011", "wrong-kind": "x"}, prefix="wrong"),
        "clashed": clashed,
        "stances": [stance for stance in Reading.Stance.values if stance != Reading.Stance.VALUE] + ["none"],
        "verdicts": [verdict.value for verdict in Verdict],
        "signs": SIGNS,
        "parties": [(n, f"Party {n}") for n in range(1, 9)],
        "page": Paginator(range(120), 50).page(2),
        "quotes": [
            quotation("No one gets a finger on the other’s red button.", chain=chain),
            quotation(
                "They want one system, divided into sectors.", verbatim=False, told=True, symbol=2, tags=["Forecast"]
            ),
            quotation(
                "هذا ما قالوه في سوتشي",
                language="ar",
                symbol=None,
                gloss=Gloss("What they said in Sochi.", "Rana Aziz"),
            ),
        ],
        "chain": chain,
        "comments": [
            comment(),
            comment(pk=2, kind="challenge", kind_words="Challenge", edited=True),
            comment(pk=3, removed="A comment of Jonas Weber was removed"),
        ],
    }
    return render(request, "desk/style.html", context)
