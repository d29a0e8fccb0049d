"""Finding places by a part of their name, the suggestions and the form field that use it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from sanphalang.places.forms import PlaceField, PlaceInput, suggestion
from sanphalang.places.queries import exact_place
from sanphalang.places.search import search_places

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("นครราชสีมา", "30"),
        ("โคราช", "30"),
        ("กทม", "10"),
        ("จ.ขอนแก่น", "40"),
        ("ต.หมูสี", "302105"),
        ("หมูสี ปากช่อง", "302105"),
        ("อ.ปากช่อง จ.นครราชสีมา", "3021"),
        ("นคร ราชสีมา", "30"),
        ("เขตพระนคร", "1001"),
        ("Pak Chong", "3021"),
        ("๓๐๐๑", "3001"),
        ("104701", "1047"),
        ("Pak\x00 Chong", "3021"),
    ],
)
def test_the_best_answer_comes_first(text: str, first: str) -> None:
    assert search_places(text)[0].place.code == first


@pytest.mark.parametrize(
    "text", ["", "ก", "ฮฮฮฮ", "99", "..", "%", "\x00", "zz\x00", "หมูสี เชียงใหม่", "ก" * 60_000, "12 " * 20_000]
)
def test_nothing_is_found(text: str) -> None:
    assert search_places(text) == []


def test_an_answer_says_where_it_lies() -> None:
    with override("th"):
        found = search_places("ต.หมูสี")[0]
    assert (found.name, found.around) == ("ตำบลหมูสี", "อ.ปากช่อง จ.นครราชสีมา")


def test_at_most_ten_are_offered() -> None:
    assert len(search_places("บ้าน")) == 10


def test_suggestions_for_a_picker(client: Client) -> None:
    answer = client.get("/places/pick/", {"q": "หมูสี"})
    assert answer.json()["results"][0] == {
        "code": "302105",
        "level": "subdistrict",
        "name": "ตำบลหมูสี",
        "around": "อ.ปากช่อง จ.นครราชสีมา",
    }


def test_suggestions_for_a_list_of_the_browser(client: Client) -> None:
    answer = client.get("/places/pick/", {"field": "place", "place": "หมูสี"}, headers={"HX-Request": "true"})
    assert '<option value="302105 · ตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา"></option>' in answer.content.decode()


@pytest.mark.parametrize("text", ["302105", "302105 · ตำบลหมูสี อ.ปากช่อง จ.นครราชสีมา", "ตำบลหมูสี", "หมูสี ปากช่อง"])
def test_the_field_understands(text: str) -> None:
    with override("th"):
        assert PlaceField().clean(text).code == "302105"


@pytest.mark.parametrize(("text", "said"), [("บ้านใหม่", "หลายแห่ง"), ("ไม่มีที่นี่", "ไม่พบพื้นที่ชื่อนี้")])
def test_the_field_asks_again(text: str, said: str) -> None:
    with override("th"), pytest.raises(ValidationError, match=said):
        PlaceField().clean(text)


def test_the_field_may_be_left_empty() -> None:
    assert PlaceField(required=False).clean("") is None


def test_the_field_shows_what_it_holds_and_knows_whether_it_changed() -> None:
    place = exact_place("302105")
    assert place is not None
    with override("th"):
        drawn = PlaceInput().render("place", "302105", {"id": "id_place"})
        assert suggestion(place) in drawn
    assert 'list="id_place-suggestions"' in drawn
    assert '<datalist id="id_place-suggestions">' in drawn
    assert not PlaceField().has_changed(place, "302105 · ตำบลหมูสี")
    assert PlaceField().has_changed(place, "3021")
