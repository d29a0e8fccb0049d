"""Private values of two records side by side: shown to who may see them at both places, and every look is recorded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.contacts import note_look
from sanphalang.organisations.queries import shown
from sanphalang.people.actions import see_private
from sanphalang.stewardship.actions import may_see_private
from sanphalang.stewardship.registers import Kept


def looked(viewer: Viewer, kept: Kept, both: Collection[Any]) -> bool:
    """Say whether the viewer may see what is private of the records, and record the look if so."""
    if not may_see_private(viewer, kept, both):
        return False
    for each in both:
        if kept.code == "people":
            see_private(viewer, each.pk)
        else:
            note_look(viewer, shown(viewer, each))
    return True
