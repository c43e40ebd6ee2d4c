"""The texts that carry a statement, as they are typed: beside the statement, or added to one that is there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.base.dates import DomainDate
from tracker.base.forms import CarryForm
from tracker.sources.models import Document
from tracker.statements import offers
from tracker.statements.forms.rows import (
    ReportRow,
    following,
    numbers,
    report_as_typed,
)
from tracker.statements.models import Report, Statement
from tracker.statements.operations import Reported


def early(day: DomainDate | None, texts: Sequence[Document | None]) -> list[str]:
    """What is asked of a day after the first of the texts that tell of it was published."""
    published: list[DomainDate] = [text.published for text in texts if text and text.published]
    if day is None or not published or day.first <= min(published).last:
        return []
    dates = {"said": day, "published": min(published)}
    return [_("Its date, %(said)s, is after its text was published, %(published)s: is it right?") % dates]


class WithReports(CarryForm):
    """A form with the texts that carry a statement."""

    data: Any
    menus: offers.Offers
    reports: list[ReportRow]

    def add_reports(self, known: Sequence[Report] = (), begun: Sequence[Mapping[str, Any]] = ()) -> None:
        """A row for each report that was sent, else for each known, else one to begin with."""
        by_pk = {report.pk: report for report in known}
        if not self.is_bound:
            begun = [*map(report_as_typed, known), *begun] or [{}]
            self.reports = [
                ReportRow(offers=self.menus, prefix=f"report-{n}", report=by_pk.get(each.get("id", 0)), begun=each)
                for n, each in enumerate(begun)
            ]
            return
        found = numbers(self.data, "report")
        if self.data.get("again") == "report" or not found:
            found.append(following(found))
        rows = [
            ReportRow(self.data, offers=self.menus, prefix=f"report-{n}", report=by_pk.get(self.of_report(n)))
            for n in found
        ]
        self.reports = [row for row in rows if not row.gone]

    @property
    def day(self) -> DomainDate | None:
        """When the statement was said."""
        raise NotImplementedError

    def doubts(self, today: date) -> list[str]:
        rows = [row for row in self.reports if row.filled]
        relays = [words for row in rows for relay in row.relays for words in relay.doubts(today)]
        return [*super().doubts(today), *early(self.day, [row.text for row in rows]), *relays]

    def of_report(self, n: int) -> int:
        return offers.number(self.data.get(f"report-{n}-id"))

    @property
    def reported(self) -> list[Reported]:
        return [row.reported for row in self.reports if row.filled]


class ReportForm(WithReports):
    """One more text that carries a statement."""

    def __init__(
        self, data: Any = None, *, member: Membership, negotiation: Negotiation | None, statement: Statement
    ) -> None:
        super().__init__(data)
        self.statement = statement
        self.menus = offers.offers(member, negotiation)
        self.outlets = offers.outlets(member.workspace.pk)
        self.add_reports()

    @property
    def day(self) -> DomainDate | None:
        said: DomainDate | None = self.statement.said
        return said

    def is_valid(self) -> bool:
        return super().is_valid() and all(row.is_valid() for row in self.reports)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not any(row.filled for row in self.reports):
            self.add_error(None, _("Say which text carries it, and how."))
        return self.cleaned_data

    @property
    def status(self) -> int:
        wrong = self.is_bound and not self.again and not self.is_valid()
        return 422 if wrong else super().status
