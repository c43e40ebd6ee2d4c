"""Briefs: documents made of an analyst's text and of live parts, and their editions, which are frozen."""

from datetime import timedelta

import pghistory
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.base.models import PeerManager, Versioned, by_name, exactly_one, recorded_at
from tracker.compare.models import SavedView
from tracker.exchange.models import SILENT
from tracker.statements.models import Statement

WAITED = timedelta(hours=1)  # longer than all that may be made before it
GOOD_FOR_AT_MOST = timedelta(days=365)  # that a link is good: within a year somebody looks again at who still has it
BEFORE = "*"  # instead of a day to compare with: that of the edition before; no meeting is called so


@pghistory.track()
class Brief(WorkspaceOwned, Versioned):
    """What a superior is to read of a negotiation: blocks in order, as of a day, between some of its parties."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="briefs")
    title = models.CharField(max_length=300)
    handling = models.CharField(max_length=200, blank=True, help_text=_("Who may read it: stands on every page."))
    as_of = models.DateField(null=True, blank=True, help_text=_("None: the day on which it is read or issued."))
    since = models.CharField(max_length=60, blank=True, help_text=_("A day, a meeting’s slug, or a star."))
    with_notes = models.BooleanField(default=False, help_text=_("Whether it shows our notes on its pairs."))
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()

    objects = PeerManager()
    PARTS = ("seats", "blocks")

    class Meta:
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="a_brief_has_a_title",
                violation_error_message=_("Give the brief a title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        where = {"ws": self.workspace.slug, "n": self.negotiation.slug, "pk": self.pk}
        return reverse("briefs:brief", kwargs=where)

    @property
    def parties(self) -> list[Party]:
        """The parties it compares, in order; nobody: all that are counted."""
        return [seat.party for seat in self.seats.select_related("party")]


@pghistory.track()
class Seat(WorkspaceOwned):
    """A party that a brief compares, in its column."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="seats")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "party"],
                name="a_party_stands_once_in_a_brief",
                violation_error_message=_("That party is chosen already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} in {self.brief}"


@pghistory.track()
class Block(WorkspaceOwned, Versioned):
    """A part of a brief: words of an analyst, or what is on record, drawn up anew each time it is read."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        COMPARISON = "comparison", _("At a glance")
        ISSUE = "issue", _("Issue")
        MOVEMENT = "movement", _("What moved")
        SCALE = "scale", _("Scale chart")
        QUOTATIONS = "quotations", _("Quotations")
        COVERAGE = "coverage", _("What is not known")
        PLEDGES = "pledges", _("Pledges")
        MODEL = "model", _("Model")

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="blocks")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField(blank=True, max_length=50_000)
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PARTS = ("citations",)

    class Meta:
        ordering = ["place", "id"]
        verbose_name_plural = "blocks of briefs"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["text", "comparison", "issue", "movement", "scale", "quotations", "coverage", "pledges",
                              "model"]
                ),
                name="a_block_is_of_a_kind_that_is_known",
                violation_error_message=_("Choose one of the kinds that there are."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.get_kind_display()), f"({about})" if (about := self.about) else ""]))

    @property
    def about(self) -> str:
        """What of the negotiation it shows: an issue, a party, both; nothing: all."""
        return ", ".join(str(each) for each in (self.issue, self.party) if each)


@pghistory.track()
class Citation(WorkspaceOwned):
    """Which statement a text means by "S12". Numbers are another installation's where a text has come from there."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="citations")
    label = models.CharField(max_length=20)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "citations in briefs"
        constraints = [
            models.UniqueConstraint(
                fields=["block", "label"],
                name="a_label_cites_one_statement",
                violation_error_message=_("That label cites another statement already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} in {self.block}"


@pghistory.track()
class OwnTemplate(WorkspaceOwned):
    """A beginning that a workspace keeps for its briefs: which blocks stand in it, and which texts."""

    name = models.CharField(max_length=100)
    blocks = models.JSONField(help_text=_("Pairs of kind and text."))
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = recorded_at()

    objects = PeerManager()

    class Meta:
        ordering = by_name()
        constraints = [
            models.UniqueConstraint(
                "workspace",
                Lower("name"),
                name="one_template_a_name",
                violation_error_message=_("Another template is called so already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Edition(WorkspaceOwned):
    """A brief as it was issued: its words, figures and files, for good. Append-only."""

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    handling = models.CharField(max_length=200, blank=True)
    as_of = models.DateField()
    known_at = models.DateTimeField(help_text=_("What was recorded later is not in it."))
    content = models.TextField(help_text=_("The paper and the figures behind it, as JSON."))
    sha256 = models.CharField(max_length=64, help_text=_("Of that JSON, in UTF-8."))
    issued_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    issued_at = recorded_at()

    objects = PeerManager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "number"],
                name="one_edition_a_number",
                violation_error_message=_("Somebody has issued this edition already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    def get_absolute_url(self) -> str:
        where = {"ws": self.workspace.slug, "n": self.brief.negotiation.slug, "pk": self.brief_id}
        return reverse("briefs:edition", kwargs={**where, "number": self.number})


class EditionFile(WorkspaceOwned):
    """An edition in one format, byte for byte as it was made, once, of what was frozen. Append-only."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=12)
    media = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = PeerManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "format"],
                name="one_file_a_format",
                violation_error_message=_("That file is made already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class FileOrder(WorkspaceOwned):
    """A file of an edition that is to be made, or could not be; gone as soon as it is there."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="orders")
    format = models.CharField(max_length=12)
    ordered_at = recorded_at()
    begun_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(blank=True, help_text=_("Why it could not be made."))

    objects = PeerManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "format"],
                name="one_order_a_file",
                violation_error_message=_("That file is being made already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.format} of {self.edition}"

    @property
    def interrupted(self) -> bool:
        """Whether its maker must be gone, so long has it had; or whoever was to begin, so long has it waited."""
        since, most = (self.begun_at, SILENT) if self.begun_at else (self.ordered_at, WAITED)
        return not self.why and timezone.now() - since > most

    @property
    def goes_on(self) -> bool:
        return not self.why and not self.interrupted


class ShareLink(WorkspaceOwned):
    """An address that shows one edition, or one view that is kept, to whoever has it: until a day, or taken back.

    The database takes it back, for good, as soon as who made it leaves or has a role that may make none.
    """

    token_hash = models.CharField(
        max_length=64, unique=True, error_messages={"unique": _("Another link has that word already.")}
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="links")
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    handling = models.CharField(max_length=200, blank=True, help_text=_("Of a view: an edition has its own."))
    with_notes = models.BooleanField(default=False, help_text=_("Of a view: whether it shows our notes on its pairs."))
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = recorded_at()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            exactly_one(("edition", "view"), "a_link_shows_one_thing", _("A link shows an edition or a view.")),
            models.CheckConstraint(
                condition=models.Q(edition__isnull=True) | models.Q(handling="", with_notes=False),
                name="an_edition_is_shown_as_it_was_issued",
                violation_error_message=_("An edition has the handling and the notes that it was issued with."),
            ),
            models.CheckConstraint(  # to the end of the last day, wherever clocks were changed in between
                condition=models.Q(expires_at__lte=models.F("made_at") + (GOOD_FOR_AT_MOST + timedelta(days=2))),
                name="a_link_is_good_for_a_year_at_most",
                violation_error_message=_("A link is good for a year at most."),
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_link_is_taken_back_by_somebody",
                violation_error_message=_("A link that is taken back says who took it back."),
            ),
        ]

    def __str__(self) -> str:
        return f"Link to {self.edition or self.view}"

    @property
    def orphaned(self) -> bool:
        """Whether who made it could not make it any more: they left, or have another role."""
        return not (self.made_by.is_active and self.made_by.user.is_active and self.made_by.may(Can.APPROVE))

    @property
    def hidden(self) -> bool:
        """Whether the view it shows is somebody else's alone by now."""
        return self.view is not None and self.view.is_private and self.view.owner_id != self.made_by_id

    @property
    def shows(self) -> bool:
        """Whether it shows something, as long as it is neither over nor taken back."""
        return not (self.orphaned or self.hidden)
