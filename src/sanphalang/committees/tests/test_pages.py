"""The pages of committees, by who looks."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import sign_in
from sanphalang.committees.models import Committee, FollowUp, Meeting
from sanphalang.committees.tests.factories import (
    days_ago,
    make_committee,
    make_meeting,
    make_member,
    make_order,
    make_resolution,
    make_someone,
)
from sanphalang.organisations.tests.factories import make_account, make_organisation

pytestmark = pytest.mark.django_db
ENGLISH = {"lang": "en"}


def test_the_list_tells_kind_place_and_what_is_overdue(client: Client) -> None:
    there = make_committee("คณะกรรมการสานพลัง")
    make_resolution(make_meeting(there), due_on=days_ago(3))
    make_resolution(Meeting.objects.get(), due_on=days_ago(-3))
    html = client.get("/committees/", ENGLISH).content.decode()
    assert "คณะกรรมการสานพลัง" in html
    assert "1 committee" in html
    assert "1 overdue" in html
    assert "Add a committee" not in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("place=30", {"โคราช", "ปากช่อง"}),
        ("place=3021", {"ปากช่อง"}),
        ("place=99", set()),
        ("kind=working_group", {"ปากช่อง"}),
        ("kind=party", set()),
        ("status=ended", {"บุรีรัมย์"}),
        ("name=ราช", {"โคราช"}),
        ("name=!!", set()),
        ("", {"โคราช", "ปากช่อง", "บุรีรัมย์"}),
    ],
)
def test_the_list_is_narrowed(client: Client, query: str, found: set[str]) -> None:
    make_committee("โคราช", place="30")
    make_committee("ปากช่อง", place="3021", kind="working_group")
    make_committee("บุรีรัมย์", place="31", status="ended")
    response = client.get(f"/committees/?{query}&lang=en")
    assert {row.name for row in response.context["page"].object_list} == found


def test_queries_do_not_grow_with_rows(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    def fill(there: Committee) -> None:
        order = make_order(there)
        held = make_meeting(there, "หนึ่ง", "สอง")
        for _number in range(5):
            somebody = make_someone()
            make_member(there, somebody, order=order, published=True)
            text = make_resolution(held, person=somebody, organisation=make_organisation(place="30"))
            FollowUp.objects.create(resolution=text, on=days_ago(1), state="doing")

    there = make_committee()
    paths = ("/committees/", f"/committees/{there.pk}/", f"/committees/{there.pk}/meetings/1/")
    fill(there)
    counts = []
    client.get(paths[0])  # what is kept for a minute
    for path in paths:
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
    fill(there)
    fill(make_committee())
    for path, count in zip(paths, counts, strict=True):
        with django_assert_num_queries(count):
            client.get(path)


def test_the_page_says_who_is_missing_and_what_is_open(client: Client) -> None:
    there = make_committee("คณะกรรมการสานพลัง", criteria="ครบทุกภาคี")
    make_member(there, sector="government", core_organisation="state_agency")
    make_member(there, sector="media", ends_on=days_ago(1))
    make_resolution(make_meeting(there), "ให้จัดเวทีทุกอำเภอ", due_on=days_ago(1))
    html = " ".join(client.get(f"/committees/{there.pk}/", ENGLISH).content.decode().split())
    assert "1 resolution is overdue" in html
    assert html.index("ให้จัดเวทีทุกอำเภอ") < html.index("Members in office")
    missing = "Religious sector, Academic sector, Private sector, Civil society, Citizens, Media"
    assert f"Of the seven partner sectors these have no member in office: {missing}" in html
    assert "Local authority, Village heads&#x27; line, Community organisation" in html
    assert "Former members" in html


@pytest.mark.parametrize(
    "path", ["", "print/", "meetings/1/", "meetings/1/print/"], ids=["page", "print", "meeting", "print-meeting"]
)
def test_a_committee_of_little_but_a_name(client: Client, path: str) -> None:
    there = make_committee()
    make_meeting(there)
    for language in ("th", "en"):
        assert client.get(f"/committees/{there.pk}/{path}", {"lang": language}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *("", "edit/", "end/", "print/", "orders/1/", "orders/new/", "members/new/", "members/1/", "meetings/1/"),
        *("meetings/new/", "meetings/1/minutes/", "meetings/1/resolutions/new/", "orders/1/file/"),
    ],
)
def test_what_there_is_not(manager: Client, path: str) -> None:
    assert manager.get(f"/committees/999999/{path}").status_code == 404
    if path not in {"", "edit/", "end/", "print/", "orders/new/", "members/new/", "meetings/new/"}:
        assert manager.get(f"/committees/{make_committee().pk}/{path}").status_code == 404


FORMS = [
    *("edit/", "end/", "orders/new/", "orders/{order}/edit/", "orders/{order}/sign/", "orders/{order}/publish-file/"),
    *("members/new/", "members/{member}/", "members/{member}/edit/", "members/{member}/end/"),
    *("members/{member}/publish/", "members/{member}/remove/", "meetings/new/", "meetings/1/edit/"),
    *("meetings/1/resolutions/new/", "meetings/1/resolutions/1/edit/", "meetings/1/resolutions/1/follow-up/"),
]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("who", ["", "national_analyst", "member@30", "provincial_office@30", "data_manager@31"])
def test_who_may_not_is_told_whom_to_ask(client: Client, who: str, path: str) -> None:
    there = make_committee()
    order, member = make_order(there), make_member(there)
    make_resolution(make_meeting(there))
    if who:
        role, _at, centre = who.partition("@")
        sign_in(client, make_account(Role(role), centre=centre))
    address = f"/committees/{there.pk}/" + path.format(order=order.pk, member=member.pk)
    for response in (
        client.get(address),
        client.post(address) if not path.endswith("{member}/") else client.get(address),
    ):
        assert response.status_code == 403
        assert "ศูนย์ประสานภาคีการพัฒนาจังหวัดนครราชสีมา" in response.content.decode()
        assert str(member.person) not in response.content.decode()


@pytest.mark.parametrize("path", ["/committees/new/", "/committees/posts/new/"])
def test_new_ones_are_for_those_who_keep_committees_somewhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 403
    sign_in(client, make_account(Role.DATA_MANAGER, centre="31"))
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["reopen/", "orders/1/redraft/", "orders/1/hide-file/", "members/1/hide/"], ids=lambda path: path
)
def test_a_link_alone_changes_nothing(manager: Client, path: str) -> None:
    assert manager.get(f"/committees/{make_committee().pk}/{path}").status_code == 405


def test_boxes_suggest_bodies_by_a_part_of_the_name(client: Client) -> None:
    make_organisation("กลุ่มทอผ้าไหมบ้านหนองบัว", place="302105")
    html = client.get("/committees/pick-body/?field=body&body=ทอผ้า").content.decode()
    assert "กลุ่มทอผ้าไหมบ้านหนองบัว" in html
    assert "ปากช่อง" in html
    assert "ทอผ้า" not in client.get("/committees/pick-organisation/?field=organisation&organisation=ก").content.decode()


def test_official_print_writes_thai_figures_in_thai(client: Client) -> None:
    there = make_committee()
    make_order(there, number="12/2569", issued_on=date(2026, 2, 14))
    make_member(there, starts_on=date(2026, 3, 1))
    thai = client.get(f"/committees/{there.pk}/print/", {"lang": "th"}).content.decode()
    assert "คำสั่งที่ ๑๒/๒๕๖๙ ลงวันที่ ๑๔ ก.พ. ๒๕๖๙" in thai
    assert "ตั้งแต่ ๑ มี.ค. ๒๕๖๙" in thai
    assert "12/2569" in client.get(f"/committees/{there.pk}/print/", ENGLISH).content.decode()
