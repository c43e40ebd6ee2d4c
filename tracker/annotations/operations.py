"""Everything that changes what we say to each other."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.annotations.models import TARGETS, Comment, Thread
from tracker.base.models import keep, moment
from tracker.history.operations import change


def open_thread(
    about: models.Model,
    *,
    by: Membership,
    text: str,
    kind: str = Thread.Kind.NOTE,
    assignee: Membership | None = None,
    at: datetime | None = None,
) -> Thread:
    """There is a thread on the record `about`, with its first comment."""
    by.require(Can.DISCUSS, about, assignee)
    target = str(about._meta.model_name)
    if target not in TARGETS:
        raise ValidationError(_("Nothing can be said on that kind of record."))
    with change(by, "thread.opened", at=at) as line:
        thread = Thread(
            workspace=by.workspace,
            kind=kind,
            opened_by=by,
            assignee=assignee,
            **{target: about},
            **moment(at, "opened_at"),
        )
        keep(thread)
        new_comment(thread, by=by, text=text, at=at)
        line.about(about, kind=kind)
    return thread


def comment(thread: Thread, *, by: Membership, text: str, at: datetime | None = None) -> Comment:
    """The comment stands last in the thread."""
    by.require(Can.DISCUSS, thread)
    with change(by, "comment.added", at=at) as line:
        said = new_comment(thread, by=by, text=text, at=at)
        line.about(thread.target, thread=thread.pk)
    return said


def new_comment(thread: Thread, *, by: Membership, text: str, at: datetime | None) -> Comment:
    said = Comment(workspace=by.workspace, thread=thread, author=by, text=text.strip(), **moment(at, "at"))
    keep(said)
    return said


def settle(thread: Thread, *, by: Membership, expected: int, how: str = "", at: datetime | None = None) -> Thread:
    """The thread is settled: by who opened it, by its assignee or by a reviewer."""
    by.require(Can.DISCUSS, thread)
    if by.pk not in (thread.opened_by_id, thread.assignee_id):
        by.require(Can.APPROVE)
    with change(by, "thread.settled", why=how, at=at) as line:
        thread.claim(expected)
        if thread.settled_at:
            raise ValidationError(_("This thread is settled already."))
        thread.settled_by, thread.settled_how = by, how
        thread.settled_at = at or Now()  # the database's clock
        thread.save(update_fields=["settled_by", "settled_at", "settled_how"])
        line.about(thread.target, thread=thread.pk)
    return thread
