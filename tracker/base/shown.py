"""What a page shows of a record, made ready for its template."""

from typing import Any


class Shown:
    """For what a page shows by the hundred. Its attributes answer to [] as well.

    A template asks for them so first, and each refusal is an exception: they took a tenth of a long page's time.
    """

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)
