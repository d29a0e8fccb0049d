"""What somebody who means ill would try to get at people: pieces of pages, and downloads whose address was kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.actions import close_account
from sanphalang.access.models import Grant
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.people.tests.factories import make_person

pytestmark = pytest.mark.django_db

PIECES = {"HX-Request": "true", "HX-Target": "results", "HX-Current-URL": "http://testserver/people/"}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.NATIONAL_ADMINISTRATOR, Role.NATIONAL_ANALYST])
def test_a_piece_of_a_page_needs_the_second_step_too(client: Client, role: Role) -> None:
    person = make_person("นางสมมติ ลับเฉพาะ", place="300101", telephone="0000-844-001")
    client.force_login(make_account(role, "" if role.is_national else "30"))
    for path in ("/people/export/", f"/people/{person.pk}/private/", "/staff-session/", "/centres/30/team/invite/"):
        for answer in (client.get(path, headers=PIECES), client.post(path, headers=PIECES)):
            assert "0000-844-001" not in answer.content.decode()
            assert "0000844001" not in answer.content.decode()
            assert answer.status_code in (403, 404, 405) or answer["HX-Redirect"].startswith("/accounts/second-step/")


def test_the_address_of_a_download_is_dead_when_the_role_has_ended(client: Client) -> None:
    make_person("นางสมมติ นับไม่ถ้วน", place="300101")
    user = make_account(Role.DATA_MANAGER, "30")
    sign_in(client, user)
    form = {"reason": "ติดต่อวิทยากรเพื่อเตรียมเวที", "file_format": "csv"}
    assert "นับไม่ถ้วน" in b"".join(client.post("/people/export/", form)).decode()
    Grant.objects.filter(user=user).update(ends_at=timezone.now() - timedelta(seconds=1))
    for answer in (client.post("/people/export/", form), client.get("/people/export/")):
        assert answer.status_code == 403
        assert "นับไม่ถ้วน" not in answer.content.decode()


def test_the_address_of_a_download_is_dead_when_the_account_is_closed(client: Client) -> None:
    make_person("นางสมมติ นับไม่ถ้วน", place="300101")
    user = make_account(Role.DATA_MANAGER, "30")
    sign_in(client, user)
    form = {"reason": "ติดต่อวิทยากรเพื่อเตรียมเวที", "file_format": "csv"}
    assert "นับไม่ถ้วน" in b"".join(client.post("/people/export/", form)).decode()
    close_account(OPERATOR, email=user.email)
    for answer in (client.post("/people/export/", form), client.get("/people/export/")):
        assert answer["Location"].startswith("/accounts/login/")
        assert "นับไม่ถ้วน" not in answer.content.decode()
