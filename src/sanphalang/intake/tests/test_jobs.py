"""Work that breaks says so and can be tried again; a refusal in a process beside is still a refusal."""

from __future__ import annotations

import csv
import pickle
from collections.abc import Iterator

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.intake import actions, jobs
from sanphalang.intake.beside import beside
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import TABLE, checked, csv_file

Stage = ImportBatch.Stage


def test_a_refusal_travels_between_processes_whole() -> None:
    refused = pickle.loads(pickle.dumps(FileRefused("too_many_rows", most=5)))  # noqa: S301 (our own)
    assert (refused.kind, dict(refused.details)) == ("too_many_rows", {"most": 5})


def test_what_an_iterator_beside_yields_and_raises_arrives() -> None:
    def items() -> Iterator[int]:
        yield from range(3)
        raise FileRefused("damaged")

    stream = beside(items())
    assert [next(stream), next(stream), next(stream)] == [0, 1, 2]
    with pytest.raises(FileRefused) as refused:
        next(stream)
    assert refused.value.kind == "damaged"


def test_leaving_an_iterator_beside_ends_its_process() -> None:
    def endless() -> Iterator[int]:
        while True:
            yield 1

    stream = beside(endless())
    assert next(stream) == 1
    stream.close()  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_long_list_that_is_damaged_far_down_is_refused() -> None:
    rows = [(f"กลุ่มทอผ้าบ้านหนอง{number}", *TABLE[0][1:]) for number in range(21_000)]
    content = csv_file(rows) + b'"' + "ไม่มีใครปิดเครื่องหมายคำพูด\n".encode() * 500
    kept = keep_file([content])
    batch = actions.start_import(OPERATOR, kind="organisations", file=kept, file_name="ยาว.csv", source="ยาว")
    read_and_check(batch)
    assert (batch.stage, batch.refusal["kind"]) == (Stage.REFUSED, "unclosed_quote")


@pytest.mark.django_db
def test_a_check_that_breaks_leaves_a_list_that_can_be_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = checked(TABLE)
    actions.check_again(OPERATOR, batch.pk)

    def broken(_batch: ImportBatch) -> None:
        raise csv.Error("0812345678 of a person")

    monkeypatch.setattr(jobs, "read_and_check", broken)
    with pytest.raises(jobs.WorkFailedError) as failed:
        jobs.work_on.call(batch.pk, "operator")
    assert "0812345678" not in str(failed.value)
    batch.refresh_from_db()
    assert (batch.stage, batch.refusal["kind"]) == (Stage.REFUSED, "platform_failed")
    monkeypatch.undo()
    actions.check_again(OPERATOR, batch.pk)
    jobs.work_on.call(batch.pk, "operator")
    batch.refresh_from_db()
    assert batch.stage == Stage.REVIEW
