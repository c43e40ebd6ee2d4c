"""What was done, a line each, with the way to the record where its address is known without asking for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

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


MOST_NAMES = 3  # in one line


@dataclass(frozen=True)
class Line:
    """What one person did, or did several times in a row."""

    who: str
    did: str
    names: list[tuple[str, str]]  # to which records, each with its address
    more: int  # records that are not named
    at: str
    moment: datetime
    workspace: Workspace
    fresh: bool


def lines(
    changes: Iterable[Change], workspaces: Mapping[int, Workspace], user: User, since: datetime | None, most: int
) -> list[Line]:
    """What was done in these workspaces, the same in a row as one line; what others did since then is marked."""

    def is_fresh(change: Change) -> bool:
        return bool(since and change.at > since and change.actor_email != user.email)

    rows = groupby(changes, key=lambda each: (each.workspace_id, each.actor_email, each.verb, is_fresh(each)))
    return [line(list(found), workspaces[workspace], fresh) for (workspace, _who, _verb, fresh), found in rows][:most]


def line(changes: Sequence[Change], workspace: Workspace, fresh: bool) -> Line:
    newest = changes[0]
    named = {(each.target_kind, each.target_id): each for each in changes}  # each record once
    return Line(
        who=newest.actor,
        did=str(words.VERBS.get(newest.verb, newest.verb.replace(".", " ").replace("_", " "))),
        names=[(each.target_name, address(each, workspace)) for each in list(named.values())[:MOST_NAMES]],
        more=max(0, len(named) - MOST_NAMES),
        at=moment(newest.at, workspace.zone),
        moment=newest.at,
        workspace=workspace,
        fresh=fresh,
    )


def address(change: Change, workspace: Workspace) -> str:
    page = PAGES.get(change.target_kind, "")
    if not page or change.verb.endswith(".removed"):
        return ""
    return reverse(page, kwargs={"ws": workspace.slug, "pk": change.target_id})
