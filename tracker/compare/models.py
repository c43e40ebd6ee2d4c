"""What is kept of a comparison: the addresses that people come back to."""

import pghistory
from django.db import models
from django.db.models.functions import Length, Lower
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.agenda.models import Negotiation
from tracker.base.models import PeerManager, Versioned, by_name

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
