"""Addresses: what stays of a list's query when a part is left out; where the platform is, for who has no request."""

from __future__ import annotations

from django.conf import settings
from django.http import QueryDict
from django.http.request import validate_host


def kept_query(query: QueryDict, *, without: tuple[str, ...]) -> str:
    """Return the query without these parameters and without empty ones."""
    kept = query.copy()
    for name in [name for name, value in query.items() if name in without or not value]:
        del kept[name]
    return kept.urlencode()


def site_address() -> str:
    """Return where the platform is, as its settings tell: for commands. A page asks its own request."""
    host = settings.ALLOWED_HOSTS[0]
    return f"https://{host}" if settings.PRODUCTION else f"http://{host}:8000"


def is_own_host(host: str) -> bool:
    """Say whether the platform is reached under this name; settings that allow any name say nothing of whose it is."""
    return validate_host(host, [name for name in settings.ALLOWED_HOSTS if name != "*"])
