"""What a viewer may do, and where. The only place that decides."""

from __future__ import annotations

from sanphalang.access.roles import (
    ALLOWED,
    IN_A_STAFF_SESSION,
    NEEDS_SECOND_FACTOR,
    NEEDS_SECOND_FACTOR_IN_THE_NATION,
    Act,
    Role,
)
from sanphalang.access.viewer import Viewer
from sanphalang.places.rules import NATION, NOWHERE, Intervals, contains, merged


class Refused(Exception):  # noqa: N818 (what happened, not an error of the program)
    """The viewer may not do this here. The text is a sentence for the person."""


def intervals(viewer: Viewer, act: Act) -> Intervals:
    """Return where the viewer may do the act; empty means nowhere."""
    granted = _granted(viewer, act)
    if viewer.has_second_factor:
        return granted
    by_password = _by_password_alone(viewer, act)
    if by_password != granted:
        viewer.missed.add(act)
    return by_password


def may(viewer: Viewer, act: Act, place: int | None) -> bool:
    """Say whether the viewer may do the act at a place, given as a padded code; None is a record without a place."""
    return contains(intervals(viewer, act), place)


def may_anywhere(viewer: Viewer, act: Act) -> bool:
    """Say whether there is any place where the viewer may do the act."""
    return bool(intervals(viewer, act))


def lacks_only_second_factor(viewer: Viewer, act: Act) -> bool:
    """Say whether the viewer's roles allow the act in more places, and nothing but a second factor is missing."""
    return not viewer.has_second_factor and _by_password_alone(viewer, act) != _granted(viewer, act)


def _granted(viewer: Viewer, act: Act) -> Intervals:
    if viewer.is_operator or _in_a_staff_session(viewer, act):
        return NATION
    return merged(
        interval for grant in viewer.grants if act in ALLOWED[Role(grant.role)] for interval in grant.intervals
    )


def _by_password_alone(viewer: Viewer, act: Act) -> Intervals:
    """Return what is left of the grants when nothing but a password vouches for the person."""
    if act in NEEDS_SECOND_FACTOR:
        return NOWHERE
    at_a_centre = [grant for grant in viewer.grants if act in ALLOWED[Role(grant.role)]]
    if act in NEEDS_SECOND_FACTOR_IN_THE_NATION:
        at_a_centre = [grant for grant in at_a_centre if not Role(grant.role).is_national]
    return merged(interval for grant in at_a_centre for interval in grant.intervals)


def _in_a_staff_session(viewer: Viewer, act: Act) -> bool:
    """Say whether the timed session of national staff allows the act; a session without its second factor does not."""
    return (
        viewer.staff_session is not None
        and act in IN_A_STAFF_SESSION
        and any(Act.STAFF_SESSION in ALLOWED[Role(grant.role)] for grant in viewer.grants)
    )
