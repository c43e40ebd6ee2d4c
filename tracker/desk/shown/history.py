"""What was done, a line each, and what each line did to the rows behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import BlocMembership, Post
from tracker.agenda.models import Issue, Meeting, Option
from tracker.base.forms import shown as moment
from tracker.base.pagination import Stretch
from tracker.desk import queries
from tracker.desk.undo import UNDO
from tracker.history import operations, rows, values, words
from tracker.history.models import Change
from tracker.history.values import Part, Row
from tracker.sources.models import Document, Excerpt
from tracker.statements.models import Statement

MOST_ROWS = 100  # shown of one operation


@dataclass(frozen=True)
class Line:
    """One operation: "Jonas Weber edited the party NATO.", and what can be done about it."""

    pk: int
    who: str
    did: str
    name: str
    day: str
    time: str
    iso: str
    why: str
    rows: int
    href: str
    record: str  # the history of the record
    undone: bool
    undo: str = ""  # where it is undone, for those who may
    undo_words: str = ""
    restore: str = ""  # where this version is brought back
    parts: list[Part] = field(default_factory=list)  # of the record's own row, in the history of that record
    what: str = ""  # what happened to that row: "added", "changed", "removed"


@dataclass(frozen=True)
class Page:
    """The lines, and of one record what it is called and where it is shown."""

    lines: list[Line]
    stretch: Stretch
    title: str = ""
    back: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Whole:
    """One operation whole."""

    line: Line
    back: str
    rows: list[Row]
    more: int
    undid: str  # the change that this one undid, or whose version it brought back


def page(stretch: Stretch, form: Any, member: Membership) -> Page:
    found = stretch.lines
    told = {each.context: each.context for each in found if each.context}
    touched = rows.touched(told)
    undone = queries.history.undone(found)
    kind, pk = form.cleaned_data.get("kind"), form.cleaned_data.get("id")
    own: Mapping[Any, rows.Trace] = {}
    if found and kind and pk is not None and (model := rows.tracked(kind)):
        own = {context: rows.public(trace) for context, trace in rows.history_of(model, pk).items()}
    shown = [line(each, member, sum(touched.get(each.context, {}).values()), undone) for each in found]
    if own:
        shown = [*of_one(own, shown, found, member)]
    if not (kind and pk is not None):
        return Page(shown, stretch)
    title = found[0].target_name if found else _("a record that is not known")
    back = address(found[0], member, otherwise="") if found else ""
    return Page(shown, stretch, title, back, said_of(shown))


def said_of(lines: list[Line]) -> str:
    """The sentence that opens the history of one record."""
    if not lines:
        return ""
    given = {"n": len(lines), "who": lines[0].who, "day": lines[0].day}
    return ngettext("Changed once: by %(who)s, %(day)s.", "Last changed by %(who)s, %(day)s.", len(lines)) % given


def line(done: Change, member: Membership, touched: int, undone: set[int]) -> Line:
    where = {"ws": member.workspace.slug, "pk": done.pk}
    may = member.may(operations.may_undo(done, member)) and member.may(Can.DISCUSS)
    known, undoable = rows.tracked(done.target_kind), touched or done.verb in UNDO
    local = done.at.astimezone(member.workspace.zone)
    return Line(
        pk=done.pk,
        who=done.actor,
        did=words.verb(done),
        name=done.target_name,
        day=f"{local:%A, %-d %B %Y}",
        time=f"{local:%H:%M}",
        iso=done.at.isoformat(),
        why=done.why,
        rows=touched,
        href=reverse("desk:change", kwargs=where),
        record=f"{reverse('desk:history', kwargs={'ws': where['ws']})}?kind={done.target_kind}&id={done.target_id}",
        undone=done.pk in undone,
        undo=reverse("desk:undo", kwargs=where) if may and undoable and done.pk not in undone else "",
        undo_words=_("Restore") if done.verb.endswith(".removed") else _("Undo"),
        restore=reverse("desk:restore", kwargs=where) if known and done.context and member.may(Can.MANAGE) else "",
    )


def of_one(
    own: Mapping[Any, rows.Trace], lines: Iterable[Line], found: Iterable[Change], member: Membership
) -> Iterator[Line]:
    """The lines of one record with what each changed in it. Each left a version, but for the one that is so now."""
    changed = {context: trace for context, trace in own.items() if trace.changed}
    told = dict(zip(changed, values.told(changed.values(), member.workspace.zone), strict=True))
    newest = max(trace.last for trace in own.values())
    for given, done in zip(lines, found, strict=True):
        trace, row = own.get(done.context), told.get(done.context)
        alone = trace is not None and trace.pk == done.target_id  # what was done to several is brought back of one
        left = alone and trace is not None and trace.after is not None and trace.last != newest
        yield replace(
            given, parts=row.parts if row else [], what=row.did if row else "", restore=given.restore if left else ""
        )


def whole(done: Change, member: Membership) -> Whole:
    touched = rows.touched([done.context])[done.context] if done.context else {}
    found = rows.traces([done.context])[done.context] if done.context else []
    found = [trace for trace in map(rows.public, found) if trace.changed]
    earlier = done.details.get("undid") or done.details.get("restored")
    return Whole(
        line=line(done, member, sum(touched.values()), queries.history.undone([done])),
        back=address(done, member, otherwise=""),
        rows=values.told(found[:MOST_ROWS], member.workspace.zone),
        more=max(0, len(found) - MOST_ROWS),
        undid=reverse("desk:change", kwargs={"ws": member.workspace.slug, "pk": earlier}) if earlier else "",
    )


def will_be(done: Change, member: Membership) -> str:
    """What is asked before a version is brought back."""
    given = {"at": moment(done.at, member.workspace.zone), "line": words.sentence(done)}
    return _("It and its parts will be as they were after %(at)s: %(line)s What came since stays here.") % given


def line_address(done: Change) -> str:
    return reverse("desk:change", kwargs={"ws": done.workspace.slug, "pk": done.pk})


def record(done: Change) -> Any:
    """The record that the change is about, if it is still there."""
    try:
        model = apps.get_model(done.target_kind)
    except (LookupError, ValueError):
        return None
    found = model._default_manager.filter(pk=done.target_id).first()
    return found if found is None or getattr(found, "workspace_id", found.pk) == done.workspace_id else None


LISTS = {  # where what is gone would stand
    "sources.document": "desk:documents",
    "sources.outlet": "sources:outlets",
    "actors.party": "actors:parties",
    "actors.speaker": "actors:people",
    "statements.statement": "desk:statements",
    "accounts.membership": "members:people",
    "members.invitation": "members:people",
}


def address(done: Change, member: Membership, otherwise: str | None = None) -> str:
    """Where that record is shown; where it has no page, or is gone, where it would be found."""
    found = record(done)
    if found is not None and hasattr(found, "get_absolute_url"):
        found.workspace = member.workspace
        try:
            return str(found.get_absolute_url())
        except NoReverseMatch:
            pass
    return home(done, member, found) if otherwise is None else otherwise


def home(done: Change, member: Membership, found: Any) -> str:
    """Where people come to such a record from: what it is a part of, or the list in which it stands."""
    ws = member.workspace.slug
    match found:
        case Statement():
            if text := Document.objects.filter(reports__statement=found).order_by("reports").defer("text").first():
                return text.get_absolute_url()
        case Excerpt():
            return found.document.get_absolute_url()
        case Post():
            return found.speaker.get_absolute_url()
        case BlocMembership():
            return found.party.get_absolute_url()
        case Meeting():
            return reverse("agenda:table", kwargs={"ws": ws, "n": found.negotiation.slug}) + "#meetings"
        case Issue():
            return reverse("desk:issues", kwargs={"ws": ws, "n": found.negotiation.slug})
        case Option():
            n = found.issue.negotiation.slug
            return reverse("positions:options", kwargs={"ws": ws, "n": n, "slug": found.issue.slug})
    return reverse(LISTS.get(done.target_kind, "desk:workspace"), kwargs={"ws": ws})


@dataclass(frozen=True)
class Places:
    """Where people find the record, asked before an undo that may be the end of it."""

    own: str  # its page, if it has one
    home: str


def places(done: Change, member: Membership) -> Places:
    return Places(address(done, member, otherwise=""), home(done, member, record(done)))


def after_undo(request: Any, done: Change, before: Places) -> str:
    """The page that people are on, unless it was of what is gone now, or only asked whether to undo."""
    here = str(request.htmx.current_url_abs_path or "") if request.htmx else ""
    path, gone = urlsplit(here).path, record(done) is None
    if here and path != request.path and not (gone and before.own and path.startswith(before.own)):
        return here
    return address(done, request.member, otherwise=before.home)
