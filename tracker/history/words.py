"""What people read of a change: one sentence for each operation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.history.models import Change

VERBS = {  # operation: what it did to the record that the line names
    # accounts, members
    "workspace.opened": gettext_lazy("opened the workspace"),
    "workspace.edited": gettext_lazy("changed the settings of"),
    "member.admitted": gettext_lazy("let in"),
    "member.joined": gettext_lazy("came in by invitation to"),
    "member.role_given": gettext_lazy("gave another role to"),
    "member.switched_off": gettext_lazy("switched off"),
    "member.reset_link_made": gettext_lazy("made a link for a new password of"),
    "invitation.made": gettext_lazy("made an invitation for"),
    "invitation.revoked": gettext_lazy("took back the invitation for"),
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
    "thread.reopened": gettext_lazy("opened a thread again on"),
    "thread.assigned": gettext_lazy("gave out a to do on"),
    "comment.added": gettext_lazy("commented on"),
    "comment.edited": gettext_lazy("edited a comment on"),
    "comment.removed": gettext_lazy("removed a comment on"),
    "comment.restored": gettext_lazy("brought back a comment on"),
    # history
    "undone": gettext_lazy("undid a change of"),
    "restored": gettext_lazy("brought back an earlier version of"),
}

KINDS = {  # of records that lines are about, as the filter of the history lists them
    "actors.party": gettext_lazy("Parties"),
    "actors.speaker": gettext_lazy("People"),
    "actors.post": gettext_lazy("Posts"),
    "sources.outlet": gettext_lazy("Outlets"),
    "sources.document": gettext_lazy("Documents"),
    "sources.excerpt": gettext_lazy("Quotations"),
    "agenda.negotiation": gettext_lazy("Negotiations"),
    "agenda.issue": gettext_lazy("Issues"),
    "agenda.option": gettext_lazy("Options"),
    "agenda.meeting": gettext_lazy("Meetings"),
    "statements.statement": gettext_lazy("Statements"),
    "positions.position": gettext_lazy("Positions"),
    "positions.reading": gettext_lazy("Readings"),
    "accounts.membership": gettext_lazy("Members"),
    "accounts.workspace": gettext_lazy("Settings"),
}


def verb(change: Change) -> str:
    """Such as "edited the party"."""
    return str(VERBS.get(change.verb, change.verb.replace(".", " ").replace("_", " ")))


def did(change: Change) -> str:
    """Such as "edited the party NATO"."""
    return _("%(did)s %(name)s") % {"did": verb(change), "name": change.target_name}


def sentence(change: Change) -> str:
    """Such as "Jonas Weber edited the party NATO."."""
    return _("%(who)s %(did)s.") % {"who": change.actor, "did": did(change)}
