"""Reads of what was written that several rooms need."""

from tracker.accounts.models import Workspace
from tracker.sources.models import Document, Outlet


def same_original(workspace: Workspace, sha256: str) -> Document | None:
    """The document of the workspace that was read from the same bytes, if there is one."""
    return Document.objects.filter(workspace=workspace, sha256=sha256).order_by("pk").defer("text").first()


def outlet_named(workspace: Workspace, name: str) -> Outlet | None:
    """The outlet of that name, in whatever case it is written."""
    return Outlet.objects.filter(workspace=workspace, name__iexact=name.strip()).first()
