"""A page for every place at every level, and what happens with codes that are none."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.places.villages import put_villages
from sanphalang.reports import cells

pytestmark = pytest.mark.django_db


def _page(client: Client, address: str, status: int = 200) -> str:
    cells.rebuild()
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def _add_villages() -> None:
    put_villages({"30010201": "บ้านหนึ่ง", "11013001": "ชุมชนวัดโคก"})


@pytest.mark.parametrize(
    ("code", "title", "around"),
    [
        ("30", "จังหวัดนครราชสีมา", "ภาคตะวันออกเฉียงเหนือ"),
        ("3001", "อำเภอเมืองนครราชสีมา", "จังหวัดนครราชสีมา"),
        ("300101", "ตำบลในเมือง", "อำเภอเมืองนครราชสีมา"),
        ("30010201", "หมู่ที่ 1 บ้านหนึ่ง", "ตำบลโพธิ์กลาง"),
        ("10", "กรุงเทพมหานคร", "ภาคกลาง"),
        ("1001", "เขตพระนคร", "กรุงเทพมหานคร"),
        ("11013001", "ชุมชนวัดโคก", "อำเภอเมืองสมุทรปราการ"),
    ],
)
def test_every_level_has_its_page(client: Client, code: str, title: str, around: str) -> None:
    _add_villages()
    page = _page(client, f"/places/{code}/")
    assert f"<h1>{title}</h1>" in page
    assert f">{around}</a>" in page
    assert "ยังไม่มีองค์กรในพื้นที่นี้" in page


def test_counts_lead_down_and_to_the_list(client: Client) -> None:
    make_organisation("กลุ่มหนึ่ง", place="300101", confirmed_on=timezone.localdate())
    make_organisation("กลุ่มสอง", place="3001")
    page = _page(client, "/places/30/")
    assert 'href="/organisations/?place=3001"' in page
    assert 'href="/organisations/?place=30&amp;fresh=fresh"' in page
    assert "50% ของทั้งหมด" in page
    district = _page(client, "/places/3001/")
    assert 'href="/organisations/?place=300101"' in district
    assert "มี 1 องค์กรที่ทราบพื้นที่เพียงระดับนี้" in district


def test_organisations_of_a_neighbour_are_not_counted(client: Client) -> None:
    make_organisation(place="400101")
    assert "ยังไม่มีองค์กรในพื้นที่นี้" in _page(client, "/places/30/")


def test_districts_of_bangkok_stand_under_their_zones(client: Client) -> None:
    page = _page(client, "/places/10/")
    assert page.count('id="zone-10-') == 6
    assert len(set(re.findall(r'href="/places/(10\d\d)/"', page))) == 50


def test_who_looks_after_a_place_and_how_to_reach_it_by_post(client: Client) -> None:
    page = _page(client, "/places/1101/")
    assert "ศูนย์ประสานภาคีการพัฒนาจังหวัดสมุทรปราการ" in page
    assert "10270, 10280" in page


def test_communities_of_towns_have_a_page_of_their_own(client: Client) -> None:
    _add_villages()
    make_organisation(place="11013001")
    assert 'href="/places/1101/communities/"' in _page(client, "/places/1101/")
    page = _page(client, "/places/1101/communities/")
    assert "ชุมชนวัดโคก" in page
    assert 'href="/organisations/?place=11013001"' in page
    assert "ไม่มีพื้นที่ที่ใช้รหัส" in _page(client, "/places/3002/communities/", 404)


def test_an_abolished_code_leads_to_its_successor_with_a_sentence(client: Client) -> None:
    answer = client.get("/places/104701/", follow=True)
    assert answer.redirect_chain == [("/places/1047/?from=104701", 302)]
    assert "รหัส 104701 (บางนา) ถูกยกเลิกเมื่อ 22 เม.ย. 2565 ปัจจุบันใช้พื้นที่นี้แทน" in answer.content.decode()


def test_the_sentence_is_not_believed_for_another_place(client: Client) -> None:
    assert "ถูกยกเลิกเมื่อ" not in _page(client, "/places/30/?from=104701")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("9999", "ไม่มีพื้นที่ที่ใช้รหัส 9999"),
        ("3099", 'ขึ้นต้นเหมือนรหัสของ<a href="/places/30/">จังหวัดนครราชสีมา</a>'),
        ("1297", "ไม่ทราบว่าปัจจุบันใช้พื้นที่ใดแทน"),
        ("abc", "ไม่มีพื้นที่ที่ใช้รหัส abc"),
        ("30010100", 'href="/places/300101/"'),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_an_unknown_code_gets_a_page_that_helps(client: Client, code: str, said: str) -> None:
    assert said in _page(client, f"/places/{code}/", 404)


def test_thai_digits_lead_to_the_one_address(client: Client) -> None:
    answer = client.get("/places/๓๐/")
    assert (answer.status_code, answer["Location"]) == (301, "/places/30/")


def test_the_country_by_region_and_by_cluster(client: Client) -> None:
    page = _page(client, "/places/")
    assert page.count('id="area-') == 6
    assert page.count('role="rowheader"') == 77
    clusters = _page(client, "/places/?by=cluster")
    assert clusters.count('id="area-') == 19  # and Bangkok, which is in none
    assert clusters.count('role="rowheader"') == 77


@pytest.mark.parametrize(("text", "said"), [("หมูสี", 'href="/places/302105/"'), ("ฮฮฮ", "ไม่พบข้อมูล ลองใช้คำที่สั้นลง")])
def test_looking_for_a_place(client: Client, text: str, said: str) -> None:
    assert said in _page(client, f"/places/?q={text}")


@pytest.mark.parametrize(
    ("text", "address"), [("302105 · ตำบลหมูสี อ.ปากช่อง", "/places/302105/"), ("104701", "/places/104701/")]
)
def test_a_chosen_suggestion_or_a_code_leads_to_the_page(client: Client, text: str, address: str) -> None:
    answer = client.get("/places/", {"q": text})
    assert (answer.status_code, answer["Location"]) == (302, address)


def test_the_number_of_queries_does_not_grow_with_the_place(client: Client) -> None:
    def queries(code: str) -> int:
        cells.rebuild()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/places/{code}/").status_code == 200
        return len(captured)

    queries("30")  # the first page of a process counts the people, for ten minutes
    before = queries("30")
    for place in ("300101", "3001", "302105", "30"):
        make_organisation(place=place)
    assert queries("30") == before <= 21
    assert queries("3001") <= 21
    assert queries("10") <= 22
