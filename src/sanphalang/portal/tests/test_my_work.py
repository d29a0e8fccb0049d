"""My work: what waits, for whom it waits, and what has a deadline first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.queries import centre_with_code
from sanphalang.access.roles import Role
from sanphalang.files.sources import source_named
from sanphalang.files.storage import keep_file
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.organisations.tests.factories import make_account, make_organisation, make_viewer
from sanphalang.people.tests.factories import make_person
from sanphalang.portal.my_work import due_for_checking, my_work
from sanphalang.privacy.models import Request
from sanphalang.privacy.rules import Kind
from sanphalang.reports import cells
from sanphalang.stewardship.models import Pair
from sanphalang.stewardship.pairs import decide, refresh_pairs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_home")]


def _twins() -> None:
    same: Any = {"place": "300101", "telephone": "0000-300-101", "contact_name": "นางดี หนองบัว", "members": 12}
    for _time in range(2):
        make_organisation("กลุ่มทอผ้าบ้านหนองบัว", **same)
    refresh_pairs("organisations")


def _request(days_left: int) -> None:
    person = make_person(place="300101")
    due = timezone.localdate() + timedelta(days=days_left)
    Request.objects.create(
        kind=Kind.ACCESS, person=person, number=person.pk, place=person.place, opened_by="operator", due_on=due
    )


def _list(undecided: int, decided: int = 0) -> None:
    batch = ImportBatch.objects.create(
        kind="organisations",
        stage=ImportBatch.Stage.REVIEW,
        file=keep_file([b"a list"]),
        file_name="รายชื่อ.xlsx",
        source=source_named("อำเภอ"),
        centre=centre_with_code("30"),
    )
    for number in range(undecided + decided):
        decision = ImportRow.Decision.SKIP if number >= undecided else ""
        ImportRow.objects.create(
            batch=batch, number=number, outcome=Outcome.DOUBTFUL, decision=decision, why=["place_unknown"]
        )


def test_each_kind_of_work_is_counted_for_whom_it_waits() -> None:
    _twins()
    _request(20)
    _list(3, decided=1)
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    assert [(each.count, each.is_urgent) for each in my_work(manager)] == [(1, False), (3, False), (1, False)]
    for other in (make_viewer(Role.DATA_MANAGER, centre="31"), make_viewer(Role.MEMBER, centre="30")):
        assert my_work(other) == []


def test_a_deadline_that_is_near_is_marked() -> None:
    _request(20)
    _request(2)
    (waiting,) = my_work(make_viewer(Role.COORDINATOR, centre="30"))
    assert (waiting.count, waiting.is_urgent) == (2, True)


def test_the_desk_is_empty_when_everything_is_decided() -> None:
    _twins()
    manager = make_viewer(Role.DATA_MANAGER, centre="30")
    decide(manager, Pair.objects.get().pk, "different")
    assert my_work(manager) == []
    cells.rebuild()
    due = due_for_checking(manager)
    assert due is not None
    assert due.count == 2


def test_the_page(client: Client) -> None:
    assert client.get("/my-work/").status_code == 302
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    _twins()
    page = client.get("/my-work/?lang=en").content.decode()
    assert "1 likely duplicate waits for an answer" in page
    assert 'href="/my-work/duplicates/"' in page
    client.force_login(make_account(Role.MEMBER, centre="30"))
    page = client.get("/my-work/?lang=en").content.decode()
    assert "Nothing waits for you" in page
    assert "/my-work/duplicates/" not in page


def test_the_comparison_of_records_is_found_also_when_no_pair_waits(client: Client) -> None:
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    assert 'href="/my-work/duplicates/"' in client.get("/my-work/?lang=en").content.decode()
