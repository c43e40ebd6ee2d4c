from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tracker.accounts.sessions import SessionStore

pytestmark = pytest.mark.django_db


def test_a_session_is_found_again_until_it_ends():
    begun = SessionStore()
    begun["said"] = "good morning"
    begun.save()
    assert SessionStore(begun.session_key).get("said") == "good morning"
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    later = SessionStore(begun.session_key)
    assert later.get("said") is None
    assert later.session_key is None  # so that nobody can choose the key of the next one
