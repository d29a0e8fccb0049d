"""What search promises, in small: the bench measures the same at national scale (``bench/search.py``)."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.search_oracle import drawn, is_between
from bench.search_quality import call_people, completeness, forgiven, rare_names
from bench.slips import KINDS, slipped
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR
from sanphalang.ledger.projections import drain
from sanphalang.organisations.tests.factories import make_organisation, make_viewer
from sanphalang.people.tests.factories import make_person
from sanphalang.search import index
from sanphalang.search.finding import search
from sanphalang.search.pieces import forget_pieces
from sanphalang.search.tests.indexing import touch
from sanphalang.search.tests.relevance import ORGANISATIONS, PEOPLE
from sanphalang.thai.words import common_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def named() -> list[tuple[str, int, str]]:
    """Organisations and people that can be found: kind, number and name."""
    records = [
        ("organisation", make_organisation(name, place="300101", activity=does).pk, name)
        for name, _at, does in ORGANISATIONS
    ]
    records += [
        ("person", make_person(given, surname, title=title, place="300101").pk, f"{given} {surname}")
        for given, surname, title, _at in PEOPLE
    ]
    for kind, number, _name in records:
        touch(kind, number)
    drain()
    return records


@pytest.mark.parametrize(("text", "at", "may"), [("ผ้าไหม", 3, True), ("ผ้าไหม", 2, False), ("ผ้าไหม", 4, False)])
def test_a_word_begins_and_ends_between_clusters(text: str, at: int, may: bool) -> None:
    assert is_between(text, at) is may


@pytest.mark.usefixtures("named")
def test_every_word_inside_a_record_finds_every_record_that_contains_it() -> None:
    words = drawn(common_words(), 300, Random(1))
    assert len(words) > 250
    found = completeness(words)
    assert (found.complete, found.missed) == (len(words), {})


def test_a_name_with_one_slip_is_among_the_first_ten(named: list[tuple[str, int, str]]) -> None:
    found = forgiven(named, Random(1))
    assert found.names > 35
    assert found.share >= 0.95, found.missed


def test_every_kind_of_slip_changes_a_name() -> None:
    assert all(slipped("กลุ่มทอผ้าไหม", kind, Random(1)) != "กลุ่มทอผ้าไหม" for kind in KINDS)


@pytest.mark.parametrize("rare", [1, 3_000])
@pytest.mark.usefixtures("named")
def test_for_a_hidden_name_the_index_is_asked_as_often_as_for_an_absent_one(
    rare: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_RARE", rare)
    (name,) = rare_names(1, Random(1))
    viewer = make_viewer(Role.DATA_MANAGER, centre="31")
    asked = []
    for _time in ("absent", "hidden"):
        forget_pieces()
        with CaptureQueriesContext(connection) as queries:
            assert search(viewer, " ".join(name)).total == 0
        asked.append(len(queries))
        call_people([name], ((30_000_000, 30_999_999),))
    assert search(OPERATOR, " ".join(name)).total == 1
    assert asked[0] == asked[1]
