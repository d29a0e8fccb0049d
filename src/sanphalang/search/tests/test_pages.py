"""The page, its suggestions and the command."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from sanphalang.access.models import User
from sanphalang.access.roles import Role
from sanphalang.ledger.models import Entry
from sanphalang.ledger.projections import drain
from sanphalang.organisations.tests.factories import make_account, make_viewer
from sanphalang.search.looks import LOOK
from sanphalang.search.tests.indexing import indexed_organisation, indexed_person, touch

pytestmark = pytest.mark.django_db


def _page(client: Client, **asked: str) -> str:
    response = client.get("/search/", {"lang": "en", **asked})
    assert response.status_code == 200
    return response.content.decode()


def _signed_in(role: Role, centre: str) -> Client:
    client = Client()
    client.force_login(make_account(role, centre=centre))
    return client


def test_before_anything_is_asked_the_page_says_what_may_be_asked(client: Client) -> None:
    assert "A part of a name is enough" in _page(client)
    assert "A part of a name is enough" in _page(client, q="   ")


def test_what_is_found_stands_in_groups_with_counts(client: Client) -> None:
    group = indexed_organisation("กลุ่มทอผ้าบ้านปากช่องใต้", place="302101")
    text = _page(client, q="ปากช่อง")
    assert f'href="/organisations/{group.pk}/"' in text
    assert 'href="/places/3021/"' in text
    assert "Community organisations" in text
    assert "1 found" in text
    assert "found-person" not in text


@pytest.mark.parametrize(("asked", "told"), [("โคราช", True), ("นครราชสีมา", False), ("Nakhon Ratchasima", False)])
def test_another_name_is_told_in_either_language(client: Client, asked: str, told: bool) -> None:
    first = _page(client, q=asked, kind="place").partition("/places/30/")[2].partition("</li>")[0]
    assert ("also or formerly called so" in first) is told


def test_of_one_kind_there_is_page_after_page(client: Client) -> None:
    for number in range(23):
        indexed_organisation(f"กลุ่มจักสานหวายที่ {number}", place="302101")
    assert "?q=" in _page(client, q="จักสานหวาย")
    first, second = (_page(client, q="จักสานหวาย", kind="organisation", page=page) for page in ("1", "2"))
    found = [len(re.findall(r'href="/organisations/\d+/"', page)) for page in (first, second)]
    assert found == [20, 3]


def test_nothing_found_says_what_to_do(client: Client) -> None:
    text = _page(client, q="ฮฮฮฮฮฮ<script>", kind="organisation", place="30")
    assert "Please try a shorter word" in text
    assert "Search everything, everywhere" in text
    assert "<script>" not in text.replace('<script type="module"', "")
    thai = client.get("/search/", {"lang": "th", "q": "ฮฮฮฮฮฮ"}).content.decode()
    assert "ไม่พบข้อมูล" in thai
    assert "ลองใช้คำที่สั้นลง" in thai


@pytest.mark.parametrize("asked", [{"q": "ก" * 300}, {"q": "ทอผ้า", "place": "99"}, {"q": "ทอผ้า", "kind": "x"}])
def test_a_question_that_makes_no_sense_finds_nothing(client: Client, asked: dict[str, Any]) -> None:
    indexed_organisation("กลุ่มทอผ้า", place="302101")
    assert 'class="found"' not in _page(client, **asked)


def test_suggestions_are_a_piece_of_a_page(client: Client) -> None:
    group = indexed_organisation("กลุ่มทอผ้าบ้านใต้", place="302101")
    text = client.get("/search/suggest/", {"q": "ทอผ้า"}).content.decode()
    assert f"/organisations/{group.pk}/" in text
    assert "<html" not in text
    assert client.get("/search/suggest/", {"q": "ท"}).content.decode().strip() == ""


def test_every_page_has_the_box(client: Client) -> None:
    text = client.get("/help/").content.decode()
    assert 'action="/search/"' in text
    assert 'hx-get="/search/suggest/"' in text


def test_people_and_their_numbers_are_found_on_pages_by_who_may() -> None:
    person = indexed_person("ประไพพักตร์", place="300101", telephone="0000-456-789")
    keeper, neighbour = _signed_in(Role.DATA_MANAGER, "30"), _signed_in(Role.DATA_MANAGER, "31")
    for path in ("/search/", "/search/suggest/"):
        assert f"/people/{person.pk}/" in keeper.get(path, {"q": "ประไพ"}).content.decode()
        assert f"/people/{person.pk}/" not in neighbour.get(path, {"q": "ประไพ"}).content.decode()
        assert f"/people/{person.pk}/" not in keeper.get(path, {"q": "0000-456-789"}).content.decode()  # no second step
    assert not Entry.objects.filter(verb=LOOK).exists()


def _command(*arguments: str) -> dict[str, Any]:
    said = io.StringIO()
    call_command("search", *arguments, "--json", stdout=said)
    found: dict[str, Any] = json.loads(said.getvalue().splitlines()[-1])
    return found


def test_the_command_answers_one_line() -> None:
    group = indexed_organisation("กลุ่มทอผ้าบ้านปากช่องใต้", place="302101")
    person = indexed_person("ปากช่อง", place="310101", telephone="0000-456-789")
    found = _command("ทอผ้าบ้านปากช่องใต้")
    assert found == {
        "total": 1,
        "results": [
            {
                "kind": "organisation",
                "id": group.pk,
                "title": "กลุ่มทอผ้าบ้านปากช่องใต้",
                "place": "ต.ปากช่อง อ.ปากช่อง จ.นครราชสีมา",
                "matched": "name",
            }
        ],
    }
    assert _command("ไม่มีอะไรชื่อนี้ฮฮฮ") == {"total": 0, "results": []}
    assert {each["kind"] for each in _command("ปากช่อง")["results"]} == {"organisation", "place", "person"}
    assert {each["kind"] for each in _command("ปากช่อง", "--kind", "person")["results"]} == {"person"}
    limited = _command("ปากช่อง", "--limit", "1")
    assert (len(limited["results"]), limited["total"]) == (1, _command("ปากช่อง")["total"])
    by_number = _command("0000456789")
    assert [(each["id"], each["matched"]) for each in by_number["results"]] == [(person.pk, "telephone")]
    assert Entry.objects.filter(verb=LOOK, actor="operator").count() == 1


def test_the_command_acts_as_an_account() -> None:
    indexed_person("ประไพพักตร์", place="300101")
    own, other = make_viewer(Role.MEMBER, centre="30"), make_viewer(Role.MEMBER, centre="31")
    emails = dict(_emails())
    assert _command("ประไพพักตร์", "--as", emails[own.user_id or 0])["total"] == 1
    assert _command("ประไพพักตร์", "--as", emails[other.user_id or 0])["total"] == 0


def _emails() -> list[tuple[int, str]]:
    return list(User.objects.values_list("pk", "email"))


@pytest.mark.usefixtures("kept_figures")
def test_what_is_kept_never_outlives_a_mark() -> None:
    group = indexed_organisation("กลุ่มทอผ้าบ้านใต้", place="302101")
    client = Client()
    for _time in range(2):
        assert f"/organisations/{group.pk}/" in _page(client, q="ทอผ้าบ้านใต้")
    touch("organisation", group.pk)
    assert f"/organisations/{group.pk}/" not in _page(client, q="ทอผ้าบ้านใต้")
    drain()
    assert f"/organisations/{group.pk}/" in _page(client, q="ทอผ้าบ้านใต้")


def test_a_text_that_is_too_long_is_refused_in_thai(client: Client) -> None:
    shown = client.get("/search/", {"q": "ก" * 201}).content.decode()
    assert "กรอกได้ไม่เกิน 200 ตัวอักษร ที่กรอกมามี 201 ตัวอักษร" in shown
    assert "Ensure this value" not in shown


def test_a_sign_that_is_no_letter_is_refused_in_thai(client: Client) -> None:
    shown = client.get("/search/", {"q": "ทอ\x00ผ้า"}).content.decode()
    assert "มีอักขระที่ใช้ไม่ได้ปนอยู่ โปรดลบแล้วพิมพ์ใหม่" in shown
    assert "Null characters" not in shown
