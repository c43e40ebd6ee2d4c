"""What was done, a line each."""

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tracker.accounts.models import Membership
from tracker.history.models import Change


def record(done: Change) -> Any:
    """The record that the change is about, if it is still there."""
    try:
        model = apps.get_model(done.target_kind)
    except LookupError:
        return None
    return model._default_manager.filter(workspace_id=done.workspace_id, pk=done.target_id).first()


def address(done: Change, member: Membership) -> str:
    """Where that record is shown; where it has no page, or is gone, the workspace's first."""
    found = record(done)
    if found is not None and hasattr(found, "get_absolute_url"):
        found.workspace = member.workspace
        try:
            return str(found.get_absolute_url())
        except NoReverseMatch:
            pass
    return reverse("desk:home")


def after_undo(request: Any, done: Change) -> str:
    """The page that people are on, unless it was the page of what is gone now."""
    here = request.htmx.current_url_abs_path if request.htmx else ""
    if here and (record(done) is not None or not about_a_record(here)):
        return str(here)
    return address(done, request.member)


def about_a_record(path: str) -> bool:
    """Whether it is the address of a single record, or might be."""
    try:
        return bool({"pk", "slug"} & resolve(urlsplit(path).path).kwargs.keys())
    except Resolver404:
        return True
