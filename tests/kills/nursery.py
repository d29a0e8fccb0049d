"""A process that has the platform loaded and, for each task that it reads from stdin, forks a child that does it.

A task is a line of JSON, ``[seconds, chunk, name, argument, …]``: the child is killed when it lives longer than so many
seconds, and never where there is no number; a chunk is how many rows one transaction takes. The answer is a line that
says how it ended: 0, or minus the signal that killed it. Thus a child is killed at any moment of its work, not in the
second that it takes to start.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from unittest import mock

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (the platform had to be set up first)
from django.db import connections  # noqa: E402

from sanphalang.access.viewer import OPERATOR  # noqa: E402
from sanphalang.intake import bringing, checking  # noqa: E402
from sanphalang.intake.actions import begin_bringing_in, begin_withdrawing  # noqa: E402
from sanphalang.intake.jobs import work_on  # noqa: E402
from sanphalang.places.gazetteer import current  # noqa: E402


def _command(path: str, kind: str = "organisations") -> None:
    call_command("import", kind, path, apply=True, source="ทะเบียนกลุ่ม", stdout=io.StringIO())


def _check(path: str, kind: str = "organisations") -> None:
    call_command("import", kind, path, source="ทะเบียนกลุ่ม", stdout=io.StringIO())


def _job(batch: int) -> None:
    work_on.call(batch, OPERATOR.actor)


def _bring_in(batch: int) -> None:
    begin_bringing_in(OPERATOR, batch)
    work_on.call(batch, OPERATOR.actor)


def _bring_in_blindly(batch: int) -> None:
    """Bring in as if nobody else could write: what this is for is shown by what goes wrong without it."""
    unaware = mock.patch("sanphalang.intake.bringing.as_things_stand", lambda batch, allowed, rows, values: rows)
    with mock.patch("sanphalang.files.claims.write_alone"), unaware:
        _bring_in(batch)


def _withdraw(batch: int) -> None:
    begin_withdrawing(OPERATOR, batch)
    work_on.call(batch, OPERATOR.actor)


TASKS: dict[str, Callable[..., None]] = {
    "import": _command,
    "check": _check,
    "job": _job,
    "bring in": _bring_in,
    "bring in blindly": _bring_in_blindly,
    "withdraw": _withdraw,
}


def _done(task: Callable[..., None], arguments: list[object]) -> int:
    try:
        task(*arguments)
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        connections.close_all()
    return 0


def main() -> None:
    """Answer until stdin ends."""
    checking._MANY_ROWS = 0  # small lists stand for long ones
    current()
    connections.close_all()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        seconds, chunk, name, *arguments = json.loads(line)
        checking.CHUNK = bringing.CHUNK = chunk
        child = os.fork()
        if child == 0:
            os._exit(_done(TASKS[name], arguments))
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)  # ours: nobody has waited for it yet
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


if __name__ == "__main__":
    main()
