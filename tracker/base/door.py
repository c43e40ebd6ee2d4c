"""The door of a worker: no more requests are at work than it has connections to the database.

Each request has a thread of its own, and each thread may ask for a connection. Who finds the room full waits here,
where waiting needs neither; in the queue for a connection one is turned away after some seconds.

Of addresses whose answers are long files only few are let in at a time: the others wait before they take a place, so
that pages always find one. Such an answer is written whole, and gives up its place before it is sent (`base.sent`):
how slow a client reads is no business of others. Other answers keep theirs until they are sent; they are short.
"""

import asyncio
import re
from contextlib import AsyncExitStack
from typing import Any

BESIDE = "/healthz"  # has a connection of its own, and tells how we are when the room is full too
VISIT = "tracker.visit"  # where a request finds its own visit, among what ASGI says of it
FILES = 2  # at a time in one worker; a short one passes a long one


class Visit:
    """One request, from when it is let in."""

    def __init__(self) -> None:
        self.places = AsyncExitStack()
        self.over = False  # the client has left: nobody will read the answer

    async def leave(self) -> None:
        """Its place is another's. It needs no connection any more."""
        await self.places.aclose()


class Door:
    """An ASGI application that lets `room` requests at a time into another, in the order in which they came whole."""

    def __init__(self, inside: Any, room: int, files: str = "$^") -> None:
        self.inside, self.room, self.files = inside, room, re.compile(files)
        self.places, self.desks = asyncio.Semaphore(room), asyncio.Semaphore(min(FILES, room))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        visit = Visit()
        path = scope.get("path", "")

        async def come() -> Any:
            message = await receive()
            if message["type"] == "http.disconnect":
                visit.over = True
            if message["type"] == "http.request" and not message.get("more_body"):  # a slow upload takes no place
                if self.files.search(path):
                    await visit.places.enter_async_context(self.desks)
                await visit.places.enter_async_context(self.places)
            return message

        try:  # until the answer is sent, and the connection given back
            await self.inside(scope | {VISIT: visit}, receive if path == BESIDE else come, send)
        finally:
            await visit.leave()
