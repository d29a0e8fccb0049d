"""Tasks of dead workers, and only of these, go back to the queue."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from sanphalang.operations import worker
from sanphalang.operations.tests.jobs_of_tests import answer

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


@pytest.mark.slow
def test_a_worker_runs_jobs_and_stops_when_told(tmp_path: Path) -> None:
    """The real thing, in a home of its own."""
    environment = {**os.environ, "SANPHALANG_HOME": str(tmp_path), "DATABASE_URL": "", "PYTHONPATH": "src"}
    environment["DJANGO_SETTINGS_MODULE"] = "sanphalang.config.settings"
    command = [sys.executable, "-m", "sanphalang.config.cli"]
    subprocess.run([*command, "init"], env=environment, check=True, capture_output=True)
    shell = "from sanphalang.operations.tests.jobs_of_tests import answer; answer.enqueue(7)"
    subprocess.run([*command, "shell", "--no-imports", "-c", shell], env=environment, check=True, capture_output=True)
    left = tmp_path / "files" / ".incoming-by-a-killed-upload"
    left.parent.mkdir()
    left.touch()
    os.utime(left, (0, 0))
    working = subprocess.Popen([*command, "worker"], env=environment)
    ask = "from django_tasks_db.models import DBTaskResult as T; print(T.objects.get().status)"
    status, deadline = "", time.monotonic() + 30
    while status != "SUCCESSFUL" and time.monotonic() < deadline:
        said = subprocess.run(
            [*command, "shell", "--no-imports", "-c", ask], env=environment, check=True, capture_output=True, text=True
        )
        status = said.stdout.strip()
    working.send_signal(signal.SIGTERM)
    assert (status, working.wait(10)) == ("SUCCESSFUL", 0)
    assert list((tmp_path / "workers").iterdir()) == []
    assert not left.exists()
