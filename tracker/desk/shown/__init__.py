"""What the templates of this room print, made ready: no template has to think. One file for each page."""

from tracker.desk.shown import document as document
from tracker.desk.shown import history as history
from tracker.desk.shown import home as home
from tracker.desk.shown import issue as issue
from tracker.desk.shown import overview as overview
from tracker.desk.shown import party as party
from tracker.desk.shown import statement as statement
