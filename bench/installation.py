"""An installation of its own: a temporary home and, for PostgreSQL, a database that is dropped afterwards."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.figures import ROOT, NotMeasured, say

_DEFAULT_POSTGRESQL = "postgresql://127.0.0.1/postgres"
_SAMPLE_SECONDS = 0.25  # each look at a large process takes milliseconds of the cores that are being measured
_SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_HIGHEST = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)


class Ran(NamedTuple):
    """A command that ended well: wall clock, processor time, the largest memory of its process tree, its JSON."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    result: dict[str, Any]


class Installation:
    """A home folder, a database and the command ``sanphalang`` on them."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        self.home = home
        self.database_url = database_url
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SANPHALANG_")},
            "SANPHALANG_HOME": str(home),
            "DATABASE_URL": database_url,
        }

    def command(self, *arguments: str) -> list[str]:
        """Return the whole command line."""
        return [sys.executable, "-m", "sanphalang.config.cli", *arguments]

    def run(self, *arguments: str) -> Ran:
        """Run a command to its end; raise :class:`NotMeasured` with its own words when it does not exist or fails."""
        started = time.perf_counter()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(self.command(*arguments), stdout=out, stderr=err, cwd=ROOT, env=self.environment)
            cpu_seconds, peak_mb = _wait(process)
            seconds = time.perf_counter() - started
            out.seek(0)
            err.seek(0)
            lines, complaint = out.read().decode().splitlines(), err.read().decode().strip()
        if process.returncode:
            words = complaint.splitlines()[-1] if complaint else f"exit code {process.returncode}"
            raise NotMeasured(f"`sanphalang {arguments[0]}` did not run: {words}")
        result = json.loads(lines[-1]) if "--json" in arguments and lines else {}
        return Ran(seconds, cpu_seconds, peak_mb, result)

    def inside(self, module: str, *what: str) -> Any:
        """Run a module of this folder inside the installation; return what its one line of JSON tells."""
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "sanphalang.config.settings"}
        command = [sys.executable, "-m", module, *what]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise NotMeasured(f"{what[0]}: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
        say(f"{what[0]}: {done.stdout.strip()[:300]}")
        return json.loads(done.stdout)

    @contextmanager
    def working(self) -> Iterator[subprocess.Popen[bytes]]:
        """Have a worker run."""
        silent = subprocess.DEVNULL
        worker = subprocess.Popen(self.command("worker"), cwd=ROOT, env=self.environment, stdout=silent, stderr=silent)
        try:
            yield worker
        finally:
            worker.terminate()
            worker.wait(timeout=60)


def _wait(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Wait for a process; return its processor seconds and the most memory in MB, both with its descendants."""
    done, peak = Event(), [0.0]

    def sample() -> None:
        while not done.wait(_SAMPLE_SECONDS):
            peak[0] = max(peak[0], _tree_mb(process.pid), _highest_mb(process.pid))

    sampler = Thread(target=sample)
    sampler.start()
    _pid, status, usage = os.wait4(process.pid, 0)
    done.set()
    sampler.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    # Without /proc only the largest process is known, and this one's own memory may be counted in: a command is forked.
    largest_mb = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)
    return usage.ru_utime + usage.ru_stime, peak[0] or largest_mb


def _highest_mb(pid: int) -> float:
    """Return the most memory that a process has held since its program began; no short peak is missed."""
    try:
        highest = _HIGHEST.search(Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0.0
    return int(highest[1]) * 1024 / 1e6 if highest else 0.0


def _tree_mb(pid: int) -> float:
    """Return the memory of a process and its descendants; 0 where there is no /proc, or it has ended.

    What processes share (a forked one shares its parent's pages) is counted once: each has its part of it.
    """
    try:
        share = _SHARE.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    return (int(share[1]) * 1024 / 1e6 if share else 0.0) + sum(_tree_mb(int(child)) for child in children)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sanphalang-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def embedded() -> Iterator[Installation]:
    """Give an initialised installation on SQLite."""
    with temporary_folder() as home:
        installation = Installation(home)
        installation.run("init")
        yield installation


@contextmanager
def on_postgresql() -> Iterator[Installation]:
    """Give an initialised installation on PostgreSQL; raise :class:`NotMeasured` where no server answers."""
    server = urlsplit(os.environ.get("TEST_POSTGRES_URL") or _DEFAULT_POSTGRESQL)
    name = f"sanphalang_bench_{os.getpid()}"
    try:
        connection = psycopg.connect(urlunsplit(server), autocommit=True)
    except psycopg.Error as problem:
        raise NotMeasured(f"no PostgreSQL server answered: {str(problem).splitlines()[0]}") from problem
    with connection, temporary_folder() as home:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            installation = Installation(home, urlunsplit(server._replace(path=f"/{name}")))
            installation.run("init")
            yield installation
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
