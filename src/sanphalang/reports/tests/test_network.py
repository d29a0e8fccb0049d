"""Network reports: the figures of the north-eastern network, computed from records of its twenty provinces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import pytest
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, PUBLIC
from sanphalang.files.sources import source_named
from sanphalang.ledger.models import Entry
from sanphalang.organisations import network
from sanphalang.organisations.local_authorities import put_authorities
from sanphalang.organisations.models import LearningCentre, LocalAuthority, NetworkMembership, NetworkTraining
from sanphalang.organisations.network_queries import InProvince
from sanphalang.organisations.tests.factories import make_account
from sanphalang.places.queries import provinces
from sanphalang.reports.areas import where
from sanphalang.reports.network import network_report
from sanphalang.reports.stated import StatedProvince, by_province
from sanphalang.web.table import Cell

pytestmark = pytest.mark.django_db

YEAR = 2020
NORTHEAST = "region:northeast"


def _put(districts: dict[str, int]) -> None:
    named = {"name": "อบต.หมูสี", "kind": "sao", "place_level": "district"}
    found = {code: {**named, "place": place} for code, place in districts.items()}
    put_authorities(found, source=source_named("กรมส่งเสริมการปกครองท้องถิ่น").pk)


@pytest.fixture
def northeast() -> Sequence[StatedProvince]:
    """As many records in each of the twenty provinces as the network of 2563 says."""
    rows = by_province()
    places, numbers = {place.name_th: place for place in provinces()}, count(1)
    source = source_named("กรมส่งเสริมการปกครองท้องถิ่น").pk
    for row in rows:
        place, told = places[row.province], row.counted
        named = {"kind": "sao", "place": place.padded, "place_level": "province"}
        codes = {f"{next(numbers)}": {**named, "name": "อบต."} for _ in range(told.authorities)}
        put_authorities(codes, source=source)
        ids = list(LocalAuthority.objects.filter(code__in=codes).order_by("id").values_list("id", flat=True))
        members = [NetworkMembership(authority_id=each, joined_year=YEAR) for each in ids[: told.members]]
        NetworkMembership.objects.bulk_create(members)
        camp, top = (told.camp_people, told.camp_authorities), (told.top_people, told.top_authorities)
        for kind, (stated_people, bodies) in (("camp", camp), ("top_leader", top)):
            people = stated_people or 0
            NetworkTraining.objects.bulk_create(
                NetworkTraining(
                    authority_id=each, kind=kind, year=YEAR, people=people // bodies + (at < people % bodies) or None
                )
                for at, each in enumerate(ids[:bodies])
            )
    return rows


def test_the_totals_of_the_north_east_come_out_of_the_ordinary_report(northeast: Sequence[StatedProvince]) -> None:
    area = where(NORTHEAST)
    assert area is not None
    report = network_report(PUBLIC, area, YEAR)
    assert report.total == InProvince(2947, 869, 1188, 214, 116, 46)
    assert report.share == "29.49"
    assert len(report.table.rows) == 21
    by_name = {str(getattr(row[0], "value", "")): row for row in report.table.rows}
    for row in northeast:
        shown = by_name[row.province]
        assert (shown[1], shown[2]) == (row.counted.authorities, row.counted.members)


@pytest.mark.usefixtures("northeast")
def test_the_report_over_http_for_an_area_and_a_year_and_taken_home(client: Client) -> None:
    page = client.get(f"/reports/network/?area={NORTHEAST}&year={YEAR}").content.decode()
    assert "2,947" in page
    assert "ร้อยละ 29.49" in page
    file = client.get(f"/reports/network/?area={NORTHEAST}&chart=provinces&file=csv")
    assert '2947,869,"29.49",1188,214,116,46' in file.getvalue().decode()
    assert client.get("/reports/network/?area=region:nowhere").status_code == 404
    assert "นครราชสีมา" in client.get("/reports/network/?area=30&year=1999").content.decode()


def test_where_no_year_is_known_none_is_asked_for(client: Client) -> None:
    page = client.get("/reports/network/").content.decode()
    assert 'name="area"' in page
    assert 'name="year"' not in page


def test_who_joined_when_and_who_left() -> None:
    put_authorities(
        {"1": {"name": "อบต.", "kind": "sao", "place": 30_010_000, "place_level": "district"}},
        source=source_named("ก").pk,
    )
    one = LocalAuthority.objects.get()
    network.join_network(OPERATOR, one.pk, year=2012, year_from=2010)
    network.leave_network(OPERATOR, one.pk, year=2020)
    area = where("30")
    assert area is not None
    members = {year: network_report(PUBLIC, area, year).total.members for year in (2011, 2012, 2019, 2020)}
    assert members == {2011: 0, 2012: 1, 2019: 1, 2020: 0}
    assert network_report(PUBLIC, area).charts[0].labels == ["2553–2555"]
    with pytest.raises(network.CannotBeError):
        network.leave_network(OPERATOR, one.pk, year=2000)


def test_a_centre_writes_down_what_is_its_own_and_nothing_else(client: Client) -> None:
    named = {"kind": "sao", "place_level": "district", "name": "อบต.หมูสี"}
    put_authorities(
        {"1": {**named, "place": 30_210_000}, "2": {**named, "place": 31_010_000}}, source=source_named("ก").pk
    )
    own, other = LocalAuthority.objects.order_by("code")
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    assert client.post(f"/authorities/{own.pk}/join/", {"year": "2556"}).status_code == 302
    assert (
        client.post(f"/authorities/{own.pk}/training/", {"kind": "camp", "year": "2563", "people": "5"}).status_code
        == 302
    )
    assert (
        client.post(f"/authorities/{own.pk}/centre/", {"kind": "srs", "issue": "elderly", "year": "2560"}).status_code
        == 302
    )
    page = client.get(f"/authorities/{own.pk}/").content.decode()
    assert "ตั้งแต่ พ.ศ. 2556" in page
    assert "ศรส. ผู้สูงอายุ" in page
    assert client.post(f"/authorities/{other.pk}/join/", {"year": "2556"}).status_code == 403
    assert client.post(f"/authorities/{own.pk}/leave/", {"year": "2550"}).status_code == 200  # before it had joined
    training = NetworkTraining.objects.get()
    assert client.post(f"/authorities/{other.pk}/training/{training.pk}/remove/").status_code == 403
    assert client.post(f"/authorities/{own.pk}/training/{training.pk}/remove/").status_code == 302
    assert (NetworkTraining.objects.count(), LearningCentre.objects.count()) == (0, 1)
    assert Entry.objects.filter(subject_kind="local_authority", verb="organisations.join_network").count() == 1
    assert client.get("/authorities/?network=in").content.decode().count('role="rowheader"') == 1


def test_the_document_and_the_records_of_its_figures_do_not_differ(northeast: Sequence[StatedProvince]) -> None:
    area = where(NORTHEAST)
    assert area is not None
    sections = {each.name: each for each in network_report(PUBLIC, area, YEAR).sections}
    totals = sections["stated"].table
    assert totals is not None
    assert [row[3].text for row in totals.rows if isinstance(row[3], Cell)][:6] == ["0"] * 6
    by_name = sections["stated-provinces"].table
    assert by_name is not None
    assert len(by_name.rows) == len(northeast)
    assert not any(cell.note for row in by_name.rows for cell in row if isinstance(cell, Cell))
