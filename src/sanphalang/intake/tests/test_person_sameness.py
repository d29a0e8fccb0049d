"""When two are the same person: a table of the rule, and what holds for any two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.intake.doubles import PersonDoubles
from sanphalang.intake.person_sameness import Facts, KnownPerson, alike, facts_of, likeness
from sanphalang.intake.sameness import POSSIBLE, SURE, best

TOWN, VILLAGE_OF_TOWN, NEXT_TO_TOWN, DISTRICT, PROVINCE = 30010100, 30010104, 30010200, 30010000, 30000000
LEVELS: dict[int | None, str] = {
    TOWN: "subdistrict",
    VILLAGE_OF_TOWN: "village",
    NEXT_TO_TOWN: "subdistrict",
    DISTRICT: "district",
}
LEVELS |= {PROVINCE: "province", 40010100: "subdistrict", None: ""}


def facts(
    identity: str = "สมศรีสมมติ",
    *,
    family: str = "สมมติ",
    place: int | None = TOWN,
    telephones: tuple[str, ...] = (),
    birth_year: int | None = None,
    citizen_id: str = "",
) -> Facts:
    return Facts(identity, family, place, LEVELS[place], frozenset(telephones), birth_year, citizen_id)


ELSEWHERE = 40010100


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        # A citizen ID decides.
        (facts(citizen_id="a"), facts(citizen_id="a", place=ELSEWHERE), "same"),
        (facts(citizen_id="a"), facts("สมศรีใจดี", family="ใจดี", citizen_id="a"), "doubtful"),
        (facts(citizen_id="a", telephones=("1",)), facts(citizen_id="b", telephones=("1",)), "other"),
        # A name needs a second sign.
        (facts(telephones=("1", "2")), facts(place=ELSEWHERE, telephones=("2",)), "same"),
        (facts(birth_year=1967), facts(place=ELSEWHERE, birth_year=1967), "same"),
        (facts(), facts(), "same"),
        (facts(), facts(place=VILLAGE_OF_TOWN), "same"),
        (facts(citizen_id="a"), facts(), "same"),
        (facts(), facts(place=NEXT_TO_TOWN), "doubtful"),
        (facts(place=DISTRICT), facts(place=DISTRICT), "doubtful"),
        (facts(place=DISTRICT), facts(), "doubtful"),
        (facts(place=PROVINCE), facts(), "doubtful"),
        (facts(place=None), facts(), "doubtful"),
        (facts(), facts(place=ELSEWHERE), "other"),
        # What speaks against it makes a person look.
        (facts(birth_year=1967), facts(birth_year=1990), "doubtful"),
        (facts(birth_year=1967, telephones=("1",)), facts(birth_year=1990, telephones=("1",)), "doubtful"),
        (facts(birth_year=1967), facts(birth_year=1990, place=ELSEWHERE), "other"),
        # A given name alone is many people's.
        (facts("สมศรี", family=""), facts("สมศรี", family=""), "doubtful"),
        (facts("สมศรี", family="", telephones=("1",)), facts("สมศรี", family="", telephones=("1",)), "same"),
        (facts("สมชาย", family="ธมฺมโชโต"), facts("สมชาย", family="ปญฺญาวโร"), "other"),
        # Families share a telephone.
        (facts(telephones=("1",)), facts("สมชายสมมติ", telephones=("1",)), "other"),
    ],
)
def test_who_is_the_same(one: Facts, other: Facts, answer: str) -> None:
    score, reasons = alike(one, other)
    assert ("same" if score >= SURE else "doubtful" if score >= POSSIBLE else "other") == answer
    assert bool(reasons) or answer == "other"


some = st.builds(
    facts,
    st.sampled_from(("สมศรีสมมติ", "สมชายสมมติ")),
    family=st.sampled_from(("สมมติ", "")),
    place=st.sampled_from(list(LEVELS)),
    telephones=st.lists(st.sampled_from("12"), max_size=2).map(tuple),
    birth_year=st.sampled_from((None, 1967, 1990)),
    citizen_id=st.sampled_from(("", "a", "b")),
)


@given(some, some)
def test_it_is_the_same_from_either_side_and_every_time(one: Facts, other: Facts) -> None:
    assert alike(one, other) == alike(other, one) == alike(one, other)
    if one.citizen_id and other.citizen_id and one.citizen_id != other.citizen_id:
        assert alike(one, other)[0] == 0
    if one.identity != other.identity:
        assert alike(one, other)[0] < SURE


@given(some, some)
def test_rows_of_one_file_are_told_apart_by_the_same_rule(one: Facts, other: Facts) -> None:
    seen = PersonDoubles()
    first, second = (PersonDoubles.key_of(_values(each), str(each.identity)) for each in (one, other))
    assert seen.leader_of(1, first) == 1
    is_double = seen.leader_of(2, second) == 1
    nothing_tells = one == other and not (one.telephones or one.birth_year or one.citizen_id)
    assert is_double == (alike(one, other)[0] >= SURE or nothing_tells)


def _values(one: Facts) -> dict[str, object]:
    values = {
        "surname": one.family,
        "place": one.place,
        "place_level": one.place_level,
        "telephone": ", ".join(map(str, sorted(one.telephones, key=str))),
        "birth_year": one.birth_year,
        "citizen_id_digest": one.citizen_id,
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def test_of_two_who_fit_equally_well_none_is_sure() -> None:
    twins = [KnownPerson(n, "สมศรีสมมติ", "สมมติ", "", TOWN, "subdistrict", "", None, "") for n in (1, 2)]
    values = {"surname": "สมมติ", "place": TOWN, "place_level": "subdistrict"}
    assert likeness(values, "สมศรีสมมติ", twins[0]).score >= SURE
    found = best(values, "สมศรีสมมติ", twins, likeness)
    assert found is not None
    assert found.score < SURE
    assert "several_alike" in found.reasons


def test_what_only_some_may_know_is_not_compared_for_others() -> None:
    known = KnownPerson(1, "สมศรีสมมติ", "สมมติ", "", ELSEWHERE, "subdistrict", "0000-123-456", 1967, "a")
    values = {"surname": "สมมติ", "place": TOWN, "place_level": "subdistrict", "telephone": "0000-123-456"}
    assert likeness(values, "สมศรีสมมติ", known).score >= SURE
    assert likeness(values, "สมศรีสมมติ", known.without_private()).score < POSSIBLE
    assert facts_of(values, "สมศรีสมมติ").telephones == {"0000-123-456"}
