"""What we hold a party to want: positions, their readings through time, and the evidence behind each."""

from datetime import date, datetime

import pghistory
from django.contrib.postgres.expressions import ArraySubquery
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.actors.models import Party
from tracker.agenda.models import FARTHEST, Issue, Option
from tracker.base.models import PeerManager, Versioned, domain_date, ends_after_it_starts, exactly_one, recorded_at
from tracker.base.prepared import Among
from tracker.positions.expressions import Outrun, Replaced, TakenBack
from tracker.statements.models import Statement


@pghistory.track(exclude=["version"])  # that it is there or gone; what it says are its readings
class Position(WorkspaceOwned, Versioned):
    """A party on a leaf issue. One exists for every such pair, so that an empty cell has an address."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="positions")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="positions")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["party", "issue"],
                name="one_position_a_party_and_issue",
                violation_error_message=_("That party has a position on this issue already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} on {self.issue}"

    def get_absolute_url(self) -> str:
        return reverse("positions:detail", kwargs={"ws": self.workspace.slug, "pk": self.pk})


NEWEST = ("-effective_on", "-recorded_at", "-pk")  # of readings


class ReadingQuerySet(models.QuerySet["Reading"]):
    def candidates(self, day: date, known: datetime) -> "ReadingQuerySet":
        """The readings that could be in force on `day` as known at `known`; the first of each position is.

        Tried against a plain model: newest effective day, then newest recorded, then newest row.
        """
        told = self.filter(~Replaced(known), effective_on__lte=day, recorded_at__lte=known, withdrawn=False)
        return told.order_by(*NEWEST)

    def in_force(self, positions: "models.QuerySet[Position]", day: date, known: datetime) -> "ReadingQuerySet":
        """Of each of these positions the reading in force on `day`, as known at `known`.

        Each is looked up by itself: read together, they would cost as much as all they ever were.
        """
        newest = Reading.objects.filter(position=OuterRef("pk")).candidates(day, known).values("pk")[:1]
        chosen = positions.order_by().annotate(in_force=Subquery(newest)).values("in_force")
        return self.filter(Among("pk", ArraySubquery(chosen))).order_by("position_id")

    def took_effect(self, day: date, known: datetime) -> "ReadingQuerySet":
        """Those that were in force on any day up to `day`, as known at `known`, newest first.

        Of several for the same position and the same first day only the one recorded last ever was.
        """
        return self.candidates(day, known).filter(~Outrun(known))

    def slips(self, day: date, known: datetime) -> "ReadingQuerySet":
        """What was to take effect up to `day` and was corrected or withdrawn by `known`, oldest first."""
        gone = self.filter(Replaced(known), effective_on__lte=day, recorded_at__lte=known, withdrawn=False)
        return gone.select_related("option", "position__party", "position__issue").order_by("effective_on", "pk")

    def told(self, known: datetime) -> "ReadingQuerySet":
        """All readings recorded by `known`, newest first, for the list of predecessors."""
        return self.filter(recorded_at__lte=known).order_by(*NEWEST)


def between(low: str, value: str, high: str) -> Q:
    """`value` is unknown, or lies from `low` to `high`."""
    return Q(**{f"{value}__isnull": True}) | Q(**{f"{value}__gte": F(low), f"{value}__lte": F(high)})


def bounded(end: str) -> Q:
    """An end of the acceptable range is known exactly when its bound is."""
    return Q(**{f"{end}__isnull": True, f"{end}_bound": "none"}) | (
        Q(**{f"{end}__isnull": False}) & ~Q(**{f"{end}_bound": "none"})
    )


class Reading(WorkspaceOwned):
    """What a position is from a day on, as one of us judged it. Append-only: a change gets a successor."""

    class Stance(models.TextChoices):
        VALUE = "value", _("A value")
        NEUTRAL = "neutral", _("Neutral")
        AMBIVALENT = "ambivalent", _("Ambivalent")
        DECLINED = "declined", _("Declined to say")
        UNKNOWN = "unknown", _("No longer known")

    class Bound(models.TextChoices):
        NONE = "none", _("Not known")
        ASSUMED = "assumed", _("Red line, assumed")
        FIRM = "firm", _("Red line")

    class Firmness(models.TextChoices):
        OPEN = "open", _("Open")
        FLEXIBLE = "flexible", _("Flexible")
        FIRM = "firm", _("Firm")

    class Confidence(models.TextChoices):
        LOW = "low", _("Low")
        MODERATE = "moderate", _("Moderate")
        HIGH = "high", _("High")

    class Basis(models.TextChoices):
        STATED = "stated", _("Stated")
        INFERRED = "inferred", _("Inferred")
        ASSUMED = "assumed", _("Assumed")

    class Why(models.TextChoices):
        FIRST = "first", _("First on record")
        CLARIFIED = "clarified", _("Clarified")
        SOFTENED = "softened", _("Softened")
        HARDENED = "hardened", _("Hardened")
        REVERSED = "reversed", _("Reversed")
        CONDITION_ADDED = "condition_added", _("Condition added")
        CONDITION_DROPPED = "condition_dropped", _("Condition dropped")
        CORRECTED = "corrected", _("Corrected")
        MERGED = "merged", _("Merged")
        RESCALED = "rescaled", _("Rescaled")

    position = models.ForeignKey(  # found by reading_cell: an index of its own would only tempt the planner
        Position, on_delete=models.CASCADE, related_name="readings", db_index=False
    )
    effective_on = models.DateField()
    effective_before = models.DateField()
    stance = models.CharField(max_length=10, choices=Stance)
    stated = models.FloatField(null=True, blank=True)
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, blank=True, related_name="readings")
    low = models.FloatField(null=True, blank=True)
    low_bound = models.CharField(max_length=8, choices=Bound, default=Bound.NONE)
    high = models.FloatField(null=True, blank=True)
    high_bound = models.CharField(max_length=8, choices=Bound, default=Bound.NONE)
    mutual = models.BooleanField(default=False, help_text=_("The red line binds both sides."))
    minimum = models.FloatField(null=True, blank=True, help_text=_("Of the scale it was measured on."))
    maximum = models.FloatField(null=True, blank=True)
    salience = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(100)])
    firmness = models.CharField(max_length=8, choices=Firmness, null=True, blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence, default=Confidence.LOW)
    confidence_reason = models.TextField(blank=True)
    basis = models.CharField(max_length=8, choices=Basis, default=Basis.STATED)
    why = models.CharField(max_length=18, choices=Why, default=Why.CLARIFIED)
    summary = models.TextField()
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        db_index=False,
        help_text=_("The slip whose place it takes."),
    )
    withdrawn = models.BooleanField(default=False, help_text=_("It puts nothing in the place of what it replaces."))
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()

    effective = domain_date("effective")
    objects = PeerManager.from_queryset(ReadingQuerySet)()

    class Meta:
        ordering = ["-effective_on", "-recorded_at", "-id"]
        constraints = [
            ends_after_it_starts("effective"),
            models.CheckConstraint(
                condition=Q(stance="value", stated__isnull=False, minimum__isnull=False)
                | (~Q(stance="value") & Q(stated__isnull=True, option__isnull=True)),
                name="a_reading_has_a_value_exactly_when_its_stance_is_one",
                violation_error_message=_("A value belongs to the stance “A value”, and to no other."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True, maximum__isnull=True, low__isnull=True, high__isnull=True)
                | Q(
                    minimum__isnull=False,
                    maximum__isnull=False,
                    minimum__gte=-FARTHEST,
                    maximum__lte=FARTHEST,
                    maximum__gt=F("minimum"),
                ),
                name="reading_scale_ends_above_its_beginning",
                violation_error_message=_("A scale ends above its beginning."),
            ),
            models.CheckConstraint(
                condition=between("minimum", "stated", "maximum"),
                name="reading_value_is_on_its_scale",
                violation_error_message=_("The value lies off the scale."),
            ),
            models.CheckConstraint(
                condition=between("minimum", "low", "maximum") & between("minimum", "high", "maximum"),
                name="reading_range_is_on_its_scale",
                violation_error_message=_("The range lies off the scale."),
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="reading_range_begins_below_its_end",
                violation_error_message=_("The low end is above the high end."),
            ),
            models.CheckConstraint(
                condition=bounded("low") & bounded("high"),
                name="an_end_of_a_range_is_assumed_or_firm",
                violation_error_message=_("Say of each end of the range whether it is a red line, or one assumed."),
            ),
            models.CheckConstraint(
                condition=Q(salience__isnull=True) | Q(salience__lte=100),
                name="salience_is_at_most_100",
                violation_error_message=_("Salience runs from 0 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | Q(replaces__isnull=False),
                name="a_withdrawal_replaces_a_reading",
                violation_error_message=_("Say which reading is withdrawn."),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False),
                include=["recorded_at"],
                name="reading_replaced_once",
                violation_error_message=_("Somebody has put another reading in its place already."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["position", "-effective_on", "-recorded_at", "-id"],
                include=["withdrawn", "stated"],
                name="reading_cell",
            ),
            models.Index(fields=["workspace", "-effective_on", "-recorded_at", "-id"], name="reading_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.effective}"

    @property
    def scaled(self) -> bool:
        return self.minimum is not None


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self, known: datetime) -> "EvidenceQuerySet":
        """What was recorded by `known` and not taken back by then: a later "not weighed" does that."""
        judged = self.filter(recorded_at__lte=known).exclude(relation=Evidence.Relation.NOT_WEIGHED)
        return judged.filter(~TakenBack(known))

    def newest(self, known: datetime) -> "EvidenceQuerySet":
        """What counts as known at `known`: of each reading and statement the newest row, if it is not taken back."""
        return (
            self.standing(known)
            .order_by("position_id", "reading_id", "statement_id", "-recorded_at", "-id")
            .distinct("position_id", "reading_id", "statement_id")
        )


class Evidence(WorkspaceOwned):
    """How a statement bears on a position, or on one reading of it. Append-only: the newest row counts."""

    class Relation(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        QUALIFIES = "qualifies", _("Qualifies")
        CONTRADICTS = "contradicts", _("Contradicts")
        DOES_NOT_BEAR = "does_not_bear", _("Does not bear")
        NOT_WEIGHED = "not_weighed", _("Not weighed")  # takes back what was said before: it waits again

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="evidence")
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, null=True, blank=True, related_name="evidence")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="evidence")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=14, choices=Relation)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()

    objects = PeerManager.from_queryset(EvidenceQuerySet)()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["-recorded_at", "-id"]
        indexes = [
            # A large table reads them by the thousand: what decides is in the index, so that no row has to be fetched.
            models.Index(
                fields=["reading", "statement", "-recorded_at", "-id"],
                include=["relation", "position"],
                name="evidence_of_a_reading",
            ),
            models.Index(
                fields=["position", "statement"],
                include=["relation", "recorded_at", "reading", "id"],
                name="evidence_of_a_position",
            ),
            models.Index(
                fields=["position", "statement"], condition=Q(relation="not_weighed"), name="evidence_taken_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.get_relation_display()}"


class ReviewQuerySet(models.QuerySet["Review"]):
    def newest(self, known: datetime) -> "ReviewQuerySet":
        """The review in force of each reading, as known at `known`."""
        return (
            self.filter(reading__isnull=False, at__lte=known)
            .order_by("reading_id", "-at", "-id")
            .distinct("reading_id")
        )


class Review(WorkspaceOwned):
    """What a colleague said of a reading or of a statement as it stood. Append-only: the newest counts."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        QUESTIONED = "questioned", _("Questioned")
        APPROVED = "approved", _("Approved")

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, null=True, blank=True, related_name="reviews")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    statement_version = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = recorded_at()
    note = models.TextField(blank=True)

    objects = PeerManager.from_queryset(ReviewQuerySet)()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            exactly_one(["reading", "statement"], "a_review_is_of_one_thing", _("A review is of one thing.")),
            models.CheckConstraint(
                condition=Q(statement__isnull=True) | Q(statement_version__isnull=False),
                name="a_statement_is_reviewed_as_it_stood",
                violation_error_message=_("Say which version of the statement is reviewed."),
            ),
        ]
        indexes = [models.Index(fields=["reading", "-at", "-id"], name="review_newest")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} by {self.by}"
