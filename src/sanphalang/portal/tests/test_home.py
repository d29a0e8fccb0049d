"""The front page: empty, with data, and with the work of who looks after a territory."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanphalang.access.roles import Role
from sanphalang.ledger.actions import record
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.reports import cells

pytestmark = pytest.mark.django_db


def _page(client: Client, address: str = "/") -> str:
    cells.rebuild()
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_registry_says_how_to_begin(client: Client) -> None:
    page = _page(client)
    assert "ทะเบียนยังว่างอยู่" in page
    assert 'href="/help/"' in page


def test_counts_lead_to_the_list_and_to_the_places(client: Client) -> None:
    make_organisation(place="300101", confirmed_on=timezone.localdate())
    make_organisation(place="3001")
    make_organisation()
    page = _page(client)
    assert "ทะเบียนยังว่างอยู่" not in page
    assert 'href="/organisations/?fresh=fresh"' in page
    assert 'href="/places/30/"' in page
    assert "33% ของทั้งหมด" in page
    assert "ยังไม่ทราบพื้นที่" in page


def test_the_public_page_asks_five_things_however_much_there_is(client: Client) -> None:
    for place in ("300101", "3001", "100101", ""):
        make_organisation(place=place)
    _page(client)  # the first page of a process counts the people, for ten minutes
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    # The newest change (for the page, for what is drawn, for its figures), counts of the provinces, and their names.
    assert len(asked) == 5


def test_the_table_lists_every_province_of_the_map(client: Client) -> None:
    page = _page(client)
    assert page.count('role="rowheader"') == 77


def test_english_on_request(client: Client) -> None:
    assert "Social capital of Thailand today" in _page(client, "/?lang=en")


@pytest.mark.usefixtures("kept_figures")
def test_what_is_drawn_once_is_drawn_anew_after_a_change_and_in_each_language(client: Client) -> None:
    make_organisation(place="300101")
    assert "0% ของทั้งหมด" in _page(client)
    assert "0% of all" in _page(client, "/?lang=en")
    made = make_organisation(place="300101", confirmed_on=timezone.localdate())
    record("somebody", "organisations.create", ("organisation", str(made.pk)), place=None, changes={})
    assert "50% of all" in _page(client, "/?lang=en")
    assert "50% ของทั้งหมด" in _page(client, "/?lang=th")


def test_the_public_sees_no_work(client: Client) -> None:
    assert "งานของฉัน" not in _page(client)


def test_a_data_manager_sees_the_work_of_the_own_territory(client: Client) -> None:
    make_organisation(place="300101")
    make_organisation(place="300101", confirmed_on=timezone.localdate() - timedelta(days=800))
    make_organisation(place="400101")
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    page = _page(client)
    for address in ("?place=30", "?place=30&amp;fresh=stale", "?place=30&amp;fresh=never"):
        assert f'href="/organisations/{address}"' in page
    assert "นำเข้ารายชื่อ" in page


def test_an_analyst_is_offered_no_import(client: Client) -> None:
    make_organisation(place="300101")
    client.force_login(make_account(Role.NATIONAL_ANALYST))
    assert "นำเข้ารายชื่อ" not in _page(client)


@pytest.mark.parametrize("address", ["/help/", "/privacy/", "/help/?lang=en", "/privacy/?lang=en"])
def test_pages_of_words(client: Client, address: str) -> None:
    assert "<h1>" in _page(client, address)
