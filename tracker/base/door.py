"""The door of a worker: no more requests are at work than it has connections to the database.

Each request has a thread of its own, and each thread may ask for a connection. Who finds the room full waits here,
where waiting needs neither; in the queue for a connection one is turned away after some seconds.
"""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

BESIDE = "/healthz"  # has a connection of its own, and tells how we are when the room is full too


class Door:
    """An ASGI application that lets `room` requests at a time into another, in the order in which they came whole."""

    def __init__(self, inside: Any, room: int) -> None:
        self.inside, self.room = inside, room
        self.places = asyncio.Semaphore(room)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async with AsyncExitStack() as stay:  # until the answer is sent, and the connection given back

            async def come() -> Any:
                message = await receive()
                if message["type"] == "http.request" and not message.get("more_body"):  # a slow upload takes no place
                    await stay.enter_async_context(self.places)
                return message

            await self.inside(scope, receive if scope.get("path") == BESIDE else come, send)
