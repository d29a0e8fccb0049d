"""Comparative studies: cases beside each other, factor by factor."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.knowledge import actions, life
from sanphalang.knowledge.actions import ComparisonSaid
from sanphalang.knowledge.models import ComparisonRow, Version
from sanphalang.knowledge.rules import State, number_in_address
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.web.addresses import is_own_host

pytestmark = pytest.mark.django_db


def _study() -> Version:
    parts = {"question": "อะไรทำให้สำเร็จ", "found": "ผู้นำ"}
    return make_item("เปรียบเทียบสามตำบล", form="comparison", parts=parts, state=State.DRAFT)


def test_cases_stand_beside_each_other_and_a_published_one_leads_to_its_page(client: Client) -> None:
    case, draft, study = make_item("ตำบลหนึ่ง"), make_item("ยังร่าง", state=State.DRAFT), _study()
    rows = [
        ComparisonSaid("", f"https://testserver/knowledge/{case.item_id}/", "ตำบลสอง", f"/knowledge/{draft.item_id}/"),
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
        ("http://Sanphalang.Example:8000/knowledge/12", 12),
        ("sanphalang.example/knowledge/12?lang=en", 12),
        ("ตำบลหนึ่ง https://sanphalang.example/knowledge/12/", 12),
        ("/knowledge/12", 12),
        ("12", None),
        ("/knowledge/desk/", None),
        ("/knowledge/12x", None),
        ("https://example.org/knowledge/12/", None),
        ("//example.org/knowledge/12/", None),
        ("example.org/knowledge/12/", None),
        ("https://sanphalang.example@example.org/knowledge/12/", None),
        ("https://sanphalang.example/elsewhere/knowledge/12/", None),
        ("https://[::1/knowledge/12/", None),
    ],
)
def test_an_address_here_names_an_item_and_one_elsewhere_none(text: str, number: int | None) -> None:
    assert number_in_address(text, is_here=lambda host: host == "sanphalang.example") == number


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("sanphalang.example", True), ("www.sanphalang.example", False), ("a.org", True), ("b.a.org", True), ("", False)],
)
def test_hosts_of_the_installation_are_those_under_which_it_is_reached(
    host: str, is_here: bool, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["sanphalang.example", ".a.org", "*"]
    assert is_own_host(host) is is_here


def test_a_case_elsewhere_is_not_called_like_the_one_of_its_number_here(client: Client) -> None:
    case, study = make_item("ตำบลหนึ่ง"), _study()
    elsewhere = f"https://example.org/knowledge/{case.item_id}/"
    rows = [ComparisonSaid("", elsewhere, "ตำบลสอง"), ComparisonSaid("ใครนำ", "กำนัน", "กลุ่มแม่บ้าน")]
    actions.edit_part(OPERATOR, study.item_id, "compared", expected_revision=None, text="", comparison=rows)
    life.publish(OPERATOR, study.item_id)
    study_itself, _sign, _read_on = client.get(f"/knowledge/{study.item_id}/").content.decode().partition("related")
    assert elsewhere in study_itself
    assert "ตำบลหนึ่ง" not in study_itself
