"""The page of one's own account, and the password."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import PASSWORD, make_account, sign_in
from sanphalang.ledger.models import Entry

pytestmark = pytest.mark.django_db

SECURITY, CHANGE = "/accounts/security/", "/accounts/security/password/"
NEW = "กบเขียวกระโดดข้ามคันนา"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    cache.clear()


def test_the_page_says_what_is_set_up(client: Client) -> None:
    user = make_account(Role.DATA_MANAGER, "30", email="rattana@example.org")
    client.force_login(user)
    assert "ยังไม่ได้ตั้งค่า" in client.get(SECURITY).content.decode()
    sign_in(client, user)
    page = client.get(SECURITY).content.decode()
    assert "นำแอปออก" in page
    assert "ครั้งนี้เข้าสู่ระบบโดยยืนยันสองขั้นแล้ว" in page
    assert "เลิกใช้เข้าสู่ระบบ" not in page  # no provider is named in the settings


def test_changing_the_password_ends_the_other_sessions(client: Client) -> None:
    user = make_account(Role.DATA_MANAGER, "30")
    elsewhere = Client()
    sign_in(client, user)
    elsewhere.force_login(user)
    answer = client.post(CHANGE, {"password": PASSWORD, "new": NEW, "again": NEW}, follow=True)
    assert "เปลี่ยนรหัสผ่านแล้ว" in answer.content.decode()
    assert client.get(SECURITY).status_code == 200
    assert elsewhere.get(SECURITY).status_code == 302
    assert "ครั้งนี้เข้าสู่ระบบโดยยืนยันสองขั้นแล้ว" in client.get(SECURITY).content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor, entry.changes) == ("access.change_own_password", f"user:{user.pk}", {})


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"password": "wrong", "new": NEW, "again": NEW}, "รหัสผ่านปัจจุบันไม่ตรง"),
        ({"password": PASSWORD, "new": NEW, "again": NEW + "า"}, "รหัสผ่านใหม่สองช่องไม่ตรงกัน"),
        ({"password": PASSWORD, "new": "สั้น", "again": "สั้น"}, "รหัสผ่านสั้นเกินไป"),
        ({"password": PASSWORD, "new": "rattana@example.org", "again": "rattana@example.org"}, "คล้ายชื่อหรืออีเมล"),
        ({"password": PASSWORD, "new": "password123", "again": "password123"}, "มีผู้ใช้รหัสผ่านนี้มาก"),
        ({"password": PASSWORD, "new": "", "again": ""}, "กรุณากรอกช่องนี้"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(client: Client, values: dict[str, str], sentence: str) -> None:
    user = make_account(email="rattana@example.org")
    client.force_login(user)
    page = client.post(CHANGE, values).content.decode()
    assert sentence in page
    assert NEW not in page
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not Entry.objects.exists()
