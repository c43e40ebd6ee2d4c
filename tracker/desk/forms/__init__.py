"""What people type on the pages of this room. One file for each noun."""

from tracker.desk.forms.bring_in import DocumentForm as DocumentForm
from tracker.desk.forms.documents import DocumentsForm as DocumentsForm
from tracker.desk.forms.documents import FilingForm as FilingForm
from tracker.desk.forms.excerpts import MoveForm as MoveForm
from tracker.desk.forms.history import Asking as Asking
from tracker.desk.forms.reader import ReaderForm as ReaderForm
from tracker.desk.forms.several import Several as Several
from tracker.desk.forms.statements import FilterForm as FilterForm
