"""``import`` without ``--json`` answers in sentences, with ``--json`` in the one line that others script against."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from sanphalang.intake.models import ImportBatch, Outcome
from sanphalang.intake.result_sentences import result_sentences
from sanphalang.intake.sentences import OUTCOMES
from sanphalang.intake.tests.lists import TABLE, csv_file

COUNTS = {**dict.fromkeys(Outcome.values, 0), "created": 4, "doubtful": 1_200}


def _import(file: Path, **options: Any) -> str:
    said = io.StringIO()
    with translation.override("th"):
        call_command("import", "organisations", str(file), centre="30", stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def a_list(tmp_path: Path) -> Path:
    file = tmp_path / "list.csv"
    file.write_bytes(csv_file(TABLE))
    return file


@pytest.mark.django_db
def test_a_dry_run_says_what_would_happen_and_how_to_go_on(a_list: Path) -> None:
    said = _import(a_list)
    batch = ImportBatch.objects.get()
    first, *_between, last = said.splitlines()
    assert first.startswith(f"ตรวจแล้ว ยังไม่ได้บันทึก: จะเพิ่ม {batch.counts['created']} · จะปรับปรุง 0 · ")
    assert last == f"ดูที่ /imports/{batch.pk}/ · เติม --apply เพื่อนำเข้า"
    assert batch.stage == ImportBatch.Stage.REVIEW


@pytest.mark.django_db
def test_a_list_that_was_brought_in_is_told_so(a_list: Path) -> None:
    said = _import(a_list, apply=True)
    batch = ImportBatch.objects.get()
    assert said.startswith(f"นำเข้าแล้ว: เพิ่มแล้ว {batch.counts['created']} · ")
    assert f"/imports/{batch.pk}/" in said.splitlines()[-1]
    assert "--apply" not in said
    assert batch.stage == ImportBatch.Stage.DONE


def test_rows_of_other_centres_are_no_decision_that_waits() -> None:
    with translation.override("th"):
        first, *_between, last = result_sentences(
            3, {**COUNTS, "doubtful": 2}, {}, seconds=1, is_applied=True, outside=2
        )
    assert f"{OUTCOMES[Outcome.DOUBTFUL].text} 0" in first
    assert first.endswith("นอกเขตรับผิดชอบ 2")
    assert last == "ดูที่ /imports/3/"


@pytest.mark.django_db
def test_json_is_one_line_with_the_names_of_the_contract(a_list: Path) -> None:
    (line,) = _import(a_list, as_json=True).splitlines()
    named = {"rows", *Outcome.values, "findings", "seconds", "peak_memory_mb", "batch"}
    assert named <= json.loads(line).keys()


def test_every_outcome_and_every_finding_has_its_words() -> None:
    with translation.override("th"):
        found = {"telephone_lost_zero": 3, "year_in_future": 12}
        lines = result_sentences(3, COUNTS, found, seconds=1.234, is_applied=True)
        for outcome in (Outcome.UNCHANGED, Outcome.DOUBLE, Outcome.REJECTED):
            assert f"{OUTCOMES[outcome].text} 0" in lines[0]
        assert f"{OUTCOMES[Outcome.DOUBTFUL].text} 1,200" in lines[0]
    assert "1,204" in lines[1]
    assert [line.split(" · ")[0] for line in lines[3:5]] == ["  12", "  3"]  # the most frequent first
    assert not any("_" in line for line in lines)
    assert lines[-1] == "แถวที่ต้องตัดสินใจรออยู่ที่ /imports/3/"
