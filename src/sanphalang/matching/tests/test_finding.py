"""Finding duplicates in the registry: inside a province, across provinces, and only from what the viewer may know."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.matching.evidence import Pair
from sanphalang.matching.finding import find_pairs, scope_of
from sanphalang.matching.registers import REGISTERS
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.tests.factories import make_person
from sanphalang.places.rules import NATION, Intervals, PlaceCode

pytestmark = pytest.mark.django_db

_KORAT, _BURIRAM = PlaceCode.parse("30").interval, PlaceCode.parse("31").interval


def _found(viewer: Viewer, kind: str = "organisations", within: Intervals = NATION) -> list[Pair]:
    register = REGISTERS[kind]
    return find_pairs(register, scope_of(viewer, register, within))


def _crowd() -> None:
    """Others around, so that names are not the only ones of their kind."""
    for number in range(30):
        make_organisation(f"กลุ่มเลี้ยงโค {number} บ้านหนองแวง", place="310101")


def test_a_name_typed_twice_is_found() -> None:
    _crowd()
    one = make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="300101", telephone="0000-123-456")
    other = make_organisation("วิสาหกิจชุมชนกลุ่มทอผาบ้านหนองบัว", place="300101", telephone="0000-123-456")
    make_organisation("กลุ่มทอผ้าบ้านโคกสูง", place="300101", telephone="0000-999-111")
    assert [(pair.one, pair.other) for pair in _found(OPERATOR)] == [(one.pk, other.pk)]
    assert "same_telephone" in _found(OPERATOR)[0].reasons


def test_what_moved_to_another_province_is_found_by_its_number() -> None:
    _crowd()
    here = make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="300101", registration_no="ตย.1", telephone="0000-123-456")
    there = make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="400101", registration_no="ตย.1", telephone="0000-123-456")
    assert [(pair.one, pair.other) for pair in _found(OPERATOR)] == [(here.pk, there.pk)]


def test_without_a_place() -> None:
    _crowd()
    one = make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="", telephone="0000-123-456")
    other = make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="300101", telephone="0000-123-456")
    assert [(pair.one, pair.other) for pair in _found(OPERATOR)] == [(one.pk, other.pk)]


def test_only_inside_the_place() -> None:
    for place in ("300101", "310101"):
        make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place=place, telephone="0000-123-456")
        make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place=place, telephone="0000-123-456")
    inside = _found(OPERATOR, within=(_BURIRAM,))
    assert len(inside) == 1


@pytest.mark.parametrize("who", ["public", "neighbour", "own"])
def test_a_private_telephone_speaks_only_to_who_may_see_it(who: str) -> None:
    _crowd()
    viewer = {
        "public": PUBLIC,
        "neighbour": make_viewer(Role.DATA_MANAGER, "31"),
        "own": make_viewer(Role.DATA_MANAGER, "30"),
    }[who]
    for name in ("กลุ่มทอผ้าบ้านหนองบัว", "กลุ่มทอผ้าบ้านหนอบัว"):
        make_organisation(name, place="300101", telephone="0000-123-456", contact_name="นางสมศรี สมมติทอง")
    signs = {kind for pair in _found(viewer) for kind in (*pair.reasons, *pair.doubts)}
    assert ("same_telephone" in signs) == ("same_contact" in signs) == (who == "own")


def test_people_are_compared_only_where_the_viewer_sees_people() -> None:
    for _time in range(2):
        make_person("สมศรี", "สมมติทอง", place="300101", telephone="0000-123-456")
    assert _found(PUBLIC, "people") == []
    assert _found(make_viewer(Role.DATA_MANAGER, "31"), "people") == []
    assert len(_found(make_viewer(Role.DATA_MANAGER, "30"), "people")) == 1
    assert "same_telephone" not in _found(make_viewer(Role.MEMBER, "30"), "people")[0].reasons


def _said(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("find-duplicates", *arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return answer


def test_the_command_tells_pairs_with_score_and_reasons() -> None:
    _crowd()
    one = make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="300101", telephone="0000-123-456")
    other = make_organisation("กลุ่มทอผ้าบ้านหนองบัว", place="300101", telephone="0000-123-456")
    answer = _said("organisations", "--place", "3001")
    (pair,) = answer["pairs"]
    assert (pair["one"], pair["other"], pair["sure"], answer["sure"]) == (one.pk, other.pk, True, 1)
    assert {"same_name", "same_telephone"} <= set(pair["reasons"])
    out = io.StringIO()
    call_command("find-duplicates", "organisations", stdout=out)
    assert "กลุ่มทอผ้าบ้านหนองบัว" in out.getvalue()
    assert _said("people") | {"seconds": 0} == {"pairs": [], "sure": 0, "seconds": 0}


def test_the_command_refuses_what_is_no_place_and_who_sees_nobody() -> None:
    with pytest.raises(CommandError):
        call_command("find-duplicates", "organisations", place="99")
    stranger = make_account(None, "", email="nobody@example.org")
    with pytest.raises(Refused):
        call_command("find-duplicates", "people", as_user=stranger.email)
