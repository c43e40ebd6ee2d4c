"""What is written in this room."""

from collections.abc import Sequence

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.agenda.operations import alone
from tracker.base.dates import DomainDate
from tracker.base.models import Stale, keep
from tracker.compare.models import PairNote
from tracker.history.operations import change


def note_pair(
    issue: Issue, parties: Sequence[Party], *, by: Membership, text: str, effective: DomainDate, seen: int = 0
) -> PairNote:
    """From `effective` on this is what we say of the two on the issue; no words take back what was said.

    `seen`: the newest note that its author knew of. Raises `Stale` where another has been written since.
    """
    by.require(Can.RECORD, issue, *parties)
    one, other = sorted(parties, key=lambda party: party.pk)
    with change(by, "pair.noted") as line:
        alone(issue.negotiation)
        newest = PairNote.objects.filter(issue=issue, one=one, other=other).order_by("-pk").first()
        if newest and newest.pk != seen:
            raise Stale(newest)
        new = PairNote(workspace=by.workspace, issue=issue, one=one, other=other, text=text.strip(), recorded_by=by)
        new.effective = effective
        keep(new)
        line.about(issue, pair=f"{one} – {other}", effective=effective.iso(), row=new.pk)
    return new
