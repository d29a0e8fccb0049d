"""Citizen IDs are covered as they are read, wherever they stand and however they are written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.intake.citizen_ids import as_shown, covered, covered_cells, masked, read_token, token
from sanphalang.intake.tests.people_lists import citizen_id
from sanphalang.people.citizen_ids import kept
from sanphalang.thai.digits import to_thai

ONE = citizen_id(12345)
MASK = masked(ONE[-4:])
WITH_DASHES = f"{ONE[0]}-{ONE[1:5]}-{ONE[5:10]}-{ONE[10:12]}-{ONE[12]}"
WITH_SPACES = f"{ONE[0]} {ONE[1:5]} {ONE[5:10]} {ONE[10:12]} {ONE[12]}"


def test_it_is_shown_by_its_last_four_digits() -> None:
    assert f"x-xxxx-xxxx{ONE[9]}-{ONE[10:12]}-{ONE[12]}" == MASK
    assert masked("") == "x-xxxx-xxxxx-xx-x"


@pytest.mark.parametrize(
    "written", [ONE, WITH_DASHES, WITH_SPACES, to_thai(ONE), to_thai(WITH_DASHES), " ".join(ONE), f"'{ONE}"]
)
def test_however_it_is_written_it_is_covered(written: str) -> None:
    assert covered(f"บัตร {written} ออกให้ที่เมือง") == covered(f"บัตร {written} ออกให้ที่เมือง").replace(ONE, "")
    assert MASK in covered(f"บัตร {written} โทร 0000123456")
    assert token(written).startswith(MASK)
    assert read_token(token(written)) == kept(ONE)


@pytest.mark.parametrize("cell", [int(ONE), float(ONE)])
def test_as_a_number_it_is_covered_too(cell: float) -> None:
    assert covered(cell) == MASK
    assert read_token(token(cell)) == kept(ONE)


@pytest.mark.parametrize(
    "cell",
    [
        *("0000123456, 0000234567", "0107555000155", ONE[:-1] + str((int(ONE[-1]) + 1) % 10), f"{ONE}5", "", "กลุ่มทอผ้า"),
        *(None, True, 3, 12.5, 10**15, date(2510, 1, 1), float("nan"), float("inf")),
    ],
)
def test_what_is_none_stays_as_it_is(cell: Any) -> None:
    assert covered(cell) is cell or covered(cell) == cell


def test_in_the_column_of_citizen_ids_also_one_with_a_slip_is_covered() -> None:
    slipped = ONE[:-1] + str((int(ONE[-1]) + 1) % 10)
    cell = token(slipped)
    assert slipped[:9] not in cell
    assert read_token(cell) is None
    assert as_shown(cell) == masked(slipped[-4:])


def test_a_token_is_shown_without_its_digest_and_is_not_covered_again() -> None:
    cell = token(ONE)
    assert as_shown(cell) == MASK
    assert token(cell) == cell
    assert token(MASK) == MASK
    assert token("ไม่มีบัตร") == "ไม่มีบัตร"


def test_other_cells_of_a_row_are_named_where_one_was_found() -> None:
    cells, found = covered_cells(["นายดำ ตัวอย่าง", ONE, f"โทร 0000123456 บัตร {ONE}", 5, None], [1])
    assert found == [2]
    assert cells == ["นายดำ ตัวอย่าง", token(ONE), f"โทร 0000123456 บัตร {MASK}", 5, None]


@given(st.text(), st.integers(0, 10**11 - 1), st.text())
def test_no_text_around_it_uncovers_it(before: str, number: int, after: str) -> None:
    digits = citizen_id(number)
    text = f"{before} {digits} {after}"
    if before[-1:].isdecimal() or after[:1].isdecimal():
        return
    assert digits not in covered(text)
