"""Sessions, kept in the database as Django keeps them."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from tracker.base.prepared import prepared


class SessionStore(db.SessionStore):
    """Every page asks for its session: in Django's own way this took longer than most of its other questions."""

    def _get_session_from_db(self) -> Session | None:
        found = valid(self.session_key, timezone.now())
        if not found:
            self._session_key = None
        return next(iter(found), None)


@prepared
def valid(key: str | None, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)
