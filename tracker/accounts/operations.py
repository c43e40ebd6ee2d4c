"""What somebody types is kept until they save it."""

from collections.abc import Sequence

from tracker.accounts.models import FORM_LENGTH, Draft, Membership


def keep_draft(form: str, fields: Sequence[tuple[str, str]], *, by: Membership) -> None:
    """`by` finds these fields again in that form. Without fields: no draft."""
    if not fields:
        Draft.objects.of(by, form).delete()
        return
    Draft.objects.update_or_create(
        workspace=by.workspace, member=by, form=form[:FORM_LENGTH], defaults={"fields": list(fields)}
    )
