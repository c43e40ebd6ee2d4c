"""Briefs and links as pages need them."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

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
    """The links to an edition or a view."""
    return ShareLink.objects.filter(**of).select_related("made_by__user", "revoked_by__user")


def opened_by(word: str, at: datetime) -> ShareLink | None:
    """The link of that word, if it still shows something."""
    found = ShareLink.objects.filter(token_hash=hashed(word), revoked_at=None, expires_at__gt=at)
    return found.select_related(
        "workspace", "edition__brief__negotiation", "view__negotiation", "made_by__user"
    ).first()


def file(edition: Edition, form: str) -> EditionFile | None:
    """The file of an edition in that format."""
    return edition.files.filter(format=form).first()
