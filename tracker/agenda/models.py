"""What is negotiated: the negotiation, who takes part, its issues with their scales, and the meetings."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cached_property

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.actors.models import Party
from tracker.base.models import PeerManager, Versioned, by_name, domain_date, ends_after_it_starts, recorded_at
from tracker.base.prepared import Among, prepared
from tracker.sources.models import Document

FARTHEST = 1e12  # the largest number a scale may reach; it also keeps out NaN, which sorts above every number


@pghistory.track()
class Negotiation(WorkspaceOwned, Versioned):
    """What the parties talk about, from when to when."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    begins_on = models.DateField(null=True, blank=True)
    begins_before = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    ends_before = models.DateField(null=True, blank=True)

    begins = domain_date("begins")
    ends = domain_date("ends")

    class Meta:
        ordering = by_name("title")
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "slug"],
                name="one_negotiation_a_slug",
                violation_error_message=_("Another negotiation has that address already."),
            ),
            ends_after_it_starts("begins"),
            ends_after_it_starts("ends"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:overview", kwargs={"ws": self.workspace.slug, "n": self.slug})

    @cached_property
    def seats(self) -> "list[Participation]":
        """Who sits at its table, with their parties, in the order of the columns.

        Read once a request: most pages ask several times. Who changes it redirects, or deletes this.
        """
        found = seats(self.pk)
        for seat in found:
            seat.negotiation = self
        return found

    @property
    def table(self) -> list[Party]:
        """The parties of these seats."""
        return [seat.party for seat in self.seats]

    @property
    def counted(self) -> list[Party]:
        """Those that take part in distances and models: a bloc or its members, never both."""
        return [seat.party for seat in self.seats if seat.counted]


@pghistory.track()
class Participation(WorkspaceOwned, Versioned):
    """A party at the table: in which role, with what weight, in which column."""

    class Role(models.TextChoices):
        NEGOTIATING = "negotiating", _("Negotiating")
        MEDIATOR = "mediator", _("Mediator")
        GUARANTOR = "guarantor", _("Guarantor")
        OBSERVER = "observer", _("Observer")

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="participations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=12, choices=Role, default=Role.NEGOTIATING)
    capability = models.FloatField(
        default=1,
        validators=[MinValueValidator(0), MaxValueValidator(FARTHEST)],
        help_text=_("Its weight in a model; only ratios count."),
    )
    counted = models.BooleanField(
        default=True, help_text=_("Takes part in distances and models; either a bloc or its members do.")
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "party"],
                name="one_seat_a_party",
                violation_error_message=_("That party takes part already."),
            ),
            models.CheckConstraint(
                condition=models.Q(capability__gte=0, capability__lte=FARTHEST),
                name="capability_is_not_negative",
                violation_error_message=_("Capability is a number from 0 up."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.negotiation}"


@prepared
def seats(negotiation: int) -> models.QuerySet[Participation]:
    """Who takes part, with their parties, in the order of the columns."""
    return Participation.objects.filter(negotiation=negotiation).select_related("party").order_by("order", "id")


@pghistory.track()
class Meeting(WorkspaceOwned, Versioned):
    """A summit, a session, a deadline, a report that is due."""

    class Kind(models.TextChoices):
        SUMMIT = "summit", _("Summit")
        SESSION = "session", _("Session")
        DEADLINE = "deadline", _("Deadline")
        REPORT = "report", _("Report due")

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="meetings")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind)
    place = models.CharField(max_length=300, blank=True)
    held_on = models.DateField()
    held_before = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)

    held = domain_date("held")

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "slug"],
                name="one_meeting_a_slug",
                violation_error_message=_("Another meeting of this negotiation has that address already."),
            ),
            ends_after_it_starts("held"),
        ]

    def __str__(self) -> str:
        return self.name


class IssueQuerySet(models.QuerySet["Issue"]):
    def leaves(self) -> "IssueQuerySet":
        """Issues that no other issue stands under: these carry options and positions."""
        return self.filter(~models.Exists(Issue.objects.filter(parent=models.OuterRef("pk"))))


@pghistory.track()
class Issue(WorkspaceOwned, Versioned):
    """A question that the negotiation must settle; a branch groups others, a leaf has worded options on a scale."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="issues")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveSmallIntegerField(default=0)
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    question = models.TextField(blank=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="issues")
    minimum = models.FloatField(null=True, blank=True)
    maximum = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    status_quo = models.FloatField(null=True, blank=True)

    objects = PeerManager.from_queryset(IssueQuerySet)()
    PARTS = ("options",)  # what is edited with it, and goes back to an earlier version with it

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "slug"],
                name="one_issue_a_slug",
                violation_error_message=_("Another issue of this negotiation has that address already."),
            ),
            models.CheckConstraint(
                condition=models.Q(minimum__isnull=True, maximum__isnull=True, status_quo__isnull=True)
                | models.Q(
                    minimum__isnull=False,
                    maximum__isnull=False,
                    minimum__gte=-FARTHEST,
                    maximum__lte=FARTHEST,
                    maximum__gt=models.F("minimum"),
                ),
                name="issue_scale_ends_above_its_beginning",
                violation_error_message=_("A scale ends above its beginning."),
            ),
            models.CheckConstraint(
                condition=models.Q(status_quo__isnull=True)
                | models.Q(
                    minimum__isnull=False,
                    status_quo__gte=models.F("minimum"),
                    status_quo__lte=models.F("maximum"),
                ),
                name="status_quo_is_on_the_scale",
                violation_error_message=_("The status quo lies off the scale."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="no_issue_is_its_own_branch",
                violation_error_message=_("An issue does not stand under itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        where = {"ws": self.workspace.slug, "n": self.negotiation.slug, "slug": self.slug}
        return reverse("desk:issue", kwargs=where)

    @property
    def scaled(self) -> bool:
        return self.minimum is not None

    @cached_property
    def worded(self) -> "list[Option]":
        """Its options, the lowest first. Read once; `queries.with_options` reads those of many issues together."""
        return options([self.pk])


@pghistory.track()
class Option(WorkspaceOwned, Versioned):
    """A worded point on an issue's scale."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="options")
    value = models.FloatField()
    words = models.CharField(max_length=300)
    is_new = models.BooleanField(default=False, help_text=_("No lead has seen it yet."))

    class Meta:
        ordering = ["value"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "value"],
                name="one_option_a_point",
                violation_error_message=_("Another option stands at that point of the scale."),
            ),
        ]

    def __str__(self) -> str:
        return self.words


@prepared
def options(issues: Collection[int]) -> models.QuerySet[Option]:
    """The options of these issues, the lowest first."""
    return Option.objects.filter(Among("issue", issues)).order_by("value")


class IssueStateQuerySet(models.QuerySet["IssueState"]):
    def in_force(self, day: date, known: datetime) -> "IssueStateQuerySet":
        """The newest state of each issue on `day`, as known at `known`; an issue without one is open."""
        return (
            self.filter(effective_on__lte=day, recorded_at__lte=known)
            .order_by("issue_id", "-effective_on", "-recorded_at", "-id")
            .distinct("issue_id")
        )


class IssueState(WorkspaceOwned):
    """What became of an issue, from which day on. Append-only."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        AGREED_IN_PRINCIPLE = "agreed_in_principle", _("Agreed in principle")
        AGREED = "agreed", _("Agreed")
        DROPPED = "dropped", _("Dropped")

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="states")
    state = models.CharField(max_length=20, choices=State)
    effective_on = models.DateField()
    effective_before = models.DateField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()

    effective = domain_date("effective")
    objects = PeerManager.from_queryset(IssueStateQuerySet)()

    class Meta:
        ordering = ["effective_on", "recorded_at", "id"]
        constraints = [ends_after_it_starts("effective")]
        indexes = [models.Index(fields=["issue", "-effective_on", "-recorded_at", "-id"], name="issue_state_newest")]

    def __str__(self) -> str:
        return f"{self.issue}: {self.get_state_display()}"


@pghistory.track()
class Filing(WorkspaceOwned):
    """A document listed with a negotiation, before anything in it is coded."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="filings")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="filings")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["negotiation", "document"],
                name="a_document_is_filed_once",
                violation_error_message=_("That document is listed here already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} in {self.negotiation}"
