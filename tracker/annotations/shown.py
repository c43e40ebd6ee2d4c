"""What the template of a discussion prints, made ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership, User, WorkspaceOwned
from tracker.accounts.permissions import Can
from tracker.agenda.when import When
from tracker.annotations import operations, queries
from tracker.annotations.forms import Assigning, Opening, Reply, Said, Settling
from tracker.annotations.markdown import html
from tracker.annotations.models import Comment, Thread
from tracker.annotations.queries import kind_of
from tracker.base.forms import shown as moment
from tracker.positions.models import Position, Reading
from tracker.sources.models import Excerpt


@dataclass(frozen=True)
class Button:
    """A form with a button alone."""

    address: str
    version: int


@dataclass(frozen=True)
class ShownComment:
    """As `ui/comment.html` shows it. Of one that was removed only who wrote it, and for leads what it said."""

    pk: int
    author: User
    at: datetime
    kind: str
    kind_words: str
    html: SafeString
    edited: bool
    removed: str = ""  # "A comment of Jonas Weber was removed", if it was
    edit: str = ""
    remove: Button | None = None
    restore: Button | None = None


@dataclass(frozen=True)
class ShownForm:
    """A form of the discussion: where it goes, and whether something typed into it waits to come back."""

    form: Said
    action: str
    query: str
    drafted: bool

    @property
    def unfolded(self) -> bool:
        return self.form.unfolded or self.drafted


@dataclass(frozen=True)
class ShownThread:
    """A thread: its first comment says its kind. Settled, it is folded."""

    pk: int
    on: str  # "on the reading of 4 Jul 2011", in the discussion of its position
    comments: list[ShownComment]
    settled: str  # "Settled by Ines Duarte, 5 Jul 2011, 16:20"
    how: str
    task: str = ""  # "For Jonas Weber to do", of a task
    reply: ShownForm | None = None  # for those who may
    settling: ShownForm | None = None
    assigning: ShownForm | None = None
    reopen: Button | None = None
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
    opening: ShownForm | None = None

    @property
    def count(self) -> int:
        """How many comments stand unfolded."""
        return sum(not comment.removed for thread in self.unsettled for comment in thread.comments)


class Talk:
    """What all threads of one discussion share."""

    def __init__(
        self, about: WorkspaceOwned, member: Membership, typed: Mapping[object, Said], known: datetime, query: str
    ) -> None:
        self.about, self.member, self.typed, self.known, self.query = about, member, typed, known, query
        self.may = member.may(Can.DISCUSS)
        self.members = queries.taking_part(member.workspace) if self.may else Membership.objects.none()
        self.drafts: set[str] = set()

    def address(self, act: str, record: WorkspaceOwned) -> str:
        return reverse(f"annotations:{act}", kwargs={"ws": self.member.workspace.slug, "pk": record.pk})

    def button(self, act: str, record: Comment | Thread) -> Button:
        return Button(f"{self.address(act, record)}{self.query}", record.version)

    def form(self, kind: type[Said], action: str, of: Thread | None = None, **kwargs: Any) -> ShownForm:
        """The form as it was sent, if it was; else a fresh one."""
        found = self.typed.get((kind, of.pk) if of else kind) or kind(of=of, **kwargs)
        return ShownForm(found, action, self.query, f"{action}#{found.id}" in self.drafts)


def discussion(
    about: WorkspaceOwned,
    threads: Sequence[Thread],
    member: Membership,
    typed: Mapping[object, Said],
    touched: Thread | None,
    when: When | None,
    known: datetime,
) -> Discussion:
    """`typed`: the form that came back with words beside its fields, by its kind and the id of its thread."""
    query = f"?{when.query}" if when and when.query else ""
    talk = Talk(about, member, typed, known, query)
    here = address(about)
    if talk.may:
        names = [f"{talk.address('comment', each)}#reply-{each.pk}" for each in threads]
        names += [f"{talk.address('settle', each)}#settling-{each.pk}" for each in threads]
        talk.drafts = queries.drafted(member, [f"{here}#opening-new", *names])
    found = [thread(each, talk, bool(touched and touched.pk == each.pk)) for each in threads]
    found = [each for each in found if each.comments]
    path, mark, place = page_of(about).partition("#")
    return Discussion(
        title=str(about),
        back=f"{path}{query}{mark}{place}" if path else "",
        address=f"{here}{query}",
        query=query,
        unsettled=[each for each in found if not each.settled],
        settled=[each for each in found if each.settled],
        opening=talk.form(Opening, here, members=talk.members) if talk.may else None,
    )


def thread(given: Thread, talk: Talk, touched: bool) -> ShownThread:
    settled = ""
    if given.settled_by and given.settled_at and given.settled_at <= talk.known:
        at = moment(given.settled_at, talk.member.workspace.zone)
        settled = _("Settled by %(who)s, %(at)s") % {"who": given.settled_by, "at": at}
    ends = talk.may and operations.ends(given, talk.member)
    open_now = talk.may and not settled
    start = {"expected": given.version, "assignee": given.assignee_id}
    task = given.kind == Thread.Kind.TO_DO
    return ShownThread(
        pk=given.pk,
        on=_("on the reading of %(day)s") % {"day": given.reading.effective}
        if given.reading and isinstance(talk.about, Position)
        else "",
        comments=comments(given, talk),
        settled=settled,
        how=given.settled_how if settled else "",
        task=(_("For %(who)s to do") % {"who": given.assignee} if given.assignee else _("Nobody’s to do yet"))
        if task
        else "",
        reply=talk.form(Reply, talk.address("comment", given), given) if open_now else None,
        settling=talk.form(Settling, talk.address("settle", given), given, initial=start)
        if (open_now and ends) or talk.typed.get((Settling, given.pk))
        else None,
        assigning=talk.form(Assigning, talk.address("assign", given), given, initial=start, members=talk.members)
        if open_now and task
        else None,
        reopen=talk.button("reopen", given) if settled and ends else None,
        touched=touched,
    )


def comments(given: Thread, talk: Talk) -> list[ShownComment]:
    """What was said in it. What was removed leaves a folded line where something follows it, and for leads always."""
    said = list(given.comments.all())
    leads = talk.member.may(Can.MANAGE)
    last = max((n for n, each in enumerate(said) if not each.removed_at), default=-1)
    kept = [each for n, each in enumerate(said) if not each.removed_at or n < last or leads]
    return [comment(each, given if each is said[0] else None, talk) for each in kept]


def comment(given: Comment, opens: Thread | None, talk: Talk) -> ShownComment:
    mine, leads = given.author_id == talk.member.pk and talk.may, talk.member.may(Can.MANAGE)
    there = not given.removed_at
    return ShownComment(
        pk=given.pk,
        author=given.author.user,
        at=given.at,
        kind=opens.kind if opens else "",
        kind_words=str(opens.get_kind_display()) if opens else "",
        html=html(given.text) if there or leads else SafeString(""),
        edited=given.edited_at is not None,
        removed="" if there else _("A comment of %(who)s was removed") % {"who": given.author},
        edit=f"{talk.address('edit_comment', given)}{talk.query}" if mine and there else "",
        remove=talk.button("remove_comment", given) if (mine or leads) and there else None,
        restore=talk.button("restore_comment", given) if leads and not there else None,
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
