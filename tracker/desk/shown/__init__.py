"""What the templates of this room print, made ready: no template has to think. One file for each page."""

from tracker.desk.shown import conditions as conditions
from tracker.desk.shown import coverage as coverage
from tracker.desk.shown import document as document
from tracker.desk.shown import documents as documents
from tracker.desk.shown import history as history
from tracker.desk.shown import home as home
from tracker.desk.shown import issue as issue
from tracker.desk.shown import issues as issues
from tracker.desk.shown import outlet as outlet
from tracker.desk.shown import overview as overview
from tracker.desk.shown import party as party
from tracker.desk.shown import person as person
from tracker.desk.shown import pledges as pledges
from tracker.desk.shown import statement as statement
from tracker.desk.shown import statements as statements
from tracker.desk.shown import waiting as waiting
