"""Briefs and links as pages need them."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from tracker.accounts.models import Workspace
from tracker.agenda.models import Negotiation
from tracker.briefs.models import Brief, Edition, EditionFile, ShareLink
from tracker.briefs.operations import hashed


def briefs(negotiation: Negotiation) -> QuerySet[Brief]:
    """Its briefs, the newest first, each with the number and the moment of its last edition."""
    newest = Edition.objects.filter(brief=OuterRef("pk")).order_by("-number")
    return (
        Brief.objects.filter(negotiation=negotiation)
        .select_related("recorded_by__user")
        .annotate(last=Subquery(newest.values("number")[:1]), issued_at=Subquery(newest.values("issued_at")[:1]))
    )


def editions(brief: Brief) -> QuerySet[Edition]:
    """What was issued of it, the newest first, without the content."""
    return brief.editions.select_related("issued_by__user").defer("content").order_by("-number")


def links(**of: object) -> QuerySet[ShareLink]:
    """The links to an edition or a view, or all of a workspace."""
    made_by = ("made_by__user", "revoked_by__user", "view__negotiation", "edition__brief__negotiation")
    return ShareLink.objects.filter(**of).select_related(*made_by).defer("edition__content")


def live_links(workspace: Workspace, at: datetime) -> QuerySet[ShareLink]:
    """Those of a workspace that are neither over nor taken back."""
    return links(workspace=workspace, revoked_at=None, expires_at__gt=at)


def opened_by(word: str, at: datetime) -> ShareLink | None:
    """The link of that word, if it still shows something."""
    found = links(token_hash=hashed(word), revoked_at=None, expires_at__gt=at).select_related("workspace").first()
    return found if found and found.shows else None


def file(edition: Edition, form: str) -> EditionFile | None:
    """The file of an edition in that format."""
    return edition.files.filter(format=form).first()
