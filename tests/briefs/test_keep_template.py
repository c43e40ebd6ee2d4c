"""A brief is kept as a template, from which others are made."""

import pytest
from django.urls import reverse

from tests import make
from tests.briefs.test_brief import path
from tracker.briefs.models import Brief, OwnTemplate

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(table):
    brief = make.brief(table.by, table.talks, template="round", text="# What came of it")
    return make.briefs.keep_template(brief, by=table.by, name="Ours")


def test_an_analyst_keeps_a_brief_and_makes_another_from_it(table, as_role):
    client = as_role("analyst")
    brief = make.brief(table.by, table.talks, text="# What came of it")
    client.post(path(brief, "keep_template"), {"name": "After each round"})
    kept = OwnTemplate.objects.get()
    new = reverse("briefs:make", kwargs={"ws": "desk", "n": table.talks.slug})
    response = client.post(new, make.filled(client, f"{new}?template=own-{kept.pk}", title="Second round"))
    made = Brief.objects.get(title="Second round")
    assert response["Location"] == made.get_absolute_url()
    assert [(block.kind, block.text) for block in made.blocks.all()] == [
        ("text", "# What came of it"),
        ("comparison", ""),
        ("movement", ""),
    ]


def test_it_is_listed_with_what_stands_in_it(table, template, as_role):
    listed = reverse("briefs:briefs", kwargs={"ws": "desk", "n": table.talks.slug})
    page = as_role("analyst").get(listed).content.decode()
    assert f"?template=own-{template.pk}" in page
    assert "Text, What moved, At a glance" in page


def test_two_are_not_called_alike(table, template, as_role):
    brief = Brief.objects.get()
    response = as_role("analyst").post(path(brief, "keep_template"), {"name": "ours"})
    assert response.status_code == 422


def test_who_kept_it_or_a_lead_removes_it_and_briefs_stay(table, template, as_role):
    where = reverse("briefs:remove_template", kwargs={"ws": "desk", "n": table.talks.slug, "pk": template.pk})
    assert as_role("analyst").post(where).status_code == 403
    as_role("lead").post(where)
    assert not OwnTemplate.objects.exists()
    assert Brief.objects.exists()
