"""Looks at the private cells of lists of organisations are kept by the ledger, as those at lists of people are."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import HEADER, WEAVERS, brought_in, checked, outcomes
from sanphalang.intake.tests.pages import let_go, signed_in
from sanphalang.ledger.models import Entry
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db

LOOK = "intake.see_private"
WITHOUT_CONTACT = ("กลุ่มขนมไทยบ้านโนนสูง", "โนนสูง", "โนนสูง", "นครราชสีมา", "", "12", "ขนมไทย")
NEAR = ("กลุ่มจักสานบ้านหนองแวงงาม", "", "", "นครราชสีมา", "0000-555-555", "12", "จักสาน")


def _list(*rows: tuple[str, ...]) -> ImportBatch:
    return checked(rows or (WEAVERS, WITHOUT_CONTACT), header=HEADER, centre="30")


def _looks() -> list[dict[str, object]]:
    return [entry.changes for entry in Entry.objects.filter(verb=LOOK).order_by("pk")]


def test_a_row_with_a_contact_is_a_look_and_one_without_is_none(client: Client) -> None:
    batch, viewer = _list(), signed_in(client)
    client.get(f"/imports/{batch.pk}/rows/3/")
    assert _looks() == []
    client.get(f"/imports/{batch.pk}/rows/2/")
    entry = Entry.objects.get(verb=LOOK)
    assert (entry.actor, entry.subject_kind, entry.subject_id) == (viewer.actor, "import", str(batch.pk))
    assert entry.changes == {"rows": [2]}


def test_who_sees_no_contact_looks_at_none(client: Client) -> None:
    batch = _list()
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    for page in ("", "columns/", "rows/", "rows/2/", "annotated.xlsx"):
        let_go(client.get(f"/imports/{batch.pk}/{page}"))
    assert _looks() == []


def test_the_examples_of_a_private_column_are_a_look(client: Client) -> None:
    batch = _list()
    signed_in(client)
    client.get(f"/imports/{batch.pk}/columns/")
    assert _looks() == [{"rows": [2]}]


def test_a_list_that_is_taken_home_is_a_look_at_all_of_it(client: Client) -> None:
    batch = _list(WEAVERS, ("กลุ่มไม่รู้ที่", "ไม่มีตำบล", "", "", "0000-12345", "", ""))
    signed_in(client)
    for name in ("annotated", "to-fix"):
        let_go(client.get(f"/imports/{batch.pk}/{name}.xlsx"))
    assert _looks() == [{"rows": "workbook", "taken": True}, {"rows": "3", "taken": True}]


def test_a_list_without_anything_private_is_no_look(client: Client) -> None:
    batch = checked([("กลุ่มทอผ้าไหมบ้านหนองบัว", "ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา")], header=HEADER[:4], centre="30")
    signed_in(client)
    for page in ("", "columns/", "rows/2/", "annotated.xlsx"):
        let_go(client.get(f"/imports/{batch.pk}/{page}"))
    assert _looks() == []


def test_a_pair_is_a_look_at_the_row_and_at_the_record_beside_it(client: Client) -> None:
    known = make_organisation("กลุ่มจักสานบ้านหนองแวงงาม", place="3021", telephone="0000-777-777")
    batch = _list(NEAR)
    assert outcomes(batch) == {2: "doubtful"}
    signed_in(client)
    shown = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "0000-777-777" in shown
    assert {"rows": [2]} in _looks()
    beside = Entry.objects.get(verb="organisations.see_contact")
    assert beside.subject_id == str(known.pk)
    client.get(f"/imports/{batch.pk}/rows/2/")
    assert Entry.objects.filter(verb="organisations.see_contact").count() == 2


def test_a_list_that_was_brought_in_is_looked_at_like_one_that_waits(client: Client) -> None:
    batch = brought_in(_list())
    signed_in(client)
    client.get(f"/imports/{batch.pk}/rows/2/")
    assert _looks() == [{"rows": [2]}]
