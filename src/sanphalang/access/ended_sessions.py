"""Sessions of browsers that have ended: nobody can go on with them, and their rows are cleared away."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings


def clear_ended_sessions() -> None:
    """Remove the rows of sessions whose time is over; safe to run at any moment."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
