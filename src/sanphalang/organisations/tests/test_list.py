"""The list: what the filters find, in which order, page by page, and at what cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanphalang.access.roles import Role
from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations import listing, narrowing
from sanphalang.organisations.filters import OrganisationFilter
from sanphalang.organisations.listing import ListPages, known_sort
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.narrowing import Wanted
from sanphalang.organisations.queries import visible
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.web import ordered_pages

pytestmark = pytest.mark.django_db
LIST = "/organisations/"
TODAY = timezone.localdate()


@pytest.fixture
def country() -> dict[str, int]:
    """A small country: name to id."""
    made = [
        make_organisation("กลุ่มทอผ้าไหมบ้านหนองบัว", place="302105", members=12, status="active", confirmed_on=TODAY),
        make_organisation("กลุ่มออมทรัพย์บ้านหนองบัว", place="3001", members=None, status="closed"),
        make_organisation("วิสาหกิจชุมชน แปรรูปอาหาร", place="31", members=0, confirmed_on=TODAY - timedelta(days=800)),
        make_organisation("ชมรมผู้สูงอายุเขตพระนคร", place="100101", members=90, confirmed_on=TODAY - timedelta(days=2000)),
        make_organisation("Weavers of Buriram", members=5, status="active"),
    ]
    return {organisation.name: organisation.pk for organisation in made}


def _found(**asked: str) -> set[str]:
    rows = OrganisationFilter(asked, visible(PUBLIC)).qs
    return {name.split()[0].removeprefix("กลุ่ม")[:6] for name in rows.values_list("name", flat=True)}


WEAVERS, SAVERS, FOOD, ELDERS, ENGLISH = "ทอผ้าไ", "ออมทรั", "วิสาหก", "ชมรมผู", "Weaver"


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {WEAVERS, SAVERS, FOOD, ELDERS, ENGLISH}),
        ({"name": "หนองบัว"}, {WEAVERS, SAVERS}),
        ({"name": "หนอง บัว"}, {WEAVERS, SAVERS}),
        ({"name": "หน"}, {WEAVERS, SAVERS}),
        ({"name": "เเปรรูป"}, {FOOD}),  # two sara e, as people type it
        ({"name": "WEAVERS of"}, {ENGLISH}),
        ({"name": 'ผ้า"ไหม'}, {WEAVERS}),
        ({"name": "ผ้า%"}, {WEAVERS}),
        ({"name": "ผ้าฝ้าย"}, set()),
        ({"name": "…"}, set()),
        ({"place": "30"}, {WEAVERS, SAVERS}),
        ({"place": "3021"}, {WEAVERS}),
        ({"place": "๓๐"}, {WEAVERS, SAVERS}),
        ({"place": "99"}, set()),
        ({"place": "โคราช"}, set()),
        ({"area": "region:northeast"}, {WEAVERS, SAVERS, FOOD}),
        ({"area": "region:nowhere"}, set()),
        ({"area": "region:\x00"}, set()),
        ({"area": "\x00:north"}, set()),
        ({"place": "30\x00"}, set()),
        ({"name": "\x00"}, set()),
        ({"area": "region:northeast", "place": "31"}, {FOOD}),
        ({"area": "region:north", "place": "31"}, set()),
        ({"kind": "community_enterprise"}, {FOOD}),
        ({"kind": "no_such_kind"}, set()),
        ({"status": "active"}, {WEAVERS, ENGLISH}),
        ({"status": "asleep"}, set()),
        ({"fresh": "fresh"}, {WEAVERS}),
        ({"fresh": "stale"}, {FOOD, ELDERS}),
        ({"fresh": "very_stale"}, {ELDERS}),
        ({"fresh": "never"}, {SAVERS, ENGLISH}),
        ({"name": "บัว", "place": "30", "status": "closed", "fresh": "never"}, {SAVERS}),
    ],
)
def test_what_the_filters_find(asked: dict[str, str], expected: set[str]) -> None:
    assert _found(**asked) == expected


@pytest.mark.parametrize("sort", [*listing.ORDERS, *(f"-{name}" for name in listing.ORDERS)])
@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(status="active"),
        Wanted(kind="club"),
        Wanted(name="กลุ่ม"),
        Wanted(name="กล"),
        Wanted(name="กลุ่ม", status="active"),
        Wanted(fresh="never", kind="club"),
    ],
    ids=str,
)
def test_every_page_in_every_order_is_the_same_as_sorting_all(
    wanted: Wanted, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages from the front, from the back and across the unknown; with the filter's index and by walking the order."""
    monkeypatch.setattr(ordered_pages, "PAGE_SIZE", 3)
    for number in range(17):
        make_organisation(
            ("กลุ่ม", "ชมรม", "กล่อง")[number % 3] + f"ที่ {number * 7 % 17}",
            kind="club" if number % 2 else "other",
            place=("", "30", "3021", "100101")[number % 4],
            members=None if number % 3 == 0 else number % 5,
            status="active" if number % 2 else "unknown",
            confirmed_on=None if number % 4 else date(2026, 1, 1 + number),
        )
    for walk in (False, True):
        monkeypatch.setattr(narrowing, "_MANY_NAMES", 0 if walk else 10**9)
        monkeypatch.setattr(narrowing, "_walks", lambda *_args, walk=walk: walk)
        pages = ListPages(visible(PUBLIC), wanted, sort)
        shown = [row.id for number in pages.page_range for row in pages.page(number).object_list]
        assert shown == _sorted_in_python(narrowing.narrowed(visible(PUBLIC), wanted), sort)
        assert len(shown) == narrowing.count(visible(PUBLIC), wanted) > 2


def _sorted_in_python(rows: Any, sort: str) -> list[int]:
    column = listing.ORDERS[sort.removeprefix("-")].column
    pairs = [(getattr(row, column), row.pk) for row in rows.defer(None)]
    key: Callable[[Any], Any] = lambda pair: (bytes(pair[0]) if column == "name_sort" else pair[0], pair[1])  # noqa: E731
    descending = sort.startswith("-")
    known = sorted((pair for pair in pairs if pair[0] is not None), key=key, reverse=descending)
    unknown = sorted((pair[1] for pair in pairs if pair[0] is None), reverse=descending)
    return [pk for _value, pk in known] + unknown


def test_names_stand_in_the_order_of_the_dictionary() -> None:
    for name in ("โรงสี", "ไร่", "กาแฟ", "แก้ว", "เกษตร", "กล้วย", "ข้าว", "Apple", "๑๐ เสือ", "ขา"):
        make_organisation(name)
    rows = ListPages(visible(PUBLIC), Wanted(), "name").page(1).object_list
    expected = ["๑๐ เสือ", "Apple", "กล้วย", "กาแฟ", "เกษตร", "แก้ว", "ขา", "ข้าว", "โรงสี", "ไร่"]
    assert [row.name for row in rows] == expected


@pytest.mark.parametrize(
    ("asked", "known"), [("-members", "-members"), ("", "name"), ("password", "name"), ("--", "name")]
)
def test_an_unknown_order_is_the_usual_one(asked: str, known: str) -> None:
    assert known_sort(asked) == known


@pytest.mark.usefixtures("country")
def test_the_list_costs_the_same_however_long_it_is(client: Client) -> None:
    addresses = [LIST, f"{LIST}?place=30&sort=-members", f"{LIST}?name=หนองบัว&area=region:northeast"]
    with CaptureQueriesContext(connection) as few:
        for address in addresses:
            assert client.get(address).status_code == 200
    for number in range(60):
        make_organisation(f"กลุ่มทอผ้าบ้านหนองบัว {number}", place="302105", members=number)
    with CaptureQueriesContext(connection) as many:
        for address in addresses:
            assert client.get(address).status_code == 200
    # One more a page for the rows without the value, once a page of those with it is not full.
    assert len(many) <= len(few) <= len(addresses) * 13


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("query", "at_most"),
    [
        # Provinces, areas, the newest entry (three times), the number of all and of the absorbed, kinds (twice), the
        # page, its places.
        ("", 10),
        ("sort=-members", 11),  # and those whose number of members is not known
        ("status=active", 10),  # and the largest id, to choose between two ways
        ("kind=savings_group", 10),
        ("place=30", 12),  # and what lies around and inside
        ("area=region:northeast", 12),
        ("name=หนองบัว", 10),
        ("name=หนองบัว&place=30&kind=savings_group&status=closed&fresh=never&sort=-confirmed", 15),
    ],
)
def test_what_a_page_of_the_list_asks_the_database(client: Client, query: str, at_most: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{LIST}?{query}").status_code == 200
    assert len(asked) <= at_most, [each["sql"] for each in asked]


@pytest.mark.usefixtures("country")
def test_the_page_says_what_is_filtered_how_many_and_in_which_order(client: Client) -> None:
    html = client.get(LIST, {"place": "30", "name": "บัว", "sort": "-members", "lang": "en"}).content.decode()
    for said in (
        "Community organisations, Nakhon Ratchasima Province",
        "contains “บัว”",
        "2 organisations",
        "most members first",
    ):
        assert said in html
    assert 'aria-sort="descending"' in html


@pytest.mark.usefixtures("country")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"name": "ไม่มีแน่นอน"}, "Try a shorter part of the name"),
        ({"place": "99"}, "There is no place with the code 99."),
        ({"area": "region:x"}, "There is no area with the code region:x."),
    ],
)
def test_nothing_found_says_how_to_go_on(client: Client, asked: dict[str, str], said: str) -> None:
    html = client.get(LIST, asked | {"lang": "en"}).content.decode()
    assert said in html
    assert "0 organisations" in html


def test_an_empty_registry_says_how_to_begin(client: Client) -> None:
    assert "The centres are about to bring in their lists." in client.get(LIST, {"lang": "en"}).content.decode()
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    html = client.get(LIST, {"lang": "en"}).content.decode()
    assert "Bring in a list that an agency sent" in html
    assert "Add an organisation" in html


@pytest.mark.usefixtures("country")
def test_a_page_beyond_the_end_is_the_last(client: Client) -> None:
    assert client.get(LIST, {"page": "999999"}).context["page"].number == 1
    assert client.get(LIST, {"page": "last"}).status_code == 200


def test_the_count_of_a_request_that_makes_no_sense_is_none(client: Client, country: dict[str, int]) -> None:
    page = client.get(LIST, {"name": "กลุ่ม", "kind": "bogus", "lang": "en"})
    assert page.context["count"] == "0 organisations"
    assert not page.context["page"].object_list


def test_an_abolished_code_is_answered_by_its_successor(client: Client) -> None:
    make_organisation("กลุ่มบึงกาฬ", place="380101")
    page = client.get(LIST, {"place": "4303"})  # Bueng Kan was a district of Nong Khai
    assert [row.name for row in page.context["page"].object_list] == ["กลุ่มบึงกาฬ"]


def test_the_index_of_name_parts_follows_every_write() -> None:
    there = make_organisation("กลุ่มแรกเริ่ม")
    assert _found(name="แรกเริ่ม")
    Organisation.objects.filter(pk=there.pk).update(name_key="กลุ่มเปลี่ยนแล้ว")
    assert not _found(name="แรกเริ่ม")
    assert _found(name="เปลี่ยนแล้ว")
    there.delete()
    assert not _found(name="เปลี่ยนแล้ว")
