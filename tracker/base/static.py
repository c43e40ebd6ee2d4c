"""Where static files are served from."""

from functools import cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class AskedOnce:
    """The address of a file does not change while a process runs, and each page names thirty."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.url = cache(super().url)  # type: ignore[misc]


class Storage(AskedOnce, CompressedManifestStaticFilesStorage):
    """Whitenoise's: named by what is in them, packed once."""
