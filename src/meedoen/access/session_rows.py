"""Sessions in the database as Django keeps them, read by one prepared statement on every page."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from meedoen.access.prepared import Prepared, given

_CURRENT = Prepared(
    lambda: Session.objects.filter(session_key=given("key"), expire_date__gt=given("now")).values_list(
        "session_data"
    )
)


class SessionStore(DatabaseSessions):
    """Read anew for every request, so that a session that ended is over in every worker."""

    def load(self) -> dict[str, Any]:
        found = _CURRENT.rows(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
            return {}
        return self.decode(found[0][0])
