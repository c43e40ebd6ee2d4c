"""A large file as an answer."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from django.http import FileResponse

PIECE = 1 << 18  # bytes


class Streamed(FileResponse):
    """It goes out piece by piece, as it is; served as Django would, all of it would be in memory first."""

    block_size = PIECE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self["Content-Encoding"] = "identity"  # not to be packed once more on its way

    async def __aiter__(self) -> AsyncIterator[bytes]:
        file: Any = self.file_to_stream
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece
