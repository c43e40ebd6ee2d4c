"""The block every operation runs in: one transaction, one context for the row-level history, one line for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pghistory
from django.db import models, transaction

from tracker.accounts.models import Membership
from tracker.history.models import Change


class Line:
    """What the operation under way will say it did."""

    def __init__(self) -> None:
        self.target: models.Model | None = None
        self.details: dict[str, Any] = {}

    def about(self, target: models.Model, **details: Any) -> None:
        self.target = target
        self.details |= details


@contextmanager
def change(by: Membership, verb: str, *, why: str = "", at: datetime | None = None) -> Iterator[Line]:
    """Everything inside happens together or not at all, and one `Change` tells of it.

    `at` is for restore, archive import and the demo loader only; otherwise the database's clock says when.
    """
    with transaction.atomic(), pghistory.context(by=by.pk, who=str(by.user), verb=verb, why=why):
        line = Line()
        yield line
        if line.target is None:
            raise RuntimeError(f"{verb} does not say what it is about.")
        when = {"at": at} if at else {}
        Change.objects.create(
            workspace_id=by.workspace_id,
            actor=by.user.name,
            actor_email=by.user.email,
            verb=verb,
            target_kind=line.target._meta.label_lower,
            target_id=line.target.pk,
            target_name=str(line.target)[:200],
            why=why,
            details=line.details,
            **when,
        )
