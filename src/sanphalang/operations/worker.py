"""The worker: runs jobs; beside them it keeps projections fresh, seals the ledger, and daily removes what is over,
writes down how fresh the registry is, and has its records compared.

A worker holds a lock on a file of its own as long as it lives; the system releases the lock however it dies. What a
dead worker of this installation left running goes back to the queue: every job can be run again.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import socket
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import IO, Any

from django.conf import settings
from django.db import close_old_connections, connections, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from sanphalang.access.ended_sessions import clear_ended_sessions
from sanphalang.access.throttle import clear_what_is_over
from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import clear_unfinished
from sanphalang.intake import jobs
from sanphalang.intake.deaths import DEATHS, worth_another_try
from sanphalang.ledger.projections import Projection, drain_one, registered, settle_marks
from sanphalang.ledger.sealing import seal
from sanphalang.privacy.retention import due_today, remove_what_is_over
from sanphalang.programme import sampling as programme
from sanphalang.reports.cells import grow_older
from sanphalang.reports.print_runs import remove_old_prints
from sanphalang.stewardship.jobs import compare_daily, compare_what_came_in
from sanphalang.verification.sampling import take_samples
from sanphalang.verification.starting import close_rounds_that_are_over

_PAUSE = 1.0  # seconds between looks at an empty queue, and between drains
_PAUSE_AFTER_TROUBLE = 15.0  # what breaks breaks again at once
_MANY_MARKS = 10_000  # after so many in a row PostgreSQL is told
_LONGEST_DRAIN = 15.0  # as long as what broke rests
_ROUNDS_BETWEEN_RECOVERIES = 15
_OF_A_BATCH = {jobs.work_on.module_path, jobs.take_up.module_path}
"""Jobs whose first argument is a batch, which knows how far they came."""

_log = logging.getLogger("sanphalang.worker")


class WorkerDiedError(Exception):
    """Each worker that took the task died at it; nobody takes it any more."""


class Worker(TaskWorker):
    """Runs jobs until told to stop; a job under way is finished first."""

    def __init__(self) -> None:
        self.stopping = Event()
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=_PAUSE,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{_host()}:{os.getpid()}:{secrets.token_hex(8)}",
        )

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the job under way, at once when there is none."""
        self.running = False
        self.stopping.set()
        if not self.running_task:
            sys.exit(0)


def work() -> None:
    """Run jobs and drain projections until SIGTERM or SIGINT."""
    worker = Worker()
    lock = _hold(worker.worker_id)
    beside = [
        Thread(target=_keep_fresh, args=(worker.stopping,), name="projections"),
        Thread(target=_look_after_the_day, args=(worker.stopping,), name="daily"),
    ]
    worker.configure_signals()
    try:
        return_abandoned_tasks()
        clear_unfinished()
        for keeper in beside:
            keeper.start()
        worker.run()
    finally:
        worker.stopping.set()
        for keeper in beside:
            keeper.join()
        _lock_path(worker.worker_id).unlink(missing_ok=True)
        lock.close()


def return_abandoned_tasks() -> int:
    """Put back into the queue what dead workers of this installation left running; return how many tasks.

    A task at which one worker after another died is given up instead, and counts as failed.
    """
    living, dead = _roll_call()
    abandoned = [
        task
        for task in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
        if task.worker_ids and _is_dead(task.worker_ids[-1], living, dead)
    ]
    returned = sum(map(_put_back, abandoned))
    for worker_id in dead:
        _lock_path(worker_id).unlink(missing_ok=True)
    return returned


def _put_back(abandoned: DBTaskResult[..., Any]) -> bool:
    with transaction.atomic():
        task = DBTaskResult.objects.select_for_update().filter(pk=abandoned.pk).first()
        if task is None or task.status != TaskResultStatus.RUNNING or task.worker_ids != abandoned.worker_ids:
            return False  # another worker was quicker
        if not _deserves_another_try(task):
            _log.error("%s is given up: every worker that took it died.", task.task_path)
            task.set_failed(WorkerDiedError(f"after {len(task.worker_ids)} workers"))
            return False
        task.status, task.started_at = TaskResultStatus.READY, None
        task.save(update_fields=["status", "started_at"])
    return True


def _deserves_another_try(task: DBTaskResult[..., Any]) -> bool:
    if task.task_path in _OF_A_BATCH:
        return worth_another_try(task.args_kwargs["args"][0])
    return len(task.worker_ids) < DEATHS


def _keep_fresh(stopping: Event) -> None:
    rounds, resting = 0, dict[object, float]()
    while not stopping.is_set():
        close_old_connections()
        is_all = _drain(stopping, resting)
        work: dict[str, Callable[[], object]] = {"seal": partial(_seal, stopping), "grow older": grow_older}
        rounds += 1
        if rounds % _ROUNDS_BETWEEN_RECOVERIES == 0:
            work["return tasks"] = return_abandoned_tasks
            if is_all:  # what has to be fresh within seconds does not wait for it
                work["compare"] = compare_what_came_in
        for name, part in work.items():
            _attempt(name, part, resting)
        if is_all:
            stopping.wait(_PAUSE)
    connections.close_all()


def _look_after_the_day(stopping: Event) -> None:
    """Do once a day what takes long at national scale, beside what has to be fresh within a second or two."""
    done: datetime | None = None
    while not stopping.is_set():
        close_old_connections()
        if due_today(done, now := timezone.now()):
            done = now  # what breaks is tried again the next day, or by the command
            for part in (
                partial(remove_what_is_over, OPERATOR.actor, now),
                clear_ended_sessions,
                clear_what_is_over,
                close_rounds_that_are_over,
                take_samples,
                programme.take_samples,
                compare_daily,
                remove_old_prints,
            ):
                _attempt(part, part)
        stopping.wait(_PAUSE)
    connections.close_all()


def _drain(stopping: Event, resting: dict[object, float]) -> bool:
    """Let projections serve their marks by turns until none is left, so that none waits for another's long list.

    One without marks is asked again each time: they come while the others work, as during an import. After some seconds
    the rest of the work beside the jobs has its turn. Return whether nothing is left but what rests.
    """
    until, many = time.monotonic() + _LONGEST_DRAIN, 0
    while not stopping.is_set():
        served: list[int] = []
        for projection in registered():
            _attempt(projection, partial(_serve, projection, served), resting)
        if not any(served):
            if many > _MANY_MARKS:
                _attempt("settle marks", settle_marks, resting)
            return True
        many += sum(served)
        if time.monotonic() >= until:
            break
    return False


def _serve(projection: Projection, served: list[int]) -> None:
    served.append(drain_one(projection))


def _seal(stopping: Event) -> None:
    while not stopping.is_set() and seal():
        pass


def _attempt(name: object, part: Callable[[], object], resting: dict[object, float] | None = None) -> None:
    """Do a part of the work unless it rests; one that breaks is told to the log and rests, and the others go on.

    What has its turn once a day has it anyway tomorrow, and rests nowhere.
    """
    if resting is not None and resting.get(name, 0.0) > time.monotonic():
        return
    try:
        part()
    except Exception:
        again = "tomorrow" if resting is None else f"in {_PAUSE_AFTER_TROUBLE:.0f} seconds"
        _log.exception("Part of the work beside the jobs broke; it is tried again %s.", again)
        if resting is not None:
            resting[name] = time.monotonic() + _PAUSE_AFTER_TROUBLE


def _host() -> str:
    return socket.gethostname()[:30].replace("/", "-")


def _lock_path(worker_id: str) -> Path:
    return Path(settings.HOME) / "workers" / worker_id


def _hold(worker_id: str) -> IO[str]:
    """Lock a file of this worker's own; it gets its name only when it is locked."""
    path = _lock_path(worker_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    unnamed = path.with_name(f".{worker_id}")
    file = unnamed.open("w")
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    unnamed.rename(path)
    return file


def _roll_call() -> tuple[set[str], set[str]]:
    """Return the workers of this home that live, and those that died without taking their file along."""
    living, dead = set(), set()
    for path in _lock_path("").glob("[!.]*"):
        with path.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                dead.add(path.name)
            except BlockingIOError:
                living.add(path.name)
    return living, dead


def _is_dead(worker_id: str, living: set[str], dead: set[str]) -> bool:
    """Say whether a worker is known to be dead; one of another machine that has no file here is left alone."""
    return worker_id in dead or (worker_id.startswith(f"{_host()}:") and worker_id not in living)
