"""What people read of a change: one sentence for each operation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.history.models import Change

VERBS = {  # operation: what it did to the record that the line names
    "party.added": gettext_lazy("added the party"),
    "party.edited": gettext_lazy("edited the party"),
    "party.removed": gettext_lazy("removed the party"),
    "undone": gettext_lazy("undid a change of"),
}


def did(change: Change) -> str:
    """Such as "edited the party NATO"."""
    verb = VERBS.get(change.verb, change.verb.replace(".", " ").replace("_", " "))
    return _("%(did)s %(name)s") % {"did": verb, "name": change.target_name}


def sentence(change: Change) -> str:
    """Such as "Jonas Weber edited the party NATO."."""
    return _("%(who)s %(did)s.") % {"who": change.actor, "did": did(change)}
