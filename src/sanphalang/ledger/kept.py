"""Figures that are the same for many who ask, kept in each web process until the ledger tells of a change.

While projections still follow what was done, nothing is kept longer than ten seconds, and than a minute where nothing
waits: what is written in many transactions has its entry at the end only, and signing in has none. So it is too with
what was made of something that is kept itself, because all of it ends at the same moment.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Concatenate, ParamSpec, TypeVar

from django.core.cache import caches
from django.utils import timezone

from sanphalang.ledger.queries import standing

SECONDS = 10
"""So long is kept what projections still may change."""
LONGEST_SECONDS = 60
"""So long is kept anything at all: to make everything anew at once, in each process, is what a reader waits for."""

Viewer = TypeVar("Viewer")
Asked = ParamSpec("Asked")
Figure = TypeVar("Figure")


def moment() -> str:
    """Return what stands for what the book tells now, on this day, within these seconds."""
    change, is_settling = standing()
    seconds, way = (SECONDS, "settling") if is_settling else (LONGEST_SECONDS, "settled")
    return f"{change}-{timezone.localdate()}-{way}-{int(time.time() // seconds)}"


def kept(asked: object, make: Callable[[], Figure], *, among: str = "figures") -> Figure:
    """Return the figure that was made for this question since the newest change, or make it.

    ``asked`` says by its ``repr`` what the figure depends on, besides the day and the ledger: where it is not the same
    for everybody, the territory of who asks too. ``among``: parts of pages are ``drawn``, whole files are
    ``papers``; of these fewer are kept.
    """
    figures, key = caches[among], f"{moment()}-{digest_of(repr(asked))}"
    found: tuple[Figure] | None = figures.get(key)
    if found is None:
        found = (make(),)
        figures.set(key, found, LONGEST_SECONDS)
    return found[0]


def kept_for_everybody(
    count: Callable[Concatenate[Viewer, Asked], Figure],
) -> Callable[Concatenate[Viewer, Asked], Figure]:
    """Keep what a function of a viewer answers, where it answers every viewer the same."""

    @wraps(count)
    def answer(viewer: Viewer, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Figure:
        asked = (count.__module__, count.__qualname__, args, sorted(kwargs.items()))
        return kept(asked, lambda: count(viewer, *args, **kwargs))

    return answer


def digest_of(text: str) -> str:
    """Return what stands for a text in the key of a cache, which people can read and which must be short."""
    return blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()
