"""Partners of the network: who may say so, what the history keeps, the page and the form."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.organisations.actions import NoSuchOrganisationError
from sanphalang.organisations.models import NetworkPartnership, Organisation
from sanphalang.organisations.network import CannotBeError
from sanphalang.organisations.network_queries import years_known
from sanphalang.organisations.partnership_queries import Partner, PartnersInYear, partners, year_by_year
from sanphalang.organisations.partnerships import note_partnership, remove_partnership
from sanphalang.organisations.tests.factories import make_account, make_organisation, make_viewer

pytestmark = pytest.mark.django_db


def _university(place: str = "300101") -> Organisation:
    return make_organisation("มหาวิทยาลัยทดลอง", place=place, kind="academic")


def _years() -> tuple[int, int | None]:
    return NetworkPartnership.objects.values_list("since_year", "until_year").get()


@pytest.mark.parametrize(
    ("role", "centre", "allowed"),
    [
        (Role.DATA_MANAGER, "30", True),
        (Role.COORDINATOR, "30", True),
        (Role.NATIONAL_ADMINISTRATOR, "", True),
        (Role.DATA_MANAGER, "31", False),
        (Role.MEMBER, "30", False),
        (Role.NATIONAL_ANALYST, "", False),
        (None, "", False),
    ],
)
def test_who_may_edit_the_organisation_may_say_so(role: Role | None, centre: str, allowed: bool) -> None:
    there, viewer = _university(), PUBLIC if role is None else make_viewer(role, centre=centre)
    if not allowed:
        _refused(viewer, there.pk)
        note_partnership(OPERATOR, there.pk, since_year=2015)
        _refused(viewer, there.pk)
        assert _years() == (2015, None)
        return
    before = Entry.objects.count()
    note_partnership(viewer, there.pk, since_year=2015)
    assert _years() == (2015, None)
    remove_partnership(viewer, there.pk)
    assert not NetworkPartnership.objects.exists()
    assert Entry.objects.count() == before + 2


def _refused(viewer: Viewer, organisation: int) -> None:
    before = Entry.objects.count()
    with pytest.raises(Refused):
        note_partnership(viewer, organisation, since_year=2010)
    with pytest.raises(Refused):
        remove_partnership(viewer, organisation)
    assert Entry.objects.count() == before


def test_the_ledger_keeps_the_years_and_the_organisation_is_another_one_since() -> None:
    there = _university()
    note_partnership(OPERATOR, there.pk, since_year=2015)
    note_partnership(OPERATOR, there.pk, since_year=2014, until_year=2020)
    note_partnership(OPERATOR, there.pk, since_year=2014, until_year=2020)  # nothing new
    remove_partnership(OPERATOR, there.pk)
    remove_partnership(OPERATOR, there.pk)  # nothing to take back
    told = Entry.objects.filter(subject_kind="organisation", subject_id=str(there.pk)).order_by("id")
    assert [(each.verb, each.place, each.changes) for each in told] == [
        ("organisations.note_partnership", 30_010_100, {"since_year": [None, 2015]}),
        ("organisations.note_partnership", 30_010_100, {"since_year": [2015, 2014], "until_year": [None, 2020]}),
        ("organisations.remove_partnership", 30_010_100, {"since_year": [2014, None], "until_year": [2020, None]}),
    ]
    there.refresh_from_db()
    assert there.revision == 4


def test_years_that_contradict_each_other_and_kinds_that_are_no_partners_are_refused() -> None:
    there, weavers = _university(), make_organisation("กลุ่มทอผ้า", place="300101")
    with pytest.raises(CannotBeError):
        note_partnership(OPERATOR, there.pk, since_year=2015, until_year=2014)
    with pytest.raises(CannotBeError):
        note_partnership(OPERATOR, weavers.pk, since_year=2015)
    with pytest.raises(NoSuchOrganisationError):
        note_partnership(OPERATOR, 0, since_year=2015)
    with pytest.raises(IntegrityError), transaction.atomic():
        NetworkPartnership.objects.create(organisation=there, since_year=2015, until_year=2014)
    assert not Entry.objects.exists()


def test_the_page_says_since_when_and_leads_to_the_form(client: Client) -> None:
    there = _university()
    page, form = f"/organisations/{there.pk}/", f"/organisations/{there.pk}/partnership/"
    assert form not in client.get(page).content.decode()
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    assert form in client.get(page).content.decode()
    assert client.post(form, {"since_year": ""}).status_code == 200
    assert client.post(form, {"since_year": "2560", "until_year": "2550"}).status_code == 200
    assert not NetworkPartnership.objects.exists()
    assert client.post(form, {"since_year": "2558", "until_year": ""}).status_code == 302
    assert _years() == (2015, None)
    assert 'value="2558"' in client.get(form).content.decode()
    shown = Client().get(page, {"lang": "th"}).content.decode()
    assert "ภาคีเครือข่ายตั้งแต่ปี" in shown
    assert "พ.ศ. 2558" in shown
    assert "บันทึกว่าเป็นภาคีเครือข่าย" in shown
    assert client.post(form, {"since_year": "2558", "until_year": "2563"}).status_code == 302
    assert "พ.ศ. 2563" in client.get(page).content.decode()
    assert client.post(f"{form}remove/").status_code == 302
    assert not NetworkPartnership.objects.exists()


def test_other_kinds_are_not_asked(client: Client) -> None:
    there = make_organisation("กลุ่มทอผ้า", place="300101")
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    form = f"/organisations/{there.pk}/partnership/"
    assert form not in client.get(f"/organisations/{there.pk}/").content.decode()
    assert client.post(form, {"since_year": "2558"}).status_code == 200
    assert not NetworkPartnership.objects.exists()


def test_the_years_of_partners_are_years_of_the_network() -> None:
    note_partnership(OPERATOR, _university().pk, since_year=2015)
    assert years_known(PUBLIC) == [2015]
    assert [each.since for each in partners(PUBLIC, "academic", 2015)] == [2015]
    assert partners(PUBLIC, "academic", 2014) == []


def test_each_year_has_who_came_and_went_and_who_was_there_at_its_end() -> None:
    found = [Partner(1, "ก", 2015, None), Partner(2, "ข", 2015, 2017), Partner(3, "ค", 2017, 2017)]
    assert year_by_year(found, 2018) == [
        PartnersInYear(2015, 2, 0, 2),
        PartnersInYear(2016, 0, 0, 2),
        PartnersInYear(2017, 1, 2, 1),
        PartnersInYear(2018, 0, 0, 1),
    ]
    assert year_by_year(found, 2014) == year_by_year([], 2018) == []
