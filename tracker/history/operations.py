"""The block every operation runs in: one transaction, one context for the row-level history, one line for people."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _
from psycopg import errors

from tracker.accounts.models import Membership
from tracker.accounts.operations import keep_a_lead
from tracker.accounts.permissions import Can
from tracker.history import rows
from tracker.history.context import as_one
from tracker.history.models import Change


class Line:
    """What the operation under way will say it did."""

    def __init__(self) -> None:
        self.target: dict[str, Any] = {}
        self.details: dict[str, Any] = {}

    def about(self, target: models.Model, **details: Any) -> None:
        """Of which record it tells; said before the record goes, where it goes."""
        kind, name = target._meta.label_lower, str(target)[:200]
        self.target = {"target_kind": kind, "target_id": target.pk, "target_name": name}
        self.details |= details

    def of(self, other: Change, **details: Any) -> None:
        """Of the same record as an earlier change."""
        self.target = {name: getattr(other, name) for name in ("target_kind", "target_id", "target_name")}
        also = {name: value for name, value in other.details.items() if name == "also"}
        self.details |= {"verb": other.verb} | also | details


under_way: ContextVar[bool] = ContextVar("under_way", default=False)


@contextmanager
def change(
    by: Membership, verb: str, *, why: str = "", at: datetime | None = None, own: bool = False
) -> Iterator[Line]:
    """Everything inside happens together or not at all, and one `Change` tells of it.

    Inside another operation it is a part of that one: the rows are the outer one's, and are undone with it.
    `own`: of a record that nobody but `by` sees; no line tells of it, since everybody reads the lines.
    `at` is for restore, archive import and the demo loader only; otherwise the database's clock says when.
    """
    part = under_way.get()
    with as_one(by=by.pk, who=str(by.user), verb=verb, why=why) as context:
        token = under_way.set(True)
        try:
            line = Line()
            yield line
        finally:
            under_way.reset(token)
        if not line.target:
            raise RuntimeError(f"{verb} does not say what it is about.")
        if own:
            return
        when = {"at": at} if at else {}
        by.did = Change.objects.create(
            workspace_id=by.workspace_id,
            member=by,
            actor=by.user.name,
            actor_email=by.user.email,
            verb=verb,
            why=why,
            details=line.details,
            context=None if part else context,
            **line.target,
            **when,
        )


OF_LEADS = ("workspace", "member", "invitation")  # what these operations did, only leads undo


@contextmanager
def undoing(done: Change, *, by: Membership) -> Iterator[None]:
    """Everything inside takes `done` back, once; for rooms whose rows are only added to."""
    by.require(may_undo(done, by), done)
    with change(by, "undone") as line:
        if undone(done).exists():
            raise ValidationError(_("This is undone already."))
        yield
        line.of(done, undid=done.pk)


def undo(done: Change, *, by: Membership) -> Change:
    """Every row that `done` touched is as it was before; refused where somebody has changed one of them since."""
    with undoing(done, by=by):
        put_back(rows.traces([done.context])[done.context] if done.context else [], by=by)
    return last(by)


def restore(done: Change, *, by: Membership) -> Change:
    """The record that `done` is about, with its parts, is again as `done` left it, whatever was done since."""
    by.require(Can.MANAGE, done)
    with change(by, "restored") as line:
        model = rows.tracked(done.target_kind)
        if model is None:
            raise ValidationError(_("This stays in the record. Record what holds now instead."))
        same = Change.objects.of(done.target_kind, done.target_id).filter(workspace=by.workspace, context__isnull=False)
        orders = dict(same.values_list("context", "pk"))
        found = rows.since(model, done.target_id, orders, until=done.pk)
        own = [trace for trace in found if (trace.model, trace.pk) == (model, done.target_id)]
        if not own or own[0].before is None:
            raise ValidationError(_("What it was then is not known: it is older than its history, or was gone."))
        found = [trace for trace in found if trace.changed]
        if not found:
            raise ValidationError(_("It is so already."))
        put_back(found, by=by)
        line.of(done, restored=done.pk)
    return last(by)


def put_back(found: Iterable[rows.Trace], *, by: Membership) -> None:
    """These rows are as they were before, or `ValidationError` says why not."""
    found = [trace for trace in found if trace.changed]
    if not found:
        raise ValidationError(_("This stays in the record. Record what holds now instead."))
    if rows.changed_since(found):
        raise ValidationError(_("Somebody has changed this since. Look at it, and change what is wrong."))
    try:
        rows.put_back(found)
    except IntegrityError as refused:
        if isinstance(refused.__cause__, errors.ForeignKeyViolation):
            raise ValidationError(_("Something else rests on this since, so it stays.")) from refused
        raise ValidationError(_("Something else has its name or its place since, so it stays.")) from refused
    if any(trace.model is Membership for trace in found):
        keep_a_lead(by.workspace)


def undone(done: Change) -> models.QuerySet[Change]:
    """The change that undid `done`, if one did."""
    of_the_same = Change.objects.filter(
        workspace_id=done.workspace_id, target_kind=done.target_kind, target_id=done.target_id
    )
    return of_the_same.filter(verb="undone", details__undid=done.pk)


def last(by: Membership) -> Change:
    """What `by` did last in this request."""
    done: Change = by.did
    return done


def may_undo(done: Change, by: Membership) -> Can:
    """What it takes to undo `done`: who did it may, and otherwise leads."""
    verb = str(done.details.get("verb", done.verb))
    mine = done.member_id == by.pk or (done.member_id is None and done.actor_email == by.user.email)
    return Can.DISCUSS if mine and not verb.startswith(OF_LEADS) else Can.MANAGE
