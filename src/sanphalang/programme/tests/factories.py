"""Who does something to the programme in tests."""

from __future__ import annotations

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import Viewer


def national_team() -> Viewer:
    """One who keeps the programme."""
    return make_viewer(Role.NATIONAL_ADMINISTRATOR)
