"""The block every operation runs in: one transaction, one context for the row-level history, one line for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.history import rows
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
        self.details |= {"verb": other.verb} | details


@contextmanager
def change(by: Membership, verb: str, *, why: str = "", at: datetime | None = None) -> Iterator[Line]:
    """Everything inside happens together or not at all, and one `Change` tells of it.

    `at` is for restore, archive import and the demo loader only; otherwise the database's clock says when.
    """
    with transaction.atomic(), pghistory.context(by=by.pk, who=str(by.user), verb=verb, why=why) as context:
        line = Line()
        yield line
        if not line.target:
            raise RuntimeError(f"{verb} does not say what it is about.")
        when = {"at": at} if at else {}
        by.did = Change.objects.create(
            workspace_id=by.workspace_id,
            actor=by.user.name,
            actor_email=by.user.email,
            verb=verb,
            why=why,
            details=line.details,
            context=context.id,
            **line.target,
            **when,
        )


@contextmanager
def undoing(done: Change, *, by: Membership) -> Iterator[None]:
    """Everything inside takes `done` back, once; for rooms whose rows are only added to."""
    by.require(may_undo(done, by), done)
    with change(by, "undone") as line:
        if Change.objects.filter(workspace=by.workspace, details__undid=done.pk).exists():
            raise ValidationError(_("This is undone already."))
        yield
        line.of(done, undid=done.pk)


def undo(done: Change, *, by: Membership) -> Change:
    """Every row that `done` touched is as it was before; refused where somebody has changed one of them since."""
    with undoing(done, by=by):
        touched = rows.traces([done.context])[done.context] if done.context else []
        if not touched:
            raise ValidationError(_("This stays in the record. Record what holds now instead."))
        if any(rows.newest(trace) != trace.last for trace in touched):
            raise ValidationError(_("Somebody has changed this since. Look at it, and change what is wrong."))
        try:
            with transaction.atomic():
                for trace in [each for each in touched if each.before is not None]:
                    rows.put_back(trace)
                for trace in [each for each in reversed(touched) if each.before is None]:
                    rows.put_back(trace)
        except IntegrityError as refused:
            raise ValidationError(_("Something else rests on this since, so it stays.")) from refused
    undone: Change = by.did
    return undone


def may_undo(done: Change, by: Membership) -> Can:
    """What it takes to undo `done`: who did it may, and otherwise leads."""
    return Can.DISCUSS if done.actor_email == by.user.email else Can.MANAGE
