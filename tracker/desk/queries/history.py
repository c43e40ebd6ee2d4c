"""The history, narrowed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, tzinfo
from typing import Any

from django.db.models import QuerySet

from tracker.history.models import Change


def changes(listed: QuerySet[Change], asked: Mapping[str, Any], zone: tzinfo) -> QuerySet[Change]:
    """The lines of the history that are asked for; a day begins and ends in `zone`."""
    plain = {
        "who": "member",
        "kind": "target_kind",
        "verb": "verb",
        "record": "target_name__icontains",
    }
    for name, field in plain.items():
        if asked.get(name) not in (None, ""):
            listed = listed.filter(**{field: asked[name]})
    if asked.get("kind") and asked.get("id") is not None:
        listed = listed.of(asked["kind"], asked["id"])  # type: ignore[attr-defined]
    if since := asked.get("since"):
        listed = listed.filter(at__gte=datetime.combine(since.first, time.min, zone))
    if until := asked.get("until"):
        listed = listed.filter(at__lt=datetime.combine(until.end, time.min, zone))
    return listed


def undone(listed: Sequence[Change]) -> set[int]:
    """Which of these changes were undone."""
    if not listed:
        return set()
    found = Change.objects.filter(
        workspace_id=listed[0].workspace_id,
        verb="undone",
        target_id__in={each.target_id for each in listed},
        details__undid__in=[each.pk for each in listed],
    )
    return {int(each) for each in found.values_list("details__undid", flat=True)}
