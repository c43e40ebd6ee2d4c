"""What undoes an operation whose rows are only added to; any other is undone by its rows before and after."""

from tracker.agenda import undo as of_the_agenda
from tracker.compare import undo as of_the_comparison
from tracker.positions import undo as of_the_positions

UNDO = {**of_the_agenda.UNDO, **of_the_comparison.UNDO, **of_the_positions.UNDO}
