"""What a viewer may do, and where. The only place that decides."""

from __future__ import annotations

from sanphalang.access.roles import ALLOWED, IN_A_STAFF_SESSION, NEEDS_SECOND_FACTOR, Act, Role
from sanphalang.access.viewer import Viewer
from sanphalang.places.rules import NATION, NOWHERE, Intervals, contains, merged


class Refused(Exception):  # noqa: N818 (what happened, not an error of the program)
    """The viewer may not do this here. The text is a sentence for the person."""


def intervals(viewer: Viewer, act: Act) -> Intervals:
    """Return where the viewer may do the act; empty means nowhere."""
    granted = _granted(viewer, act)
    if not _waits_for_second_factor(viewer, act):
        return granted
    if granted:
        viewer.missed.add(act)
    return NOWHERE


def may(viewer: Viewer, act: Act, place: int | None) -> bool:
    """Say whether the viewer may do the act at a place, given as a padded code; None is a record without a place."""
    return contains(intervals(viewer, act), place)


def may_anywhere(viewer: Viewer, act: Act) -> bool:
    """Say whether there is any place where the viewer may do the act."""
    return bool(intervals(viewer, act))


def lacks_only_second_factor(viewer: Viewer, act: Act) -> bool:
    """Say whether the viewer's roles allow the act somewhere, and nothing but a second factor is missing."""
    return _waits_for_second_factor(viewer, act) and bool(_granted(viewer, act))


def _granted(viewer: Viewer, act: Act) -> Intervals:
    if viewer.is_operator:
        return NATION
    if viewer.staff_session is not None and act in IN_A_STAFF_SESSION and _granted(viewer, Act.STAFF_SESSION):
        return NATION
    return merged(
        interval for grant in viewer.grants if act in ALLOWED[Role(grant.role)] for interval in grant.intervals
    )


def _waits_for_second_factor(viewer: Viewer, act: Act) -> bool:
    return act in NEEDS_SECOND_FACTOR and not viewer.has_second_factor
