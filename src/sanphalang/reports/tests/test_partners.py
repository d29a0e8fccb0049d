"""Partners and social assets in the network report: organisations by kind, and whom the document names."""

from __future__ import annotations

import pytest

from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations.models import OrganisationKind
from sanphalang.organisations.queries import called
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.reports import cells, stated
from sanphalang.reports.areas import where
from sanphalang.reports.network import network_report
from sanphalang.reports.partner_sections import KINDS
from sanphalang.web.table import Cell, Table

pytestmark = pytest.mark.django_db


def _table(name: str, area: str = stated.AREA) -> Table:
    found = where(area)
    assert found is not None
    return next(each.table for each in network_report(PUBLIC, found).sections if each.name == name and each.table)


def test_each_kind_is_counted_in_its_province_and_leads_to_its_list() -> None:
    assert set(KINDS) <= set(OrganisationKind.objects.values_list("code", flat=True))
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
