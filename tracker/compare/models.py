"""What an analyst adds to what the rule says of two parties on an issue."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.base.models import PeerManager, domain_date, ends_after_it_starts, recorded_at


class PairNoteQuerySet(models.QuerySet["PairNote"]):
    def in_force(self, day: date, known: datetime) -> "PairNoteQuerySet":
        """The newest on each issue and pair on `day`, as known at `known`; one without words takes it back."""
        return (
            self.filter(effective_on__lte=day, recorded_at__lte=known)
            .order_by("issue_id", "one_id", "other_id", "-effective_on", "-recorded_at", "-id")
            .distinct("issue_id", "one_id", "other_id")
        )


class PairNote(WorkspaceOwned):
    """What two parties share or what divides them on an issue, in an analyst's words, from a day on. Append-only."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="pair_notes")
    one = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    effective_on = models.DateField()
    effective_before = models.DateField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()

    effective = domain_date("effective")
    objects = PeerManager.from_queryset(PairNoteQuerySet)()

    class Meta:
        ordering = ["effective_on", "recorded_at", "id"]
        constraints = [
            ends_after_it_starts("effective"),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="a_pair_is_written_one_way",
                violation_error_message=_("A note is on two parties."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["issue", "one", "other", "-effective_on", "-recorded_at", "-id"], name="pair_note_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}, {self.issue}"

    @classmethod
    def newest_of(cls, issue: Issue, parties: Sequence[Party]) -> int:
        """The id of the note on them that was written last; 0 without one."""
        found = cls.objects.filter(issue=issue, one__in=parties, other__in=parties).order_by("-pk").first()
        return found.pk if found else 0
