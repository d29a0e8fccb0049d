"""Rooms that join: what every declaration has to keep, and a later room's records found like any."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import Q

from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.committees.models import Committee
from sanphalang.committees.tests.factories import make_committee
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.ledger.projections import drain
from sanphalang.organisations.tests.factories import make_organisation, make_viewer
from sanphalang.people.tests.factories import make_person
from sanphalang.places.rules import contains
from sanphalang.search import shelves
from sanphalang.search.finding import search
from sanphalang.search.projection import is_whole
from sanphalang.search.tests.indexing import ids, touch
from sanphalang.web.searched import searched

pytestmark = pytest.mark.django_db

_MAKE: dict[str, Callable[[], object]] = {
    "organisation": lambda: make_organisation("กลุ่มทดลอง", place="300101", telephone="0000-123-456"),
    "person": lambda: make_person("ประไพ", place="300101", telephone="0000-123-456"),
    "knowledge": lambda: make_item("ธนาคารต้นไม้ทดลอง", place="300101"),
    "committee": lambda: make_committee("คณะทำงานทดลอง"),
}
"""A record of each kind of which there is none at the beginning; a later room adds its own."""


@pytest.mark.parametrize("kind", list(searched()))
def test_what_is_counted_for_a_viewer_can_be_shown_to_the_viewer(kind: str) -> None:
    if kind in _MAKE:
        _MAKE[kind]()
    declared = searched()[kind]
    written = declared.written(Q(), limit=20)
    assert written
    assert [row[0] for row in written] == sorted(row[0] for row in written)
    documents = list(declared.documents(written))
    assert {document.shelf for document in documents} <= set(declared.shelves)
    for viewer in (PUBLIC, make_viewer(Role.MEMBER, centre="30"), make_viewer(Role.MEMBER, centre="31"), OPERATOR):
        sight = shelves.sight_of(viewer)
        counted = {each.record for each in documents if contains(sight[each.shelf], each.place)}
        titled = list(declared.titled(viewer, {row[0] for row in written}))
        assert {each.id for each in titled} >= counted
        assert all(each.url.startswith("/") for each in titled)
        if declared.names is not None:
            assert {number for number, _names in declared.names(viewer, counted)} == counted


def test_kinds_and_shelves_are_told_apart() -> None:
    names = [shelf.name for shelf in shelves.all_shelves()]
    assert len(set(names)) == len(names)
    assert all(len(kind) <= 40 for kind in searched())


def test_a_committee_is_found_by_its_name_and_forgotten_with_it() -> None:
    made = make_committee("คณะกรรมการประสานภาคีการพัฒนาจังหวัด")
    touch("committee", made.pk)
    drain()
    assert ids(search(PUBLIC, "ประสานภาคี", kinds=("committee",)), "committee") == [made.pk]
    assert ids(search(PUBLIC, "คณะกรรมการประสานภากีการพัฒนาจังหวัด"), "committee") == [made.pk]
    Committee.objects.filter(pk=made.pk).delete()
    touch("committee", made.pk)
    assert search(PUBLIC, "ประสานภาคี", kinds=("committee",)).total == 0


def test_another_shelf_asks_for_the_index_to_be_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_whole()  # as the database of the tests was set up
    monkeypatch.setattr("sanphalang.search.projection.all_shelves", lambda: shelves.all_shelves()[:-1])
    assert not is_whole()
