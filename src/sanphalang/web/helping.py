"""Which page of the manual tells how a page is used: each room says so beside its addresses.

A module of addresses declares ``HELP``, from tasks of the manual to the names of its own addresses::

    HELP = {"search": "list", "correct": "page edit close"}

A test asks every address of the platform, and fails where a page has no line there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.urls import URLResolver, get_resolver


def task_of(view_name: str) -> str:
    """Return the task that a page belongs to, by the whole name of its address; empty where none is declared."""
    return tasks_of_pages().get(view_name, "")


@cache
def tasks_of_pages() -> dict[str, str]:
    """Return what all modules of addresses declare, by whole names such as ``organisations:edit``."""
    return dict(_declared(get_resolver(), ""))


def _declared(resolver: URLResolver, space: str) -> Iterator[tuple[str, str]]:
    declared: dict[str, str] = getattr(resolver.urlconf_module, "HELP", {})
    yield from ((f"{space}{name}", task) for task, names in declared.items() for name in names.split())
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _declared(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
