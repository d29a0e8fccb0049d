"""The rows of a list are kept for who sees the same territory, until something is written."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import Viewer
from sanphalang.people.actions import edit_person
from sanphalang.people.listing import ListPages
from sanphalang.people.models import Person
from sanphalang.people.narrowing import Wanted
from sanphalang.people.tests.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_figures")]


def _names(viewer: Viewer, name: str = "") -> list[str]:
    return [row.name.split()[0] for row in ListPages(viewer, Wanted(name=name), "name").page(1).object_list]


def _manager(centre: str = "30") -> Viewer:
    return make_viewer(Role.DATA_MANAGER, centre)


def test_each_territory_has_its_own() -> None:
    make_person("กานดา", place="302105")
    make_person("ขจร", place="310101")
    assert (_names(_manager("30")), _names(_manager("31"))) == (["กานดา"], ["ขจร"])
    assert _names(make_viewer(Role.NATIONAL_ANALYST)) == ["กานดา", "ขจร"]


def test_each_question_has_its_own() -> None:
    make_person("กานดา", place="302105")
    make_person("ขจร", place="302105")
    viewer = _manager()
    assert (_names(viewer), _names(viewer, name="กานดา"), _names(viewer, name="ขจร")) == (
        ["กานดา", "ขจร"],
        ["กานดา"],
        ["ขจร"],
    )


def test_a_colleague_is_given_what_is_kept(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_person("กานดา", place="302105")
    first, second = _manager(), _manager()
    _names(first)
    with django_assert_num_queries(2):  # whether anything was written since: for the count and for the rows
        assert _names(second) == ["กานดา"]


def test_a_write_ends_it() -> None:
    person: Person = make_person("กานดา", place="302105")
    viewer = _manager()
    _names(viewer)
    edit_person(viewer, person.pk, expected_revision=person.revision, values={"given_name": "เกศ"})
    assert _names(viewer) == ["เกศ"]
