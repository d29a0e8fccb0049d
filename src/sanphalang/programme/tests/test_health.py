"""How the centres are doing: equal to what is there, and shown to their own people and the nation alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sanphalang.access.models import Centre, User
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.intake.tests.lists import brought_in
from sanphalang.intake.tests.lists import checked as checked_list
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.tests.factories import make_person
from sanphalang.privacy.requests import open_own
from sanphalang.privacy.rules import Kind
from sanphalang.programme.health import health, health_of
from sanphalang.stewardship.models import Pair

pytestmark = pytest.mark.django_db


def _fill() -> None:
    today = timezone.localdate()
    first = make_organisation(place="300101", confirmed_on=today).pk
    second, third = make_organisation(place="300101").pk, make_organisation(place="310101").pk
    for one, other, one_place, other_place in (
        (first, second, 30_010_100, 30_210_100),
        (first, third, 30_010_100, 31_010_100),
        (second, third, None, 30_010_100),
    ):
        places = {"one_place": one_place, "other_place": other_place}
        Pair.objects.create(register="organisations", one=one, other=other, score=0.9, **places)
    person = make_person(place="300101")
    open_own(person, Kind.CORRECTION, actor=f"person:{person.pk}", asked="ขอแก้")
    make_item(place="3001")
    row = ("กลุ่มใหม่จากรายชื่อ", "ในเมือง", "", "", "", "12", "ผ้า")  # which subdistrict, somebody has to say
    brought_in(checked_list([row], centre="30", source="พช."))
    checked_list([row], centre="30", source="กศน.")
    User.objects.filter(pk=make_account(Role.DATA_MANAGER, "30").pk).update(last_login=timezone.now())


def test_each_figure_is_what_is_there() -> None:
    _fill()
    korat = health_of(OPERATOR, Centre.objects.get(code="30"))
    assert (korat.organisations, korat.fresh, korat.duplicates, korat.requests, korat.cases) == (2, 1, 1, 1, 1)
    assert (korat.doubtful, korat.lists, korat.last_sign_in) == (1, 1, timezone.localdate())
    buriram = health_of(OPERATOR, Centre.objects.get(code="31"))
    assert (buriram.organisations, buriram.waiting, buriram.last_sign_in) == (1, 0, None)


def test_all_centres_cost_as_many_queries_as_one(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    _fill()
    with django_assert_max_num_queries(14):
        assert len(health(OPERATOR)) == 82


def test_a_centre_sees_itself_and_no_neighbour() -> None:
    manager = make_viewer(Role.DATA_MANAGER, "30")
    assert [each.centre.code for each in health(manager)] == ["30"]
    with pytest.raises(Refused):
        health_of(manager, Centre.objects.get(code="31"))
    for nobody in (PUBLIC, make_viewer(Role.MEMBER, "30")):
        with pytest.raises(Refused):
            health(nobody)


def test_the_table_is_sorted_and_taken_home(client: Client) -> None:
    _fill()
    sign_in(client, make_account(Role.NATIONAL_ANALYST))
    page = client.get("/programme/centres/?sort=-duplicates").content.decode()
    assert page.index("/programme/centres/30/") < page.index("/programme/centres/11/")
    assert page.count('href="/programme/centres/') >= 82
    assert "ศูนย์" in client.get("/programme/centres/30/").content.decode()
    assert client.get("/programme/centres/99/").status_code == 404
    rows = b"".join(client.get("/programme/centres/?table=csv").streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(rows) == 2 + 82
