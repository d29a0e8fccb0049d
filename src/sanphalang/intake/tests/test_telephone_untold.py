"""A list tells nobody that a telephone is a record's who may not see the record's contact."""

from __future__ import annotations

from typing import Any

import pytest

from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import brought_in, checked
from sanphalang.organisations.tests.factories import make_organisation, make_viewer

pytestmark = pytest.mark.django_db

NAME, SIMILAR, OTHERS = "กลุ่มจักสานบ้านหนองแวงงาม", "กลุ่มจักสานบ้านหนองแวงงาน", "0000-999-999"
TELEPHONE = "0000-123-456"
ROWS = {
    "name alone": (NAME, "", "", ""),
    "another place": (NAME, "", "", "เชียงใหม่"),
    "less exact": (NAME, "", "", "นครราชสีมา"),
    "similar name": (SIMILAR, "หมูสี", "ปากช่อง", "นครราชสีมา"),
}


def _answer(viewer: Viewer, row: tuple[str, ...], telephone: str, *, centre: str) -> tuple[Any, ...]:
    batch: ImportBatch = checked(
        [(*row, telephone, "", "")], viewer=viewer, centre=centre, source=f"{row} {telephone} {viewer.actor}"
    )
    found = batch.rows.get()
    return found.outcome, found.record, found.score, found.why


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize(
    ("role", "at", "centre"),
    [(Role.NATIONAL_ADMINISTRATOR, "", ""), (Role.NATIONAL_ADMINISTRATOR, "", "30"), (Role.DATA_MANAGER, "31", "31")],
)
def test_the_right_telephone_is_answered_as_a_wrong_one(row: tuple[str, ...], role: Role, at: str, centre: str) -> None:
    make_organisation(NAME, place="302105", telephone=TELEPHONE)
    viewer = make_viewer(role, centre=at)
    assert _answer(viewer, row, TELEPHONE, centre=centre) == _answer(viewer, row, OTHERS, centre=centre)


@pytest.mark.parametrize(("viewer", "centre"), [(OPERATOR, ""), (None, "30")], ids=["the operator", "its own centre"])
def test_who_may_see_the_contact_is_told(viewer: Viewer | None, centre: str) -> None:
    make_organisation(NAME, place="302105", telephone=TELEPHONE)
    asks = viewer or make_viewer(Role.DATA_MANAGER, centre="30")
    right = _answer(asks, ROWS["less exact"], TELEPHONE, centre=centre)
    assert "same_telephone" in right[3]
    assert right != _answer(asks, ROWS["less exact"], OTHERS, centre=centre)


def test_a_contact_that_is_hidden_from_a_person_is_not_changed_by_their_list() -> None:
    known = make_organisation(NAME, place="300101", telephone=TELEPHONE)
    row = (NAME, "ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา", OTHERS, "35", "")
    nation, centre = make_viewer(Role.NATIONAL_ADMINISTRATOR), make_viewer(Role.DATA_MANAGER, centre="30")
    brought_in(checked([row], viewer=nation, source="กรม"), nation)
    known.refresh_from_db()
    assert (known.telephone, known.members) == (TELEPHONE, 35)
    brought_in(checked([row], viewer=centre, centre="30", source="ศูนย์"), centre)
    known.refresh_from_db()
    assert known.telephone == OTHERS
