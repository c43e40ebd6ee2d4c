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
    "party.seen": gettext_lazy("marked as seen"),
    "party.joined_bloc": gettext_lazy("put into a bloc"),
    "party.left_bloc": gettext_lazy("took out of a bloc"),
    "stay.edited": gettext_lazy("changed the dates of"),
    "stay.removed": gettext_lazy("removed the stay of"),
    "alias.added": gettext_lazy("gave another name to"),
    "speaker.added": gettext_lazy("added the speaker"),
    "speaker.edited": gettext_lazy("edited the speaker"),
    "speaker.removed": gettext_lazy("removed the speaker"),
    "speaker.seen": gettext_lazy("marked as seen"),
    "post.added": gettext_lazy("added the post"),
    "post.edited": gettext_lazy("edited the post"),
    "post.removed": gettext_lazy("removed the post"),
    # sources
    "outlet.added": gettext_lazy("added the outlet"),
    "outlet.edited": gettext_lazy("edited the outlet"),
    "outlet.regraded": gettext_lazy("graded"),
    "outlet.removed": gettext_lazy("removed the outlet"),
    "outlet.seen": gettext_lazy("marked as seen"),
    "document.added": gettext_lazy("brought in"),
    "document.edited": gettext_lazy("edited what is known of"),
    "document.corrected": gettext_lazy("corrected the text of"),
    "document.removed": gettext_lazy("removed the document"),
    "excerpt.cut": gettext_lazy("quoted"),
    "excerpt.reanchored": gettext_lazy("chose again the words"),
    "excerpt.imported": gettext_lazy("brought marks into"),
    "excerpt.translated": gettext_lazy("translated"),
    "excerpt.moved": gettext_lazy("chose other words for"),
    "excerpt.removed": gettext_lazy("removed the mark on"),
    # agenda
    "negotiation.opened": gettext_lazy("opened the negotiation"),
    "negotiation.edited": gettext_lazy("edited the negotiation"),
    "negotiation.removed": gettext_lazy("removed the negotiation"),
    "party.seated": gettext_lazy("gave a seat to"),
    "party.unseated": gettext_lazy("took the seat from"),
    "seat.edited": gettext_lazy("edited the seat of"),
    "seat.moved": gettext_lazy("moved the column of"),
    "issue.added": gettext_lazy("added the issue"),
    "issue.edited": gettext_lazy("edited the issue"),
    "issue.moved": gettext_lazy("moved the issue"),
    "issue.removed": gettext_lazy("removed the issue"),
    "issue.state_set": gettext_lazy("set the state of"),
    "pair.noted": gettext_lazy("noted on a pair of parties on"),
    "option.added": gettext_lazy("added the option"),
    "option.edited": gettext_lazy("edited the option"),
    "option.accepted": gettext_lazy("accepted the option"),
    "option.removed": gettext_lazy("removed the option"),
    "meeting.added": gettext_lazy("added the meeting"),
    "meeting.edited": gettext_lazy("edited the meeting"),
    "meeting.removed": gettext_lazy("removed the meeting"),
    "document.filed": gettext_lazy("filed"),
    "document.refiled": gettext_lazy("listed elsewhere"),
    # statements
    "statement.recorded": gettext_lazy("recorded the statement"),
    "statement.edited": gettext_lazy("edited the statement"),
    "statement.edited_many": gettext_lazy("edited several statements, among them"),
    "statement.removed": gettext_lazy("removed the statement"),
    "pledge.ended": gettext_lazy("said what became of"),
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
    # compare
    "view.shared": gettext_lazy("shared the view"),
    "view.edited": gettext_lazy("edited the view"),
    "view.unshared": gettext_lazy("no longer shares the view"),
    "view.removed": gettext_lazy("removed the view"),
    # briefs
    "brief.made": gettext_lazy("made the brief"),
    "brief.edited": gettext_lazy("changed the settings of"),
    "brief.removed": gettext_lazy("removed the brief"),
    "brief.block_added": gettext_lazy("added a block to"),
    "brief.block_edited": gettext_lazy("edited a block of"),
    "brief.block_moved": gettext_lazy("moved a block of"),
    "brief.block_removed": gettext_lazy("removed a block of"),
    "brief.issued": gettext_lazy("issued"),
    "brief.template_kept": gettext_lazy("kept the template"),
    "brief.template_removed": gettext_lazy("removed the template"),
    "link.made": gettext_lazy("made a link to"),
    "link.revoked": gettext_lazy("took back a link to"),
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
    "compare.savedview": gettext_lazy("Saved views"),
    "briefs.brief": gettext_lazy("Briefs"),
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
