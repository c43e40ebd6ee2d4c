"""What we say to each other: threads on a record, and the comments in them."""

from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.base.models import PeerManager, Versioned, exactly_one, recorded_at
from tracker.positions.models import Position, Reading
from tracker.sources.models import Document, Excerpt
from tracker.statements.models import Statement

TARGETS = ("position", "reading", "statement", "excerpt", "document", "issue", "party")


class ThreadQuerySet(models.QuerySet["Thread"]):
    def about(self, model: type[models.Model], pk: Any) -> "ThreadQuerySet":
        """The threads on that record; on a position also those on its readings."""
        if model is Position:
            return self.filter(models.Q(position=pk) | models.Q(reading__position=pk))
        return self.filter(**{str(model._meta.model_name): pk})


def target(model: type[models.Model]) -> models.ForeignKey:
    return models.ForeignKey(model, on_delete=models.CASCADE, null=True, blank=True, related_name="threads")


@pghistory.track()
class Thread(WorkspaceOwned, Versioned):
    """A note, a question, a challenge or a task on exactly one record, until somebody settles it."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        QUESTION = "question", _("Question")
        CHALLENGE = "challenge", _("Challenge")
        TO_DO = "to_do", _("To do")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTE)
    position = target(Position)
    reading = target(Reading)
    statement = target(Statement)
    excerpt = target(Excerpt)
    document = target(Document)
    issue = target(Issue)
    party = target(Party)
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opened_at = recorded_at()
    assignee = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="assigned")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_how = models.TextField(blank=True)

    objects = PeerManager.from_queryset(ThreadQuerySet)()

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            exactly_one(TARGETS, "a_thread_is_about_one_record", _("A thread is about one record.")),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, settled_by__isnull=True)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_thread_is_settled_by_somebody",
                violation_error_message=_("Say who settles the thread, and when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.target}"

    @property
    def target(self) -> models.Model:
        """The record it is about."""
        return next(getattr(self, name) for name in TARGETS if getattr(self, f"{name}_id"))


@pghistory.track()
class Comment(WorkspaceOwned, Versioned):
    """What one of us wrote in a thread, in Markdown."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=20_000)
    at = recorded_at()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, help_text=_("It is folded; a lead can bring it back."))
    removed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removed_by__isnull=True)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="a_comment_is_removed_by_somebody",
                violation_error_message=_("A comment that is removed says who removed it."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]
