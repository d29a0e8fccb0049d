"""The people of the synthetic country: who they are, how they are marked, and that they go again."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.demo import people_invention, people_words
from sanphalang.demo.actions import make_country, remove_country
from sanphalang.demo.country import Scale, subdistricts
from sanphalang.demo.people_invention import (
    ADDRESS_MARK,
    InventedPerson,
    citizen_id,
    invent_people,
    settle_people,
)
from sanphalang.demo.people_words import KINDS, SURNAME_HEADS
from sanphalang.people.models import Person, PersonClaim, PersonSkill, Training
from sanphalang.people.rules import PersonRole, citizen_id_digits, derived_from_name

TODAY = date(2026, 11, 20)


def _some(seed: int, count: int = 6) -> list[InventedPerson]:
    places = subdistricts()[::900]
    return [
        each for place in places for kind in KINDS for each in invent_people(place, kind, count, seed=seed, today=TODAY)
    ]


def test_the_country_has_as_many_of_each_kind_as_the_programme_names_in_every_district() -> None:
    settled = settle_people(Scale.NATIONAL, 1)
    counts: Counter[PersonRole] = Counter()
    for _place, kind, count in settled:
        counts[kind.role] += count
    assert counts == {PersonRole.FACILITATOR: 10_000, PersonRole.LEADER: 50_000, PersonRole.VOLUNTEER: 500_000}
    for kind in KINDS:
        assert len({place.code[:4] for place, of, _count in settled if of is kind}) == 928


def test_the_small_demo_has_six_hundred_people_of_all_kinds_in_two_provinces() -> None:
    settled = settle_people(Scale.SMALL, 1)
    assert sum(count for _place, _kind, count in settled) == 600
    assert {(place.code[:2], kind.role) for place, kind, _count in settled} == {
        (province, kind.role) for province in ("30", "10") for kind in KINDS
    }


@pytest.mark.django_db  # the key of citizen IDs is asked for; nothing is written
def test_the_same_seed_invents_the_same_people_and_another_one_others() -> None:
    first, again, other = (hashlib.sha256(repr(_some(seed)).encode()).hexdigest() for seed in (1, 1, 2))
    assert first == again != other


def test_every_private_value_is_marked() -> None:
    for person in _some(3, 40):
        values = person.values
        assert values["surname"].startswith(SURNAME_HEADS)
        assert values.get("telephone", "0000").startswith("0000")
        assert values.get("email", "@private.example").endswith("@private.example")
        assert ADDRESS_MARK in values.get("home_address", ADDRESS_MARK)
        assert person.derived == derived_from_name(values["given_name"], values["surname"])


def test_invented_citizen_ids_are_valid_and_begin_with_the_mark() -> None:
    from random import Random

    chance = Random(1)
    for _ in range(200):
        digits = citizen_id(chance)
        assert digits[0] == "9"
        assert citizen_id_digits(digits) == digits


@pytest.mark.django_db
def test_people_are_written_with_skills_trainings_and_claims_and_go_again(monkeypatch: pytest.MonkeyPatch) -> None:
    few = tuple(kind._replace(small={"30": 12, "10": 8}) for kind in people_words.KINDS)
    monkeypatch.setattr(people_invention, "KINDS", few)
    assert make_country(OPERATOR, scale=Scale.SMALL, seed=1, today=TODAY).people == 60
    assert Person.objects.count() == PersonClaim.objects.count() == 60
    assert PersonSkill.objects.exists()
    assert Training.objects.exists()
    found = Person.objects.order_by("pk")[0]
    assert bytes(found.name_sort) == derived_from_name(found.given_name, found.surname).name_sort
    assert found.place_code is not None
    assert remove_country(OPERATOR).people == 60
    for model in (Person, PersonClaim, PersonSkill, Training):
        assert not model.objects.exists()
