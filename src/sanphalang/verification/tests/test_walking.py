"""The list that a checker carries along: the own records, nothing private, and nothing for others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sanphalang.access.models import User
from sanphalang.access.roles import Role
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.verification.models import VerificationRound
from sanphalang.verification.tests.factories import answer_to, give, make_checker, make_round, send

pytestmark = pytest.mark.django_db
_LIST = "/verification/walk/list/"


def _asked(checker: User | None) -> Client:
    client = Client()
    if checker is not None:
        client.force_login(checker)
    return client


def test_a_checker_is_given_the_own_records_in_order_of_village_and_name() -> None:
    names = [("ไก่", "10"), ("ขนม", "2"), ("เกลือ", "2"), ("กล้วย", "")]
    for name, village in names:
        make_organisation(f"กลุ่ม{name}", place="300101", village_no=village, founded_year=2015, members=12)
    checker = make_checker()
    give(make_round(), checker)
    response = _asked(checker).get(_LIST)
    told = response.json()
    assert [task["name"] for task in told["tasks"]] == ["กลุ่มเกลือ", "กลุ่มขนม", "กลุ่มไก่", "กลุ่มกล้วย"]
    first = told["tasks"][0]
    assert (first["village"], first["founded"], first["members"], first["state"]) == ("หมู่ที่ 2", 2558, 12, "open")
    assert first["place"] == "300101"
    assert "จ.นครราชสีมา" in first["place_name"]
    assert told["rounds"][0]["policy"] == "confirm"
    assert "no-store" in response.headers["Cache-Control"]


def test_nothing_private_leaves_the_house() -> None:
    make_organisation(place="300101", contact_name="นกขมิ้น", telephone="0000-811-001", email="canary@private.example")
    checker = make_checker()
    give(make_round(), checker)
    text = _asked(checker).get(_LIST).content.decode()
    assert not any(word in text for word in ("นกขมิ้น", "0000", "canary"))


def test_others_are_told_why_they_get_none() -> None:
    assert _asked(None).get(_LIST).status_code == 401
    assert _asked(make_checker(role=Role.INSPECTOR)).get(_LIST).status_code == 403
    neighbour = make_checker("31")
    make_organisation(place="300101")
    give(make_round(), make_checker())
    assert _asked(neighbour).get(_LIST).json()["tasks"] == []


def test_a_role_that_was_taken_back_takes_the_list_with_it() -> None:
    make_organisation(place="300101")
    checker = make_checker()
    give(make_round(), checker)
    client = _asked(checker)
    before = client.get(_LIST).json()
    assert len(before["tasks"]) == 1
    checker.grants.update(ends_at=timezone.now())
    assert client.get(_LIST).status_code == 403
    checker.grants.update(ends_at=None, role=Role.DATA_MANAGER)
    # Another role is the same person: what waits on the telephone can still be sent.
    assert client.get(_LIST).json()["account"] == before["account"]


def test_what_was_answered_is_sent_and_a_round_that_is_over_is_gone() -> None:
    make_organisation(place="300101")
    checker = make_checker()
    found = make_round(days=3)
    (task,) = give(found, checker)
    told = _asked(checker).get(_LIST).json()
    assert told["expires"][:10] == found.until.isoformat()
    send(checker, answer_to(task))
    assert _asked(checker).get(_LIST).json()["tasks"][0]["state"] == "sent"
    VerificationRound.objects.update(until=timezone.localdate() - timedelta(days=1))
    over = _asked(checker).get(_LIST).json()
    assert (over["rounds"], over["tasks"]) == ([], [])


def test_a_long_list_asks_no_more_than_a_short_one(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(30):
        make_organisation(place=f"3001{number % 5 + 1:02}")
    checker = make_checker()
    give(make_round(), checker)
    client = _asked(checker)
    with django_assert_max_num_queries(12):
        assert len(client.get(_LIST).json()["tasks"]) == 30
