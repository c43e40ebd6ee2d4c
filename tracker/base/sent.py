"""A long file as the answer: written whole, in the request's own thread, then sent piece by piece.

While it is written the request holds its place at the door and a connection, as long as our own work takes and no
longer. Before the first piece goes out both are given back: a client that reads slowly, or not at all, holds a
temporary file and nothing else. If writing fails, nothing was sent yet, and the page of errors is. A client that
leaves meanwhile is noticed by `watch`, which ends the writing; what is open is closed by whoever opened it.
"""

from collections.abc import Callable
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from tracker.base.door import VISIT, Visit
from tracker.base.spool import Spool

IN_MEMORY = 1 << 22  # bytes; the door sees to it that few are written at once
Watch = Callable[[], None]


class Left(Exception):
    """Nobody waits for the answer any more."""


def sent(request: HttpRequest, write: Callable[[IO[bytes], Watch], None], *, media: str, name: str) -> HttpResponseBase:
    """What `write` writes, as a file to keep. It calls the watch it is given now and then."""
    visit: Visit | None = getattr(request, "scope", {}).get(VISIT)

    def watch() -> None:
        if visit and visit.over:
            raise Left

    file = Spool(IN_MEMORY)  # which the answer closes
    try:
        write(file, watch)
    except Left:
        file.close()
        return HttpResponse(status=204)
    except BaseException:
        file.close()
        raise
    size = file.tell()
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=media)
    response["Content-Length"] = str(size)
    response["Content-Encoding"] = "identity"  # to pack it would take this process longer than to send it
    return response
