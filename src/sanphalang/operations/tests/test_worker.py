"""Tasks of dead workers, and only of these, go back to the queue."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
import uuid
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from sanphalang.intake.deaths import DEATHS
from sanphalang.ledger.models import Mark
from sanphalang.ledger.projections import Projection
from sanphalang.operations import worker
from sanphalang.operations.tests.jobs_of_tests import answer
from tests.prepared import Prepared, command, surroundings

Task = DBTaskResult[..., Any]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_home(tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path


def _running(worker_id: str) -> Task:
    task = DBTaskResult.objects.get(pk=answer.enqueue(7).id)
    task.status, task.started_at, task.worker_ids = TaskResultStatus.RUNNING, timezone.now(), [worker_id]
    task.save()
    return task


def _status(task: Task) -> str:
    task.refresh_from_db()
    return str(task.status)


def test_the_task_of_a_living_worker_is_left_alone() -> None:
    worker_id = worker.Worker().worker_id
    lock = worker._hold(worker_id)
    task = _running(worker_id)
    assert worker.return_abandoned_tasks() == 0
    assert _status(task) == TaskResultStatus.RUNNING
    lock.close()  # the worker dies
    assert worker.return_abandoned_tasks() == 1
    assert _status(task) == TaskResultStatus.READY
    assert task.started_at is None
    assert not any(Path(path).is_file() for path in (worker._lock_path("")).iterdir())


def test_a_worker_of_this_machine_without_a_file_is_dead() -> None:
    task = _running(worker.Worker().worker_id)
    assert worker.return_abandoned_tasks() == 1
    assert _status(task) == TaskResultStatus.READY


def test_a_worker_of_another_machine_is_left_alone() -> None:
    task = _running("another-machine:17:0123456789abcdef")
    assert worker.return_abandoned_tasks() == 0
    assert _status(task) == TaskResultStatus.RUNNING


def test_a_file_left_by_a_machine_that_had_another_name_tells_that_its_worker_is_dead() -> None:
    worker._hold("old-container:17:0123456789abcdef").close()
    task = _running("old-container:17:0123456789abcdef")
    assert worker.return_abandoned_tasks() == 1
    assert _status(task) == TaskResultStatus.READY


def test_a_task_at_which_every_worker_dies_is_given_up() -> None:
    task = _running(worker.Worker().worker_id)
    for _death in range(DEATHS - 1):
        assert worker.return_abandoned_tasks() == 1
        task.refresh_from_db()
        task.claim(worker.Worker().worker_id)
    assert worker.return_abandoned_tasks() == 0
    assert _status(task) == TaskResultStatus.FAILED
    assert task.exception_class_path.endswith("WorkerDiedError")


def test_what_breaks_beside_the_jobs_is_tried_again_and_holds_up_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One projection meets rows that it cannot compute; the other, and recovery, go on, round after round."""
    stopping = Event()
    done: list[str] = []

    def breaks(ids: Sequence[str]) -> None:
        done.append("broke")
        raise ZeroDivisionError

    def works(ids: Sequence[str]) -> None:
        done.append("worked")

    def recovers() -> None:
        done.append("recovered")
        if done.count("recovered") == 2:
            stopping.set()

    projections = [Projection(name, "k", recompute, done.clear) for name, recompute in (("a", breaks), ("b", works))]
    for round_ in range(2):
        Mark.objects.create(projection="b", subject_kind="k", subject_id=str(round_), stamp=uuid.uuid4())
    Mark.objects.create(projection="a", subject_kind="k", subject_id="1", stamp=uuid.uuid4())
    monkeypatch.setattr(worker, "registered", lambda: tuple(projections))
    monkeypatch.setattr(worker, "_ROUNDS_BETWEEN_RECOVERIES", 1)
    monkeypatch.setattr(worker, "_PAUSE_AFTER_TROUBLE", 0.5)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setattr(worker, "return_abandoned_tasks", recovers)
    worker._keep_fresh(stopping)
    assert done == ["broke", "worked", "recovered", "broke", "recovered"]
    assert list(Mark.objects.values_list("projection", flat=True)) == ["a"]


def test_marks_that_come_during_anothers_long_list_do_not_wait_for_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """As during an import: one projection has served its marks when more come, the other has a long list."""
    done: list[str] = []

    def has_a_long_list(ids: Sequence[str]) -> None:
        done.extend(ids)
        if ids == ["1"]:
            Mark.objects.create(projection="short", subject_kind="k", subject_id="late", stamp=uuid.uuid4())

    projections = [
        Projection("short", "k", done.extend, done.clear),
        Projection("long", "k", has_a_long_list, done.clear, turn=1),
    ]
    for number in range(4):
        Mark.objects.create(projection="long", subject_kind="k", subject_id=str(number), stamp=uuid.uuid4())
    monkeypatch.setattr(worker, "registered", lambda: tuple(projections))
    assert worker._drain(Event(), {})
    assert done == ["0", "1", "late", "2", "3"]


def test_a_long_list_leaves_the_rest_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    for number in range(4):
        Mark.objects.create(projection="long", subject_kind="k", subject_id=str(number), stamp=uuid.uuid4())
    monkeypatch.setattr(worker, "registered", lambda: (Projection("long", "k", done.extend, done.clear, turn=1),))
    monkeypatch.setattr(worker, "_LONGEST_DRAIN", 0.0)
    assert not worker._drain(Event(), {})
    assert done == ["0"]


def test_sessions_that_have_ended_are_cleared_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, days in (("ended", -1), ("open", 1)):
        Session.objects.create(session_key=key, expire_date=timezone.now() + timedelta(days=days))
    stopping = Event()
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setattr(worker, "compare_daily", stopping.set)
    worker._look_after_the_day(stopping)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_what_breaks_once_a_day_is_tried_again_the_next_day(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stopping = Event()

    def breaks() -> None:
        stopping.set()
        raise ValueError("broke")

    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    monkeypatch.setattr(worker, "compare_daily", breaks)
    worker._look_after_the_day(stopping)
    assert [record.getMessage() for record in caplog.records if record.name == worker._log.name] == [
        "Part of the work beside the jobs broke; it is tried again tomorrow."
    ]


@pytest.mark.slow
def test_a_worker_runs_jobs_and_stops_when_told(tmp_path: Path, embedded: Prepared) -> None:
    """The real thing, in a home of its own."""
    embedded.copy(tmp_path)
    shell = "from sanphalang.operations.tests.jobs_of_tests import answer; answer.enqueue(7)"
    enqueue = command("shell", "--no-imports", "-c", shell)
    subprocess.run(enqueue, env=surroundings(tmp_path), check=True, capture_output=True)
    left = tmp_path / "files" / ".incoming-by-a-killed-upload"
    left.parent.mkdir()
    left.touch()
    os.utime(left, (0, 0))
    working = subprocess.Popen(command("worker"), env=surroundings(tmp_path))
    try:
        status, deadline = "", time.monotonic() + 60
        while status != "SUCCESSFUL" and time.monotonic() < deadline:
            time.sleep(0.05)
            with closing(sqlite3.connect(tmp_path / "sanphalang.sqlite3", timeout=20)) as database:
                asked = "SELECT status FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%.answer'"
                [(status,)] = database.execute(asked)
    finally:
        working.send_signal(signal.SIGTERM)
        ended = working.wait(30)
    assert (status, ended) == ("SUCCESSFUL", 0)
    assert list((tmp_path / "workers").iterdir()) == []
    assert not left.exists()
