"""The door of a worker: who comes whole is let in while there is room, answered in one thread, and shown out.

There is room for as many as there are connections to the database, since each may ask for one. Who finds it full waits
here, where waiting needs neither thread nor connection; in the queue for a connection one is turned away after some
seconds.

Of addresses whose answers are long files only few are let in at a time: the others wait before they take a place, so
that pages always find one. No answer keeps its place while it is sent: how slow a client reads is its own business.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, closing
from contextvars import copy_context
from typing import Any

from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.signals import request_started
from django.db import close_old_connections
from django.http import FileResponse
from django.urls import set_script_prefix

BESIDE = "/healthz"  # has a connection of its own, and tells how we are when the room is full too
VISIT = "tracker.visit"  # where the request for a long file finds its visit, among what ASGI says of it
FILES = 2  # at a time in one worker; a short one passes a long one


class Visit:
    """The request for a long file, while it is written."""

    over = False  # the client has left: nobody will read the answer


class Door(ASGIHandler):
    """Django's handler, for a house in which nothing is async: one hop to a thread and one back, where it takes ten."""

    def __init__(self, room: int, files: str = "$^") -> None:
        self.load_middleware()
        self.files, self.desks = re.compile(files), asyncio.Semaphore(min(FILES, room))
        self.places = asyncio.Semaphore(room)  # taken in the order in which they came
        self.threads = ThreadPoolExecutor(room + 1)  # one for who comes beside

    async def handle(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            body = await self.read_body(receive)  # a slow upload takes no place
        except RequestAborted:
            return
        with closing(body):
            async with AsyncExitStack() as stay:
                if self.files.search(scope["path"]):
                    await stay.enter_async_context(self.desks)
                    await stay.enter_async_context(watched(scope, receive))
                if scope["path"] != BESIDE:
                    await stay.enter_async_context(self.places)
                response = await self.in_thread(self.answer, scope, body)
        if response.streaming:
            await self.send_file(response, send)
        else:
            await self.send_response(response, send)  # to slow readers too: it takes no place any more

    def answer(self, scope: Any, body: Any) -> Any:
        """What Django answers; the connection is given back. Of a file, what is in it is still to be read."""
        set_script_prefix(get_script_prefix(scope))
        request_started.send(sender=self.__class__, scope=scope)
        request, refusal = self.create_request(scope, body)
        response: Any = refusal if request is None else self.get_response(request)
        response._handler_class = self.__class__
        if response.streaming:
            close_old_connections()
        else:
            response.close()
        return response

    async def send_file(self, response: Any, send: Any) -> None:
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        if not response.is_async:
            response.streaming_content = self.pieces(iter(response))
        try:
            await self.send_response(response, send)
        finally:
            await self.in_thread(response.close)

    async def pieces(self, parts: Iterator[bytes]) -> AsyncIterator[bytes]:
        while piece := await self.in_thread(next, parts, b""):
            yield piece

    async def in_thread[R](self, act: Callable[..., R], *given: Any) -> R:
        run = copy_context().run  # what one request sets in it, is not there for the next
        return await asyncio.get_running_loop().run_in_executor(self.threads, run, act, *given)


@asynccontextmanager
async def watched(scope: Any, receive: Any) -> AsyncIterator[None]:
    """Whoever writes the answer finds in its visit whether anybody still waits for it."""
    visit = scope[VISIT] = Visit()

    async def wait() -> None:
        visit.over = (await receive())["type"] == "http.disconnect"  # what comes next once all has come

    waits = asyncio.ensure_future(wait())
    try:
        yield
    finally:
        waits.cancel()
