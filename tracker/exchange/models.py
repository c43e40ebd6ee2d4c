"""Files that are made in the background, each for the member who ordered it."""

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.agenda.models import Negotiation
from tracker.base.models import PeerManager, recorded_at

FOLDER = "exports"  # below the uploads
KEPT = timedelta(days=7)  # that a file is kept
SILENT = timedelta(minutes=5)  # after which its maker is taken for gone: longer than the slowest PDF is waited for


class Download(WorkspaceOwned):
    """An export that takes long: what is asked for, how far it is, and the file once it is there."""

    class Page(models.TextChoices):
        EXPORT = "export", _("Export")
        STATEMENTS = "statements", _("Statements")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits its turn")
        RUNNING = "running", _("Is being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="downloads")
    page = models.CharField(max_length=12, choices=Page, default=Page.EXPORT)
    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    site = models.CharField(max_length=300, blank=True, help_text=_("How the addresses in it begin."))
    query = models.TextField(blank=True, help_text=_("What stands after the question mark."))
    name = models.CharField(max_length=300, help_text=_("Of the file."))
    holds = models.TextField(blank=True, help_text=_("What it holds, in words."))
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0, help_text=_("Steps of `steps`."))
    steps = models.PositiveIntegerField(default=0)
    why = models.TextField(blank=True, help_text=_("Why it failed."))
    file = models.FileField(upload_to=f"{FOLDER}/%Y/%m/", blank=True)
    size = models.BigIntegerField(default=0)
    ordered_at = recorded_at()
    beat_at = models.DateTimeField(null=True, blank=True, help_text=_("When its maker was last heard of."))
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager()

    class Meta:
        ordering = ["-ordered_at", "-id"]
        indexes = [models.Index(fields=["member", "-ordered_at"], name="download_of_a_member")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exchange:downloads", kwargs={"ws": self.workspace.slug})

    @property
    def place(self) -> str:
        """The file, once it is there; until then where it is waited for."""
        if self.state == self.State.READY:
            return reverse("exchange:file", kwargs={"ws": self.workspace.slug, "pk": self.pk})
        return self.get_absolute_url()

    @property
    def interrupted(self) -> bool:
        """Whether its maker has not been heard of for so long that it must be gone."""
        silent = self.beat_at is not None and timezone.now() - self.beat_at > SILENT
        return self.state == self.State.RUNNING and silent

    @property
    def goes_on(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING) and not self.interrupted
