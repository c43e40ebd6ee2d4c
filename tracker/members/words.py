"""Permissions, and what became of invitations, in words."""

from django.utils.translation import gettext_lazy as _

from tracker.accounts.permissions import Can

MAY = {
    Can.READ: _("Read everything, compare, export"),
    Can.RECORD: _("Record documents, statements, readings, meetings; add parties, people and outlets"),
    Can.DISCUSS: _("Comment, question, challenge; undo what they did themselves"),
    Can.APPROVE: _("Approve or question readings, settle any discussion"),
    Can.MANAGE: _("Members, settings, the agenda, others’ entries; undo and bring back anything"),
}
NO_LONGER = {
    "used": _("This invitation was used already. Each lets one person in, once."),
    "revoked": _("This invitation was taken back. Ask whoever sent it for another."),
    "expired": _("This invitation is older than two weeks. Ask whoever sent it for another."),
}
NEVER = _("This link is no invitation. Look whether it was copied whole, or ask whoever sent it for another.")
