"""What is kept of a comparison: notes on two parties and an issue, and the views that people come back to."""

from collections.abc import Sequence
from datetime import date, datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.base.models import PeerManager, Versioned, by_name, domain_date, ends_after_it_starts, recorded_at


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


LONGEST = 2000  # letters of an address


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def shown_to(self, member: int | models.Expression) -> "SavedViewQuerySet":
        """The member's own, and those that are shared."""
        return self.filter(models.Q(owner=member) | models.Q(shared=True))


@pghistory.track()
class SavedView(WorkspaceOwned, Versioned):
    """A name for an address of the grid or the side by side; its owner's alone, or shared with the workspace."""

    class Page(models.TextChoices):
        GRID = "grid", _("Grid")
        SIDE_BY_SIDE = "side_by_side", _("Side by side")

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=100)
    page = models.CharField(max_length=12, choices=Page)
    query = models.TextField(max_length=LONGEST, blank=True, help_text=_("What stands after the question mark."))
    shared = models.BooleanField(default=False)

    objects = PeerManager.from_queryset(SavedViewQuerySet)()

    class Meta:
        ordering = by_name()
        constraints = [
            models.UniqueConstraint(
                "negotiation",
                "owner",
                Lower("name"),
                name="one_view_a_name_and_owner",
                violation_error_message=_("Another view of yours is called so already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="a_view_has_a_name",
                violation_error_message=_("Give the view a name."),
            ),
            models.CheckConstraint(
                condition=models.Q(page__in=["grid", "side_by_side"]),
                name="a_view_is_of_a_page_that_is_known",
                violation_error_message=_("A view is one of the grid or of the side by side."),
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("query"), LONGEST),
                name="a_views_address_is_not_too_long",
                violation_error_message=_("This address is too long to be kept."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        where = {"ws": self.workspace.slug, "n": self.negotiation.slug}
        path = reverse(f"compare:{self.page}", kwargs=where)
        return f"{path}?{self.query}" if self.query else path

    @property
    def is_private(self) -> bool:
        """Whether nobody but its owner sees it; the history asks."""
        return not self.shared
