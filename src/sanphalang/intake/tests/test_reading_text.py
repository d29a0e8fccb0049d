"""Text tables: encodings, delimiters, quotation, what is kept as it stands."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sanphalang.intake.reading.text_tables import delimiter_of, rows_of, shape_of
from sanphalang.intake.reading.workbook import open_table_file
from sanphalang.intake.tests.hostile_files import write

_LINES = "ชื่อกลุ่ม,โทรศัพท์\nกลุ่มทอผ้า,0878947901\n\nชมรมผู้สูงอายุ,\n"
_CELLS = [(1, ("ชื่อกลุ่ม", "โทรศัพท์")), (2, ("กลุ่มทอผ้า", "0878947901")), (4, ("ชมรมผู้สูงอายุ", None))]


def _rows(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    return [(number, cells) for number, cells in rows_of(path, shape_of(path))]


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp874", "cp874"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_gives_the_same_rows(encoding: str, read_as: str, line_end: str, tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", _LINES.replace("\n", line_end).encode(encoding))
    assert shape_of(path).encoding == read_as
    assert _rows(path) == _CELLS


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    path = write(tmp_path, "list.txt", _LINES.replace(",", delimiter).encode())
    assert shape_of(path).delimiter == delimiter
    assert _rows(path) == _CELLS


def test_commas_inside_texts_do_not_outvote_semicolons() -> None:
    assert delimiter_of("ชื่อ;ที่อยู่\nกลุ่ม;1, ต.ในเมือง, จ.เลย\nชมรม;2 ต.ในเมือง\nกองทุน;3, จ.เลย\n") == ";"


def test_one_column_has_no_delimiter() -> None:
    assert delimiter_of("วัดกลาง\nวัดข้าวหลาม\n") == ","


def test_a_character_that_windows_874_lacks_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", "ชื่อ,จังหวัด\n".encode("cp874") * 50 + b"\xdb,a\n")
    with open_table_file(path, original_name="list.csv") as book:
        kinds = [(finding.kind, dict(finding.details)) for finding in book.findings]
    assert kinds == [("read_as_windows_874", {}), ("undecodable_characters", {"count": 1})]


def test_utf8_with_one_broken_character_after_its_mark_is_still_read(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", b"\xef\xbb\xbf" + "ชื่อ,จังหวัด\n".encode() * 50 + b"\xff,a\n")
    assert shape_of(path).undecodable == 1
    assert _rows(path)[-1][1] == ("\ufffd", "a")


def test_numbers_stay_text(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", b"a,b\n007,1.0\n")
    assert _rows(path)[1][1] == ("007", "1.0")


def test_empty_columns_at_the_end_do_not_count(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", b"a,b" + b"," * 500 + b"\n")
    assert _rows(path)[0][1][:3] == ("a", "b", None)


def test_a_long_file_is_sampled_over_its_length(tmp_path: Path) -> None:
    path = write(tmp_path, "list.csv", "".join(f"กลุ่มที่ {row},เลย\n" for row in range(5000)).encode())
    with open_table_file(path, original_name="list.csv") as book:
        sample = book.sample(0)
    numbers = [row.number for row in sample.rows]
    assert numbers[:200] == list(range(1, 201))
    assert 150 < len(numbers) - 200 < 250
    assert numbers[-1] > 4900
    assert sample.rows_about == 5000


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=20)


@example([["0", "0", ";"], ["0", "0", "0"]])
@given(st.lists(st.lists(_TEXT, min_size=3, max_size=3), min_size=1, max_size=10))
def test_what_was_written_is_read(table: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(table)
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), "list.csv", b"\xef\xbb\xbf" + written.getvalue().encode())
        assert [list(cells) for _, cells in rows_of(path, shape_of(path))] == table
