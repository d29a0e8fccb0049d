"""A job for tests: the worker finds it by its path."""

from __future__ import annotations

from django_tasks import task


@task()
def answer(number: int) -> int:
    """Return the number."""
    return number
