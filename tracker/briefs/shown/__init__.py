"""What the pages of briefs print, made ready. One file for each page, and one for the links."""

from tracker.briefs.shown import brief as brief
from tracker.briefs.shown import briefs as briefs
from tracker.briefs.shown import edition as edition
from tracker.briefs.shown import links as links
