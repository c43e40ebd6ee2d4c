"""Who negotiates: parties, the blocs they belong to, and the people who speak for them."""

from datetime import date
from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import WorkspaceOwned
from tracker.base.models import PeerManager, Versioned, exactly_one

SYMBOLS = 8  # colours, marks and line patterns that can be told apart


@pghistory.track()
class Party(WorkspaceOwned, Versioned):
    """A state, an alliance or another body that can hold a position."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        ALLIANCE = "alliance", _("Alliance")
        ORGANISATION = "organisation", _("Organisation")
        COMPANY = "company", _("Company")
        MOVEMENT = "movement", _("Movement")
        OTHER = "other", _("Other")

    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    symbol = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(SYMBOLS)],
        help_text=_("Colour, mark and line in charts."),
    )
    is_new = models.BooleanField(default=False, help_text=_("No lead has seen it yet."))

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "slug"],
                name="one_party_a_slug",
                violation_error_message=_("Another party has that address already."),
            ),
            models.CheckConstraint(
                condition=models.Q(symbol__gte=1, symbol__lte=SYMBOLS),
                name="party_symbol_can_be_told_apart",
                violation_error_message=_("Choose one of the eight symbols."),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class BlocMembershipQuerySet(models.QuerySet["BlocMembership"]):
    def on(self, day: date) -> Any:
        """The stays that include `day`."""
        return self.filter(during__contains=day)


@pghistory.track()
class BlocMembership(WorkspaceOwned):
    """A party's stay in a bloc, which is a party too."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="stays")
    bloc = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="members")
    during = DateRangeField()

    objects = PeerManager.from_queryset(BlocMembershipQuerySet)()

    class Meta:
        ordering = ["during", "id"]
        constraints = [
            ExclusionConstraint(
                name="one_stay_in_a_bloc_at_a_time",
                expressions=[
                    ("party", RangeOperators.EQUAL),
                    ("bloc", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("These dates overlap an earlier stay in the same bloc."),
            ),
            models.CheckConstraint(
                condition=~models.Q(party=models.F("bloc")),
                name="no_party_is_its_own_bloc",
                violation_error_message=_("A party is not a member of itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.bloc}"


@pghistory.track()
class Speaker(WorkspaceOwned, Versioned):
    """A person who is quoted. What they say is their party's only by a holder of the statement."""

    name = models.CharField(max_length=300)
    is_new = models.BooleanField(default=False, help_text=_("No lead has seen it yet."))

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Alias(WorkspaceOwned):
    """Another name of a party or a speaker: "Moscow", "the Kremlin"."""

    name = models.CharField(max_length=300)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    is_new = models.BooleanField(default=False, help_text=_("No lead has seen it yet."))

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["name", "id"]
        constraints = [
            exactly_one(["party", "speaker"], "alias_is_of_a_party_or_a_speaker", _("Whose other name is it?")),
            models.UniqueConstraint(
                fields=["party", "name"],
                name="one_alias_a_party_and_name",
                violation_error_message=_("That party is known by this name already."),
            ),
            models.UniqueConstraint(
                fields=["speaker", "name"],
                name="one_alias_a_speaker_and_name",
                violation_error_message=_("That speaker is known by this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    def on(self, day: date) -> Any:
        """The posts held on `day`, the highest first."""
        return self.filter(during__contains=day).order_by("-authority", "-id")


@pghistory.track()
class Post(WorkspaceOwned, Versioned):
    """What a speaker was, for which party, and when. A statement finds the post held on its day."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="posts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=300)
    during = DateRangeField()
    authority = models.PositiveSmallIntegerField(
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("How much it binds the party, 0 to 100; from 90 on it is the official line."),
    )
    is_new = models.BooleanField(default=False, help_text=_("No lead has seen it yet."))

    objects = PeerManager.from_queryset(PostQuerySet)()

    class Meta:
        ordering = ["during", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(authority__lte=100),
                name="post_authority_is_at_most_100",
                violation_error_message=_("Authority runs from 0 to 100."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.party}"
