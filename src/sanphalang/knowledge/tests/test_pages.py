"""What people see of knowledge: readers, those who write, and who is turned away."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sanphalang.knowledge.models import Figure, Part, Thread, TiedGoal, Unsaved, Version
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.ledger.actions import mark
from sanphalang.ledger.projections import drain

pytestmark = pytest.mark.django_db


def _text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_list_finds_by_words_kind_place_and_year(client: Client) -> None:
    made = (
        make_item("ธนาคารน้ำใต้ดินบ้านโคก", place="3001", kind="grassroots_economy", year=2015),
        make_item("สภาเด็กเมืองเก่า", place="3101", kind="healthy_community", year=2020, parts={"why": "ปลูกกล้วยไม้"}),
        make_item("เรื่องที่ยังร่าง", state=State.DRAFT, parts={"why": "ปลูกกล้วยไม้"}),
    )
    mark([("knowledge", str(version.item_id)) for version in made])
    drain()
    for query, expected in (
        ({"words": "แม่น้ำ ธนาคาร"}, []),
        ({"words": "กล้วยไม้"}, ["สภาเด็ก"]),
        ({"words": "ธนาคารนํ้า"}, ["ธนาคารน้ำ"]),  # nikhahit with a tone between, as some keyboards write it
        ({"kind": "healthy_community"}, ["สภาเด็ก"]),
        ({"place": "30"}, ["ธนาคารน้ำ"]),
        ({"year": "2020"}, ["สภาเด็ก"]),
        ({"kind": "nothing such"}, []),
    ):
        page = _text(client.get("/knowledge/", query))
        assert [title for title in ("ธนาคารน้ำ", "สภาเด็ก") if f"{title}" in page.split("results-line")[1]] == expected, (
            query
        )


def test_a_draft_is_nowhere_for_readers(client: Client) -> None:
    for state in (State.DRAFT, State.REVIEW, State.WITHDRAWN):
        version = make_item(f"เรื่องลับ{state}", state=state)
        assert client.get(f"/knowledge/{version.item_id}/").status_code == 404
    assert "เรื่องลับ" not in _text(client.get("/knowledge/"))


def test_a_shared_link_has_a_preview_and_one_address(client: Client) -> None:
    version = make_item("ป่าชุมชน <b>บ้านเรา</b>", summary='สรุป "สั้น" & ดี')
    page = _text(client.get(f"/knowledge/{version.item_id}/?from=line"))
    assert f'<link rel="canonical" href="http://testserver/knowledge/{version.item_id}/">' in page
    assert '<meta property="og:title" content="ป่าชุมชน &lt;b&gt;บ้านเรา&lt;/b&gt;">' in page
    assert '<meta property="og:description" content="สรุป &quot;สั้น&quot; &amp; ดี">' in page


@pytest.mark.parametrize(("unit", "times"), [("ครัวเรือน", 2), ("", 1)])
def test_what_the_writer_left_empty_is_not_stated_rather_than_unknown(client: Client, unit: str, times: int) -> None:
    version = make_item()
    Figure.objects.create(version=version, number=1, what="มีน้ำใช้", before="", after="85", unit=unit)
    Figure.objects.create(version=version, number=2, what="วันที่น้ำท่วม", before="20", after="3", unit="")
    page = _text(client.get(f"/knowledge/{version.item_id}/"))
    assert page.count("ไม่ได้ระบุ") == times
    assert "ไม่ทราบ" not in page


def test_the_page_asks_the_same_however_many_items_there_are(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_item()
    for _number in range(5):
        make_item()
    with django_assert_max_num_queries(22):
        client.get(f"/knowledge/{first.item_id}/")
    with django_assert_max_num_queries(10):
        client.get("/knowledge/")


def test_written_step_by_step_reviewed_and_published(manager: Client, coordinator: Client, client: Client) -> None:
    basics = {
        "title": "ธนาคารต้นไม้",
        "form": "case",
        "kind": "other",
        "place": "300101",
        "year": "2565",
        "summary": "สั้น",
    }
    begun = manager.post("/knowledge/new/", basics, follow=True)
    item = Version.objects.get().item_id
    assert begun.redirect_chain[-1][0] == f"/knowledge/{item}/steps/situation/"
    for step in ("situation", "action", "result"):
        sent = {
            "revision": "1",
            "text": f"ข้อความของ {step}",
            "what_1": "รายได้" if step == "result" else "",
            "go_on": "1",
        }
        assert manager.post(f"/knowledge/{item}/steps/{step}/", sent).status_code == 302
    assert "Send for review" in _text(manager.get(f"/knowledge/{item}/desk/"))
    assert manager.post(f"/knowledge/{item}/submit/").status_code == 302
    assert manager.post(f"/knowledge/{item}/publish/", {"changed": ""}).status_code == 404
    assert "In review" in _text(coordinator.get("/knowledge/desk/"))
    assert coordinator.post(f"/knowledge/{item}/publish/", {"changed": ""}).status_code == 302
    page = _text(Client().get(f"/knowledge/{item}/"))
    assert "ข้อความของ situation" in page
    assert "รายได้" in page


def test_nothing_is_published_that_was_not_read(manager: Client, coordinator: Client) -> None:
    item = make_item(state=State.REVIEW).item_id
    asked = coordinator.get(f"/knowledge/{item}/publish/").context["form"]
    sent = {"changed": "", "seen": asked["seen"].value()}
    manager.post(f"/knowledge/{item}/steps/why/", {"revision": "1", "text": "แอบเขียนทีหลัง"})
    assert "changed meanwhile" in _text(coordinator.post(f"/knowledge/{item}/publish/", sent))
    assert Version.objects.get().state == State.REVIEW
    sent["seen"] = coordinator.get(f"/knowledge/{item}/publish/").context["form"]["seen"].value()
    assert coordinator.post(f"/knowledge/{item}/publish/", sent).status_code == 302


def test_what_is_missing_is_said_before_review(manager: Client) -> None:
    version = make_item(state=State.DRAFT, parts={"result": ""}, summary="")
    page = _text(manager.post(f"/knowledge/{version.item_id}/submit/", follow=True))
    assert "This is still empty: In short, What came of it." in page


def test_the_second_of_two_sees_both_versions(manager: Client, coordinator: Client) -> None:
    version = make_item(state=State.DRAFT)
    address = f"/knowledge/{version.item_id}/steps/situation/"
    coordinator.post(address, {"revision": "1", "text": "ของผู้ประสานงาน"})
    second = manager.post(address, {"revision": "1", "text": "ของนักจัดการข้อมูล"})
    page = _text(second)
    assert second.status_code == 409
    assert "ของผู้ประสานงาน" in page
    assert "ของนักจัดการข้อมูล" in page
    assert Part.objects.get(version=version, name="situation").text == "ของผู้ประสานงาน"
    again = manager.post(address, {"revision": "2", "text": "ของทั้งสอง"})
    assert again.status_code == 302
    assert Part.objects.get(version=version, name="situation").text == "ของทั้งสอง"


def test_two_may_write_two_parts_at_the_same_time(manager: Client, coordinator: Client) -> None:
    version = make_item(state=State.DRAFT)
    address = f"/knowledge/{version.item_id}/steps"
    basics = {"revision": "1", "title": "ชื่อใหม่", "kind": "other", "place": "3001", "summary": "สั้น"}
    assert coordinator.post(f"{address}/situation/", {"revision": "1", "text": "หนึ่ง"}).status_code == 302
    assert manager.post(f"{address}/action/", {"revision": "1", "text": "สอง"}).status_code == 302
    assert manager.post(f"{address}/basics/", basics).status_code == 302


def test_what_is_typed_is_kept_until_it_is_saved_or_dropped(manager: Client, coordinator: Client) -> None:
    version = make_item(state=State.DRAFT)
    address = f"/knowledge/{version.item_id}/steps/situation/"
    assert manager.post(f"{address}keep/", {"revision": "1", "text": "พิมพ์ค้างไว้"}).status_code == 200
    assert "พิมพ์ค้างไว้" in _text(manager.get(address))
    assert "พิมพ์ค้างไว้" not in _text(coordinator.get(address))
    assert "Typed, not saved yet" in _text(manager.get(f"/knowledge/{version.item_id}/desk/"))
    coordinator.post(address, {"revision": "1", "text": "บันทึกก่อน"})
    assert 'name="revision" value="1"' in _text(manager.get(address))
    assert manager.post(address, {"revision": "1", "text": "พิมพ์ค้างไว้"}).status_code == 409
    manager.post(f"{address}drop/")
    assert not Unsaved.objects.exists()
    assert "บันทึกก่อน" in _text(manager.get(address))


def test_withdrawn_and_published_again(coordinator: Client, client: Client) -> None:
    version = make_item("เรื่องที่ถอน")
    address = f"/knowledge/{version.item_id}/"
    assert coordinator.post(f"{address}withdraw/", {"because": ""}).status_code == 200
    coordinator.post(f"{address}withdraw/", {"because": "ตัวเลขคลาดเคลื่อน"})
    assert client.get(address).status_code == 404
    assert "ตัวเลขคลาดเคลื่อน" in _text(coordinator.get(f"{address}desk/"))
    coordinator.post(f"{address}restore/")
    assert client.get(address).status_code == 200


def test_readers_keep_what_they_have_until_the_next_version_is_published(coordinator: Client, client: Client) -> None:
    version = make_item(parts={"situation": "ฉบับแรก"})
    address = f"/knowledge/{version.item_id}/"
    coordinator.post(f"{address}revise/")
    coordinator.post(f"{address}steps/situation/", {"revision": "1", "text": "ฉบับสอง"})
    assert "ฉบับแรก" in _text(client.get(address))
    coordinator.post(f"{address}publish/", {"changed": "ปรับสถานการณ์"})
    page = _text(client.get(address))
    assert "ฉบับสอง" in page
    assert "ปรับสถานการณ์" in page
    assert client.get(f"{address}versions/1/").status_code == 404
    assert "ฉบับแรก" in _text(coordinator.get(f"{address}versions/1/"))


def test_lessons_are_asked_in_the_retrospective_form(manager: Client) -> None:
    sent = {"title": "ถอดบทเรียนเวที", "form": "lesson", "kind": "other", "place": "3001", "summary": "สั้น"}
    begun = manager.post("/knowledge/new/", sent, follow=True)
    item = Version.objects.get().item_id
    assert begun.redirect_chain[-1][0] == f"/knowledge/{item}/steps/why_came/"
    assert manager.get(f"/knowledge/{item}/steps/situation/").status_code == 404


def test_asked_answered_settled(manager: Client, coordinator: Client, client: Client) -> None:
    version = make_item(state=State.REVIEW)
    address = f"/knowledge/{version.item_id}"
    assert coordinator.post(f"{address}/threads/result/", {"text": "ตัวเลขมาจากไหน"}).status_code == 302
    thread = Thread.objects.get().pk
    assert "ตัวเลขมาจากไหน" in _text(manager.get(f"{address}/steps/result/"))
    manager.post(f"{address}/threads/{thread}/say/", {"text": "จากสมุดบัญชีกลุ่ม"})
    assert "1 question is still open" in _text(coordinator.get(f"{address}/publish/"))
    coordinator.post(f"{address}/threads/{thread}/resolve/")
    assert "still open" not in _text(coordinator.get(f"{address}/publish/"))
    coordinator.post(f"{address}/publish/", {"changed": ""})
    assert "ตัวเลขมาจากไหน" not in _text(Client().get(f"{address}/"))


def test_what_changed_is_told_line_by_line(coordinator: Client) -> None:
    version = make_item(parts={"why": "บรรทัดแรก\nบรรทัดเก่า"})
    address = f"/knowledge/{version.item_id}"
    coordinator.post(f"{address}/revise/")
    coordinator.post(f"{address}/steps/why/", {"revision": "1", "text": "บรรทัดแรก\nบรรทัดใหม่"})
    page = _text(coordinator.get(f"{address}/versions/2/changes/"))
    assert '<del><span class="visually-hidden">Went:</span> บรรทัดเก่า</del>' in page
    assert '<ins><span class="visually-hidden">Came:</span> บรรทัดใหม่</ins>' in page
    assert Client().get(f"{address}/versions/2/changes/").status_code == 404


def test_a_reader_is_led_to_what_is_most_alike(client: Client) -> None:
    water = make_item("ธนาคารน้ำใต้ดินบ้านโคก", place="300101", kind="healthy_community")
    alike = make_item("ธนาคารน้ำใต้ดินบ้านดอน", place="9301", kind="healthy_community")
    make_item("ธนาคารน้ำใต้ดินที่ยังร่าง", place="300101", state=State.DRAFT)
    for version in (water, alike):
        TiedGoal.objects.create(version=version, code="6", goal=6)
    for number in range(5):
        make_item(f"เรื่องอื่น {number}", place="300101", kind="other")
    page = _text(client.get(f"/knowledge/{water.item_id}/")).split("related")[1]
    titles = re.findall(r'href="/knowledge/\d+/">([^<]+)', page)
    assert titles[0] == "ธนาคารน้ำใต้ดินบ้านดอน"
    assert "ธนาคารน้ำใต้ดินที่ยังร่าง" not in titles
