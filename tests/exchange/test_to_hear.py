"""What to find out before the next meeting, as a file."""

import csv
import io

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


def test_the_file_lists_whom_to_hear_on_what_before_which_meeting(as_role, table):
    table.read()
    make.meeting(table.by, table.talks, "Chicago", "20-21 May 2012", kind="summit", status="planned")
    other = make.issue(table.by, table.talks, "=Libya")
    path = reverse("exchange:to_hear", kwargs={"ws": "desk", "n": table.talks.slug})
    response = as_role("reader").get(path, {"as_of": "2011-07-05"})
    assert response["Content-Disposition"] == f'attachment; filename="{table.talks.slug}_to-hear_2011-07-05.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["Rank"] for row in rows] == ["1", "2", "3", "4"]
    first = rows[0]
    assert (first["Issue"], first["What is missing"], first["Worth, of 100"]) == (
        f"'{other.title}",
        "nothing on record",
        "50",
    )
    assert (first["Before the meeting"], first["Meeting held"]) == ("Chicago", "20–21 May 2012")
    assert first["Newest evidence"] == ""
