"""Who brings in lists of the network of local authorities, and what of them."""

from __future__ import annotations

import pytest

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.intake.actions import begin_bringing_in
from sanphalang.intake.bringing import bring_in_batch
from sanphalang.intake.tests.lists import brought_in, outcomes
from sanphalang.intake.tests.membership_lists import PHO, changed, listed, make_authorities, members, why
from sanphalang.organisations import network
from sanphalang.organisations.tests.factories import make_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _authorities() -> None:
    make_authorities()


def test_a_list_of_a_centre_reaches_its_own_authorities_only() -> None:
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    batch = listed(PHO, changed(PHO, c1="อบต.โคกสูง", c2="เมืองขอนแก่น", c3="ขอนแก่น"), centre="30", viewer=manager)
    assert why(batch) == {3: ["outside_territory"]}
    brought_in(batch, manager)
    assert list(members()) == ["6300101"]


@pytest.mark.parametrize("role", list(Role))
def test_who_keeps_the_pages_of_the_network_brings_in_its_lists(role: Role) -> None:
    viewer = make_viewer(role, centre="" if role.is_national else "30")
    for centre, place in (("30", 30010000), ("40", 40010000), ("", None)):
        if place is not None and network.may_edit(viewer, place):
            assert set(outcomes(listed(PHO, viewer=viewer, centre=centre))) == {2}
        elif place is None and role == Role.NATIONAL_ADMINISTRATOR:
            assert outcomes(listed(PHO, viewer=viewer)) == {2: "created"}
        else:
            with pytest.raises(Refused):
                listed(PHO, viewer=viewer, centre=centre)


def test_nobody_brings_in_where_the_right_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    batch = listed(PHO, centre="30", viewer=manager)
    begin_bringing_in(manager, batch.pk)
    with pytest.raises(Refused):
        bring_in_batch(make_viewer(Role.DATA_MANAGER, centre="40"), batch.pk)
    batch.refresh_from_db()
    assert (batch.stage, members()) == ("review", {})
