"""A page of an import costs the same number of queries, however long the list is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import brought_in, checked
from sanphalang.intake.tests.pages import signed_in
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db
PLACES = ("ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา")


def _list(count: int, mark: str) -> list[tuple[str, ...]]:
    """Return rows of which each third waits beside a known record, waits for its place, or is new."""
    rows: list[tuple[str, ...]] = []
    for number in range(count):
        name = f"กลุ่มทอผ้าไหมบ้านหนอง{'กขคงจฉชซฌญ'[number % 10]}{mark}{'ดตถทน'[number // 10]}งามยิ่ง"
        make_organisation(name, place="300101")
        rows += [
            (name.replace("งาม", "งาน"), *PLACES, "878947901", "ประมาณ 30", ""),
            (f"กลุ่มจักสาน{mark}{number}", f"ไม่มีตำบล{number}", "", "", "", "", ""),
            (f"กลุ่มใหม่บ้านทุ่ง{mark}{number}", *PLACES, "0000123456", "", ""),
        ]
    return rows


def _queries(client: Client, address: str) -> int:
    client.get(address)  # the first asks for what is kept between requests
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["", "rows/", "rows/?outcome=doubtful", "rows/2/", "columns/", "withdraw/"])
def test_pages_of_a_batch(client: Client, page: str) -> None:
    viewer = signed_in(client)
    short = checked(_list(2, "สั้น"), viewer=viewer, centre="30", source="short")
    long = checked(_list(12, "ยาว"), viewer=viewer, centre="30", source="long")
    few, many = (_queries(client, f"/imports/{batch.pk}/{page}") for batch in (short, long))
    assert many <= few


def test_the_page_of_what_was_brought_in(client: Client) -> None:
    viewer = signed_in(client)
    short = brought_in(checked(_list(2, "สั้น"), viewer=viewer, centre="30", source="short"), viewer)
    long = brought_in(checked(_list(12, "ยาว"), viewer=viewer, centre="30", source="long"), viewer)
    few, many = (_queries(client, f"/imports/{batch.pk}/") for batch in (short, long))
    assert many <= few


def test_the_list_of_imports(client: Client) -> None:
    viewer = signed_in(client)
    checked(_list(1, "ก"), viewer=viewer, centre="30")
    few = _queries(client, "/imports/")
    for number in range(5):
        checked(_list(1, f"ข{number}"), viewer=viewer, centre="30", source=f"source {number}")
    assert ImportBatch.objects.count() == 6
    assert _queries(client, "/imports/") <= few
