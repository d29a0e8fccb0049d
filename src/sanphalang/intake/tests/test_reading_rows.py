"""Any cells at all are read without an error, and the outcomes of any list sum to its rows."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import orjson
import pytest
from django.db.models import CharField
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanphalang.intake.cleaning import Answers, RowReader, jsonable
from sanphalang.intake.models import Outcome
from sanphalang.intake.organisation_cells import organisation_cleaners
from sanphalang.intake.tests.lists import HEADER, brought_in, checked, withdrawn
from sanphalang.intake.understanding.organisations import ORGANISATIONS
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.rules import VALUE_FIELDS
from sanphalang.thai.places.answer import Context
from sanphalang.thai.places.gazetteer import Gazetteer

FIELDS = [field.name for field in ORGANISATIONS.fields]
THAI = st.text(st.sampled_from("กขคงมหนอปลำ่้ัาิีุูเแโใไ็๐๑๙ฯๆ 0123456789.,-/()=+@'\"\n\t\u200b\xa0"), max_size=30)
CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.text()
    | THAI
)
LONGEST = {
    name: field.max_length
    for name in VALUE_FIELDS
    if isinstance(field := Organisation._meta.get_field(name), CharField) and field.max_length
}


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.from_geothai()


def _reader(columns: dict[int, str], within: str = "", *, escaped: bool = False) -> RowReader:
    return RowReader(
        columns,
        organisation_cleaners({"กลุ่มอาชีพ": "occupation_group"}, date(2026, 1, 5)),
        gazetteer=_gazetteer(),
        context=Context(within=within),
        answers=Answers({}, {}),
        escaped=escaped,
    )


@settings(deadline=None)
@given(st.lists(CELLS, max_size=len(FIELDS) + 2), st.permutations(FIELDS), st.sampled_from(("", "30")), st.booleans())
def test_any_cells_are_read(cells: list[Any], fields: list[str], within: str, escaped: bool) -> None:
    reader = _reader(dict(enumerate(fields)), within, escaped=escaped)
    kept = orjson.loads(orjson.dumps(jsonable(cells)))
    row = reader.read(1, kept)
    assert row.values.keys() <= {*VALUE_FIELDS, "id", "source_ref", "name_reading"}
    assert all(value is not None and value != "" for value in row.values.values())
    assert orjson.loads(orjson.dumps(row.values)) == row.values
    assert ("place" in row.values) == ("place_level" in row.values)
    for name, value in row.values.items():
        longest = (
            getattr(Organisation._meta.get_field(name.removesuffix("_id")), "max_length", None)
            if name in VALUE_FIELDS
            else None
        )
        assert not (longest and isinstance(value, str) and len(value) > longest)
    assert reader.read(1, kept) == row  # remembered answers are the same


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20) | THAI), st.lists(CELLS, max_size=8))
def test_any_correction_is_read(corrected: dict[str, str], cells: list[Any]) -> None:
    row = _reader(dict(enumerate(FIELDS))).read(1, jsonable(cells), corrected)
    assert orjson.loads(orjson.dumps(row.values)) == row.values


NAMES = st.sampled_from(("", "-", "กลุ่มทอผ้า", "กลุ่มทอผ้า (ใหม่)", "กลุ่มทอผา", "วิสาหกิจชุมชนทอผ้า", "บริษัท ทอผ้า จำกัด"))
PLACES = st.sampled_from(
    (("ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา"), ("", "", "นครราชสีมา"), ("", "", ""), ("ในเมือง", "", ""))
)


def registry() -> list[dict[str, Any]]:
    """The organisations in every column but those of the last change, which a withdrawal is as well."""
    return [{**row, "revision": None, "updated_at": None} for row in Organisation.objects.order_by("pk").values()]


@st.composite
def lists(draw: st.DrawFn) -> list[tuple[str, ...]]:
    """Rows of few names in few places, so that all kinds of outcomes meet."""
    return [
        (draw(NAMES), *draw(PLACES), "", draw(st.sampled_from("78")), draw(st.sampled_from(("ผ้า", "ขนม"))))
        for _ in range(draw(st.integers(1, 12)))
    ]


@pytest.mark.django_db
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists(), lists())
def test_outcomes_sum_and_what_is_withdrawn_is_as_it_was(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    Organisation.objects.all().delete()
    brought_in(checked(first))
    before = registry()
    batch = checked(second, source="อีกที่มา", header=HEADER)
    assert sum(batch.counts.values()) == len(second) == batch.rows.count()
    assert set(batch.counts) == set(Outcome.values)
    brought_in(batch)
    full = registry()
    brought_in(checked(second, source="อีกที่มา"))
    assert registry() == full
    withdrawn(batch)
    assert registry() == before


@pytest.mark.parametrize(
    ("address", "district", "place"),
    [
        ("365 อ.ปากช่อง จ.นครราชสีมา", "เมืองนครราชสีมา", 30210000),
        ("22 ม.11 ต.ไทยสามัคคี อ.วังน้ำเขียว จ.นครราชสีมา", "เมืองนครราชสีมา", 30250500),
        ("12 อ.เมือง จ.นครราชสีมา", "เมืองนครราชสีมา", 30010000),
        ("12 อ.ไม่มีจริง จ.นครราชสีมา", "เมืองนครราชสีมา", 30010000),
        ("", "เมืองนครราชสีมา", 30010000),
    ],
)
def test_the_district_that_an_address_names_is_believed_before_the_column(
    address: str, district: str, place: int
) -> None:
    row = _reader({0: "address", 1: "district", 2: "province"}).read(1, [address, district, "นครราชสีมา"])
    assert row.values["place"] == place
    if place != 30010000:
        assert ("place", "place_contradiction") in [found[:2] for found in row.findings]
        assert row.doubts == []
