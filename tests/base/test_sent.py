"""A long file as the answer: what is held while it is written, and what while a slow client reads it."""

from types import SimpleNamespace

import pytest

from tracker.base.door import VISIT, Visit
from tracker.base.sent import sent

pytestmark = pytest.mark.django_db  # a request that ends closes what is old


def asked(visit):
    return SimpleNamespace(scope={VISIT: visit})


def whole(response):
    found = list(response)
    response.close()  # as Django does
    return found


def test_it_arrives_whole_and_says_how_long_it_is():
    content = bytes(range(256)) * 2000
    response = sent(asked(Visit()), lambda out, _watch: out.write(content), media="text/csv", name="Lîst.csv")
    assert b"".join(whole(response)) == content
    assert int(response["Content-Length"]) == len(content)
    assert "filename*=utf-8''L%C3%AEst.csv" in response["Content-Disposition"]


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
