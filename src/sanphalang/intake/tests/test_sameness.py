"""When a row and a record are the same: symmetric, never sure against a number or a village, and never out of range."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.intake.sameness import POSSIBLE, SURE, Known, best, likeness
from sanphalang.organisations.rules import read_name

NAMES = (
    "กลุ่มทอผ้าไหมบ้านหนองบัว",
    "กลุ่มทอผ้าไหมบ้านหนองบั่ว",
    "วิสาหกิจชุมชนทอผ้าไหมบ้านหนองบัว",
    "กลุ่มออมทรัพย์บ้านหนองบัว",
    "โรงเรียนวัดใหม่ (พิบูล)",
    "โรงเรียนวัดใหม่ (อุทิศ)",
    "โรงเรียนวัดใหม่",
    "กลุ่มเกษตรกร 1",
    "กลุ่มเกษตรกร 2",
)
PLACES: tuple[tuple[int | None, str], ...] = (
    (None, ""),
    (30000000, "province"),
    (30010000, "district"),
    (30010100, "subdistrict"),
    (30010103, "village"),
    (40010100, "subdistrict"),
)


@st.composite
def organisations(draw: st.DrawFn) -> dict[str, Any]:
    """What can be said of an organisation, most of it left out at times."""
    place, level = draw(st.sampled_from(PLACES))
    said = {
        "name": draw(st.sampled_from(NAMES)),
        "place": place,
        "place_level": level,
        "village_no": draw(st.sampled_from(("", "3", "4"))),
        "telephone": draw(st.sampled_from(("", "0000-123-456", "0000-234-567"))),
        "registration_no": draw(st.sampled_from(("", "1-30", "1-40"))),
    }
    return {name: value for name, value in said.items() if value not in ("", None)}


def known(values: dict[str, Any], number: int = 1) -> Known:
    """Return a record of these values."""
    return Known(
        number,
        read_name(values["name"]).identity,
        values["name"],
        values.get("place"),
        values.get("place_level", ""),
        values.get("village_no", ""),
        values.get("telephone", ""),
        values.get("registration_no", ""),
    )


def score(one: dict[str, Any], other: dict[str, Any]) -> float:
    return likeness(one, read_name(one["name"]).identity, known(other)).score


@given(organisations(), organisations())
def test_it_does_not_matter_which_was_there_first(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert score(one, other) == score(other, one)
    assert 0.0 <= score(one, other) <= 1.0


@given(organisations())
def test_a_name_at_a_place_is_itself(one: dict[str, Any]) -> None:
    exact = one.get("place_level") not in {None, "province"}
    assert (score(one, one) >= SURE) == (exact or "registration_no" in one or "telephone" in one)


@given(organisations(), organisations())
def test_never_sure_across_what_speaks_against_it(one: dict[str, Any], other: dict[str, Any]) -> None:
    numbers = {each["registration_no"] for each in (one, other) if "registration_no" in each}
    villages = {each["village_no"] for each in (one, other) if "village_no" in each}
    if len(numbers) == 2:
        assert score(one, other) == 0.0
    if len(numbers) == 1 and one.get("registration_no") == other.get("registration_no"):
        return
    told_apart = {one["name"], other["name"]} == set(NAMES[4:6]) or len(villages) == 2
    other_name = read_name(one["name"]).identity != read_name(other["name"]).identity
    if other_name or (told_apart and "place" in one and one["place"] == other.get("place")):
        assert score(one, other) < SURE


@given(organisations(), st.lists(organisations(), min_size=1, max_size=4))
def test_the_best_is_possible_and_of_two_alike_none_is_sure(one: dict[str, Any], others: list[dict[str, Any]]) -> None:
    records = [known(other, number) for number, other in enumerate(others, 1)]
    found = best(one, read_name(one["name"]).identity, records)
    scores = sorted((score(one, other) for other in others), reverse=True)
    if found is None:
        assert scores[0] < POSSIBLE
        return
    twins = scores[0] >= SURE and scores[:2].count(scores[0]) == 2
    assert found.score == (POSSIBLE if twins else scores[0])
    assert found.score < SURE or score(one, others[found.record - 1]) == found.score


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ({"name": NAMES[0]}, {"name": NAMES[2]}, True),
        ({"name": NAMES[0], "village_no": "3"}, {"name": NAMES[0]}, True),
        ({"name": NAMES[0], "village_no": "3"}, {"name": NAMES[0], "village_no": "4"}, False),
        ({"name": NAMES[0]}, {"name": NAMES[1]}, False),
        ({"name": NAMES[0]}, {"name": NAMES[3]}, False),
        ({"name": NAMES[7]}, {"name": NAMES[8]}, False),
        ({"name": NAMES[4]}, {"name": NAMES[5]}, False),
        ({"name": NAMES[4]}, {"name": NAMES[6]}, True),
        ({"name": NAMES[0], "registration_no": "1"}, {"name": NAMES[3], "registration_no": "1"}, True),
    ],
)
def test_in_one_subdistrict(one: dict[str, Any], other: dict[str, Any], sure: bool) -> None:
    here = {"place": 30010100, "place_level": "subdistrict"}
    assert (score(one | here, other | here) >= SURE) == sure
