"""What documents state beside what the records say, and where the documents disagree with themselves."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from sanphalang.access.viewer import PUBLIC
from sanphalang.files.sources import source_named
from sanphalang.organisations.local_authorities import put_authorities
from sanphalang.organisations.models import LearningCentre, LocalAuthority, NetworkMembership, NetworkTraining
from sanphalang.organisations.network_queries import InProvince
from sanphalang.reports import stated
from sanphalang.reports.areas import where
from sanphalang.reports.network import NetworkReport, network_report
from sanphalang.reports.stated_cells import difference
from sanphalang.reports.stated_rules import (
    MORE_BODIES,
    PERCENT,
    REPEATED,
    SO_FAR,
    SUM,
    TWO_TOTALS,
    Contradiction,
    between,
    in_provinces,
    in_years,
    named_again,
)
from sanphalang.web.table import Cell

CE = 543


def test_the_totals_of_the_typed_table_are_those_that_the_document_prints() -> None:
    rows = stated.by_province()
    assert len(rows) == 20
    assert sum((row.counted for row in rows), InProvince()) == InProvince(2947, 869, 1188, 214, 116, 46)


def test_every_contradiction_of_the_document_is_found_and_no_other() -> None:
    found = [
        *in_years(stated.by_year()),
        *between(stated.by_province(), stated.by_year(), stated.YEAR),
        *in_provinces(stated.by_province()),
    ]
    assert found == [
        Contradiction(REPEATED, 2559 - CE, (895, 975)),
        Contradiction(SO_FAR, 2561 - CE, (1055, 55, 1100)),
        Contradiction(SUM, 2563 - CE, (1253, 1243)),
        Contradiction(TWO_TOTALS, 2563 - CE, (1243, 869)),
        Contradiction(MORE_BODIES, "อำนาจเจริญ", (3, 7)),
    ]


def test_a_partner_that_the_document_names_in_two_years_is_found() -> None:
    assert list(named_again(stated.partners())) == [("มหาวิทยาลัยมหาสารคาม", 2560 - CE, 2563 - CE)]


def test_a_share_that_is_not_that_of_its_numbers_is_found() -> None:
    row = stated.StatedProvince("น่าน", InProvince(100, 40, 5, 2, None, 0), 41.0)
    assert list(in_provinces([row])) == [Contradiction(PERCENT, "น่าน", (41.0, 40.0))]


@pytest.mark.parametrize(
    ("said", "here", "shown"), [(10, 12, "+2"), (10, 8, "−2"), (10, 10, "0"), (None, 3, "–"), (3, None, "–")]
)
def test_a_difference_has_its_sign(said: int | None, here: int | None, shown: str) -> None:
    assert difference(said, here).text == shown


def _report(code: str) -> NetworkReport:
    area = where(code)
    assert area is not None
    return network_report(PUBLIC, area, stated.YEAR)


@pytest.mark.django_db
def test_an_area_is_told_of_what_the_document_states_of_it_alone() -> None:
    names = {code: [each.name for each in _report(code).sections] for code in (stated.AREA, "37", "30", "50", "")}
    parts = ["stated", "stated-provinces", "stated-years", "stated-people", "stated-centres"]
    parts += ["stated-partners", "stated-partners-years"]
    assert names[stated.AREA][6:] == parts
    assert names[""][6:] == names["30"][6:] == names["37"][6:] == parts[:2]
    assert names["50"][6:] == []  # เชียงใหม่ lies elsewhere
    of_one = next(each for each in _report("37").sections if each.name == "stated")
    assert any("อำนาจเจริญ: " in note for note in of_one.notes)
    assert not any("อำนาจเจริญ" in note for each in _report("30").sections for note in each.notes)


def _put_network() -> None:
    """Put four authorities that joined, were trained and had a centre within the span 2553–2555, year by year."""
    said = {"name": "อบต.หมูสี", "kind": "sao", "place": 30010000, "place_level": "district"}
    put_authorities({f"T{number}": said for number in range(4)}, source=source_named("ทดสอบ").pk)
    years = ((2010, None), (2011, None), (2012, None), (2012, 2010))
    for authority, (year, since) in zip(LocalAuthority.objects.order_by("id"), years, strict=True):
        NetworkMembership.objects.create(authority=authority, joined_year=year, joined_from=since)
        NetworkTraining.objects.create(authority=authority, kind="camp", year=year, people=10)
        LearningCentre.objects.create(authority=authority, kind="swk", year=year, year_from=since)


@pytest.mark.django_db
def test_a_span_of_years_is_compared_with_all_of_its_years() -> None:
    _put_network()
    tables = {each.name: each.table for each in _report(stated.AREA).sections}
    years, centres = tables["stated-years"], tables["stated-centres"]
    assert years is not None
    assert centres is not None
    assert [cell.value for cell in years.rows[0] if isinstance(cell, Cell)] == ["2553–2555", 510, 4, 510, 4, "–", 40]
    assert centres.rows[0][4] == 4


@pytest.mark.django_db
def test_the_page_says_what_is_stated_with_the_difference_and_the_source(client: Client) -> None:
    page = client.get(f"/reports/network/?area={stated.AREA}&year={stated.YEAR}").content.decode()
    assert "2,947" in page
    assert "−2,947" in page  # no record yet
    assert "1,243" in page
    file = client.get(f"/reports/network/?area={stated.AREA}&chart=stated-centres&file=csv").getvalue().decode()
    assert file.count("ศวก.") == 9


@pytest.mark.django_db
def test_contradictions_are_whole_sentences_in_both_languages() -> None:
    for language in ("th", "en"):
        with translation.override(language):
            notes = next(each.notes for each in _report(stated.AREA).sections if each.name == "stated")
            assert len(notes) == 7
            assert not any("%" in note for note in notes)
    years = next(each.table for each in _report(stated.AREA).sections if each.name == "stated-years")
    assert years is not None
    assert isinstance(years.rows[0][2], Cell)


@pytest.mark.django_db
@pytest.mark.parametrize("area", ["%00", "99", "region:%00", "bangkok_zone:1"])
def test_an_area_that_is_none_is_not_found_on_either_database(client: Client, area: str) -> None:
    assert client.get(f"/reports/network/?area={area}").status_code == 404
