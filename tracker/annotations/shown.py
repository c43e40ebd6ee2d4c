"""What the template of a discussion prints, made ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership, User, WorkspaceOwned
from tracker.accounts.permissions import Can
from tracker.agenda.when import When
from tracker.annotations.forms import Opening, Reply, Settling
from tracker.annotations.markdown import html
from tracker.annotations.models import Comment, Thread
from tracker.annotations.queries import kind_of
from tracker.base.forms import shown as moment
from tracker.positions.models import Position, Reading
from tracker.sources.models import Excerpt


@dataclass(frozen=True)
class ShownComment:
    """As `ui/comment.html` shows it."""

    pk: int
    author: User
    at: datetime
    kind: str
    kind_words: str
    html: SafeString
    edited: bool


@dataclass(frozen=True)
class ShownThread:
    """A thread: its first comment says its kind. Settled, it is folded."""

    pk: int
    on: str  # "on the reading of 4 Jul 2011", in the discussion of its position
    comments: list[ShownComment]
    settled: str  # "Settled by Ines Duarte, 5 Jul 2011, 16:20"
    how: str
    reply: forms.Form | None = None  # for those who may
    settling: forms.Form | None = None
    touched: bool = False


@dataclass(frozen=True)
class Discussion:
    """All that was said of a record, and the form to say more."""

    title: str
    back: str
    address: str
    query: str  # the point in time, which travels along
    unsettled: list[ShownThread] = field(default_factory=list)
    settled: list[ShownThread] = field(default_factory=list)
    opening: forms.Form | None = None

    @property
    def count(self) -> int:
        """How many comments stand unfolded."""
        return sum(len(thread.comments) for thread in self.unsettled)


def discussion(
    about: WorkspaceOwned,
    threads: Sequence[Thread],
    member: Membership,
    typed: Mapping[object, forms.Form],
    touched: Thread | None,
    when: When | None,
    known: datetime,
) -> Discussion:
    """`typed`: the form that came back with words beside its fields, by its kind and the id of its thread."""
    found = [thread(each, about, member, typed, touched, known) for each in threads]
    query = f"?{when.query}" if when and when.query else ""
    path, mark, place = page_of(about).partition("#")
    return Discussion(
        title=str(about),
        back=f"{path}{query}{mark}{place}" if path else "",
        address=f"{address(about)}{query}",
        query=query,
        unsettled=[each for each in found if not each.settled],
        settled=[each for each in found if each.settled],
        opening=(typed.get(Opening) or Opening()) if member.may(Can.DISCUSS) else None,
    )


def thread(
    given: Thread,
    about: WorkspaceOwned,
    member: Membership,
    typed: Mapping[object, forms.Form],
    touched: Thread | None,
    known: datetime,
) -> ShownThread:
    said = list(given.comments.all())
    settled = ""
    if given.settled_by and given.settled_at and given.settled_at <= known:
        at = moment(given.settled_at, member.workspace.zone)
        settled = _("Settled by %(who)s, %(at)s") % {"who": given.settled_by, "at": at}
    may = member.may(Can.DISCUSS) and not settled
    ends = may and (member.may(Can.APPROVE) or member.pk in (given.opened_by_id, given.assignee_id))
    start = {"expected": given.version}
    return ShownThread(
        pk=given.pk,
        on=_("on the reading of %(day)s") % {"day": given.reading.effective}
        if given.reading and isinstance(about, Position)
        else "",
        comments=[comment(each, given if each is said[0] else None) for each in said],
        settled=settled,
        how=given.settled_how,
        reply=typed.get((Reply, given.pk)) or (Reply(thread=given) if may else None),
        settling=typed.get((Settling, given.pk)) or (Settling(thread=given, initial=start) if ends else None),
        touched=bool(touched and touched.pk == given.pk),
    )


def comment(given: Comment, opens: Thread | None) -> ShownComment:
    return ShownComment(
        pk=given.pk,
        author=given.author.user,
        at=given.at,
        kind=opens.kind if opens else "",
        kind_words=str(opens.get_kind_display()) if opens else "",
        html=html(given.text),
        edited=given.edited_at is not None,
    )


def address(about: WorkspaceOwned) -> str:
    """Where the discussion of that record is."""
    where = {"ws": about.workspace.slug, "kind": kind_of(about), "pk": about.pk}
    return reverse("annotations:discussion", kwargs=where)


def page_of(about: WorkspaceOwned) -> str:
    """The page that shows the record."""
    if isinstance(about, Reading):
        return f"{page_of(about.position)}#reading-{about.pk}"
    if isinstance(about, Excerpt):
        return f"{page_of(about.document)}#excerpt-{about.pk}"
    return str(about.get_absolute_url())  # type: ignore[attr-defined]
