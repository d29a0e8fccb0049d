"""Who sees which names, drafts and files: the public, neighbours, and those who may see the people of the place."""

from __future__ import annotations

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import sign_in
from sanphalang.committees.models import Membership, Post
from sanphalang.committees.tests.factories import (
    PDF,
    days_ago,
    make_committee,
    make_meeting,
    make_member,
    make_order,
    make_resolution,
    make_someone,
)
from sanphalang.files.storage import keep_file
from sanphalang.ledger.models import Entry
from sanphalang.organisations.tests.factories import make_account, make_organisation

pytestmark = pytest.mark.django_db
ENGLISH = {"lang": "en"}

SEES_PEOPLE_OF_KORAT = [
    ("data_manager@30", True),
    ("coordinator@30", True),
    ("member@30", True),
    ("provincial_office@30", True),
    ("national_analyst", True),
    ("data_protection_officer", True),
    ("data_manager@31", False),
    ("member@31", False),
    ("", False),
]
KEEPS_COMMITTEES_OF_KORAT = {"data_manager@30", "coordinator@30", "national_administrator"}


def _client(who: str) -> Client:
    client = Client()
    if who:
        role, _at, centre = who.partition("@")
        sign_in(client, make_account(Role(role), centre=centre))
    return client


def _taken(client: Client, path: str) -> tuple[int, bytes]:
    """Return status and content; a file is a download that no browser opens as anything else."""
    response = client.get(path)
    if not response.streaming:
        return response.status_code, response.content
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    return response.status_code, b"".join(response)


def _told(who: str, path: str) -> str:
    response = _client(who).get(path, ENGLISH)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize(("who", "sees"), SEES_PEOPLE_OF_KORAT)
def test_names_are_for_those_who_may_see_the_person(who: str, sees: bool) -> None:
    there, somebody = make_committee(), make_someone("สมหมาย")
    make_member(there, somebody, position="chair", sector="media", core_organisation="state_agency")
    held = make_meeting(there)
    make_resolution(held, "ให้จัดเวที", person=somebody)
    for path in (
        f"/committees/{there.pk}/",
        f"/committees/{there.pk}/print/",
        f"/committees/{there.pk}/meetings/1/",
        f"/committees/{there.pk}/meetings/1/print/",
    ):
        html = _told(who, path)
        assert ("สมหมาย" in html) is sees, path
        assert "0000-123-456" not in html
        assert ("Name not shown" in html or "name is not shown" in html) is not sees
    html = _told(who, f"/committees/{there.pk}/")
    assert "Chair" in html
    assert "Media" in html


def test_a_published_name_is_for_everybody_in_that_seat_alone() -> None:
    there, other, somebody = make_committee(), make_committee(), make_someone("สมหมาย")
    make_member(there, somebody, position="chair", published=True)
    make_member(there, somebody, position="adviser")
    make_member(other, somebody)
    held = make_meeting(there)
    make_resolution(held, person=somebody)
    html = _told("", f"/committees/{there.pk}/")
    assert html.count("สมหมาย") == 2  # the seat, and what the published chair carries out
    assert "Name not shown" in html
    assert "/people/" not in html
    assert "สมหมาย" not in _told("", f"/committees/{other.pk}/")


def test_a_person_of_another_province_in_the_committee_is_not_seen_by_its_own_centre() -> None:
    there = make_committee()
    make_member(there, make_someone("ต่างจังหวัด", place="3101"))
    assert "ต่างจังหวัด" not in _told("data_manager@30", f"/committees/{there.pk}/")
    assert "ต่างจังหวัด" in _told("data_manager@31", f"/committees/{there.pk}/")
    assert "ต่างจังหวัด" in _told("national_analyst", f"/committees/{there.pk}/")


@pytest.mark.parametrize("who", [*(who for who, _sees in SEES_PEOPLE_OF_KORAT), "national_administrator"])
def test_a_draft_and_whom_it_appoints_are_for_its_editors(who: str) -> None:
    there = make_committee()
    draft = make_order(there, signed=False, number="ร่าง 99/2569", file=keep_file([PDF]), file_type="pdf")
    make_member(there, make_someone("ว่าที่ประธาน"), position="vice_chair", order=draft, published=True)
    keeps = who in KEEPS_COMMITTEES_OF_KORAT
    html = _told(who, f"/committees/{there.pk}/")
    for word in ("99/2569", "ว่าที่ประธาน", "Vice chair"):
        assert (word in html) is keeps, word
    client = _client(who)
    for path in ("", "file/"):
        status, _content = _taken(client, f"/committees/{there.pk}/orders/{draft.pk}/{path}")
        assert status == (200 if keeps else 404)


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize(("who", "sees"), SEES_PEOPLE_OF_KORAT)
def test_the_file_of_a_signed_order_holds_names(who: str, sees: bool, published: bool) -> None:
    there = make_committee()
    signed = make_order(there, file=keep_file([PDF]), file_type="pdf", file_published=published)
    client, path = _client(who), f"/committees/{there.pk}/orders/{signed.pk}/"
    assert "12/2569" in client.get(path, ENGLISH).content.decode()
    status, content = _taken(client, f"{path}file/")
    assert status == (200 if sees or published else 404)
    assert (content == PDF) is (status == 200)
    assert Entry.objects.filter(verb="committees.take_file").count() == (sees and not published)


@pytest.mark.parametrize(("who", "sees"), SEES_PEOPLE_OF_KORAT)
def test_minutes_are_for_those_who_may_see_the_people_of_the_place(who: str, sees: bool) -> None:
    there = make_committee()
    make_meeting(there, minutes=keep_file([PDF]), minutes_type="pdf")
    client = _client(who)
    html = client.get(f"/committees/{there.pk}/meetings/1/", ENGLISH).content.decode()
    assert ("Download the minutes" in html) is sees
    status, content = _taken(client, f"/committees/{there.pk}/meetings/1/minutes/")
    assert status == (200 if sees else 404)
    assert (content == PDF) is sees


@pytest.mark.parametrize(("who", "sees"), SEES_PEOPLE_OF_KORAT)
def test_posts_are_for_those_who_may_see_the_person(who: str, sees: bool) -> None:
    somebody, there = make_someone("ผู้ถือตำแหน่ง"), make_organisation(place="3001")
    post = Post.objects.create(
        person=somebody, organisation=there, position="เหรัญญิก", starts_on=days_ago(500), ends_on=days_ago(10)
    )
    html = _told(who, f"/organisations/{there.pk}/")
    assert ("ผู้ถือตำแหน่ง" in html) is sees
    assert ("เหรัญญิก" in html) is sees
    assert _client(who).get(f"/committees/posts/{post.pk}/").status_code == (200 if sees else 404)


def test_a_persons_page_tells_seats_and_posts_but_no_draft() -> None:
    somebody = make_someone("สมหมาย")
    shown, hidden = make_committee("คณะที่เห็น"), make_committee("คณะที่ยังร่าง")
    make_member(shown, somebody)
    make_member(hidden, somebody, order=make_order(hidden, signed=False))
    Post.objects.create(
        person=somebody,
        organisation=make_organisation("กลุ่มทอผ้า", place="3001"),
        position="ประธาน",
        starts_on=days_ago(9),
    )
    member, manager = (_told(who, f"/people/{somebody.pk}/") for who in ("member@30", "data_manager@30"))
    assert "คณะที่เห็น" in member
    assert "กลุ่มทอผ้า" in member
    assert "คณะที่ยังร่าง" not in member
    assert "Add a post" not in member
    assert "คณะที่ยังร่าง" in manager
    assert "Add a post" in manager


@pytest.mark.parametrize(("who", "sees"), SEES_PEOPLE_OF_KORAT)
def test_the_box_of_people_suggests_only_those_whom_the_viewer_may_see(who: str, sees: bool) -> None:
    make_someone("สมหมาย", place="3001")
    response = _client(who).post("/committees/pick-person/?field=person", {"person": "สมหมาย"})
    assert ("สมหมาย" in response.content.decode()) is sees


def test_names_are_asked_for_by_post_alone() -> None:
    assert _client("data_manager@30").get("/committees/pick-person/?person=ก").status_code == 405


def test_history_tells_the_public_nothing_of_members_and_of_who_wrote() -> None:
    there = make_committee()
    client = _client("data_manager@30")
    client.post(
        f"/committees/{there.pk}/members/new/",
        {"person": f"{make_someone('สมหมาย').pk} · x", "position": "chair", "sector": "media", "starts_on": "1/2/2569"},
    )
    client.post(f"/committees/{there.pk}/end/")
    assert Membership.objects.count() == 1
    public = _told("", f"/committees/{there.pk}/")
    assert "Committee marked as ended" in public
    assert "Member added" not in public
    assert "คนที่" not in public
    assert "Member added" in client.get(f"/committees/{there.pk}/", ENGLISH).content.decode()


def test_a_vacant_seat_is_told_as_vacant() -> None:
    there = make_committee()
    seat = make_member(there)
    assert seat.person is not None
    seat.person.delete()
    assert "Nobody for the moment" in _told("", f"/committees/{there.pk}/")
