"""A long file as the answer: what is held while it is written, and what while a slow client reads it."""

import asyncio
from types import SimpleNamespace

import pytest

from tracker.base.door import FILES, VISIT, Door, Visit
from tracker.base.sent import PIECE, sent

pytestmark = pytest.mark.django_db  # a request that ends closes what is old


def asked(visit):
    return SimpleNamespace(scope={VISIT: visit})


def whole(response):
    async def read():
        return [piece async for piece in response]

    found = asyncio.run(read())
    response.close()  # as Django does
    return found


def test_it_arrives_whole_and_says_how_long_it_is():
    content = bytes(range(256)) * (PIECE // 100)
    response = sent(asked(Visit()), lambda out, _watch: out.write(content), media="text/csv", name="Lîst.csv")
    assert b"".join(whole(response)) == content
    assert int(response["Content-Length"]) == len(content)
    assert "filename*=utf-8''L%C3%AEst.csv" in response["Content-Disposition"]


def test_its_place_is_given_up_before_the_first_piece_is_sent():
    visit, places = Visit(), asyncio.Semaphore(1)
    response = sent(asked(visit), lambda out, _watch: out.write(b"x"), media="text/csv", name="a.csv")

    async def read():
        await visit.places.enter_async_context(places)
        assert places.locked()
        async for _piece in response:
            assert not places.locked()

    asyncio.run(read())
    response.close()


def test_writing_ends_when_the_client_leaves_and_the_file_is_closed():
    visit, files = Visit(), []

    def write(out, watch):
        files.append(out)
        visit.over = True
        watch()

    assert sent(asked(visit), write, media="text/csv", name="a.csv").status_code == 204
    assert files[0].closed


def test_a_file_that_is_not_read_to_its_end_is_closed_too():
    files = []
    response = sent(asked(Visit()), lambda out, _watch: files.append(out), media="text/csv", name="a.csv")
    response.close()
    assert files[0].closed


def test_what_goes_wrong_while_it_is_written_is_told_and_nothing_was_sent():
    files = []

    def write(out, _watch):
        files.append(out)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        sent(asked(Visit()), write, media="text/csv", name="a.csv")
    assert files[0].closed


def test_without_a_visit_nobody_is_watched():
    response = sent(
        SimpleNamespace(), lambda out, watch: out.write(b"x" if watch() is None else b""), media="a/b", name="a"
    )
    assert b"".join(response) == b"x"
    response.close()


# The door -------------------------------------------------------------------------------------------------------------
def test_files_wait_for_each_other_and_never_for_a_page_to_find_a_place():
    async def go():
        inside, let_go = [], asyncio.Event()

        async def app(scope, receive, send):
            await receive()
            inside.append(scope["path"])
            await let_go.wait()

        async def receive():
            return {"type": "http.request"}

        door = Door(app, room=4, files="/export/$")
        paths = ["/s/export/"] * (FILES + 3) + ["/page/"] * 2
        asks = [asyncio.create_task(door({"path": path}, receive, None)) for path in paths]
        await asyncio.sleep(0.05)
        assert sorted(inside) == ["/page/"] * 2 + ["/s/export/"] * FILES
        let_go.set()
        await asyncio.gather(*asks)
        assert len(inside) == len(paths)
        assert not door.places.locked() and not door.desks.locked()

    asyncio.run(go())


def test_who_leaves_is_noticed():
    async def go():
        messages, visits = [{"type": "http.disconnect"}, {"type": "http.request"}], []

        async def app(scope, receive, send):
            visits.append(scope[VISIT])
            await receive()
            assert not visits[0].over
            await receive()

        async def receive():
            return messages.pop()

        await Door(app, room=1)({"path": "/"}, receive, None)
        assert visits[0].over

    asyncio.run(go())
