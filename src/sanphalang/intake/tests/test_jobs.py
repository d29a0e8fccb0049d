"""Work that breaks says so and can be tried again; a refusal in a process beside is still a refusal."""

from __future__ import annotations

import csv
import multiprocessing
import pickle
import signal
from collections.abc import Iterator
from threading import Timer

import pytest

from sanphalang.access.viewer import OPERATOR
from sanphalang.bulk.beside import beside
from sanphalang.files.storage import keep_file
from sanphalang.intake import actions, jobs
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import TABLE, checked, csv_file

Stage = ImportBatch.Stage


def test_a_refusal_travels_between_processes_whole() -> None:
    refused = pickle.loads(pickle.dumps(FileRefused("too_many_rows", most=5)))  # noqa: S301 (our own)
    assert (refused.kind, dict(refused.details)) == ("too_many_rows", {"most": 5})


def test_results_from_beside_come_in_order_and_so_does_what_the_work_raises() -> None:
    def halved(number: int) -> int:
        if number == 6:
            raise FileRefused("damaged")
        return number // 2

    stream = beside(halved, range(0, 20, 2))
    assert [next(stream), next(stream), next(stream)] == [0, 1, 2]
    with pytest.raises(FileRefused) as refused:
        next(stream)
    assert refused.value.kind == "damaged"


def test_what_the_tasks_raise_ends_the_processes_beside() -> None:
    def tasks() -> Iterator[int]:
        yield 1
        raise FileRefused("unclosed_quote")

    with pytest.raises(FileRefused):
        list(beside(str, tasks()))
    assert not multiprocessing.active_children()


def test_leaving_work_beside_ends_its_processes() -> None:
    stream = beside(str, iter(int, 1))
    assert next(stream) == "0"
    stream.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_processes_beside_end_in_a_worker_that_answers_signals_itself() -> None:
    """A worker takes SIGTERM for the wish to finish its task first; what it forks must not inherit that."""
    killed: list[int] = []

    def kill() -> None:  # else the test would wait for ever
        for child in multiprocessing.active_children():
            killed.append(child.pid or 0)
            child.kill()

    watch, before = Timer(10, kill), signal.signal(signal.SIGTERM, lambda *_: None)
    watch.start()
    try:
        assert list(beside(str, range(3))) == ["0", "1", "2"]
    finally:
        signal.signal(signal.SIGTERM, before)
        watch.cancel()
    assert killed == []


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
