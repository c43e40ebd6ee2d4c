"""Who works here, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from tracker.accounts.models import Membership, Workspace
from tracker.history.models import Change
from tracker.members.models import Invitation, secret


@dataclass(frozen=True)
class People:
    """The members, who left, and who is asked in."""

    here: list[Membership]
    gone: list[Membership]
    asked: Sequence[Invitation]


def people(workspace: Workspace) -> People:
    """Each with `since`, the day they came, and `last`, when they last changed anything; both None if never."""
    of_them: Any = Change.objects.filter(workspace=workspace)
    did = of_them.filter(member=OuterRef("pk")).order_by("-at")
    came = of_them.filter(
        Q(target_kind="accounts.membership", target_id=OuterRef("pk"), verb="member.admitted")
        | Q(member=OuterRef("pk"), verb__in=["member.joined", "workspace.opened"])
    )
    first = came.order_by().values("workspace").annotate(first=Min("at")).values("first")
    members = Membership.objects.filter(workspace=workspace).select_related("user")
    annotated: Any = members.annotate(
        last=Subquery(did.values("at")[:1]), since=Coalesce(Subquery(first), "user__joined_at")
    )
    found = list(annotated)
    asked = Invitation.objects.filter(workspace=workspace).open().select_related("made_by__user")
    return People(
        here=[member for member in found if member.is_active and member.user.is_active],
        gone=[member for member in found if not (member.is_active and member.user.is_active)],
        asked=list(asked),
    )


def invitation(token: str) -> Invitation | None:
    """The invitation in whose link that word is."""
    found: Invitation | None = (
        Invitation.objects.filter(hashed=secret(token)).select_related("workspace", "made_by__user").first()
    )
    return found
