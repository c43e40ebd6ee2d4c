"""Who negotiates: parties, the blocs they belong to, and the people who speak for them."""

from datetime import date, timedelta

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import WorkspaceOwned
from tracker.base.dates import DomainDate
from tracker.base.models import PeerManager, Versioned, by_name, exactly_one

SYMBOLS = 8  # colours, marks and line patterns that can be told apart


class PartyQuerySet(models.QuerySet["Party"]):
    def unseen(self) -> "PartyQuerySet":
        """New, or with a new name: no lead has seen it yet."""
        return self.filter(models.Q(is_new=True) | models.Q(aliases__is_new=True)).distinct()


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

    objects = PeerManager.from_queryset(PartyQuerySet)()
    PARTS = ("aliases",)  # what is edited with it, and goes back to an earlier version with it

    class Meta:
        ordering = by_name()
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

    def get_absolute_url(self) -> str:
        return reverse("desk:party", kwargs={"ws": self.workspace.slug, "slug": self.slug})


class Stretch(models.Model):
    """From when to when, each end as exactly as it is known: `during` runs from the first day of the one up to the
    last of the other.
    """

    during = DateRangeField()
    since_before = models.DateField(
        null=True, blank=True, help_text=_("It began before this day; empty: on its first.")
    )
    until_on = models.DateField(null=True, blank=True, help_text=_("It ended from this day on; empty: on its last."))

    class Meta:
        abstract = True

    @property
    def since(self) -> DomainDate | None:
        first = self.during.lower
        return first and DomainDate(first, self.since_before or first + timedelta(1))

    @property
    def until(self) -> DomainDate | None:
        end = self.during.upper
        return end and DomainDate(self.until_on or end - timedelta(1), end)

    def lasts(self, since: DomainDate | date | None, until: DomainDate | date | None) -> None:
        """It lasts so: to the last day of `until`; a plain day instead is the first one after it."""
        began = DomainDate.day(since) if isinstance(since, date) else since
        ended = DomainDate.day(until - timedelta(1)) if isinstance(until, date) else until
        if began and ended and ended.end <= began.first:
            raise ValidationError({"until": _("It ends before it begins.")})
        self.during = DateRange(began and began.first, ended and ended.end)
        self.since_before = began.end if began and began.precision != "day" else None
        self.until_on = ended.first if ended and ended.precision != "day" else None


class BlocMembershipQuerySet(models.QuerySet["BlocMembership"]):
    def on(self, day: date) -> "BlocMembershipQuerySet":
        """The stays that include `day`."""
        return self.filter(during__contains=day)


@pghistory.track()
class BlocMembership(WorkspaceOwned, Versioned, Stretch):
    """A party's stay in a bloc, which is a party too."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="stays")
    bloc = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="members")

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


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def unseen(self) -> "SpeakerQuerySet":
        """New, or with a new name or post: no lead has seen it yet."""
        new = models.Q(is_new=True) | models.Q(aliases__is_new=True) | models.Q(posts__is_new=True)
        return self.filter(new).distinct()


@pghistory.track()
class Speaker(WorkspaceOwned, Versioned):
    """A person who is quoted. What they say is their party's only by a holder of the statement."""

    name = models.CharField(max_length=300)
    is_new = models.BooleanField(default=False, help_text=_("No lead has seen it yet."))

    objects = PeerManager.from_queryset(SpeakerQuerySet)()
    PARTS = ("aliases",)

    class Meta:
        ordering = by_name()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk:person", kwargs={"ws": self.workspace.slug, "pk": self.pk})


@pghistory.track()
class Alias(WorkspaceOwned):
    """Another name of a party or a speaker: "Moscow", "the Kremlin"."""

    name = models.CharField(max_length=300)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    is_new = models.BooleanField(default=False, help_text=_("No lead has seen it yet."))

    class Meta:
        verbose_name_plural = "aliases"
        ordering = by_name()
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


OFFICIAL = 90  # authority from which on a post speaks for its party


class PostQuerySet(models.QuerySet["Post"]):
    def on(self, day: date) -> "PostQuerySet":
        """The posts held on `day`, the highest first."""
        return self.filter(during__contains=day).order_by("-authority", "-id")


@pghistory.track()
class Post(WorkspaceOwned, Versioned, Stretch):
    """What a speaker was, for which party, and when. A statement finds the post held on its day."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="posts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=300)
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

    @property
    def official(self) -> bool:
        """Whether who held it spoke for the party, not only of it."""
        return self.authority >= OFFICIAL
