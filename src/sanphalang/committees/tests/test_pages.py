"""The pages and forms of committees, by who looks and who does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import sign_in
from sanphalang.access.viewer import OPERATOR
from sanphalang.committees import actions, meeting_actions, member_actions
from sanphalang.committees.models import Committee, FollowUp, Meeting, Membership, Order, Post, Resolution
from sanphalang.committees.tests.factories import (
    days_ago,
    make_committee,
    make_meeting,
    make_member,
    make_order,
    make_resolution,
    make_someone,
    paper,
)
from sanphalang.organisations.tests.factories import make_account, make_organisation

pytestmark = pytest.mark.django_db
ENGLISH = {"lang": "en"}
MEANWHILE = "Someone changed this while you were editing"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> None:
    """Keep files in a folder of the test."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def manager(client: Client) -> Client:
    """The data manager of Nakhon Ratchasima, signed in and reading English."""
    sign_in(client, make_account(Role.DATA_MANAGER, centre="30", name="สมหญิง จัดการ"))
    client.get("/committees/", ENGLISH)
    return client


def _typed(form: Any) -> dict[str, Any]:
    """Return what a browser would send of a form that nobody touched."""
    typed = {name: form[name].value() for name in form.fields}
    for name, value in typed.items():
        typed[name] = form.fields[name].prepare_value(value)
        if name in {"place", "person", "body", "organisation"}:
            typed[name] = form.fields[name].widget.format_value(typed[name])
    return {name: "" if value is None else value for name, value in typed.items()}


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


def test_a_data_manager_founds_a_committee_with_an_order_a_member_and_a_meeting(manager: Client) -> None:
    answer = manager.post(
        "/committees/new/",
        {"name": "คณะทำงานข้อมูล", "kind": "working_group", "place": "30", "criteria": "หนึ่ง\n\nสอง"},
        follow=True,
    )
    there = Committee.objects.get()
    assert "Saved." in answer.content.decode()
    assert (there.place, there.criteria) == (30_000_000, "หนึ่ง\nสอง")
    base = f"/committees/{there.pk}/"
    manager.post(
        f"{base}orders/new/",
        {"number": "7/2569", "issued_on": "๑๔ กุมภาพันธ์ ๒๕๖๙", "effective_from": "1/3/2569", "file": paper()},
    )
    order = Order.objects.get()
    assert (order.issued_on, order.state, order.file_type) == (date(2026, 2, 14), "draft", "pdf")
    html = manager.post(f"{base}orders/{order.pk}/sign/", follow=True).content.decode()
    assert "The order is marked as signed." in html
    somebody = make_someone("สมหมาย")
    seat = {
        "person": f"{somebody.pk} · {somebody}",
        "position": "secretary",
        "sector": "academic",
        "core_organisation": "local_authority",
        "starts_on": "1 มี.ค. 2569",
        "order_id": str(order.pk),
    }
    html = manager.post(f"{base}members/new/", seat, follow=True).content.decode()
    assert "The member is added." in html
    assert Membership.objects.get().order == order
    meeting = {"held_on": "5/3/2569", "where": "ศาลากลาง", "agenda": "แจ้งให้ทราบ\nพิจารณา", "minutes": paper()}
    manager.post(f"{base}meetings/new/", meeting)
    held = Meeting.objects.get()
    assert list(held.agenda.values_list("number", "title")) == [(1, "แจ้งให้ทราบ"), (2, "พิจารณา")]
    resolved = {
        "text": "ให้ทำแผน",
        "agenda_item_id": str(held.agenda.get(number=2).pk),
        "person": "สมหมาย",
        "due_on": "1/4/2569",
    }
    html = manager.post(f"{base}meetings/1/resolutions/new/", resolved, follow=True).content.decode()
    assert "On item 2 of the agenda" in html
    assert Resolution.objects.get().person == somebody
    follow = {"state": "done", "on": "2/4/2569", "note": "ทำเสร็จแล้ว"}
    html = manager.post(f"{base}meetings/1/resolutions/1/follow-up/", follow, follow=True).content.decode()
    assert "Followed up 2 Apr 2026" in html
    assert Resolution.objects.get().state == "done"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("person", "ไม่มีใคร", "No person of your area is called so"),
        ("person", "ซ้ำ", "Several people are called so"),
        ("person", "", "This field is required"),
        ("starts_on", "2569", "the day, the month and the year"),
        ("starts_on", "1/2/69", "the day, the month and the year"),
        ("starts_on", "1/2/2400", "too far back"),
        ("ends_on", "1/1/2569", "The last day lies before the first"),
        ("sector", "party", "party is not one"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(manager: Client, field: str, value: str, said: str) -> None:
    there = make_committee()
    for _number in range(2):
        make_someone("ซ้ำ")
    seat = {"person": str(make_someone("สมหมาย")), "position": "chair", "sector": "media", "starts_on": "1/2/2569"}
    response = manager.post(f"/committees/{there.pk}/members/new/", seat | {field: value})
    html = response.content.decode()
    assert response.status_code == 200
    assert said in html
    assert not Membership.objects.exists()


def test_a_person_of_another_area_cannot_be_chosen_by_number(manager: Client) -> None:
    there, stranger = make_committee(), make_someone("ต่างจังหวัด", place="3101")
    seat = {"person": f"{stranger.pk} · ต่างจังหวัด", "position": "chair", "sector": "media", "starts_on": "1/2/2569"}
    html = manager.post(f"/committees/{there.pk}/members/new/", seat).content.decode()
    assert "No person of your area is called so" in html
    assert not Membership.objects.exists()


@pytest.mark.parametrize("upload", [("a.pdf", b"<html>"), ("a.docx", b"PK\x03\x04"), ("a.exe", b"MZ")])
def test_a_file_is_a_paper_whatever_it_is_called(manager: Client, upload: tuple[str, bytes]) -> None:
    there = make_committee()
    html = manager.post(f"/committees/{there.pk}/orders/new/", {"file": paper(*upload)}).content.decode()
    assert "This is no PDF, no picture" in html
    assert not Order.objects.exists()


def _cast() -> dict[str, Any]:
    there = make_committee()
    organisation = make_organisation(place="3001")
    somebody = make_someone()
    return {
        "committee": there,
        "order": make_order(there),
        "member": make_member(there, somebody),
        "meeting": make_meeting(there, "หนึ่ง"),
        "resolution": make_resolution(Meeting.objects.get(), person=somebody, organisation=organisation),
        "post": Post.objects.create(
            person=somebody, organisation=organisation, position="ประธาน", starts_on=days_ago(900)
        ),
    }


def _address(what: str, cast: dict[str, Any]) -> str:
    base = f"/committees/{cast['committee'].pk}/"
    return {
        "committee": f"{base}edit/",
        "order": f"{base}orders/{cast['order'].pk}/edit/",
        "member": f"{base}members/{cast['member'].pk}/edit/",
        "meeting": f"{base}meetings/1/edit/",
        "resolution": f"{base}meetings/1/resolutions/1/edit/",
        "post": f"/committees/posts/{cast['post'].pk}/edit/",
    }[what]


EDITED = {
    "committee": ("criteria", "ใหม่"),
    "order": ("issued_by", "ผู้ว่าราชการจังหวัด"),
    "member": ("position", "chair"),
    "meeting": ("where", "ศาลากลาง"),
    "resolution": ("text", "ให้ทำใหม่"),
    "post": ("position", "รองประธาน"),
}


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("what", list(EDITED))
def test_saving_a_form_as_it_was_changes_nothing(manager: Client, what: str, language: str) -> None:
    cast = _cast()
    address = _address(what, cast)
    form = manager.get(address, {"lang": language}).context["form"]
    assert manager.post(address, _typed(form)).status_code == 302
    cast[what].refresh_from_db()
    assert cast[what].revision == 1


@pytest.mark.parametrize("what", list(EDITED))
def test_two_editors_meet_and_both_versions_are_shown(manager: Client, what: str) -> None:
    cast = _cast()
    address, (field, after) = _address(what, cast), EDITED[what]
    typed = _typed(manager.get(address).context["form"])
    _somebody_else(what, cast)
    response = manager.post(address, typed | {field: after})
    html = response.content.decode()
    assert response.status_code == 409
    assert MEANWHILE in html
    assert "Stored meanwhile by somebody else" in html
    cast[what].refresh_from_db()
    assert getattr(cast[what], field) != after
    again = _typed(response.context["form"])
    assert again[field] == after
    assert manager.post(address, again).status_code == 302
    cast[what].refresh_from_db()
    assert (getattr(cast[what], field), cast[what].revision) == (after, 3)


def _somebody_else(what: str, cast: dict[str, Any]) -> None:
    number = cast[what].pk
    if what == "committee":
        actions.edit_committee(OPERATOR, number, expected_revision=1, values={"criteria": "ของคนอื่น"})
    elif what == "order":
        actions.edit_order(OPERATOR, number, expected_revision=1, values={"issued_by": "คนอื่น"})
    elif what == "member":
        member_actions.edit_member(OPERATOR, number, expected_revision=1, values={"position": "adviser"})
    elif what == "meeting":
        meeting_actions.edit_meeting(OPERATOR, number, expected_revision=1, values={"where": "ที่อื่น"}, agenda=["หนึ่ง"])
    elif what == "resolution":
        meeting_actions.edit_resolution(OPERATOR, number, expected_revision=1, values={"text": "ของคนอื่น"})
    else:
        member_actions.edit_post(OPERATOR, number, expected_revision=1, values={"position": "ของคนอื่น"})


def test_a_form_without_a_revision_writes_nothing(manager: Client) -> None:
    cast = _cast()
    address = _address("committee", cast)
    typed = _typed(manager.get(address).context["form"]) | {"revision": "", "name": "ชื่อใหม่"}
    assert manager.post(address, typed).status_code == 409


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("end/", "It is marked as ended."),
        ("reopen/", "It is marked as at work again."),
        ("orders/{order}/redraft/", "The order is a draft again."),
        ("orders/{order}/hide-file/", "The file is no longer published."),
        ("members/{member}/publish/", "The name is published."),
        ("members/{member}/hide/", "The name is no longer published."),
        ("members/{member}/remove/", "The member is taken out."),
    ],
)
def test_acts_of_one_button(manager: Client, path: str, said: str) -> None:
    cast = _cast()
    address = f"/committees/{cast['committee'].pk}/" + path.format(order=cast["order"].pk, member=cast["member"].pk)
    assert said in manager.post(address, follow=True).content.decode()


def test_a_term_ends_on_the_day_that_is_said(manager: Client) -> None:
    cast = _cast()
    address = f"/committees/{cast['committee'].pk}/members/{cast['member'].pk}/end/"
    html = manager.post(address, {"ends_on": "1/1/2560"}).content.decode()
    assert "The last day lies before the first" in html
    manager.post(address, {"ends_on": str(manager.get(address).context["form"]["ends_on"].value())})
    cast["member"].refresh_from_db()
    assert cast["member"].ends_on == days_ago(0)


def test_a_post_is_added_from_the_page_of_an_organisation(manager: Client) -> None:
    there, somebody = make_organisation("กลุ่มทอผ้า", place="3001"), make_someone("สมหมาย")
    address = f"/committees/posts/new/?organisation={there.pk}"
    assert address.replace("&", "&amp;") in manager.get(f"/organisations/{there.pk}/").content.decode()
    typed = _typed(manager.get(address).context["form"])
    assert typed["body"].startswith(f"o{there.pk} · กลุ่มทอผ้า")
    typed |= {"person": f"{somebody.pk} · x", "position": "ประธาน", "starts_on": "1/1/2568"}
    html = manager.post("/committees/posts/new/", typed, follow=True).content.decode()
    assert "The post is added." in html
    assert "สมหมาย" in html
    post = Post.objects.get()
    manager.post(f"/committees/posts/{post.pk}/end/", {"ends_on": "1/6/2568"})
    post.refresh_from_db()
    assert post.ends_on == date(2025, 6, 1)
    manager.post(f"/committees/posts/{post.pk}/remove/")
    assert not Post.objects.exists()


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
