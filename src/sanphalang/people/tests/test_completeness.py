"""How complete a person's record is: what is private counts only for who may see it."""

from __future__ import annotations

import pytest
from django.utils import translation

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.people.completeness import completeness_of
from sanphalang.people.models import Person
from sanphalang.people.queries import Shown
from sanphalang.people.queries import person as shown_person
from sanphalang.people.tests.factories import make_person, with_private_details

pytestmark = pytest.mark.django_db


def _seen_by(role: Role, person: Person) -> Shown:
    shown = shown_person(make_viewer(role, "30"), person.pk)
    assert shown is not None
    return shown


def test_private_things_count_for_who_may_see_them() -> None:
    person = with_private_details("สมศรี", place="300101", occupation="เกษตรกร", status="active")
    own = completeness_of(_seen_by(Role.DATA_MANAGER, person), ["teaching"])
    assert (own.known, own.of) == (7, 7)
    member = completeness_of(_seen_by(Role.MEMBER, person), ["teaching"])
    assert (member.known, member.of) == (5, 5)


def test_what_is_missing() -> None:
    person = make_person("สมศรี", place="3001", roles=set())
    with translation.override("en"):
        complete = completeness_of(_seen_by(Role.DATA_MANAGER, person), [])
        assert [str(each) for each in complete.missing] == [
            *("Subdistrict", "Roles", "Occupation or position", "Skills", "Status"),
            *("A telephone, e-mail or LINE address", "Birth year"),
        ]
