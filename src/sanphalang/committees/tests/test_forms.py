"""The forms of committees: what they take, what they refuse, and what happens when two people send one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from sanphalang.access.viewer import OPERATOR
from sanphalang.access.writing import NoSuchRecordError
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
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db
ENGLISH = {"lang": "en"}
MEANWHILE = "Someone changed this while you were editing"


def _typed(form: Any) -> dict[str, Any]:
    """Return what a browser would send of a form that nobody touched."""
    typed = {name: form[name].value() for name in form.fields}
    for name, value in typed.items():
        typed[name] = form.fields[name].prepare_value(value)
        if name in {"place", "person", "body", "organisation"}:
            typed[name] = form.fields[name].widget.format_value(typed[name])
    return {name: "" if value is None else value for name, value in typed.items()}


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


def test_what_was_found_out_can_be_mended_where_the_resolution_is_edited(manager: Client) -> None:
    there = make_resolution(make_meeting(make_committee()), "ให้ทำแผน")
    for day in (2, 3):
        meeting_actions.follow_up(OPERATOR, there.pk, on=date(2026, 4, day), note="มอบคนหนึ่ง", state="open")
    first, second = FollowUp.objects.all()
    address = f"/committees/{there.meeting.committee_id}/meetings/1/resolutions/1/edit/"
    html = manager.get(address).content.decode()
    assert "What was found out 2 Apr 2026" in html
    assert html.count("มอบคนหนึ่ง") == 2
    typed = {"text": "ให้ทำแผน", "revision": "1", f"note_{first.pk}": "มอบประธาน"}  # the second was added since
    manager.post(address, typed)
    assert list(FollowUp.objects.values_list("note", flat=True)) == ["มอบประธาน", "มอบคนหนึ่ง"]
    assert Resolution.objects.get().revision == 2
    response = manager.post(address, typed | {f"note_{second.pk}": "มอบใครอีก"})
    assert response.status_code == 409
    assert "มอบใครอีก" not in FollowUp.objects.values_list("note", flat=True)
    with pytest.raises(NoSuchRecordError):
        meeting_actions.edit_resolution(OPERATOR, there.pk, expected_revision=2, values={}, notes={10**9: ""})


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
