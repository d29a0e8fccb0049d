"""Comparative studies: cases beside each other, factor by factor."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.knowledge import actions, life
from sanphalang.knowledge.actions import ComparisonSaid
from sanphalang.knowledge.models import ComparisonRow, Version
from sanphalang.knowledge.rules import State, number_in_address
from sanphalang.knowledge.tests.factories import make_item

pytestmark = pytest.mark.django_db


def _study() -> Version:
    parts = {"question": "อะไรทำให้สำเร็จ", "found": "ผู้นำ"}
    return make_item("เปรียบเทียบสามตำบล", form="comparison", parts=parts, state=State.DRAFT)


def test_cases_stand_beside_each_other_and_a_published_one_leads_to_its_page(client: Client) -> None:
    case, draft, study = make_item("ตำบลหนึ่ง"), make_item("ยังร่าง", state=State.DRAFT), _study()
    rows = [
        ComparisonSaid("", f"https://x/knowledge/{case.item_id}/", "ตำบลสอง", f"/knowledge/{draft.item_id}/"),
        ComparisonSaid("ใครนำ", "กำนัน", "กลุ่มแม่บ้าน"),
    ]
    actions.edit_part(OPERATOR, study.item_id, "compared", expected_revision=None, text="สามตำบล", comparison=rows)
    life.publish(OPERATOR, study.item_id)
    page = client.get(f"/knowledge/{study.item_id}/", {"lang": "en"}).content.decode()
    for words in ("ตำบลหนึ่ง", "ตำบลสอง", "ใครนำ", "กำนัน", "กลุ่มแม่บ้าน", f'href="/knowledge/{case.item_id}/"'):
        assert words in page, words
    assert "ยังร่าง" not in page
    assert f'href="/knowledge/{draft.item_id}/"' not in page
    life.begin_revision(OPERATOR, study.item_id)
    assert ComparisonRow.objects.count() == 4


def test_the_step_keeps_the_table_and_refuses_values_without_a_factor(client: Client) -> None:
    study = _study()
    sign_in(client, make_account(Role.DATA_MANAGER, centre="30"))
    address = f"/knowledge/{study.item_id}/steps/compared/"
    wrong = {"text": "", "revision": "1", "case_1_1": "ก", "case_1_2": "กำนัน"}
    assert client.post(address, wrong).status_code == 200
    assert client.post(address, {**wrong, "factor_2": "ใครนำ"}).status_code == 302
    names, row = study.comparison.all()
    assert (names.case_1, row.factor, row.case_1) == ("ก", "ใครนำ", "กำนัน")
    assert "กำนัน" in client.get(address).content.decode()
    assert client.post(address, {"text": "", "revision": "2"}).status_code == 302
    assert not study.comparison.exists()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("https://sanphalang.example/knowledge/12/?lang=en", 12),
        ("/knowledge/12", 12),
        ("12", None),
        ("/knowledge/desk/", None),
        ("/knowledge/12x", None),
    ],
)
def test_an_address_names_an_item(text: str, number: int | None) -> None:
    assert number_in_address(text) == number
