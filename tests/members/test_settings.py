"""The settings: read by everybody; what they do stands beside them."""

import pytest

pytestmark = pytest.mark.django_db


def test_everybody_reads_them_and_leads_are_offered_to_edit(as_role):
    page = as_role("reader").get("/w/desk/settings/").content.decode()
    assert "after 180 days evidence counts half" in page and "/settings/edit/" not in page
    assert "/settings/edit/" in as_role("lead").get("/w/desk/settings/").content.decode()
