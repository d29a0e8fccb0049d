"""Where an erasure empties at once: where whoever erases edits people. What lies outside is its own centre's to decide.

A list is its centre's, wherever its rows lie; of a list of the whole nation each row is that of its place, and the file
is nobody's but the nation's.
"""

from __future__ import annotations

from dataclasses import dataclass

from sanphalang.access import policy
from sanphalang.access.queries import territory_of
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.intake.models import ImportBatch
from sanphalang.places.rules import NATION, Intervals, contains, covers


@dataclass(frozen=True, slots=True)
class Reach:
    """A territory, and what in it an erasure may empty."""

    intervals: Intervals

    def has(self, place: int | None) -> bool:
        """Say whether a place lies inside; what has no place lies in the nation only."""
        return contains(self.intervals, place)

    def has_list(self, batch: ImportBatch) -> bool:
        """Say whether a whole list, its headings and its file, is of the territory."""
        return covers(self.intervals, NATION if batch.centre is None else territory_of(batch.centre))

    def has_row(self, batch: ImportBatch | None, place: int | None) -> bool:
        """Say whether a row is of the territory; a claim of the demo has no list."""
        if batch is None:
            return True
        return self.has(place) if batch.centre is None else self.has_list(batch)


EVERYWHERE = Reach(NATION)


def reach_of(viewer: Viewer) -> Reach:
    """Return where a viewer empties at once."""
    return Reach(policy.intervals(viewer, Act.PEOPLE_EDIT))


def keeper(batch: ImportBatch | None, place: int | None) -> int | None:
    """Return the place by which it is judged who decides about a row: inside the territory of the list's centre."""
    if batch is None or batch.centre is None:
        return place
    territory = territory_of(batch.centre)
    if place is not None and contains(territory, place):
        return place
    return territory[0][0] if territory else None
