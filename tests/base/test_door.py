"""The door of a worker, with a house behind it that answers without pages."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from io import BytesIO

from django.core.signals import request_finished, request_started
from django.http import FileResponse, HttpResponse

from tracker.base.door import BESIDE, FILES, VISIT, Door

LENGTH = 3 * Door.chunk_size
left_behind: ContextVar[str] = ContextVar("left_behind", default="")


class House(Door):
    def __init__(self, answers, room=1):
        super().__init__(room, files="/export/$")
        self.answers = answers

    def load_middleware(self, is_async=False):
        """It has none."""

    def get_response(self, request):
        return self.answers(request)


def scope(path="/"):
    return {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}


async def visit(house, *paths):
    """What each visitor is sent, who come all at once."""

    async def one(path):
        sent = []

        async def receive():
            return {"type": "http.request"}

        async def send(message):
            sent.append(message)

        await house(scope(path), receive, send)
        return sent

    return await asyncio.gather(*map(one, paths))


def run(visits):
    """In a thread of its own: where a browser was driven before, this one has a loop that runs already."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, visits).result()


def body(sent):
    return b"".join(message.get("body", b"") for message in sent)


def test_a_request_begins_is_answered_and_ends_in_one_thread():
    seen = []

    def here(**_):
        seen.append(threading.get_ident())

    def answers(request):
        here()
        return HttpResponse("here")

    request_started.connect(here)
    request_finished.connect(here)
    try:
        run(visit(House(answers), "/"))
    finally:
        request_started.disconnect(here)
        request_finished.disconnect(here)
    assert len(seen) == 3
    assert len(set(seen)) == 1
    assert seen[0] != threading.get_ident()


def test_nothing_that_a_request_leaves_behind_is_there_for_the_next():
    def answers(request):
        found = left_behind.get()
        left_behind.set("a time zone")
        return HttpResponse(found)

    house = House(answers)

    async def twice():
        return [body(*await visit(house, "/")) for _ in range(2)]

    assert run(twice()) == [b"", b""]


def test_no_more_are_let_in_than_there_is_room_and_health_is_told_beside():
    inside, most, told = [], [], threading.Event()

    def answers(request):
        if request.path == BESIDE:
            told.set()
            return HttpResponse("ok")
        inside.append(request)
        most.append(len(inside))
        assert told.wait(5)  # the room is full until somebody has asked how we are
        inside.pop()
        return HttpResponse("page")

    found = run(visit(House(answers, room=2), *["/"] * 6, BESIDE))
    assert [body(sent) for sent in found] == [b"page"] * 6 + [b"ok"]
    assert max(most) == 2


def test_a_file_is_sent_in_pieces_and_closed():
    file = BytesIO(b"x" * LENGTH)
    (sent,) = run(visit(House(lambda request: FileResponse(file)), "/"))
    assert body(sent) == b"x" * LENGTH
    assert max(len(message.get("body", b"")) for message in sent) == Door.chunk_size
    assert file.closed


def test_long_files_wait_for_each_other_so_that_pages_find_a_place():
    inside, most, told = [], [], threading.Event()

    def answers(request):
        if request.path == "/page/":
            told.set()
            return HttpResponse("page")
        inside.append(request)
        most.append(len(inside))
        assert told.wait(5)  # until a page has been answered beside
        inside.pop()
        return HttpResponse("file")

    found = run(visit(House(answers, room=FILES + 1), *["/s/export/"] * (FILES + 3), "/page/"))
    assert [body(sent) for sent in found] == [b"file"] * (FILES + 3) + [b"page"]
    assert max(most) == FILES


def test_who_writes_a_long_file_hears_that_nobody_waits_for_it():
    left, heard, loops = asyncio.Event(), threading.Event(), []

    def answers(request):
        visit = request.scope[VISIT]
        assert not visit.over
        loops[0].call_soon_threadsafe(left.set)
        while not visit.over:
            heard.wait(0.01)
        return HttpResponse("nobody")

    async def receive():
        if receive.first:
            receive.first = False
            return {"type": "http.request"}
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        """To nobody."""

    async def go():
        loops.append(asyncio.get_running_loop())
        receive.first = True
        await asyncio.wait_for(House(answers)(scope("/s/export/"), receive, send), 5)

    run(go())
