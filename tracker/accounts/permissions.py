"""Who may do what, as a table that a lead can read aloud."""

from enum import StrEnum

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Can(StrEnum):
    """The permissions. A role has some of them in one workspace; there is none below the workspace."""

    READ = "read"
    RECORD = "record"  # documents in, statements, readings, meetings, issue states, new names
    DISCUSS = "discuss"  # comments, questions, challenges
    APPROVE = "approve"  # settle reviews
    MANAGE = "manage"  # members, settings, agenda, others' entries, spreadsheet imports


ROLES: dict[str, set[Can]] = {
    "reader": {Can.READ},
    "analyst": {Can.READ, Can.RECORD, Can.DISCUSS},
    "reviewer": {Can.READ, Can.RECORD, Can.DISCUSS, Can.APPROVE},
    "lead": set(Can),
}

# The same in words, for whoever is refused.
ACTS = {
    Can.READ: gettext_lazy("read what is here"),
    Can.RECORD: gettext_lazy("record anything"),
    Can.DISCUSS: gettext_lazy("take part in the discussion"),
    Can.APPROVE: gettext_lazy("approve, or settle what others opened"),
    Can.MANAGE: gettext_lazy("change members, settings, the agenda and others’ entries"),
}
PEOPLE = {
    "reader": gettext_lazy("readers"),
    "analyst": gettext_lazy("analysts"),
    "reviewer": gettext_lazy("reviewers"),
    "lead": gettext_lazy("leads"),
}


def refusal(permission: Can) -> str:
    """What those without `permission` may not do, and who may."""
    those = [str(PEOPLE[role]) for role in ROLES if permission in ROLES[role]]
    words = {"people": get_text_list(those, _("and")), "act": ACTS[permission]}
    return _("Only %(people)s may %(act)s. Ask a lead.") % words
