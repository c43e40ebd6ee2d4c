"""What was done, a line each, with the way to the record where its address is known without asking for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tracker.accounts.models import User, Workspace
from tracker.base.forms import shown as moment
from tracker.history import words
from tracker.history.models import Change

PAGES = {
    "positions.position": "positions:detail",
    "statements.statement": "desk:statement",
    "sources.document": "desk:document",
}


@dataclass(frozen=True)
class Line:
    who: str
    did: str
    name: str
    href: str
    at: str
    moment: datetime
    workspace: Workspace
    fresh: bool


def lines(changes: Iterable[Change], workspaces: Mapping[int, Workspace], user: User) -> list[Line]:
    """What was done in these workspaces; what others did since `user` was last here is marked."""
    return [line(each, workspaces[each.workspace_id], user) for each in changes]


def line(change: Change, workspace: Workspace, user: User) -> Line:
    page = PAGES.get(change.target_kind, "")
    gone = change.verb.endswith(".removed")
    since = user.last_here_at
    return Line(
        who=change.actor,
        did=str(words.VERBS.get(change.verb, change.verb.replace(".", " ").replace("_", " "))),
        name=change.target_name,
        href=reverse(page, kwargs={"ws": workspace.slug, "pk": change.target_id}) if page and not gone else "",
        at=moment(change.at, workspace.zone),
        moment=change.at,
        workspace=workspace,
        fresh=bool(since and change.at > since and change.actor_email != user.email),
    )
