"""What is typed to put a statement on record."""

from tracker.statements.forms.many import ManyForm as ManyForm
from tracker.statements.forms.reports import ReportForm as ReportForm
from tracker.statements.forms.reports import WithReports as WithReports
from tracker.statements.forms.rows import ReportRow as ReportRow
from tracker.statements.forms.statement import StatementForm as StatementForm
