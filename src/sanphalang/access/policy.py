"""What a viewer may do, and where. The only place that decides."""

from __future__ import annotations

from sanphalang.access.roles import ALLOWED, Act, Role
from sanphalang.access.viewer import Viewer
from sanphalang.places.rules import NATION, Intervals, contains, merged


class Refused(Exception):  # noqa: N818 (what happened, not an error of the program)
    """The viewer may not do this here. The text is a sentence for the person."""


def intervals(viewer: Viewer, act: Act) -> Intervals:
    """Return where the viewer may do the act; empty means nowhere."""
    if viewer.is_operator:
        return NATION
    return merged(
        interval for grant in viewer.grants if act in ALLOWED[Role(grant.role)] for interval in grant.intervals
    )


def may(viewer: Viewer, act: Act, place: int | None) -> bool:
    """Say whether the viewer may do the act at a place, given as a padded code; None is a record without a place."""
    return contains(intervals(viewer, act), place)


def may_anywhere(viewer: Viewer, act: Act) -> bool:
    """Say whether there is any place where the viewer may do the act."""
    return bool(intervals(viewer, act))
