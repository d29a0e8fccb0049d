"""The list: who may open it, what narrows it, in which order, and that every way to read a page says the same."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.people import narrowing
from sanphalang.people.listing import ORDERS, ListPages, known_sort
from sanphalang.people.models import Person, PersonSkill
from sanphalang.people.narrowing import Wanted, count
from sanphalang.people.rules import PersonRole
from sanphalang.people.tests.factories import TELEPHONE, make_person, with_private_details
from sanphalang.places.queries import areas, place_by_code
from sanphalang.web import ordered_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    """The data manager of Nakhon Ratchasima, signed in with a second factor."""
    sign_in(client, make_account(Role.DATA_MANAGER, "30"))
    return client


def test_a_visitor_is_led_to_the_sign_in_and_back_without_what_was_asked(client: Client) -> None:
    for path in ("/people/", "/people/1/", "/people/new/", "/people/export/", "/people/1/edit/"):
        answer = client.get(path, {"name": "สมหญิง"})
        assert answer.status_code == 302
        assert answer["Location"] == f"/accounts/login/?next={path}"


def test_an_account_without_a_role_reads_a_plain_sentence(client: Client) -> None:
    sign_in(client, make_account())
    answer = client.get("/people/", {"lang": "en"})
    assert answer.status_code == 403
    assert "People of the network are shown to those who work with them." in answer.content.decode()
    assert 'href="/people/"' not in answer.content.decode()


def test_the_list_shows_names_roles_and_places_of_the_territory_and_nothing_private(manager: Client) -> None:
    with_private_details("สมหญิง", place="302105", roles={PersonRole.LEADER, PersonRole.SAGE})
    make_person("เพื่อนบ้าน", place="310101")
    page = manager.get("/people/", {"lang": "en"}).content.decode()
    assert "สมหญิง" in page
    assert "Community leader, Community sage" in page
    assert "1 person" in page
    assert "เพื่อนบ้าน" not in page
    assert TELEPHONE not in page


def test_an_empty_list_says_what_will_be_there_and_a_filter_that_nobody_fits_says_so(manager: Client) -> None:
    assert "The people of your area will stand here" in manager.get("/people/", {"lang": "en"}).content.decode()
    make_person(place="302105")
    assert "Nobody fits" in manager.get("/people/", {"name": "ไม่มีใคร"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [{"place": "99"}, {"area": "region:moon"}, {"role": "king"}, {"skill": "x"}, {"status": "x"}, {"fresh": "x"}],
)
def test_a_question_that_makes_no_sense_finds_nobody(manager: Client, query: dict[str, str]) -> None:
    make_person("สมหญิง", place="302105")
    answer = manager.get("/people/", query | {"lang": "en"})
    assert answer.status_code == 200
    assert "สมหญิง" not in answer.content.decode()


def test_private_columns_can_neither_be_asked_for_nor_sorted_by(manager: Client) -> None:
    with_private_details("สมหญิง", place="302105")
    for query in ({"telephone": "9999"}, {"birth_year": "1900"}, {"name": TELEPHONE}):
        assert ("สมหญิง" in manager.get("/people/", query).content.decode()) == ("name" not in query)
    assert known_sort("telephone") == known_sort("-birth_year") == "name"


WANTED: tuple[Wanted, ...] = (
    Wanted(),
    Wanted(name="สมมติ"),
    Wanted(name="วง"),
    Wanted(name="ที่1"),
    Wanted(role="leader"),
    Wanted(skill="data"),
    Wanted(skill="data", role="leader"),
    Wanted(status="active", fresh="stale"),
    Wanted(fresh="never"),
    Wanted(name="สมมติ", fresh="never", skill="data"),
)


def _some_people() -> None:
    today = timezone.localdate()
    for number in range(17):
        person = make_person(
            f"คนที่{number}",
            place=("302105", "3001", "310101", "")[number % 4],
            roles={PersonRole.LEADER} if number % 3 else {PersonRole.VOLUNTEER, PersonRole.SAGE},
            status="active" if number % 2 else "unknown",
            confirmed_on=None if number % 5 == 0 else today - timedelta(days=number * 100),
            updated_at=timezone.now() - timedelta(hours=number % 6),
        )
        if number % 2:
            PersonSkill.objects.create(person=person, skill_id="data")


@pytest.mark.parametrize("wanted", WANTED, ids=str)
@pytest.mark.parametrize("many", [1, 15_000], ids=["walking", "finding"])
def test_every_page_in_every_order_is_the_same_as_sorting_all(
    wanted: Wanted, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the front and from the back, for the nation and for a centre, walking the order and finding first."""
    monkeypatch.setattr(ordered_pages, "PAGE_SIZE", 3)
    monkeypatch.setattr(narrowing, "_MANY_NAMES", many)
    _some_people()
    for viewer, sort in product(
        (OPERATOR, make_viewer(Role.MEMBER, "30")), (*ORDERS, *(f"-{name}" for name in ORDERS))
    ):
        column = ORDERS[sort.removeprefix("-")].column
        rows = list(narrowing.narrowed(viewer, wanted).values_list(column, "id"))
        keyed = [(bytes(value) if column == "name_sort" else value, pk) for value, pk in rows]
        known = sorted((row for row in keyed if row[0] is not None), reverse=sort.startswith("-"))
        unknown = sorted((row for row in keyed if row[0] is None), key=lambda row: row[1], reverse=sort.startswith("-"))
        pages = ListPages(viewer, wanted, sort)
        shown = [person.id for number in pages.page_range for person in pages.page(number).object_list]
        assert shown == [pk for _value, pk in (*known, *unknown)], (viewer.actor, sort)
        assert pages.count == len(rows)


def test_counts_agree_with_rows_for_every_viewer() -> None:
    _some_people()
    for viewer, wanted in product((OPERATOR, make_viewer(Role.MEMBER, "30"), make_viewer()), WANTED):
        assert count(viewer, wanted) == len(narrowing.narrowed(viewer, wanted)), wanted


def test_places_and_areas_narrow_the_territory_further() -> None:
    _some_people()
    manager = make_viewer(Role.MEMBER, "30")
    buri_ram, korat = place_by_code("31"), place_by_code("3021")
    northeast = next(area for area in areas("region") if area.code == "northeast")
    assert count(manager, Wanted(place=buri_ram)) == 0
    assert count(manager, Wanted(place=korat)) == 5
    assert count(manager, Wanted(area=northeast)) == count(manager, Wanted())
    assert count(OPERATOR, Wanted(area=northeast)) == 13


def test_the_number_of_queries_does_not_grow_with_the_rows(
    manager: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        make_person(place="302105")
    manager.get("/people/")  # what is kept for a minute
    with django_assert_max_num_queries(14):
        manager.get("/people/")
    for _ in range(20):
        make_person(place="300101", roles={PersonRole.LEADER, PersonRole.SAGE})
    with django_assert_max_num_queries(14):
        manager.get("/people/")


def test_the_index_of_name_parts_follows_every_write() -> None:
    there = make_person("สมหญิง", "จำลองสกุล")
    assert count(OPERATOR, Wanted(name="จำลองส")) == 1
    Person.objects.filter(pk=there.pk).update(name_key="คนใหม่")
    assert count(OPERATOR, Wanted(name="จำลองส")) == 0
    assert count(OPERATOR, Wanted(name="คนใหม่")) == 1
    there.delete()
    assert count(OPERATOR, Wanted(name="คนใหม่")) == 0


def test_what_is_recorded_of_filters_names_nobody() -> None:
    assert Wanted(name="สมหญิง", role="leader").codes == {"name": "used", "role": "leader"}
