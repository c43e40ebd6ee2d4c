"""Everything that changes what we say to each other."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
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
    may_be_given(kind, assignee)
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


def edit_comment(comment: Comment, *, by: Membership, expected: int, text: str) -> Comment:
    """The comment says this now, and that it was edited; the older words stay in the history. Only its author does."""
    by.require(Can.DISCUSS, comment)
    require_author(comment, by)
    with change(by, "comment.edited") as line:
        comment.claim(expected)
        if comment.removed_at:
            raise ValidationError(_("This comment was removed."))
        if comment.text != text.strip():
            comment.text, comment.edited_at = text.strip(), timezone.now()
        keep(comment)
        line.about(comment.thread.target, thread=comment.thread_id)
    return comment


def require_author(comment: Comment, by: Membership) -> None:
    """Refuse everybody but who wrote the comment: nobody puts words into somebody's mouth."""
    if comment.author_id != by.pk:
        raise PermissionDenied(_("Only who wrote a comment changes it."))


def remove_comment(comment: Comment, *, by: Membership, expected: int) -> Comment:
    """The comment is folded away: by its author, or a lead. What was replied to it stays."""
    by.require(Can.DISCUSS, comment)
    if comment.author_id != by.pk:
        by.require(Can.MANAGE)
    with change(by, "comment.removed") as line:
        comment.claim(expected)
        if comment.removed_at:
            raise ValidationError(_("This comment was removed."))
        comment.removed_at, comment.removed_by = timezone.now(), by
        keep(comment)
        line.about(comment.thread.target, thread=comment.thread_id)
    return comment


def restore_comment(comment: Comment, *, by: Membership, expected: int) -> Comment:
    """The comment can be read again."""
    by.require(Can.MANAGE, comment)
    with change(by, "comment.restored") as line:
        comment.claim(expected)
        comment.removed_at = comment.removed_by = None
        keep(comment)
        line.about(comment.thread.target, thread=comment.thread_id)
    return comment


def assign(thread: Thread, *, by: Membership, expected: int, assignee: Membership | None) -> Thread:
    """The task is that member's to do, or nobody's."""
    by.require(Can.DISCUSS, thread, assignee)
    with change(by, "thread.assigned") as line:
        thread.claim(expected)
        may_be_given(thread.kind, assignee)
        if thread.settled_at:
            raise ValidationError(_("This thread is settled already."))
        thread.assignee = assignee
        thread.save(update_fields=["assignee"])
        line.about(thread.target, thread=thread.pk, assignee=str(assignee or ""))
    return thread


def may_be_given(kind: str, assignee: Membership | None) -> None:
    """Only a task is somebody's to do, and somebody's who may say that it is done."""
    if assignee is None:
        return
    if kind != Thread.Kind.TO_DO:
        raise ValidationError({"assignee": _("Only a to do is given to somebody.")})
    if not (assignee.is_active and assignee.may(Can.DISCUSS)):
        raise ValidationError({"assignee": _("%(name)s does not take part in discussions.") % {"name": assignee}})


def ends(thread: Thread, by: Membership) -> bool:
    """Whether `by` settles the thread, or opens it again: who opened it, its assignee, and reviewers do."""
    return by.may(Can.APPROVE) or by.pk in (thread.opened_by_id, thread.assignee_id)


def settle(thread: Thread, *, by: Membership, expected: int, how: str = "", at: datetime | None = None) -> Thread:
    """The thread is settled: by who opened it, by its assignee or by a reviewer."""
    by.require(Can.DISCUSS, thread)
    if not ends(thread, by):
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


def reopen(thread: Thread, *, by: Membership, expected: int) -> Thread:
    """The thread is open again; that it was settled, and how, stays in the history."""
    by.require(Can.DISCUSS, thread)
    if not ends(thread, by):
        by.require(Can.APPROVE)
    with change(by, "thread.reopened") as line:
        thread.claim(expected)
        if not thread.settled_at:
            raise ValidationError(_("This thread is open already."))
        thread.settled_by, thread.settled_at, thread.settled_how = None, None, ""
        thread.save(update_fields=["settled_by", "settled_at", "settled_how"])
        line.about(thread.target, thread=thread.pk)
    return thread
