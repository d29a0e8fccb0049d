"""Before something new is saved: a room above looks whether it is there already, and neither knows the other.

``settings.TWINS`` names, for a kind of record, the function that looks; without one nothing is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

ANYWAY = "anyway"
"""The field of a form that says that what was shown is something else."""


class Twin(NamedTuple):
    """A record that may be the same as what somebody is about to add: its name, where it is, its page, and why."""

    name: str
    where: str
    url: str
    reasons: Sequence[Any]


def likely_twins(kind: str, viewer: Any, values: Mapping[str, Any], posted: Mapping[str, Any]) -> list[Twin]:
    """Return what may be the same, the likeliest first; nothing once the person has seen it and goes on."""
    path = settings.TWINS.get(kind)
    if not path or ANYWAY in posted:
        return []
    look: Callable[[Any, Mapping[str, Any]], list[Twin]] = import_string(path)
    return look(viewer, values)
