"""What an analyst did: one line a person reads, for each operation."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.fields.json import KeyTransform

from tracker.accounts.models import Membership, WorkspaceOwned
from tracker.base.models import PeerManager, recorded_at


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, kind: str, pk: int) -> "ChangeQuerySet":
        """What was done to that record, alone or with others."""
        return self.filter(models.Q(target_id=pk) | models.Q(details__also__contains=[pk]), target_kind=kind)


class Change(WorkspaceOwned):
    """Who did what to which record, when and why. Append-only; it outlives its target, so it keeps plain values."""

    at = recorded_at()
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="changes")
    actor = models.CharField(max_length=300)
    actor_email = models.EmailField(max_length=254)
    verb = models.CharField(max_length=60, help_text='The operation, such as "position.revised".')
    target_kind = models.CharField(max_length=60)
    target_id = models.BigIntegerField()
    target_name = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    details = models.JSONField(default=dict)  # under "also" the other records of that kind it was done to
    context = models.UUIDField(null=True, blank=True, help_text="Of the rows before and after.")

    objects = PeerManager.from_queryset(ChangeQuerySet)()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["workspace", "-at"], name="change_newest"),
            models.Index(fields=["workspace", "-id"], name="change_last"),
            models.Index(fields=["workspace", "target_kind", "target_id", "-at"], name="change_of_a_record"),
            GinIndex(OpClass(KeyTransform("also", "details"), name="jsonb_path_ops"), name="change_of_several"),
            models.Index(fields=["context"], name="change_by_its_rows"),
            models.Index(fields=["workspace", "member", "-at"], name="change_of_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.verb} {self.target_name}"
