"""Synthetic lists: the same for the same seed, with the rows that were asked for, marked as invented."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from sanphalang.demo import people_lists
from sanphalang.demo.messy import MESSY_HEADER
from sanphalang.demo.spreadsheets import TIDY_HEADER, write_spreadsheet
from sanphalang.people.rules import citizen_id_digits
from sanphalang.thai.digits import to_arabic

TODAY = date(2026, 11, 20)


def _write(path: Path, **options: Any) -> Path:
    usual: dict[str, Any] = {"rows": 400, "within": "30", "seed": 1, "messy": False, "today": TODAY}
    options = usual | options
    assert write_spreadsheet(path, **options) == options["rows"]
    return path


def _csv(path: Path, encoding: str) -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def _xlsx(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_a_tidy_csv_opens_in_a_spreadsheet_and_has_one_header_and_its_rows(tmp_path: Path) -> None:
    path = _write(tmp_path / "list.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    header, *rows = _csv(path, "utf-8-sig")
    assert header == list(TIDY_HEADER)
    assert [row[0] for row in rows] == [str(number) for number in range(1, 401)]
    assert {row[8] for row in rows} == {"นครราชสีมา"}
    assert len({row[7] for row in rows}) == 32


@pytest.mark.parametrize("messy", [False, True])
def test_same_seed_same_cells_and_another_seed_others(tmp_path: Path, messy: bool) -> None:
    first, again, other = (
        _xlsx(_write(tmp_path / f"{name}.xlsx", seed=seed, messy=messy))
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again != other


def test_a_messy_workbook_has_what_makes_real_ones_hard(tmp_path: Path) -> None:
    title, note, blank, upper, lower, *lines = _xlsx(_write(tmp_path / "list.xlsx", messy=True))
    assert title[0]
    assert note[0]
    assert not any(title[1:])
    assert not any(blank)
    assert upper[1] == "ข้อมูลองค์กร"
    assert lower == list(MESSY_HEADER)
    rows = [line for line in lines if line[0] != ""]
    totals = [line for line in lines if str(line[1]).startswith("รวม")]
    assert len(rows) == 400
    assert sum(int(line[8]) for line in totals[:-1]) == int(totals[-1][8]) == 400
    names = [re.sub(r"\s+", "", str(row[1]).replace("เเ", "แ").replace("ํา", "ำ")) for row in rows]
    assert len(set(names)) < len(names)
    everything = " ".join(str(cell) for row in rows for cell in row)
    for sign in ("โคราช", "อำเภอเมือง ", "๐", "พ.ศ.", "เเ", "\n", " คน"):
        assert sign in everything, sign
    assert any(isinstance(row[7], float) for row in rows)
    assert any(isinstance(row[11], date) for row in rows)


def test_a_messy_csv_is_windows_874(tmp_path: Path) -> None:
    path = _write(tmp_path / "list.csv", messy=True)
    with pytest.raises(UnicodeDecodeError):
        path.read_text("utf-8")
    assert _csv(path, "cp874")[2] == list(MESSY_HEADER)


@pytest.mark.parametrize("messy", [False, True])
def test_no_telephone_or_address_is_anybodys(tmp_path: Path, messy: bool) -> None:
    rows = _csv(_write(tmp_path / "list.csv", messy=messy, within="50"), "cp874" if messy else "utf-8-sig")
    text = "\n".join(",".join(row) for row in rows)
    assert not re.search(r"(?<![\d๐-๙-])[0๐][1-9๑-๙](?:[- ]?[\d๐-๙]){7}", text)
    assert set(re.findall(r"@[\w.]+", text)) <= {"@private.example"}


def test_the_nation_may_be_asked_for(tmp_path: Path) -> None:
    rows = _csv(_write(tmp_path / "list.csv", within="", rows=2_000), "utf-8-sig")[1:]
    assert len({row[8] for row in rows}) == 77


@pytest.mark.parametrize(
    ("name", "options"),
    [("list.ods", {}), ("list.csv", {"within": "99"}), ("list.csv", {"within": "x"}), ("list.csv", {"rows": 0})],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str, options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        _write(tmp_path / name, **options)
    assert not (tmp_path / name).exists()


def test_a_tidy_list_of_people_has_one_header_and_its_rows(tmp_path: Path) -> None:
    header, *rows = _csv(_write(tmp_path / "people.csv", kind="people"), "utf-8-sig")
    assert header == list(people_lists.TIDY_HEADER)
    assert [row[0] for row in rows] == [str(number) for number in range(1, 401)]


@pytest.mark.parametrize("messy", [False, True])
def test_every_private_value_of_a_list_of_people_is_marked(tmp_path: Path, messy: bool) -> None:
    rows = _xlsx(_write(tmp_path / "people.xlsx", kind="people", messy=messy))
    cells = [to_arabic(str(cell)) for row in rows for cell in row]
    long_numbers = {"".join(filter(str.isdecimal, cell)) for cell in cells if re.fullmatch(r"[\d -]{13,}", cell)}
    assert long_numbers
    assert all(citizen_id_digits(number).startswith("9") for number in long_numbers)
    assert all(cell.endswith("@private.example") for cell in cells if "@" in cell)
    assert all("ลับเฉพาะ" in cell for cell in cells if "หมู่ " in cell)


def test_the_same_seed_writes_the_same_people_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (
        _xlsx(_write(tmp_path / f"{name}.xlsx", seed=seed, messy=True, kind="people"))
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again != other
