"""Addresses of lists: what stays in the query when a page, a language or a filter is left out."""

from __future__ import annotations

from django.http import QueryDict


def kept_query(query: QueryDict, *, without: tuple[str, ...]) -> str:
    """Return the query without these parameters and without empty ones."""
    kept = query.copy()
    for name in [name for name, value in query.items() if name in without or not value]:
        del kept[name]
    return kept.urlencode()
