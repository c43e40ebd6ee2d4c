"""What the templates of this room print, made ready: no template has to think. One file for each page."""

from tracker.positions.shown import agenda as agenda
from tracker.positions.shown import detail as detail
from tracker.positions.shown import reviews as reviews
from tracker.positions.shown import revise as revise
from tracker.positions.shown import weighing as weighing
from tracker.positions.shown.items import travelling as travelling
