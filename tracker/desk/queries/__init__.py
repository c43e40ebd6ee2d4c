"""What the pages of this room show, each in a fixed number of queries. One file for each subject."""

from tracker.desk.queries import conditions as conditions
from tracker.desk.queries import history as history
from tracker.desk.queries import home as home
from tracker.desk.queries import issue as issue
from tracker.desk.queries import issues as issues
from tracker.desk.queries import party as party
from tracker.desk.queries import sources as sources
from tracker.desk.queries import statement as statement
