"""Hostile files given to the command are refused with a Thai sentence, quickly, in little memory, and leave nothing."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from sanphalang.intake.tests.hostile_files import REFUSED, write
from sanphalang.intake.tests.peak_memory import PeakMemory

_SECONDS = 10.0
_MEMORY_KB = 500_000
_THAI = re.compile(r"[ก-๛]{3}")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation of its own, embedded: what is proved here lies before any database."""
    place = tmp_path_factory.mktemp("hostile") / "home"
    subprocess.run(_command("init"), env=_environment(place), check=True, capture_output=True)
    return place


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "sanphalang.config.cli", *arguments]


def _environment(home: Path) -> dict[str, str]:
    ours = {"SANPHALANG_HOME": str(home), "DATABASE_URL": "", "PYTHONPATH": "src"}
    return {**os.environ, **ours, "DJANGO_SETTINGS_MODULE": "sanphalang.config.settings"}


def _run(home: Path, *arguments: str) -> tuple[int, str, float, int]:
    """Run a command; return its exit code, what it said, the seconds it took and the most memory in kB."""
    said = home / "said"
    started = time.monotonic()
    with said.open("w") as stdout, PeakMemory() as memory:
        process = subprocess.Popen(
            _command(*arguments), env=_environment(home), stdout=stdout, stderr=subprocess.DEVNULL
        )
        memory.watch(process.pid)
        code = process.wait()
    return code, said.read_text(), time.monotonic() - started, memory.kilobytes


@pytest.mark.slow
@pytest.mark.parametrize("what", REFUSED)
def test_is_refused(what: str, home: Path, tmp_path: Path) -> None:
    name, kind, make = REFUSED[what]
    path = write(tmp_path, name, make())
    code, said, seconds, memory = _run(home, "import", "organisations", str(path), "--apply", "--json")
    assert code == 2
    assert said.count("\n") == 1
    answer = json.loads(said)
    assert list(answer) == ["error"]
    assert _THAI.search(answer["error"])
    assert seconds < _SECONDS
    assert 0 < memory < _MEMORY_KB
    with closing(sqlite3.connect(home / "sanphalang.sqlite3")) as database:
        batch, refusal = database.execute("SELECT stage, refusal FROM intake_importbatch ORDER BY id DESC").fetchone()
        left = sum(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _TABLES)  # noqa: S608
    assert (batch, left) == ("refused", 0)
    assert json.loads(refusal)["kind"] in {kind, _KEPT_WITHOUT_ITS_NAME.get(what)}


# The reader knows an OpenDocument by the extension, which a kept file has not: what it cannot hold it calls damaged.
_KEPT_WITHOUT_ITS_NAME = {"repeated cells": "damaged"}
_TABLES = ("organisations_organisation", "intake_importrow", "intake_finding", "files_original")


def test_a_file_that_is_not_there(home: Path) -> None:
    code, said, *_used = _run(home, "import", "organisations", "ไม่มี.csv", "--json")
    assert (code, _THAI.search(json.loads(said)["error"]) is not None) == (2, True)


def test_a_file_whose_name_is_no_unicode(home: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "รายชื่อ.csv".encode("cp874")))
    path.write_text("ชื่อกลุ่ม,จังหวัด\nกลุ่มทอผ้า,นครราชสีมา\n")
    code, said, *_used = _run(home, "import", "organisations", str(path), "--json")
    assert (code, json.loads(said)["rows"]) == (0, 1)
