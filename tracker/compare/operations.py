"""Everything that changes what is noted on a pair, and which views of a comparison are kept."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.agenda.models import Issue, Negotiation
from tracker.agenda.operations import alone
from tracker.base.dates import DomainDate
from tracker.base.models import Stale, keep, remove
from tracker.base.names import tells_apart
from tracker.compare.models import PairNote, SavedView
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
        if not text.strip() and not (newest and newest.text):
            raise ValidationError({"text": _("Write what you want to note.")})
        new = PairNote(workspace=by.workspace, issue=issue, one=one, other=other, text=text.strip(), recorded_by=by)
        new.effective = effective
        keep(new)
        line.about(issue, pair=f"{one} – {other}", effective=effective.iso(), row=new.pk)
    return new


def save_view(
    negotiation: Negotiation, *, by: Membership, name: str, page: str, query: str, shared: bool = False
) -> SavedView:
    """That address of the negotiation has a name: for `by` alone, or shared with the workspace."""
    by.require(Can.RECORD if shared else Can.READ, negotiation)
    with change(by, "view.shared", own=not shared) as line:
        tells_apart(name, SavedView.objects.filter(negotiation=negotiation, owner=by), "name")
        view = SavedView(
            workspace=by.workspace,
            negotiation=negotiation,
            owner=by,
            name=name,
            page=page,
            query=query,
            shared=shared,
        )
        keep(view)
        line.about(view)
    return view


def edit_view(view: SavedView, *, by: Membership, expected: int, name: str, shared: bool) -> SavedView:
    """The view is called so, and is shared or its owner's alone."""
    by.require(mends(view, by, shared=shared), view)
    with change(by, verb(view, shared=shared), own=not (view.shared or shared)) as line:
        view.claim(expected)
        others = SavedView.objects.filter(negotiation=view.negotiation_id, owner=view.owner_id).exclude(pk=view.pk)
        tells_apart(name, others, "name")
        line.about(view)  # where it is shared no more, by the name that all know
        view.name, view.shared = name, shared
        keep(view)
        if shared:
            line.about(view)
    return view


def remove_view(view: SavedView, *, by: Membership, expected: int) -> SavedView:
    """The name is gone; what it showed stays where it is."""
    by.require(mends(view, by), view)
    with change(by, "view.removed", own=view.is_private) as line:
        view.claim(expected)
        line.about(view)
        remove(view)
    return view


def mends(view: SavedView, by: Membership, *, shared: bool = False) -> Can:
    """What it takes to change the view, or to share it. What is shared and another's a lead may; what is private and
    another's is not even there.
    """
    if view.owner_id != by.pk:
        if view.is_private:
            raise PermissionDenied(_("This view is somebody else’s."))
        return Can.MANAGE
    return Can.RECORD if view.shared or shared else Can.READ


def verb(view: SavedView, *, shared: bool) -> str:
    """What is done to the view where it comes to be shared, or its owner's alone."""
    if view.shared == shared:
        return "view.edited"
    return "view.shared" if shared else "view.unshared"
