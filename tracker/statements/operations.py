"""Everything that changes what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Party, Speaker
from tracker.agenda.models import Issue, Meeting, Option
from tracker.base.dates import DomainDate
from tracker.base.models import keep, moment
from tracker.history.operations import change
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.sources.operations import cut
from tracker.statements.counting import check_credibility, roots
from tracker.statements.models import Condition, Holder, Pledge, Quotation, Relay, Report, Statement
from tracker.statements.queries import told_by_another


@dataclass(frozen=True)
class Heard:
    """One outlet of a chain."""

    outlet: Outlet
    label: str = ""
    published: DomainDate | None = None


@dataclass(frozen=True)
class Reported:
    """One text that carries the statement. A quotation given as words is anchored in the document.

    `chain` runs from the document's own outlet outward; left out it is that outlet. Given empty it says that the
    document is a direct record, which a report without document and chain is anyway.
    """

    mode: str
    document: Document | None = None
    quotations: Sequence[Excerpt | str] = ()
    chain: Sequence[Heard] | None = None

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


def record(
    *,
    by: Membership,
    words: str,
    said: DomainDate,
    holders: Sequence[Party | tuple[Party, bool]] = (),
    issue: Issue | None = None,
    speaker: Speaker | None = None,
    direction: str = Statement.Direction.NOT_STATED,
    option: Option | None = None,
    value: float | None = None,
    act: str = Statement.Act.INFORM,
    modality: str = Statement.Modality.ACTUAL,
    rationale: str = "",
    meeting: Meeting | None = None,
    credibility: int | None = None,
    replies_to: Statement | None = None,
    voice: str = Statement.Voice.PARTY,
    reports: Sequence[Reported] = (),
    conditions: Sequence[Depends] = (),
    pledge: Pledged | None = None,
    at: datetime | None = None,
) -> Statement:
    """The statement is on record with whose view it is, the texts that carry it and what it depends on.

    Holders given alone are told by another where the speaker's party is none of the holders, nor in the bloc of one;
    a pair says whether that holder is.
    """
    by.require(Can.RECORD, issue, speaker, option, meeting, replies_to)
    by.require(Can.RECORD, *(given[0] if isinstance(given, tuple) else given for given in holders))
    by.require(Can.RECORD, *(report.document for report in reports))
    by.require(Can.RECORD, *(heard.outlet for report in reports for heard in report.heard))
    by.require(Can.RECORD, *(each for on in conditions for each in (on.issue, on.meeting, on.option)))
    if voice == Statement.Voice.PARTY and (issue is None or not holders):
        raise ValidationError(_("Say on which issue this was said, and whose view it is."))
    if voice == Statement.Voice.BACKGROUND and holders:
        raise ValidationError(_("Background is the outlet's own voice: no party holds it."))
    if value is not None and (issue is None or not issue.scaled):
        raise ValidationError({"value": _("This issue has no scale.")})
    if option and (issue is None or option.issue_id != issue.pk):
        raise ValidationError({"option": _("That option belongs to another issue.")})
    sure(credibility, reports)
    with change(by, "statement.recorded", at=at) as line:
        statement = Statement(
            workspace=by.workspace,
            speaker=speaker,
            issue=issue,
            direction=direction,
            option=option,
            value=value,
            minimum=issue.minimum if issue and value is not None else None,
            maximum=issue.maximum if issue and value is not None else None,
            act=act,
            modality=modality,
            rationale=rationale,
            meeting=meeting,
            credibility=credibility,
            replies_to=replies_to,
            words=words,
            voice=voice,
            coder=by,
            **moment(at),
        )
        statement.said = said
        keep(statement)
        hold(statement, holders, by=by)
        for report in reports:
            new_report(statement, report, by=by, at=at)
        Condition.objects.bulk_create(
            Condition(
                workspace=by.workspace,
                statement=statement,
                text=condition.text,
                issue=condition.issue,
                meeting=condition.meeting,
                option=condition.option,
                group=condition.group,
            )
            for condition in conditions
        )
        if pledge:
            promised = Pledge(workspace=by.workspace, statement=statement, what=pledge.what, seen_by=pledge.seen_by)
            promised.due = pledge.due
            keep(promised)
        line.about(statement)
    return statement


def hold(statement: Statement, holders: Sequence[Party | tuple[Party, bool]], *, by: Membership) -> None:
    """These parties hold the statement: it counts once in the cell of each."""
    pairs = [given if isinstance(given, tuple) else (given, None) for given in holders]
    second_hand = told_by_another(statement.speaker, [party for party, _told in pairs], statement.said_on)
    for party, told in pairs:
        holder = Holder(
            workspace=by.workspace,
            statement=statement,
            party=party,
            issue=statement.issue,
            said_on=statement.said_on,
            told_by_other=second_hand if told is None else told,
        )
        keep(holder)


def add_report(statement: Statement, given: Reported, *, by: Membership, at: datetime | None = None) -> Report:
    """One more text carries the statement; its words, where given as text, are anchored in the document."""
    by.require(Can.RECORD, statement, given.document, *(heard.outlet for heard in given.heard))
    with change(by, "statement.reported", at=at) as line:
        report = new_report(statement, given, by=by, at=at)
        line.about(statement, mode=given.mode)
    return report


def new_report(statement: Statement, given: Reported, *, by: Membership, at: datetime | None) -> Report:
    report = Report(
        workspace=by.workspace,
        statement=statement,
        document=given.document,
        mode=given.mode,
        direct=given.direct,
    )
    keep(report)
    excerpts = [anchored(given.document, words, by=by, at=at) for words in given.quotations]
    for order, excerpt in enumerate(dict.fromkeys(excerpts)):  # the same words twice are quoted once
        Quotation.objects.create(workspace=by.workspace, report=report, excerpt=excerpt, order=order)
    for order, heard in enumerate(given.heard):
        relay = Relay(workspace=by.workspace, report=report, outlet=heard.outlet, label=heard.label, order=order)
        relay.published = heard.published
        keep(relay)
    return report


def anchored(document: Document | None, words: Excerpt | str, *, by: Membership, at: datetime | None) -> Excerpt:
    if document is None:
        raise ValidationError(_("A direct record without a document has no text to quote from."))
    if isinstance(words, Excerpt):
        if words.document_id != document.pk:
            raise ValidationError(_("Those words stand in another document."))
        return words
    return cut(document, words, by=by, at=at)


def sure(credibility: int | None, reports: Sequence[Reported]) -> None:
    """Refuse "confirmed" for what fewer than two independent roots say."""
    if credibility is None:
        return
    found = roots(
        ([heard.outlet.pk for heard in report.heard], report.document.pk if report.document else None)
        for report in reports
    )
    try:
        check_credibility(credibility, len(found))
    except ValueError as reason:
        raise ValidationError({"credibility": str(reason)}) from None
