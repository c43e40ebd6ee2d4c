"""Who works here: people, the workspaces they share, and their role in each."""

from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, available_timezones

import pghistory
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.permissions import ROLES, Can, refusal
from tracker.base.models import PeerManager, Versioned, by_name

# Weights of evidence: how much a statement counts, by its chain's reliability and its report's mode.
GRADE_WEIGHTS = {"A": 1.0, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": 0.5}
MODE_WEIGHTS = {"verbatim": 1.0, "paraphrase": 0.8, "relayed": 0.65, "outlet_summary": 0.5}
HALF_LIFE = 180  # days after which evidence counts half


def grade_weights() -> dict[str, float]:
    return dict(GRADE_WEIGHTS)


def mode_weights() -> dict[str, float]:
    return dict(MODE_WEIGHTS)


def is_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError("There is no time zone of that name. Type one such as Europe/Warsaw.")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who may sign in with `email` and `password`."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """A person. Who leaves is switched off, never deleted: the record names them."""

    email = models.EmailField(
        max_length=254, unique=True, error_messages={"unique": _("Somebody already signs in with that address.")}
    )
    name = models.CharField(max_length=300)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    here_at = models.DateTimeField(null=True, editable=False, help_text="When this visit was last seen to go on.")
    last_here_at = models.DateTimeField(null=True, editable=False, help_text="When the visit before was.")

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_an_address",
                violation_error_message=_("Somebody already signs in with that address."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        parts = self.name.split() or [self.email]
        return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


@pghistory.track()
class Workspace(Versioned):
    """A desk or a project team. Everything belongs to exactly one; nothing crosses."""

    name = models.CharField(max_length=300)
    slug = models.SlugField(
        max_length=60, unique=True, error_messages={"unique": _("Another workspace has that address already.")}
    )
    time_zone = models.CharField(max_length=60, default=settings.WORKSPACE_TIME_ZONE, validators=[is_time_zone])
    half_life = models.PositiveSmallIntegerField(
        default=HALF_LIFE,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text="Days after which evidence counts half.",
    )
    grade_weights = models.JSONField(default=grade_weights)
    mode_weights = models.JSONField(default=mode_weights)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = by_name()

    def __str__(self) -> str:
        return self.name

    @property
    def history_address(self) -> str:
        """Where everything is told that was done to its settings."""
        return history_address(self, self)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        """Members who have not left."""
        return self.filter(is_active=True, user__is_active=True)


@pghistory.track()
class Membership(models.Model):
    """A person's role in a workspace. Every operation is done `by` one."""

    class Role(models.TextChoices):
        READER = "reader", "Reader"
        ANALYST = "analyst", "Analyst"
        REVIEWER = "reviewer", "Reviewer"
        LEAD = "lead", "Lead"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    is_active = models.BooleanField(default=True)

    objects = PeerManager.from_queryset(MembershipQuerySet)()
    did: Any = None  # the `history.Change` made last in this request: what a notice offers to undo

    class Meta:
        ordering = by_name("user__name")
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"],
                name="one_role_a_workspace",
                violation_error_message=_("That person is a member already."),
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=list(ROLES)),
                name="membership_role_is_known",
                violation_error_message=_("Choose one of the roles that there are."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def history_address(self) -> str:
        """Where everything is told that was done to the membership; not what the member did."""
        return history_address(self.workspace, self)

    def may(self, permission: Can) -> bool:
        return permission in ROLES[self.role]

    def mends(self, record: Any) -> Can:
        """What it takes to rename, mend or remove `record`: leads may; whoever recorded it may too, and of what no
        lead has seen yet everybody who records.
        """
        mine = getattr(record, "recorded_by_id", None) == self.pk
        return Can.RECORD if mine or getattr(record, "is_new", False) else Can.MANAGE

    def require(self, permission: Can, *records: models.Model | None) -> None:
        """Refuse (`PermissionDenied`) a role without `permission`, and any record of another workspace."""
        if not self.may(permission):
            raise PermissionDenied(refusal(permission))
        for record in records:
            if record is not None and record.workspace_id != self.workspace_id:  # type: ignore[attr-defined]
                raise PermissionDenied(_("That belongs to another workspace."))


def history_address(workspace: Workspace, record: models.Model) -> str:
    """Where everything is told that was done to `record`."""
    where = reverse("desk:history", kwargs={"ws": workspace.slug})
    return f"{where}?{urlencode({'kind': record._meta.label_lower, 'id': record.pk})}"


class WorkspaceOwned(models.Model):
    """What belongs to a workspace. The database lets it refer only to its own workspace (`base.rules`)."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+", editable=False)

    objects = PeerManager()

    class Meta:
        abstract = True

    @property
    def history_address(self) -> str:
        """Where everything is told that was done to it."""
        return history_address(self.workspace, self)


FORM_LENGTH = 400  # letters of a form's name


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, member: Membership, form: str) -> "DraftQuerySet":
        """What `member` typed into that form, if they have not saved it."""
        return self.filter(member=member, form=form[:FORM_LENGTH])


class Draft(WorkspaceOwned):
    """What somebody typed into a form and has not saved: kept while they type, gone when they save."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=FORM_LENGTH, help_text="The form’s address and its id.")
    fields = models.JSONField(help_text="Pairs of name and value, as a browser sends them.")
    kept_at = models.DateTimeField(auto_now=True)

    objects = PeerManager.from_queryset(DraftQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "form"],
                name="one_draft_a_member_and_form",
                violation_error_message=_("A draft of that form is kept already."),
            )
        ]

    def __str__(self) -> str:
        return self.form


class Sent(WorkspaceOwned):
    """A form that was sent and saved: the same one sent again saves nothing, and leads where this one did."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=64, help_text="The fingerprint of the form and of what was typed into it.")
    leads_to = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "form"],
                name="a_form_is_saved_once",
                violation_error_message=_("This was saved already."),
            ),
        ]

    def __str__(self) -> str:
        return self.form
