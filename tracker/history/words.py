"""What people read of a change: one sentence for each operation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.history.models import Change

VERBS = {  # operation: what it did to the record that the line names
    # accounts, members
    "workspace.opened": gettext_lazy("opened the workspace"),
    "member.admitted": gettext_lazy("let in"),
    # actors
    "party.added": gettext_lazy("added the party"),
    "party.edited": gettext_lazy("edited the party"),
    "party.removed": gettext_lazy("removed the party"),
    "party.joined_bloc": gettext_lazy("put into a bloc"),
    "alias.added": gettext_lazy("gave another name to"),
    "speaker.added": gettext_lazy("added the speaker"),
    "post.added": gettext_lazy("added the post"),
    # sources
    "outlet.added": gettext_lazy("added the outlet"),
    "document.added": gettext_lazy("brought in"),
    "excerpt.cut": gettext_lazy("quoted"),
    # agenda
    "negotiation.opened": gettext_lazy("opened the negotiation"),
    "party.seated": gettext_lazy("gave a seat to"),
    "issue.added": gettext_lazy("added the issue"),
    "issue.state_set": gettext_lazy("set the state of"),
    "option.added": gettext_lazy("added the option"),
    "meeting.added": gettext_lazy("added the meeting"),
    "document.filed": gettext_lazy("filed"),
    # statements
    "statement.recorded": gettext_lazy("recorded the statement"),
    "statement.edited": gettext_lazy("edited the statement"),
    "statement.removed": gettext_lazy("removed the statement"),
    "statement.reported": gettext_lazy("added a report of"),
    # positions
    "position.revised": gettext_lazy("revised the position"),
    "reading.corrected": gettext_lazy("corrected a reading of"),
    "reading.withdrawn": gettext_lazy("withdrew a reading of"),
    "reading.proposed": gettext_lazy("proposed a reading of"),
    "reading.questioned": gettext_lazy("questioned a reading of"),
    "reading.approved": gettext_lazy("approved a reading of"),
    "evidence.weighed": gettext_lazy("weighed a statement for"),
    # annotations
    "thread.opened": gettext_lazy("opened a thread on"),
    "thread.settled": gettext_lazy("settled a thread on"),
    "comment.added": gettext_lazy("commented on"),
    # history
    "undone": gettext_lazy("undid a change of"),
}


def did(change: Change) -> str:
    """Such as "edited the party NATO"."""
    verb = VERBS.get(change.verb, change.verb.replace(".", " ").replace("_", " "))
    return _("%(did)s %(name)s") % {"did": verb, "name": change.target_name}


def sentence(change: Change) -> str:
    """Such as "Jonas Weber edited the party NATO."."""
    return _("%(who)s %(did)s.") % {"who": change.actor, "did": did(change)}
