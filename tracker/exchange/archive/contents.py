"""What the page says of an archive before it is made."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, Workspace
from tracker.actors.models import Party, Speaker
from tracker.agenda.models import Issue, Negotiation
from tracker.annotations.models import Thread
from tracker.base.numbers import figure
from tracker.compare.models import PairNote, SavedView
from tracker.exchange.archive.tables import LEFT_OUT, LEFT_OUT_OF, PEOPLE
from tracker.history.models import Change
from tracker.positions.models import Evidence, Reading
from tracker.sources.models import Document, Excerpt
from tracker.statements.models import Report, Statement

HELD: dict[Any, Any] = {  # the rest are parts of these, and what each was before
    Negotiation: _("Negotiations"),
    Issue: _("Issues with their options and scales"),
    Party: _("Parties"),
    Speaker: _("Speakers with their posts"),
    Document: _("Documents, with their originals"),
    Excerpt: _("Quoted words"),
    Statement: _("Statements"),
    Report: _("Reports of them"),
    Reading: _("Readings of positions"),
    Evidence: _("Judgements on evidence"),
    PairNote: _("Notes on two parties"),
    SavedView: _("Saved views, also those that somebody keeps for themselves"),
    "briefs.brief": _("Briefs, with their editions and the files of these"),  # from a room above
    Thread: _("Threads, with every comment"),
    Change: _("Lines of history, with the rows before and after"),
    Membership: _("Members, by address, name and role"),
}


def held(workspace: Workspace) -> list[tuple[Any, str]]:
    """Of what there is how much."""
    models = ((apps.get_model(each) if isinstance(each, str) else each, words) for each, words in HELD.items())
    return [(words, figure(model.objects.filter(workspace=workspace).count())) for model, words in models]


def left_out() -> list[Any]:
    return [LEFT_OUT_OF[PEOPLE]["password"], *LEFT_OUT.values()]
