"""The demo's network gives the figures of the north-east through the ordinary report, and goes without a trace."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from sanphalang.access.viewer import PUBLIC
from sanphalang.demo.country import NAKHON_RATCHASIMA, Scale
from sanphalang.demo.kinds import SOURCES
from sanphalang.demo.network import make_network
from sanphalang.demo.partners import academic_partners, make_partnerships
from sanphalang.demo.rows import write_organisations
from sanphalang.files.sources import source_named
from sanphalang.organisations import demo_network
from sanphalang.organisations.network_queries import InProvince, authorities, joined_by_year
from sanphalang.organisations.partnership_queries import partners, year_by_year
from sanphalang.reports import stated
from sanphalang.reports.areas import where
from sanphalang.reports.network import network_report

pytestmark = pytest.mark.django_db


def test_the_national_demo_tells_the_north_east_as_its_documents_do() -> None:
    with transaction.atomic():
        assert make_network(Scale.NATIONAL, 1) == 2947
    area = where("region:northeast")
    assert area is not None
    report = network_report(PUBLIC, area, 2020)
    assert (report.total, report.share) == (InProvince(2947, 869, 1188, 214, 116, 46), "29.49")
    assert [each.joined for each in joined_by_year(PUBLIC)] == [510, 160, 125, 100, 80, 80, 55, 62, 81]
    centres = {str(series.label): sum(value or 0 for value in series.values) for series in report.charts[2].series}
    assert centres == {"ศวก.": 49, "ศปง.": 17, "ศรส.": 36}
    with transaction.atomic():
        assert demo_network.remove() == 2947
    assert not authorities(PUBLIC).exists()


@pytest.mark.parametrize(("scale", "years"), [(Scale.SMALL, {2017: 2}), (Scale.NATIONAL, {2015: 3, 2017: 5, 2018: 1})])
def test_academic_partners_are_those_of_the_document_since_the_year_that_it_names_first(
    scale: Scale, years: dict[int, int]
) -> None:
    sources = [source_named(name).pk for name in SOURCES]
    invented = academic_partners(scale, today=date(2026, 11, 20))
    make_partnerships(scale, [number for ids in write_organisations(invented, sources) for number in ids])
    found = partners(PUBLIC, "academic", stated.YEAR)
    assert {(each.since, each.name) for each in found} <= set(stated.partners())
    assert {each.year: each.joined for each in year_by_year(found, stated.YEAR) if each.joined} == years
    area = where(NAKHON_RATCHASIMA)
    assert area is not None
    assert len(partners(PUBLIC, "academic", stated.YEAR, area.intervals)) == 2
