"""Every query of the relevance file finds what it should first of its kind."""

from __future__ import annotations

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.tests.factories import make_committee
from sanphalang.ledger.projections import drain
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.tests.factories import make_person
from sanphalang.places.search import search_places
from sanphalang.search.finding import FoundOfKind, search
from sanphalang.search.tests.indexing import touch
from sanphalang.search.tests.relevance import (
    COMMITTEES,
    ORGANISATIONS,
    PEOPLE,
    QUERIES,
    QUERIES_FOR_COMMITTEES,
    QUERIES_FOR_PEOPLE,
    QUERIES_FOR_PLACES,
    SHARED,
)

pytestmark = pytest.mark.django_db

ORGANISATION, PERSON, PLACE, COMMITTEE = "organisation", "person", "place", "committee"
_FIRST, _FIRST_OF_SHARED = 1, 3


def _at(where: str) -> str:
    found = search_places(where)
    assert found, where
    return found[0].place.code


def _first(text: str, kind: str) -> list[int]:
    lines = _alone(text, kind).lines
    return [line.record.id for line in lines[: _FIRST_OF_SHARED if text in SHARED else _FIRST]]


def _alone(text: str, kind: str) -> FoundOfKind:
    return search(OPERATOR, text, kinds=(kind,)).kinds[0]


def test_there_are_enough_queries() -> None:
    groups = (QUERIES, QUERIES_FOR_COMMITTEES, QUERIES_FOR_PEOPLE, QUERIES_FOR_PLACES)
    assert sum(len(queries) for group in groups for queries in group.values()) >= 150


def test_every_query_finds_what_it_should() -> None:
    made = {
        ORGANISATION: [make_organisation(name, place=_at(at), activity=does).pk for name, at, does in ORGANISATIONS],
        PERSON: [make_person(given, surname, title=title, place=_at(at)).pk for given, surname, title, at in PEOPLE],
        COMMITTEE: [make_committee(name, place=place).pk for name, place in COMMITTEES],
    }
    for kind, numbers in made.items():
        for number in numbers:
            touch(kind, number)
    drain()
    asked = [(ORGANISATION, text, made[ORGANISATION][at]) for at, texts in QUERIES.items() for text in texts]
    asked += [(COMMITTEE, text, made[COMMITTEE][at]) for at, texts in QUERIES_FOR_COMMITTEES.items() for text in texts]
    asked += [(PERSON, text, made[PERSON][at]) for at, texts in QUERIES_FOR_PEOPLE.items() for text in texts]
    asked += [(PLACE, text, int(code.ljust(8, "0"))) for code, texts in QUERIES_FOR_PLACES.items() for text in texts]
    missed = [(kind, text) for kind, text, wanted in asked if wanted not in _first(text, kind)]
    assert not missed, missed
    everything = {text: {each.kind: each for each in search(OPERATOR, text).kinds} for _kind, text, _wanted in asked}
    apart = [(kind, text) for kind, text, _ in asked if everything[text][kind] != _alone(text, kind)]
    assert not apart, "what is found of a kind depends on which kinds are asked for"
