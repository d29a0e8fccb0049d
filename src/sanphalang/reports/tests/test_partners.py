"""Partners and social assets in the network report: organisations by kind, and whom the document names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations.models import NetworkPartnership, Organisation, OrganisationKind
from sanphalang.organisations.queries import called
from sanphalang.organisations.rules import PARTNER_KINDS
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.reports import cells, stated
from sanphalang.reports.areas import where
from sanphalang.reports.network import network_report
from sanphalang.web.table import Cell, Table

pytestmark = pytest.mark.django_db


def _table(name: str, area: str = stated.AREA, year: int | None = None) -> Table:
    found = where(area)
    assert found is not None
    report = network_report(PUBLIC, found, year)
    return next(each.table for each in report.sections if each.name == name and each.table)


def _partner(name: str, place: str, since: int, until: int | None = None, *, kind: str = "academic") -> Organisation:
    made = make_organisation(name, place=place, kind=kind)
    NetworkPartnership.objects.create(organisation=made, since_year=since, until_year=until)
    return made


def _values(row: Sequence[object]) -> list[object]:
    return [cell.value if isinstance(cell, Cell) else cell for cell in row]


def test_each_kind_is_counted_in_its_province_and_leads_to_its_list() -> None:
    assert set(PARTNER_KINDS) <= set(OrganisationKind.objects.values_list("code", flat=True))
    make_organisation("ร้านค้าชุมชนบ้านดอน", place="300101", kind="shop")
    make_organisation("ทีมวิทยากรกระบวนการโคราช", place="30", kind="facilitator_team")
    make_organisation("ทีมวิทยากรกระบวนการบุรีรัมย์", place="31", kind="facilitator_team")
    make_organisation("กลุ่มออมทรัพย์บ้านดอน", place="300101", kind="savings_group")
    cells.rebuild()
    rows = {cell.value: row for row in _table("partners").rows if isinstance(cell := row[0], Cell)}
    korat = [cell.value for cell in rows["นครราชสีมา"] if isinstance(cell, Cell)][1:]
    assert korat == [0, 1, 0, 0, 1]
    assert list(rows["รวม"])[1:] == [0, 1, 0, 0, 2]
    team = rows["บุรีรัมย์"][5]
    assert isinstance(team, Cell)
    assert team.url == "/organisations/?kind=facilitator_team&place=31"
    assert len(_table("partners", "30").rows) == 1


def test_an_academic_partner_of_the_document_leads_to_its_record() -> None:
    number = make_organisation("มหาวิทยาลัยราชภัฏเลย", place="42", kind="academic").pk
    rows = _table("stated-partners").rows
    assert len(rows) == 10
    assert called(PUBLIC, {"มหาวิทยาลัยราชภัฏเลย", "มหาวิทยาลัย ราชภัฏเลย"}).keys() == {
        *("มหาวิทยาลัยราชภัฏเลย", "มหาวิทยาลัย ราชภัฏเลย")
    }
    linked = [row[2].url for row in rows if isinstance(row[2], Cell) and row[2].url]
    assert linked == [f"/organisations/{number}/"]


def _put_partners() -> None:
    _partner("มหาวิทยาลัยราชภัฏเลย", "42", 2015)
    _partner("มหาวิทยาลัยนครพนม", "48", 2014)
    _partner("มหาวิทยาลัยเทคโนโลยีสุรนารี", "3001", 2017, 2019)
    _partner("มหาวิทยาลัยเชียงใหม่", "50", 2016)
    _partner("มหาวิทยาลัยที่ไม่ทราบพื้นที่", "", 2012)
    _partner("ร้านค้าชุมชนบ้านดอน", "300101", 2015, kind="shop")
    absorbed = _partner("ม.ราชภัฏเลย", "42", 2011)
    Organisation.objects.filter(pk=absorbed.pk).update(merged_into=Organisation.objects.get(name="มหาวิทยาลัยราชภัฏเลย"))


_BY_HAND = """
    SELECT SUM(CASE WHEN p.since_year = %s THEN 1 ELSE 0 END), SUM(CASE WHEN p.until_year = %s THEN 1 ELSE 0 END),
        SUM(CASE WHEN p.since_year <= %s AND (p.until_year IS NULL OR p.until_year > %s) THEN 1 ELSE 0 END)
    FROM organisations_networkpartnership p JOIN organisations_organisation o ON o.id = p.organisation_id
    WHERE o.kind_id = 'academic' AND o.merged_into_id IS NULL AND
"""


@pytest.mark.parametrize(
    ("area", "condition", "first"),
    [
        ("", "1 = 1", 2012),
        ("region:northeast", "o.place BETWEEN 30000000 AND 49999999", 2014),
        ("30", "o.place BETWEEN 30000000 AND 30999999", 2017),
    ],
)
def test_academic_partners_of_each_year_are_those_that_sql_by_hand_counts(
    area: str, condition: str, first: int
) -> None:
    _put_partners()
    rows = _table("academic", area, 2020).rows
    assert [_values(row)[0] for row in rows] == [str(year + 543) for year in range(first, 2021)]
    with connection.cursor() as cursor:
        for year, row in zip(range(first, 2021), rows, strict=True):
            cursor.execute(_BY_HAND + condition, [year] * 4)
            assert _values(row)[1:] == [int(each or 0) for each in cursor.fetchone()]


def test_the_names_lead_to_their_records_and_a_later_end_is_not_told_yet() -> None:
    _put_partners()
    rows = _table("academic-partners", stated.AREA, 2018).rows
    assert [_values(row) for row in rows] == [
        ["2557", "มหาวิทยาลัยนครพนม", "–"],
        ["2558", "มหาวิทยาลัยราชภัฏเลย", "–"],
        ["2560", "มหาวิทยาลัยเทคโนโลยีสุรนารี", "–"],
    ]
    assert _values(_table("academic-partners", stated.AREA, 2020).rows[-1])[2] == "2562"


def test_the_document_stands_beside_the_records_with_the_difference() -> None:
    _put_partners()
    named = {_values(row)[1]: row[3] for row in _table("stated-partners").rows}
    loei, nakhon_phanom, khon_kaen = (
        named[name] for name in ("มหาวิทยาลัยราชภัฏเลย", "มหาวิทยาลัยนครพนม", "วิทยาลัยพยาบาลบรมราชชนนี ขอนแก่น")
    )
    assert isinstance(loei, Cell)
    assert isinstance(nakhon_phanom, Cell)
    assert isinstance(khon_kaen, Cell)
    assert (loei.value, loei.note) == ("2558", "")
    assert (nakhon_phanom.value, nakhon_phanom.note) == ("2557", "−3")
    assert (khon_kaen.value, khon_kaen.note) == ("–", "")
    rows = _table("stated-partners-years").rows
    assert [_values(row) for row in rows] == [
        ["2557", 0, 1, 1],
        ["2558", 3, 1, 2],
        ["2560", 5, 1, 3],
        ["2561", 1, 0, 3],
        ["2563", 1, 0, 2],
    ]
    assert [row[2].note for row in rows if isinstance(row[2], Cell)] == ["+1", "−2", "−4", "−1", "−1"]


def test_more_partners_cost_no_more_queries_and_are_in_the_files(client: Client) -> None:
    _put_partners()
    area = where(stated.AREA)
    assert area is not None
    with CaptureQueriesContext(connection) as few:
        network_report(PUBLIC, area, stated.YEAR)
    for number in range(7):
        _partner(f"มหาวิทยาลัยทดลอง {number}", "40", 2010 + number)
    with CaptureQueriesContext(connection) as many:
        network_report(PUBLIC, area, stated.YEAR)
    assert len(few) == len(many)
    asked = f"?area={stated.AREA}&year={stated.YEAR}"
    page = client.get(f"/reports/network/{asked}").content.decode()
    assert "มหาวิทยาลัยทดลอง 6" in page
    assert 'id="academic"' in page
    csv = client.get(f"/reports/network/{asked}&chart=academic&file=csv").getvalue().decode()
    assert '"2563",0,0,9' in csv
