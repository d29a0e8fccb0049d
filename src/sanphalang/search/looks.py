"""Who finds somebody by a telephone number that is not published has learnt that number: the ledger keeps it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.ledger.ranges import as_ranges
from sanphalang.search.finding import Line

LOOK = "search.see_telephone"
"""What the ledger calls it."""

_TOLD = {"people": "person", "organisations": "organisation"}


def note_look(viewer: Viewer, lines: Iterable[Line]) -> None:
    """Have the ledger keep whose private numbers a page, a list or a command told."""
    private = [line for line in lines if line.is_private]
    if not private:
        return
    told = {
        name: ["", as_ranges(each.record.id for each in private if each.kind == kind)] for name, kind in _TOLD.items()
    }
    with transaction.atomic():
        record(viewer.actor, LOOK, ("search", ""), place=None, changes=told, wakes=())
