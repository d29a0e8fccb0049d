"""Lists that find by words: a room asks who keeps the index of all rooms, and neither knows the other.

``settings.FINDER`` names the function that finds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def records_found(viewer: Any, kind: str, text: str) -> list[int]:
    """Return the numbers of the records of a kind that a viewer finds by words, the closest first."""
    find: Callable[[Any, str, str], list[int]] = import_string(settings.FINDER)
    return find(viewer, kind, text)
