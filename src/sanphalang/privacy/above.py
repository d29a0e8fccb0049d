"""Words that rooms above this one keep: they say how these are searched and emptied, and none is known here by name.

``settings.WORDS_OF_PEOPLE`` names the declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from sanphalang.access.roles import Act
from sanphalang.people.naming import Sought, TextFound


@dataclass(frozen=True, slots=True)
class Words:
    """How a room above is asked: keys of what it finds begin with ``key`` and a colon.

    ``naming`` returns the texts that tell of a person, ``forget`` empties one by actor and key in the caller's
    transaction; who empties it must be allowed ``acts`` at its place.
    """

    key: str
    naming: Callable[[Sought], Sequence[TextFound]]
    forget: Callable[[str, str], None]
    acts: tuple[Act, ...]


@cache
def rooms_above() -> tuple[Words, ...]:
    """Return the declarations."""
    return tuple(import_string(name) for name in settings.WORDS_OF_PEOPLE)


def keeper_of(key: str) -> Words | None:
    """Return the room above whose text a key names, or None."""
    return next((each for each in rooms_above() if key.startswith(f"{each.key}:")), None)
