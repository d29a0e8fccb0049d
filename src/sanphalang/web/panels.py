"""Named slots: a page leaves room, rooms above it fill it, and neither knows the other.

A page writes ``{% panels "person" person.id %}``. ``settings.PANELS`` names the mapping from slots to panels; a panel
takes the viewer and the number of the page's subject, and answers with a template and its context, or with nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

Panel = Callable[[Any, int], tuple[str, dict[str, Any]] | None]
"""``(viewer, subject)`` to ``(template, context)``, or None where there is nothing to show to this viewer."""

Panels = Mapping[str, Sequence[str]]
"""The dotted names of the panels of each slot, in their order on the page."""


def panels_of(slot: str) -> Sequence[Panel]:
    """Return the panels of a slot; a slot that nobody fills has none."""
    return _found(settings.PANELS, slot)


@cache
def _found(mapping: str, slot: str) -> tuple[Panel, ...]:
    panels: Panels = import_string(mapping)
    return tuple(import_string(name) for name in panels.get(slot, ()))
