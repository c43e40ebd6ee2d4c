"""Who is asked in: invitations by link."""

import hashlib
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.base.models import PeerManager, recorded_at

GOOD_FOR = timedelta(days=14)


def secret(token: str) -> str:
    """What is kept of the word in a link: who reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Those that somebody may still use."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now())


class Invitation(WorkspaceOwned):
    """A link that lets one person in, once, in one role. Only whoever made it has seen the word in the link."""

    role = models.CharField(max_length=10, choices=Membership.Role)
    email = models.EmailField(max_length=254, blank=True, help_text=_("Only who signs in by it may use the link."))
    hashed = models.CharField(
        max_length=64, unique=True, editable=False, error_messages={"unique": _("Make the link once more.")}
    )
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = recorded_at()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(InvitationQuerySet)()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True, used_by__isnull=True)
                | models.Q(used_at__isnull=False, used_by__isnull=False, revoked_at__isnull=True),
                name="an_invitation_is_used_by_somebody_or_revoked",
                violation_error_message=_("An invitation is used once, by somebody, or revoked."),
            ),
        ]

    def __str__(self) -> str:
        return self.email or str(self.get_role_display())

    @property
    def state(self) -> str:
        """What became of it: "open", "used", "revoked", "expired"."""
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "open" if self.expires_at > timezone.now() else "expired"
