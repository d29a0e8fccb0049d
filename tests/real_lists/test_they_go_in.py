"""Every real list goes in as it came, each row accounted for; again it changes nothing; withdrawn, nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.actions import decide_rows
from sanphalang.intake.models import ImportBatch, Outcome
from tests.long import LONG
from tests.real_lists.files import (
    AUTHORITIES,
    BUSINESSES,
    DATA,
    PRODUCTS,
    SOME_SCHOOLS,
    TEMPLES,
    all_schools,
    needs_real_lists,
    rows_of,
)
from tests.real_lists.journeys import brought_in, checked, figures, registry, withdrawn

pytestmark = [pytest.mark.django_db, needs_real_lists]

FEW_WAIT = 0.05  # of the rows of a list with places: doubtful and rejected together
_SETTLED = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)


def _accounted_for(batch: ImportBatch, name: str) -> None:
    print(figures(batch))  # noqa: T201
    assert sum(batch.counts.values()) == batch.rows.count() == rows_of(name)
    assert sum(batch.counts[outcome] for outcome in _SETTLED) == sum(batch.report["brought"].values())


def _waiting(batch: ImportBatch) -> int:
    return int(batch.counts["doubtful"] + batch.counts["rejected"])


@pytest.mark.parametrize("name", [PRODUCTS, BUSINESSES[0], AUTHORITIES, *SOME_SCHOOLS])
def test_goes_in_again_and_out(name: str) -> None:
    empty = registry()
    batch = brought_in(checked(DATA / name, source="ที่มา"))
    _accounted_for(batch, name)
    full = registry()
    again = brought_in(checked(DATA / name, source="ที่มา"))
    assert registry() == full
    waiting = _waiting(again)
    assert (again.counts["created"], again.counts["updated"], waiting) == (0, 0, _waiting(batch))
    withdrawn(batch)
    assert registry() == empty


@pytest.mark.parametrize("name", TEMPLES)
def test_names_without_any_place_wait_and_can_be_brought_in_as_they_are(name: str) -> None:
    empty = registry()
    batch = checked(DATA / name, source="ที่มา")
    assert batch.counts["created"] == 0
    doubtful = batch.rows.filter(outcome=Outcome.DOUBTFUL).values_list("number", flat=True)
    decide_rows(OPERATOR, batch.pk, rows=list(doubtful), decision="as_is")
    batch = brought_in(batch)
    _accounted_for(batch, name)
    full = registry()
    again = brought_in(checked(DATA / name, source="ที่มา"))
    assert again.counts["unchanged"] == batch.counts["created"] > 0
    assert registry() == full
    withdrawn(batch)
    assert registry() == empty


@pytest.mark.parametrize("name", BUSINESSES[1:])
def test_goes_in(name: str) -> None:
    _accounted_for(brought_in(checked(DATA / name)), name)


@pytest.mark.parametrize("name", [PRODUCTS, *SOME_SCHOOLS])
def test_few_rows_wait_for_a_person(name: str) -> None:
    batch = checked(DATA / name)
    print(figures(batch), f"waiting {_waiting(batch) / sum(batch.counts.values()):.2%}")  # noqa: T201
    assert _waiting(batch) <= FEW_WAIT * sum(batch.counts.values())


@pytest.mark.slow
def test_the_lists_of_schools_one_after_the_other() -> None:
    """All of them at full length; else one province in thirteen, of every part of the country."""
    rows = waiting = 0
    batches = []
    names = all_schools()[:: 1 if LONG else 13]
    for name in names:
        batches.append(brought_in(checked(DATA / name, source="สพฐ.")))
        _accounted_for(batches[-1], name)
        rows, waiting = rows + sum(batches[-1].counts.values()), waiting + _waiting(batches[-1])
    print(f"schools: rows {rows}, waiting {waiting} ({waiting / rows:.2%})")  # noqa: T201
    assert waiting <= FEW_WAIT * rows
    full = registry()
    for name in names:
        brought_in(checked(DATA / name, source="สพฐ."))
    assert registry() == full
    for batch in reversed(batches):
        withdrawn(batch)
    assert not any(registry().values())


def test_withdrawing_restores_what_other_lists_had_brought(tmp_path: Path) -> None:
    """A source that said less of some of the same schools comes first; the later list changes them and is withdrawn."""
    lines = (DATA / SOME_SCHOOLS[0]).read_text(encoding="utf-8-sig").splitlines()
    some = tmp_path / "บางโรงเรียน.csv"
    rows = [line.rsplit(",", 1)[0] + f",{number}" for number, line in enumerate(lines[1::3])]
    some.write_text("\n".join(["name,subDistrict,district,province,จำนวนสมาชิก", *rows]), encoding="utf-8")
    brought_in(checked(some, source="สำรวจ"))
    before = registry()
    everything = tmp_path / "ทั้งหมด.csv"
    rows = [line.rsplit(",", 1)[0] + ",7" for line in lines[1:]]
    everything.write_text("\n".join(["name,subDistrict,district,province,จำนวนสมาชิก", *rows]), encoding="utf-8")
    batch = brought_in(checked(everything, source="ทะเบียน"))
    assert batch.counts["updated"] > 50
    batch = withdrawn(batch)
    assert batch.report["withdrawn"]["kept"] == 0
    assert registry() == before
