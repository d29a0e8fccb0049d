"""Hostile files given to the command are refused with a Thai sentence and leave nothing, quickly and in little memory.

Each is given to the command inside this process. Seconds and memory are measured for each by the room's own tests of
reading, and here for a few with everything around it: a process that starts, reads, answers and ends (for all of them
at full length).
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import models

from sanphalang.files.models import Original
from sanphalang.intake.models import Finding, ImportBatch, ImportRow
from sanphalang.intake.tests.hostile_files import REFUSED, write
from sanphalang.intake.tests.peak_memory import PeakMemory
from sanphalang.organisations.models import Organisation
from tests.long import LONG
from tests.prepared import Prepared, command, surroundings

_SECONDS = 10.0
_MEMORY_KB = 500_000
_THAI = re.compile(r"[ก-๛]{3}")
_LARGEST = ("much more unpacked", "entity bomb", "repeated cells", "one endless line")
_FILLED: tuple[type[models.Model], ...] = (Organisation, ImportRow, Finding, Original)

# The reader knows an OpenDocument by the extension, which a kept file has not: what it cannot hold it calls damaged.
_KEPT_WITHOUT_ITS_NAME = {"repeated cells": "damaged"}


@pytest.mark.django_db
@pytest.mark.parametrize("what", REFUSED)
def test_is_refused_and_leaves_nothing(what: str, tmp_path: Path) -> None:
    name, kind, make = REFUSED[what]
    path = write(tmp_path, name, make())
    with pytest.raises(CommandError, match=_THAI):
        call_command("import", "organisations", str(path), apply=True)
    batch = ImportBatch.objects.get()
    assert batch.stage == ImportBatch.Stage.REFUSED
    assert batch.refusal["kind"] in {kind, _KEPT_WITHOUT_ITS_NAME.get(what)}
    assert not any(model._default_manager.exists() for model in _FILLED)


@pytest.fixture(scope="module")
def home(embedded: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation of its own."""
    place = tmp_path_factory.mktemp("hostile") / "home"
    embedded.copy(place)
    return place


def _run(home: Path, *arguments: str) -> tuple[int, str, float, int]:
    """Run a command; return its exit code, what it said, the seconds it took and the most memory in kB."""
    said = home / "said"
    started = time.monotonic()
    with said.open("w") as stdout, PeakMemory() as memory:
        process = subprocess.Popen(
            command(*arguments), env=surroundings(home), stdout=stdout, stderr=subprocess.DEVNULL
        )
        memory.watch(process.pid)
        code = process.wait()
    return code, said.read_text(), time.monotonic() - started, memory.kilobytes


@pytest.mark.parametrize("what", REFUSED if LONG else _LARGEST)
def test_the_command_answers_quickly_and_in_little_memory(what: str, home: Path, tmp_path: Path) -> None:
    name, _kind, make = REFUSED[what]
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
        assert database.execute("SELECT stage FROM intake_importbatch ORDER BY id DESC").fetchone() == ("refused",)


def test_a_file_that_is_not_there(home: Path) -> None:
    code, said, *_used = _run(home, "import", "organisations", "ไม่มี.csv", "--json")
    assert (code, _THAI.search(json.loads(said)["error"]) is not None) == (2, True)


def test_a_file_whose_name_is_no_unicode(home: Path, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "รายชื่อ.csv".encode("cp874")))
    path.write_text("ชื่อกลุ่ม,จังหวัด\nกลุ่มทอผ้า,นครราชสีมา\n")
    code, said, *_used = _run(home, "import", "organisations", str(path), "--json")
    assert (code, json.loads(said)["rows"]) == (0, 1)
