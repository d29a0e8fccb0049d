"""Before something new is saved, what may be there already is shown; saving again adds it all the same."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def _steward(client: Client) -> None:
    account = make_account(Role.DATA_MANAGER, centre="30")
    account.is_demo = True  # needs no second step
    account.save()
    client.force_login(account)


def test_a_likely_twin_is_shown_once(client: Client) -> None:
    there = make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="300101", telephone="0000-123-456")
    make_organisation("กลุ่มเลี้ยงปลาบ้านโนนสูง", place="300101")
    _steward(client)
    typed = {"name": "กลุ่มทอผ้าบ้านหนองบัว", "place": "300101", "status": "active", "telephone": "0000-123-456"}
    shown = client.post("/organisations/new/?lang=en", typed).content.decode()
    assert "This may be there already" in shown
    assert f'href="/organisations/{there.pk}/"' in shown
    assert Organisation.objects.count() == 2
    assert client.post("/organisations/new/", typed | {"anyway": "1"}).status_code == 302
    assert Organisation.objects.count() == 3


def test_nothing_is_asked_where_nothing_is_alike(client: Client) -> None:
    make_organisation("กลุ่มเลี้ยงปลาบ้านโนนสูง", place="300101")
    _steward(client)
    typed = {"name": "กลุ่มทอผ้าบ้านหนองบัว", "place": "300101", "status": "active"}
    assert client.post("/organisations/new/", typed).status_code == 302


def test_of_people_only_those_whom_one_may_see(client: Client) -> None:
    private: dict[str, Any] = {"telephone": "0000-123-456", "birth_year": 1967}
    make_person("สมชาย", "สมมติวงศ์", place="310101", **private)
    _steward(client)
    typed = {"whole_name": "สมชาย สมมติวงศ์", "place": "300101", "status": "active", "telephone": "0000-123-456"}
    assert client.post("/people/new/", typed).status_code == 302
    assert Person.objects.count() == 2
    again = client.post("/people/new/?lang=en", typed).content.decode()
    mine = Person.objects.get(place=30010100)
    assert f'href="/people/{mine.pk}/"' in again
    assert Person.objects.count() == 2
