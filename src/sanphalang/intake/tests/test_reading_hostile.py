"""Hostile files are refused with a sentence, quickly, in little memory, and leave nothing running."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from sanphalang.intake.reading import child_process, limits
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.reading.sentences import REFUSALS
from sanphalang.intake.reading.workbook import open_table_file
from sanphalang.intake.tests.hostile_files import REFUSED, TABLE, number_cell, workbook, write
from sanphalang.intake.tests.peak_memory import PeakMemory

_SECONDS = 10.0
_MEMORY_KB = 500_000


@pytest.fixture
def memory() -> Iterator[PeakMemory]:
    """The most memory that a reading process has had."""
    with PeakMemory() as peak:
        yield peak


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch, memory: PeakMemory) -> list[subprocess.Popen[bytes]]:
    """Every reading process that the test starts."""
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))  # type: ignore[call-overload]
        memory.watch(started[-1].pid)
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return started


def _read_all(path: Path) -> None:
    with open_table_file(path, original_name=path.name) as book:
        for sample in book.samples():
            for _ in book.rows(sample.sheet.index):
                pass


@pytest.mark.parametrize("what", REFUSED)
def test_is_refused(what: str, tmp_path: Path, children: list[subprocess.Popen[bytes]], memory: PeakMemory) -> None:
    name, kind, make = REFUSED[what]
    path = write(tmp_path, name, make())
    begin = time.monotonic()
    with pytest.raises(FileRefused) as refusal:
        _read_all(path)
    assert refusal.value.kind == kind
    assert time.monotonic() - begin < _SECONDS
    assert memory.kilobytes < _MEMORY_KB
    assert memory.kilobytes > 0 or not children
    assert all(child.poll() is not None for child in children)
    sentence = next(each for each in REFUSALS if each.kind == kind)
    assert "{" not in sentence.english.format(**refusal.value.details)
    assert "{" not in sentence.thai.format(**refusal.value.details)


def test_a_far_cell_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "list.xlsx", REFUSED["cell at the end of the sheet"][2]())
    with pytest.raises(FileRefused) as refusal:
        _read_all(path)
    assert refusal.value.details == {"cell": "XFD1048576"}


def test_a_file_beyond_the_limit_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(FileRefused) as refusal:
        open_table_file(path, original_name="list.csv")
    assert refusal.value.kind == "file_too_large"


def test_one_sheet_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = "far"
    book.create_sheet("รายชื่อ").append(["กลุ่มทอผ้า", "เลย"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    with open_table_file(path, original_name="list.xlsx") as opened:
        samples = opened.samples()
        assert [row.cells for row in samples[0].rows] == [("กลุ่มทอผ้า", "เลย")]
        assert [finding.kind for finding in opened.findings] == ["sheet_unreadable"]


def test_a_process_that_says_nothing_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0.2)
    monkeypatch.setattr(child_process, "_COMMAND", ("sh", "-c", "exec sleep 60"))
    path = write(tmp_path, "list.xlsx", workbook())
    with pytest.raises(FileRefused) as refusal:
        open_table_file(path, original_name="list.xlsx")
    assert refusal.value.kind == "took_too_long"


def test_a_reader_left_in_mid_stream_is_replaced(tmp_path: Path, children: list[subprocess.Popen[bytes]]) -> None:
    rows = "".join(f'<row r="{row}">{number_cell(f"A{row}", str(row))}</row>' for row in range(3, 3000))
    path = write(tmp_path, "list.xlsx", workbook(TABLE + rows))
    with open_table_file(path, original_name="list.xlsx") as book:
        stream = book.rows(0)
        assert next(stream).cells == ("ชื่อกลุ่ม", "จังหวัด")
        assert sum(1 for _ in book.rows(0)) == 2999
    assert len(children) == 2
    assert all(child.poll() is not None for child in children)


def test_a_forgotten_workbook_leaves_no_process(tmp_path: Path, children: list[subprocess.Popen[bytes]]) -> None:
    book = open_table_file(write(tmp_path, "list.xlsx", workbook()), original_name="list.xlsx")
    del book
    assert [child.poll() is not None for child in children] == [True]
