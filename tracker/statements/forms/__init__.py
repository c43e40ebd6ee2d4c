"""What is typed to put a statement on record."""

from tracker.statements.forms.rows import ReportRow as ReportRow
from tracker.statements.forms.statement import ReportForm as ReportForm
from tracker.statements.forms.statement import StatementForm as StatementForm
from tracker.statements.forms.statement import WithReports as WithReports
