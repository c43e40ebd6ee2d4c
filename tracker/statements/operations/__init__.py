"""Everything that changes what was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party, Speaker
from tracker.actors.operations import add_speaker
from tracker.agenda.models import Issue, Meeting, Option
from tracker.base import models as base
from tracker.base.dates import DomainDate
from tracker.base.models import keep, moment, resting, resting_on
from tracker.history.operations import change
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.sources.operations import Translation, add_outlet, cut, render
from tracker.sources.queries import outlet_named
from tracker.statements.counting import check_credibility, roots
from tracker.statements.models import Condition, Holder, Pledge, Quotation, Relay, Report, Statement
from tracker.statements.queries import told_by_another


@dataclass(frozen=True)
class Heard:
    """One outlet of a chain; one that is given by name only is added."""

    outlet: Outlet | str
    label: str = ""
    published: DomainDate | None = None


@dataclass(frozen=True)
class Words:
    """Words of a document as somebody selected or typed them, or as they were cut before.

    `near`: where they stand, if that is known; `translation`: if left out, it stays as it is.
    """

    words: Excerpt | str
    near: int | None = None
    translation: Translation | None = None


@dataclass(frozen=True)
class Reported:
    """One text that carries the statement. A quotation given as words is anchored in the document.

    `chain` runs from the document's own outlet outward; left out it is that outlet. Given empty it says that the
    document is a direct record, which a report without document and chain is anyway.
    """

    mode: str
    document: Document | None = None
    quotations: Sequence[Excerpt | Words | str] = ()
    chain: Sequence[Heard] | None = None
    pk: int | None = None  # of the report that this is, where a statement is edited

    @property
    def heard(self) -> Sequence[Heard]:
        if self.chain is not None:
            return self.chain
        outlet = self.document.outlet if self.document else None
        return [Heard(outlet)] if outlet else []

    @property
    def direct(self) -> bool:
        return not self.heard and (self.document is None or self.chain is not None)


@dataclass(frozen=True)
class Depends:
    """What the statement depends on: all of one group, or all of another."""

    text: str
    issue: Issue | None = None
    meeting: Meeting | None = None
    option: Option | None = None
    group: int = 1


@dataclass(frozen=True)
class Pledged:
    """What can be checked, and how."""

    what: str
    due: DomainDate | None = None
    seen_by: str = ""


@dataclass(frozen=True)
class Said:
    """All of a statement. A speaker given by name only is added.

    Holders given alone are told by another where the speaker's party is none of the holders, nor in the bloc of one;
    a pair says whether that holder is.
    """

    words: str
    said: DomainDate
    holders: Sequence[Party | tuple[Party, bool | None]] = ()
    issue: Issue | None = None
    speaker: Speaker | str | None = None
    direction: str = Statement.Direction.NOT_STATED
    option: Option | None = None
    value: float | None = None
    act: str = Statement.Act.INFORM
    modality: str = Statement.Modality.ACTUAL
    rationale: str = ""
    meeting: Meeting | None = None
    credibility: int | None = None
    replies_to: Statement | None = None
    voice: str = Statement.Voice.PARTY
    reports: Sequence[Reported] = ()
    conditions: Sequence[Depends] = ()
    pledge: Pledged | None = None

    @property
    def pairs(self) -> list[tuple[Party, bool | None]]:
        """Each holder, and whether another tells of it, if that is given."""
        return [given if isinstance(given, tuple) else (given, None) for given in self.holders]


# What is one column of the statement as it is given here.
COLUMNS = ("words", "said", "issue", "direction", "option", "value", "act", "modality", "rationale", "meeting",
           "credibility", "replies_to", "voice")  # fmt: skip


def record(*, by: Membership, at: datetime | None = None, **fields: Any) -> Statement:
    """The statement is on record with whose view it is, the texts that carry it and what it depends on.

    `fields` are those of `Said`.
    """
    by.require(Can.RECORD, *named_in(given := Said(**fields)))
    sound(given)
    with change(by, "statement.recorded", at=at) as line:
        statement = Statement(workspace=by.workspace, coder=by, **moment(at))
        fill(statement, given, by=by, at=at)
        line.about(statement)
    return statement


def edit(statement: Statement, *, by: Membership, expected: int, **fields: Any) -> Statement:
    """The statement is on record so from now on, with exactly these holders, reports, conditions and this pledge."""
    by.require(mends(statement, by), statement, *named_in(given := Said(**fields)))
    sound(given)
    with change(by, "statement.edited") as line:
        statement.claim(expected)
        fill(statement, given, by=by)
        line.about(statement)
    return statement


def remove(statement: Statement, *, by: Membership, expected: int) -> Statement:
    """The statement is gone with its reports; refused while something rests on it: evidence, a reply, a thread."""
    by.require(mends(statement, by), statement)
    with change(by, "statement.removed") as line:
        statement.claim(expected)
        line.about(statement)
        alone(statement)
        quoted = excerpts_of(statement)
        base.remove(statement)
        forget(quoted)
    return statement


def mends(statement: Statement, by: Membership) -> Can:
    """What it takes to edit or remove it: who recorded it may, and otherwise leads."""
    return Can.RECORD if statement.coder_id == by.pk else Can.MANAGE


def named_in(given: Said) -> list[Any]:
    """Every record of the workspace that is named in it."""
    speaker = given.speaker if isinstance(given.speaker, Speaker) else None
    return [
        given.issue, speaker, given.option, given.meeting, given.replies_to,
        *(party for party, _told in given.pairs),
        *(each for report in given.reports for each in named_in_report(report)),
        *(each for on in given.conditions for each in (on.issue, on.meeting, on.option)),
    ]  # fmt: skip


def named_in_report(report: Reported) -> list[Any]:
    outlets = [heard.outlet for heard in report.heard if isinstance(heard.outlet, Outlet)]
    quoted = [each.words if isinstance(each, Words) else each for each in report.quotations]
    return [report.document, *outlets, *(each for each in quoted if isinstance(each, Excerpt))]


def sound(given: Said) -> None:
    """Refuse what contradicts itself."""
    issue = given.issue
    if given.voice == Statement.Voice.PARTY and (issue is None or not given.holders):
        raise ValidationError(_("Say on which issue this was said, and whose view it is."))
    if given.voice == Statement.Voice.BACKGROUND and given.holders:
        raise ValidationError(_("Background is the outlet’s own voice: no party holds it."))
    if given.value is not None and (issue is None or not issue.scaled):
        raise ValidationError({"value": _("This issue has no scale.")})
    if given.option and (issue is None or given.option.issue_id != issue.pk):
        raise ValidationError({"option": _("That option belongs to another issue.")})
    sure(given.credibility, given.reports)


def fill(statement: Statement, given: Said, *, by: Membership, at: datetime | None = None) -> None:
    """The statement's columns and rows are those given."""
    was = statement.value, statement.issue_id
    for name in COLUMNS:
        setattr(statement, name, getattr(given, name))
    if (statement.value, statement.issue_id) != was or statement.value is None:  # an old value stays on its old scale
        measured = given.issue if given.value is not None else None
        statement.minimum = measured.minimum if measured else None
        statement.maximum = measured.maximum if measured else None
    if isinstance(given.speaker, str):
        statement.speaker = add_speaker(by=by, name=given.speaker)
    else:
        statement.speaker = given.speaker
    fresh = statement.pk is None  # then nothing hangs on it yet
    if not fresh and statement.issue_id != was[1] and weighed([statement]):
        raise ValidationError({"issue": RESTS})
    if not fresh:
        let_go(statement, [party for party, _told in given.pairs])
    keep(statement)
    hold(statement, given.pairs, [] if fresh else statement.holders.all(), by=by)
    carry(statement, given.reports, [] if fresh else statement.reports.all(), by=by, at=at)
    depend(statement, given.conditions, [] if fresh else statement.conditions.all())
    pledge(statement, given.pledge, None if fresh else Pledge.objects.filter(statement=statement).first())


RESTS = gettext_lazy("A position on its issue rests on it. Say there first that it does not bear.")


def weighed(statements: Sequence[Statement]) -> set[int]:
    """Those that count for a position on the issue they are on record with: the room above keeps how they bear, and its
    last word counts.
    """
    on_issue = Statement.objects.filter(
        pk__in=[each.pk for each in statements], evidence__position__issue=F("issue")
    ).order_by("evidence__recorded_at", "evidence__pk")
    last: dict[tuple[int, int, int | None], str] = {}
    for pk, *where, relation in on_issue.values_list(
        "pk", "evidence__position", "evidence__reading", "evidence__relation"
    ):
        last[pk, where[0], where[1]] = relation
    return {pk for (pk, *_where), relation in last.items() if relation not in ("does_not_bear", "not_weighed")}


def let_go(statement: Statement, parties: Sequence[Party]) -> None:
    """Only `parties` hold the statement; refused where a reading of another rests on it."""
    for holder in statement.holders.exclude(party__in=parties).select_related("party"):
        try:
            base.remove(holder)
        except ValidationError as refused:
            words = _("A position of %(party)s rests on this statement, so it stays one of its holders.")
            raise ValidationError({"holders": words % {"party": holder.party}}) from refused


def hold(
    statement: Statement, holders: Sequence[tuple[Party, bool | None]], was: Iterable[Holder], *, by: Membership
) -> None:
    """These parties hold the statement: it counts once in the cell of each. `was`: who does so far."""
    if statement.issue_id is None:
        return  # background, which nobody holds
    known = {holder.party_id: holder for holder in was}
    second_hand = told_by_another(statement.speaker, [party for party, _told in holders], statement.said_on)
    for party, given in holders:
        holder = known.get(party.pk) or Holder(workspace=by.workspace, statement=statement, party=party)
        told = second_hand if given is None else given
        if holder.pk and holder.told_by_other == told:
            continue
        holder.issue_id, holder.said_on, holder.told_by_other = statement.issue_id, statement.said_on, told
        keep(holder)


def carry(
    statement: Statement,
    reports: Sequence[Reported],
    was: Iterable[Report],
    *,
    by: Membership,
    at: datetime | None = None,
) -> None:
    """Exactly these texts carry the statement; a report that names its `pk` is that one of `was`, changed."""
    known = {report.pk: report for report in was}
    quoted = excerpts_of(statement) if known else []
    named = {given.pk for given in reports}
    for pk, report in known.items():
        if pk not in named:
            report.delete()
    for given in reports:
        new_report(statement, given, by=by, at=at, report=known.get(given.pk or 0))
    forget(quoted)


def depend(statement: Statement, conditions: Sequence[Depends], was: Iterable[Condition]) -> None:
    """The statement depends on exactly these, and no longer on others of `was`."""
    known = list(was)
    for row in known[len(conditions) :]:
        row.delete()
    for n, given in enumerate(conditions):
        row = known[n] if n < len(known) else Condition(workspace_id=statement.workspace_id, statement=statement)
        wanted = {name: getattr(given, name) for name in ("text", "issue", "meeting", "option", "group")}
        if row.pk and all(getattr(row, name) == value for name, value in wanted.items()):
            continue
        for name, value in wanted.items():
            setattr(row, name, value)
        keep(row)


def pledge(statement: Statement, given: Pledged | None, row: Pledge | None) -> None:
    """This is what can be checked; what became of it stays. `row`: what could be so far."""
    if given is None:
        if row and row.outcome != Pledge.Outcome.OPEN:
            raise ValidationError({"pledge_what": _("It has ended, so what was pledged stays on record.")})
        if row:
            base.remove(row)
        return
    row = row or Pledge(workspace_id=statement.workspace_id, statement=statement)
    if row.pk and (row.what, row.due, row.seen_by) == (given.what, given.due, given.seen_by):
        return
    row.what, row.due, row.seen_by = given.what, given.due, given.seen_by
    keep(row)


OWN = (Statement, Holder, Report, Quotation, Relay, Condition, Pledge)  # what goes with a statement


def alone(statement: Statement) -> None:
    """Refuse where more would go with the statement than its own rows: what colleagues said of it."""
    others = sorted({resting(each) for each in along(statement, OWN)})
    if others:
        raise ValidationError(_("It cannot go while something rests on it: %(what)s.") % {"what": ", ".join(others)})


def along(record: Statement | Excerpt, own: tuple[type[Model], ...]) -> list[Any]:
    """What would go with the record beside its `own` rows, and what keeps it from going."""
    found = Collector("default")
    try:
        found.collect([record])
    except (ProtectedError, RestrictedError) as refused:
        return [each for each in resting_on(refused) if not isinstance(each, own)]
    rows = [each for model, those in found.data.items() if model not in own for each in those]
    return rows + [each for those in found.fast_deletes if those.model not in own for each in those]


def excerpts_of(statement: Statement) -> list[Excerpt]:
    return list(Excerpt.objects.filter(quotations__report__statement=statement).distinct()) if statement.pk else []


def forget(excerpts: Iterable[Excerpt]) -> None:
    """Words that no statement quotes any more are no excerpt, unless somebody translated them or discusses them."""
    for excerpt in excerpts:
        if not excerpt.translation and not along(excerpt, (Excerpt,)):
            excerpt.delete()


def add_report(statement: Statement, given: Reported, *, by: Membership, at: datetime | None = None) -> Report:
    """One more text carries the statement; its words, where given as text, are anchored in the document."""
    return add_reports(statement, [given], by=by, at=at)[0]


def add_reports(
    statement: Statement, reports: Sequence[Reported], *, by: Membership, at: datetime | None = None
) -> list[Report]:
    """These texts carry the statement as well. Who edits it meanwhile is told."""
    by.require(Can.RECORD, statement, *(each for given in reports for each in named_in_report(given)))
    with change(by, "statement.reported", at=at) as line:
        Statement.objects.filter(pk=statement.pk).update(version=F("version") + 1)
        made = [new_report(statement, given, by=by, at=at) for given in reports]
        line.about(statement, mode=", ".join(given.mode for given in reports))
    return made


def new_report(
    statement: Statement, given: Reported, *, by: Membership, at: datetime | None = None, report: Report | None = None
) -> Report:
    """A report as given, or `report` become so, row by row."""
    fresh = report is None
    report = report or Report(workspace=by.workspace, statement=statement)
    wanted = (given.document.pk if given.document else None, given.mode, given.direct)
    if (report.document_id, report.mode, report.direct) != wanted:
        report.document, report.mode, report.direct = given.document, given.mode, given.direct
        keep(report)
    excerpts = list(dict.fromkeys(anchored(given.document, words, by=by, at=at) for words in given.quotations))
    was = [] if fresh else report.quotations.all()
    quoted = {row.excerpt_id: row for row in was}  # the same words twice are quoted once
    for row in quoted.values():
        if row.excerpt_id not in {excerpt.pk for excerpt in excerpts}:
            row.delete()
    for order, excerpt in enumerate(excerpts):
        row = quoted.get(excerpt.pk) or Quotation(workspace=by.workspace, report=report, excerpt=excerpt)
        if row.pk is None or row.order != order:
            row.order = order
            keep(row)
    relay(report, given.heard, [] if fresh else report.relays.all(), by=by)
    return report


def relay(report: Report, chain: Sequence[Heard], was: Iterable[Relay], *, by: Membership) -> None:
    """The report came through exactly these outlets, in this order, and no longer through others of `was`."""
    known = list(was)
    for row in known[len(chain) :]:
        row.delete()
    for order, heard in enumerate(chain):
        row = known[order] if order < len(known) else Relay(workspace=by.workspace, report=report)
        outlet = met(heard.outlet, by=by)
        wanted = (outlet.pk, heard.label, heard.published, order)
        if row.pk and (row.outlet_id, row.label, row.published, row.order) == wanted:
            continue
        row.outlet, row.label, row.published, row.order = outlet, heard.label, heard.published, order
        keep(row)


def met(outlet: Outlet | str, *, by: Membership) -> Outlet:
    """The outlet; one known by its name alone is added, not yet graded."""
    if isinstance(outlet, Outlet):
        return outlet
    return outlet_named(by.workspace, outlet) or add_outlet(by=by, name=outlet, kind=Outlet.Kind.AGENCY)


def anchored(
    document: Document | None, words: Excerpt | Words | str, *, by: Membership, at: datetime | None
) -> Excerpt:
    if document is None:
        raise ValidationError(_("A direct record without a document has no text to quote from."))
    given = words if isinstance(words, Words) else Words(words)
    if isinstance(given.words, str):
        excerpt = cut(document, given.words, by=by, near=given.near, at=at)
    elif given.words.document_id == document.pk:
        excerpt = given.words
    else:
        raise ValidationError(_("Those words stand in another document."))
    if given.translation:
        render(excerpt, given.translation, by=by)
    return excerpt


def sure(credibility: int | None, reports: Sequence[Reported]) -> None:
    """Refuse "confirmed" for what fewer than two independent roots say."""
    if credibility is None:
        return
    found = roots(
        ([same(heard.outlet) for heard in report.heard], report.document.pk if report.document else None)
        for report in reports
    )
    try:
        check_credibility(credibility, len(found))
    except ValueError as reason:
        raise ValidationError({"credibility": str(reason)}) from None


def same(outlet: Outlet | str) -> int | str:
    """By what one outlet is told from another."""
    return outlet.pk if isinstance(outlet, Outlet) else outlet.casefold()
