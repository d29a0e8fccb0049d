"""Web sessions in the database, found by keys that the platform can have made."""

from __future__ import annotations

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Django's sessions. A cookie holds whatever somebody put there, even a sign for which PostgreSQL does not look."""

    def _validate_session_key(self, key: str | None) -> bool:
        """Say whether this can be the key of a session."""
        is_key: bool = super()._validate_session_key(key)  # type: ignore[misc]  # unknown to the stubs
        return is_key and str(key).isascii() and str(key).isalnum()
