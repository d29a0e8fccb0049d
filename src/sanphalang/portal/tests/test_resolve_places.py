"""The command that adds official codes to any table: the file's own columns stay, the answer follows."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import override
from openpyxl import Workbook

from sanphalang.intake.reading.cells import Row
from sanphalang.intake.reading.workbook import open_table_file

pytestmark = pytest.mark.django_db

ANSWER = ["place_code", "place_level", "place_confidence", "place_reason", "place_alternatives"]


def _write(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _resolve(file: Path, *options: str) -> list[dict[str, str]]:
    output = file.with_name("out.csv")
    call_command("resolve-places", str(file), *options, "-o", str(output))
    with output.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ADDRESSES = [["ชื่อ", "ที่อยู่"], ["ก", "12 ม.3 ต.หมูสี อ.ปากช่อง จ.นครราชสีมา"], ["ข", "-"], ["ค", "จ.ขอนแก่น"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_an_address_column_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    rows = _resolve(_write(tmp_path / "list.csv", ADDRESSES, encoding), "--column", "ที่อยู่")
    assert [row["place_code"] for row in rows] == ["302105", "", "40"]
    assert [row["place_level"] for row in rows] == ["subdistrict", "", "province"]
    assert list(rows[0]) == ["ชื่อ", "ที่อยู่", *ANSWER]
    assert [[row["ชื่อ"], row["ที่อยู่"]] for row in rows] == ADDRESSES[1:]
    assert 0.9 < float(rows[0]["place_confidence"]) <= 1
    assert rows[1]["place_confidence"] == ""


def test_columns_of_their_own_below_a_title_with_rows_of_uneven_length(tmp_path: Path) -> None:
    table = [
        ["รายชื่อโรงเรียน"],
        ["name", "subDistrict", "district", "province"],
        ["ก", "หมูสี", "ปากช่อง", "นครราชสีมา", "หมายเหตุ"],
        ["ข", "ในเมือง", "เมือง", "ขอนแก่น"],
    ]
    rows = _resolve(
        _write(tmp_path / "list.csv", table), "--column", "subDistrict", "--column", "district", "--column", "province"
    )
    assert [row["place_code"] for row in rows] == ["302105", "400101"]
    assert rows[0][""] == "หมายเหตุ"


def test_a_spreadsheet_keeps_what_its_cells_hold(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["รหัส", "โทร", "ที่ตั้ง"], [7, "0812345678", "เขตพระนคร กทม."], [None, None, "ต.หมูสี อ.ปากช่อง"]):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    rows = _resolve(tmp_path / "list.xlsx", "--column", "ที่ตั้ง")
    assert [(row["รหัส"], row["โทร"], row["place_code"]) for row in rows] == [
        ("7", "0812345678", "1001"),
        ("", "", "302105"),
    ]


def test_within_chooses_where_the_text_leaves_it_open(tmp_path: Path) -> None:
    file = _write(tmp_path / "list.csv", [["ตำบล"], ["ต.บ้านใหม่ อ.เมือง"]])
    assert _resolve(file, "--column", "ตำบล", "--within", "30")[0]["place_code"] == "300113"
    assert _resolve(file, "--column", "ตำบล")[0]["place_code"] != "300113"


def test_the_answer_in_json_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _write(tmp_path / "list.csv", ADDRESSES)
    _resolve(file, "--column", "ที่อยู่", "--json")
    result = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (result["rows"], result["answered"]) == (3, 2)
    assert result["levels"] == {"subdistrict": 1, "province": 1}
    assert result["columns"] == {"ที่อยู่": "address"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--column", "ไม่มี"], "Its headings are: ชื่อ, ที่อยู่"),
        (["--column", "ที่อยู่", "--within", "99"], "No place has the code 99"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_writes_nothing(tmp_path: Path, options: list[str], said: str) -> None:
    file = _write(tmp_path / "list.csv", ADDRESSES)
    with override("en"), pytest.raises(CommandError, match=said):
        _resolve(file, *options)
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_the_file_itself_is_never_replaced(tmp_path: Path) -> None:
    file = _write(tmp_path / "list.csv", ADDRESSES)
    before = file.read_bytes()
    with override("en"), pytest.raises(CommandError, match="another name"):
        call_command("resolve-places", str(file), "--column", "ที่อยู่", "-o", str(file))
    assert file.read_bytes() == before


def test_a_file_that_is_no_table_or_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"PK\x03\x04 broken")
    for name in ("list.xlsx", "missing.csv"):
        with pytest.raises(CommandError):
            _resolve(tmp_path / name, "--column", "ที่อยู่")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_gives_out_is_not_taken_for_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_out(*_of: object) -> Iterator[Row]:
        yield from rows
        raise OSError(5, "Input/output error")

    file, output = _write(tmp_path / "list.csv", ADDRESSES), tmp_path / "out.csv"
    with open_table_file(file, original_name=file.name) as workbook:
        rows = list(workbook.rows(0))
    for where, sentence in (("Workbook.rows", f"{file} cannot be read."), ("", f"{output} cannot be written.")):
        if where:
            monkeypatch.setattr(f"sanphalang.intake.reading.workbook.{where}", give_out)
        else:
            monkeypatch.undo()
            output.mkdir()
        with override("en"), pytest.raises(CommandError, match=re.escape(sentence)):
            call_command("resolve-places", str(file), "--column", "ที่อยู่", "-o", str(output))
        assert list(tmp_path.glob("*.part")) == []
