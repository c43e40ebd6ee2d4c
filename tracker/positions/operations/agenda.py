"""Seats, issues and options: each seat and each issue makes positions, and none goes or is rescaled under readings."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party
from tracker.actors.operations import add_party
from tracker.agenda.models import Issue, Meeting, Negotiation, Option, Participation
from tracker.agenda.operations import alone, either_bloc_or_members
from tracker.agenda.tree import Tree
from tracker.base.models import keep, new_slug, remove
from tracker.base.numbers import figure
from tracker.history.context import as_one
from tracker.history.operations import change
from tracker.positions.models import Evidence, Position, Reading


# The table ------------------------------------------------------------------------------------------------------------
def seat(
    negotiation: Negotiation,
    party: Party,
    *,
    by: Membership,
    role: str = Participation.Role.NEGOTIATING,
    capability: float = 1,
    counted: bool = True,
) -> Participation:
    """The party takes part, in the last column, and has a position on every issue."""
    by.require(Can.MANAGE, negotiation, party)
    with change(by, "party.seated") as line:
        alone(negotiation)
        if counted:
            either_bloc_or_members(negotiation, party)
        last = negotiation.participations.aggregate(last=Max("order"))["last"]
        participation = Participation(
            workspace=by.workspace,
            negotiation=negotiation,
            party=party,
            role=role,
            capability=capability,
            counted=counted,
            order=0 if last is None else last + 1,
        )
        keep(participation)
        make_positions(by, [party], negotiation.issues.all())
        line.about(party, negotiation=negotiation.title)
    return participation


def seat_newcomer(negotiation: Negotiation, *, by: Membership, name: str, kind: str, **seated: Any) -> Participation:
    """There is a party of that name, and it takes part; both go if this is undone."""
    with as_one():
        return seat(negotiation, add_party(by=by, name=name, kind=kind), by=by, **seated)


def unseat(participation: Participation, *, by: Membership, expected: int) -> Participation:
    """The party takes no part, and its positions are gone; refused once one of them has a reading."""
    by.require(Can.MANAGE, participation)
    with change(by, "party.unseated") as line:
        alone(participation.negotiation)
        participation.claim(expected)
        line.about(participation.party, negotiation=participation.negotiation.title)
        theirs = Position.objects.filter(party=participation.party, issue__negotiation=participation.negotiation)
        drop(theirs)
        remove(participation)
    return participation


# Issues ---------------------------------------------------------------------------------------------------------------
def add_issue(
    negotiation: Negotiation,
    *,
    by: Membership,
    title: str,
    question: str = "",
    parent: Issue | None = None,
    meeting: Meeting | None = None,
    scale: tuple[float, float] | None = None,
    unit: str = "",
    status_quo: float | None = None,
    options: Sequence[tuple[float, str]] = (),
    slug: str = "",
) -> Issue:
    """The issue stands last in its branch, with its worded options, and every party has a position on it."""
    by.require(Can.MANAGE, negotiation, parent, meeting)
    with change(by, "issue.added") as line:
        alone(negotiation)
        if parent:
            may_branch(parent)
        siblings = negotiation.issues.filter(parent=parent)
        minimum, maximum = scale or (None, None)
        last = siblings.aggregate(last=Max("order"))["last"]
        issue = Issue(
            workspace=by.workspace,
            negotiation=negotiation,
            parent=parent,
            order=0 if last is None else last + 1,
            slug=slug or new_slug(title, negotiation.issues.all(), "issue"),
            title=title,
            question=question,
            meeting=meeting,
            minimum=minimum,
            maximum=maximum,
            unit=unit,
            status_quo=status_quo,
        )
        keep(issue)
        for value, words in options:
            new_option(issue, by=by, value=value, words=words)
        seated = Party.objects.filter(participations__negotiation=negotiation)
        make_positions(by, seated, [issue])
        line.about(issue)
    return issue


def edit_issue(
    issue: Issue,
    *,
    by: Membership,
    expected: int,
    title: str,
    question: str,
    parent: Issue | None,
    meeting: Meeting | None,
    scale: tuple[float, float] | None,
    unit: str,
    status_quo: float | None,
) -> Issue:
    """The issue is asked so from now on, on every day; under another branch it stands last. Its slug stays."""
    by.require(Can.MANAGE, issue, parent, meeting)
    with change(by, "issue.edited") as line:
        alone(issue.negotiation)
        issue.claim(expected)
        issue.refresh_from_db(fields=["parent", "order"])  # a move of its neighbour may have changed them since
        if scale != (None if issue.minimum is None else (issue.minimum, issue.maximum)):
            may_rescale(issue, scale)
        issue.title, issue.question, issue.meeting = title, question, meeting
        (issue.minimum, issue.maximum), issue.unit, issue.status_quo = scale or (None, None), unit, status_quo
        keep(issue)
        if issue.parent_id != (parent.pk if parent else None):
            put(issue, parent, None)
        line.about(issue)
    return issue


def move_issue(
    issue: Issue, *, by: Membership, expected: int, parent: Issue | None, before: Issue | None = None
) -> Issue:
    """The issue, with all that is under it, stands under `parent` (none: at the top), before `before` or last."""
    by.require(Can.MANAGE, issue, parent, before)
    with change(by, "issue.moved") as line:
        alone(issue.negotiation)
        issue.claim(expected)
        put(issue, parent, before)
        line.about(issue, under=parent.title if parent else "")
    return issue


def put(issue: Issue, parent: Issue | None, before: Issue | None) -> None:
    """The caller has claimed the issue and changes the agenda alone. Of its neighbours only those that shift change."""
    tree = Tree(Issue.objects.filter(negotiation=issue.negotiation_id))
    here, under = tree.issues[issue.pk], parent.pk if parent else None
    if parent and under not in tree.issues:
        raise ValidationError({"parent": _("That issue belongs to another negotiation.")})
    if parent and under in {issue.pk, *tree.below(issue)}:
        raise ValidationError({"parent": _("An issue cannot stand under itself.")})
    if parent and under != here.parent_id:
        may_branch(parent)
    siblings = [each for each in tree.under[under] if each.pk != issue.pk]
    places = [each.pk for each in siblings]
    if before and before.pk not in places:
        raise ValidationError(_("The issue it was to stand before is somewhere else now."))
    siblings.insert(places.index(before.pk) if before else len(places), here)
    changed = [each for order, each in enumerate(siblings) if each.order != order or each is here]
    for order, each in enumerate(siblings):
        each.order = order
    here.parent = parent
    Issue.objects.bulk_update(changed, ["parent", "order"])
    issue.parent, issue.order = parent, here.order


def remove_issue(issue: Issue, *, by: Membership, expected: int) -> Issue:
    """The issue is gone with its options and its empty positions; refused while something rests on it."""
    by.require(Can.MANAGE, issue)
    with change(by, "issue.removed") as line:
        alone(issue.negotiation)
        issue.claim(expected)
        line.about(issue)
        if issue.children.exists():
            raise ValidationError(_("Other issues stand under it. Move or remove them first."))
        if issue.states.exists():
            raise ValidationError(_("The record says what became of it, so it stays. Set it to dropped instead."))
        if issue.pair_notes.exists():
            raise ValidationError(_("Somebody noted on two parties and it, so it stays. Set it to dropped instead."))
        if said := issue.statements.count():
            words = ngettext("One statement is about it", "%(n)d statements are about it", said) % {"n": said}
            raise ValidationError(_("%(statements)s, so it stays.") % {"statements": words})
        drop(Position.objects.filter(issue=issue))
        gone(Option.objects.filter(issue=issue))
        gone(Issue.objects.filter(pk=issue.pk))
    return issue


def may_branch(issue: Issue) -> None:
    """Refused where nothing may stand under the issue: it has answers of its own."""
    if Reading.objects.filter(position__issue=issue).exists():
        raise ValidationError({"parent": _("That issue has readings, so nothing can stand under it.")})
    if issue.options.exists():
        raise ValidationError({"parent": _("That issue has options, so nothing can stand under it.")})


def may_rescale(issue: Issue, scale: tuple[float, float] | None) -> None:
    """Refused while something is measured on the old scale, or an option would lie off the new one."""
    measured = Reading.objects.filter(position__issue=issue, minimum__isnull=False).count()
    measured += issue.statements.filter(value__isnull=False).count()
    if measured:
        words = ngettext(
            "One reading or statement is measured on this scale",
            "%(n)d readings and statements are measured on this scale",
            measured,
        ) % {"n": measured}
        raise ValidationError({"minimum": _("%(what)s, so it stays: rescaling comes later.") % {"what": words}})
    inside = Q(value__gte=scale[0], value__lte=scale[1]) if scale else Q(pk__in=[])
    if off := issue.options.exclude(inside).first():
        words = _("“%(words)s” stands at %(value)s, off this scale. Move or remove that option first.")
        raise ValidationError({"minimum": words % {"words": off.words, "value": figure(off.value)}})


# Options --------------------------------------------------------------------------------------------------------------
def add_option(issue: Issue, *, by: Membership, value: float, words: str) -> Option:
    """`words` stand at `value` on the issue's scale."""
    by.require(Can.RECORD, issue)
    with change(by, "option.added") as line:
        alone(issue.negotiation)
        if issue.children.exists():
            raise ValidationError(_("Options belong to the issues under this one."))
        option = new_option(issue, by=by, value=value, words=words)
        line.about(option, issue=issue.title)
    return option


def new_option(issue: Issue, *, by: Membership, value: float, words: str) -> Option:
    option = Option(workspace=by.workspace, issue=issue, value=value, words=words, is_new=not by.may(Can.MANAGE))
    fits(option)
    keep(option)
    return option


def edit_option(option: Option, *, by: Membership, expected: int, value: float, words: str) -> Option:
    """The option is worded so, at that value; refused to stand elsewhere while something rests on it."""
    by.require(by.mends(option), option)
    with change(by, "option.edited") as line:
        alone(option.issue.negotiation)
        option.claim(expected)
        if value != option.value and any(each.exists() for each in resting_on(option)):
            raise ValidationError({"value": _("Something on record says this option, so it stays where it stands.")})
        option.value, option.words = value, words
        option.is_new = option.is_new and not by.may(Can.MANAGE)
        fits(option)
        keep(option)
        line.about(option, issue=option.issue.title)
    return option


def accept_option(option: Option, *, by: Membership, expected: int) -> Option:
    """A lead has seen the option, and it stays."""
    by.require(Can.MANAGE, option)
    with change(by, "option.accepted") as line:
        option.claim(expected)
        option.is_new = False
        keep(option)
        line.about(option, issue=option.issue.title)
    return option


def remove_option(option: Option, *, by: Membership, expected: int) -> Option:
    """The option is gone; refused while something rests on it."""
    by.require(by.mends(option), option)
    with change(by, "option.removed") as line:
        option.claim(expected)
        line.about(option, issue=option.issue.title)
        remove(option)
    return option


def fits(option: Option) -> None:
    issue = option.issue
    if issue.minimum is None or issue.maximum is None:
        raise ValidationError(_("This issue has no scale to put an option on."))
    if not issue.minimum <= option.value <= issue.maximum:
        raise ValidationError({"value": on_scale(issue)})


def resting_on(option: Option) -> list[QuerySet[Any]]:
    return [option.readings.all(), option.statements.all(), option.conditions.all()]


def on_scale(issue: Issue) -> str:
    if issue.minimum is None:
        return _("This issue has no scale.")
    return _("This scale runs from %(low)g to %(high)g.") % {"low": issue.minimum, "high": issue.maximum}


# Positions ------------------------------------------------------------------------------------------------------------
def make_positions(by: Membership, parties: Iterable[Party], issues: Iterable[Issue]) -> None:
    """Every one of these parties has a position on every one of these issues."""
    parties = list(parties)
    Position.objects.bulk_create(
        (Position(workspace=by.workspace, party=party, issue=issue) for issue in issues for party in parties),
        ignore_conflicts=True,
    )


def drop(positions: QuerySet[Position]) -> None:
    """These positions are gone; refused where one of them says anything."""
    readings = Reading.objects.filter(position=OuterRef("pk"))
    weighed = Evidence.objects.filter(position=OuterRef("pk"))
    if held := positions.filter(Exists(readings) | Exists(weighed)).count():
        words = ngettext("One position has readings", "%(n)d positions have readings", held) % {"n": held}
        raise ValidationError(_("%(positions)s or weighed statements, so this stays.") % {"positions": words})
    gone(positions)


def gone(rows: QuerySet[Any]) -> None:
    """These rows are gone, and nothing with them: Django's own delete would take along the discussions on them."""
    try:
        with transaction.atomic():
            rows._raw_delete(rows.db)
    except IntegrityError as refused:
        raise ValidationError(_("It cannot go while something rests on it, such as a discussion.")) from refused
