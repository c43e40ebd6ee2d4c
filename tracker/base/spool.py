"""A file that is being written: in memory while it is short."""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Any


class Spool(SpooledTemporaryFile[bytes]):
    """Moves to the disk in time. The library's own looks only when all lines are written, which may be too late."""

    def writelines(self, lines: Iterable[Any]) -> None:
        for line in lines:
            self.write(line)
