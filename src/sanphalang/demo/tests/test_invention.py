"""What is invented: the same for the same seed, marked as invented, and like the country in its proportions."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import date
from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanphalang.demo import contacts
from sanphalang.demo.country import (
    BANGKOK,
    NAKHON_RATCHASIMA,
    Scale,
    Subdistrict,
    settle,
    spread,
    subdistricts,
    total_of,
)
from sanphalang.demo.invention import Invented, invent
from sanphalang.demo.words import SURNAMES

TODAY = date(2026, 11, 20)
EVERYWHERE = subdistricts()
NATIONAL = settle(Scale.NATIONAL, 1)


def _slice(seed: int, places: list[Subdistrict], count: int = 12) -> list[Invented]:
    return [each for place in places for each in invent(place, count, seed=seed, today=TODAY)]


def _checksum(invented: list[Invented]) -> str:
    return hashlib.sha256(repr(invented).encode()).hexdigest()


def test_same_seed_same_rows_and_another_seed_others() -> None:
    places = EVERYWHERE[::400]
    assert _checksum(_slice(1, places)) == _checksum(_slice(1, places))
    assert _checksum(_slice(1, places)) != _checksum(_slice(2, places))
    assert settle(Scale.NATIONAL, 1) == NATIONAL != settle(Scale.NATIONAL, 2)


def test_a_slice_of_the_country_is_the_same_on_every_machine() -> None:
    said = json.dumps([each.values for each in _slice(1, EVERYWHERE[::900], 5)], ensure_ascii=False, sort_keys=True)
    assert hashlib.sha256(said.encode()).hexdigest()[:16] == "df6213e40668ccb1"  # of seed 1


def test_more_organisations_of_a_place_begin_with_the_same_ones() -> None:
    assert _slice(1, EVERYWHERE[:3], 20)[:8] == _slice(1, EVERYWHERE[:1], 8)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(EVERYWHERE), st.integers(0, 60), st.integers(0, 2**32))
def test_every_private_value_is_marked_and_every_value_is_possible(place: Subdistrict, count: int, seed: int) -> None:
    invented = list(invent(place, count, seed=seed, today=TODAY))
    assert len({each.derived.identity for each in invented}) == count
    for each in invented:
        said = each.values
        assert said.get("telephone", contacts.TELEPHONE_MARK).startswith(contacts.TELEPHONE_MARK)
        assert said.get("email", contacts.EMAIL_MARK).endswith("@private.example")
        assert said.get("contact_name", SURNAMES[0]).endswith(SURNAMES)
        assert str(said["place"]).startswith(place.code[:2])
        assert said.get("confirmed_on", "2021-01-01") <= TODAY.isoformat()
        assert each.added_on <= TODAY
        assert said.get("founded_year", 1990) < TODAY.year
        assert said.get("members", 5) >= 5
        assert len(said["name"]) <= 200
        assert not each.published or "contact_name" in said


def test_surnames_say_that_they_are_made_up() -> None:
    assert all(surname.startswith(("สมมติ", "จำลอง", "ตัวอย่าง")) for surname in SURNAMES)


def test_the_small_country_is_one_province_and_every_district_of_bangkok() -> None:
    settled = settle(Scale.SMALL, 1)
    by_province = Counter[str]()
    for place, count in settled:
        by_province[place.code[:2]] += count
    assert by_province == {NAKHON_RATCHASIMA: 1_200, BANGKOK: 300}
    districts = {place.code[:4] for place, count in settled if count}
    assert len([code for code in districts if code.startswith(BANGKOK)]) == 50
    assert len([code for code in districts if code.startswith(NAKHON_RATCHASIMA)]) == 32


def test_the_nation_has_200000_in_all_districts_by_their_number_of_subdistricts() -> None:
    assert total_of(NATIONAL) == 200_000
    counts: dict[str, list[int]] = {}
    for place, count in NATIONAL:
        counts.setdefault(place.code[:4], []).append(count)
    assert len(counts) == 928
    per_subdistrict = 200_000 / len(NATIONAL)
    for shares in counts.values():
        if len(shares) >= 10:
            assert 0.6 * per_subdistrict < mean(shares) < 1.5 * per_subdistrict
    assert all(sum(shares) > 0 for shares in counts.values())


@given(st.integers(1, 3_000))
@settings(max_examples=25, deadline=None)
def test_any_number_is_shared_out_to_the_last_one(total: int) -> None:
    places = EVERYWHERE[:600]
    settled = spread(places, total, 5)
    assert total_of(settled) == total
    occupied = {place.code[:4] for place, count in settled if count}
    districts = {place.code[:4] for place in places}
    assert occupied == districts if total >= len(districts) else len(occupied) <= total


@pytest.fixture(scope="module")
def thousands() -> list[Invented]:
    """A reduced nation: every twentieth subdistrict with as many as it has."""
    return [each for place, count in NATIONAL[::20] for each in invent(place, count, seed=1, today=TODAY)]


def test_kinds_are_mixed_as_in_the_country(thousands: list[Invented]) -> None:
    kinds = Counter(each.values["kind_id"] for each in thousands)
    assert len(kinds) >= 18
    assert 0.18 < kinds["occupation_group"] / len(thousands) < 0.28
    assert 0.12 < kinds["community_enterprise"] / len(thousands) < 0.20
    assert kinds["foundation"] < kinds["association"] < kinds["community_council"]


def test_members_are_log_normal_by_kind(thousands: list[Invented]) -> None:
    members = [each.values["members"] for each in thousands if "members" in each.values]
    assert 0.88 < len(members) / len(thousands) < 0.95
    assert mean(members) > 1.4 * median(members)


def test_confirmations_spread_over_five_years_and_some_never_came(thousands: list[Invented]) -> None:
    ages = [
        (TODAY - date.fromisoformat(each.values["confirmed_on"])).days / 365
        for each in thousands
        if "confirmed_on" in each.values
    ]
    assert 0.76 < len(ages) / len(thousands) < 0.84
    assert max(ages) > 4.5
    assert 0.25 < sum(age < 1 for age in ages) / len(ages) < 0.45


def test_nearly_all_are_known_to_the_subdistrict(thousands: list[Invented]) -> None:
    levels = Counter(each.values["place_level"] for each in thousands)
    assert 0.93 < levels["subdistrict"] / len(thousands) < 0.98
    assert levels["district"] > levels["province"] > 0


def test_bangkok_has_communities_and_the_provinces_villages() -> None:
    city = _slice(1, [place for place in EVERYWHERE if place.in_bangkok][:20])
    rural = _slice(1, [place for place in EVERYWHERE if not place.in_bangkok][:20])
    assert all("ชุมชน" in each.values["name"] or "แขวง" in each.values["name"] for each in city)
    assert not any("ตำบล" in each.values["name"] for each in city)
    assert not any("village_no" in each.values for each in city)
    assert any("village_no" in each.values for each in rural)
    assert not any("แขวง" in each.values["name"] for each in rural)
