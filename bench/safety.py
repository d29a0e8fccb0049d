"""Parts ``demo`` and ``backup``: making the national demo, saving it, and bringing it back into an empty home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from statistics import median

from bench.figures import Figure, NotMeasured, say
from bench.installation import Installation, embedded, on_postgresql, temporary_folder

DEMO_COMMAND = "python -m bench demo"
BACKUP_COMMAND = "python -m bench backup"
ROUNDS = 3
_DEMO_LIMIT_SECONDS = 300  # "in minutes"

_Install = Callable[[], AbstractContextManager[Installation]]
_DATABASES: tuple[tuple[str, _Install], ...] = (("SQLite", embedded), ("PostgreSQL", on_postgresql))


def measure_demo() -> Iterator[Figure | NotMeasured]:
    """Yield the time that the national demo takes, and its memory."""
    for database, install in _DATABASES:
        runs = []
        try:
            for _ in range(ROUNDS):
                with install() as installation:
                    runs.append(installation.run("demo", "--scale", "national", "--json"))
                say(f"national demo, {database}: {runs[-1].seconds:.1f} s")
        except NotMeasured as reason:
            yield NotMeasured(f"national demo on {database}: {reason}")
            continue
        seconds, peak = median(run.seconds for run in runs), max(run.peak_mb for run in runs)
        what = f"demo --scale national, {database}"
        yield Figure(f"{what}, time", round(seconds, 1), "s", _DEMO_LIMIT_SECONDS, "lower", DEMO_COMMAND)
        yield Figure(f"{what}, peak memory", round(peak), "MB", None, "lower", DEMO_COMMAND)


def measure_backup() -> Iterator[Figure | NotMeasured]:
    """Yield the times of a backup at 200,000 organisations and of restoring it."""
    for database, install in _DATABASES:
        saved, restored = [], []
        try:
            with install() as installation, temporary_folder() as folder:
                installation.run("demo", "--scale", "national")
                for number in range(ROUNDS):
                    archive = folder / f"{number}.backup"
                    saved.append(installation.run("backup", str(archive)).seconds)
                    with temporary_folder() as home:
                        restored.append(Installation(home).run("restore", str(archive)).seconds)
                    say(f"backup, {database}: {saved[-1]:.1f} s; restore, SQLite: {restored[-1]:.1f} s")
        except NotMeasured as reason:
            yield NotMeasured(f"backup and restore on {database}: {reason}")
            continue
        what = f"backup of 200,000 organisations, {database}"
        yield Figure(f"{what}, time", round(median(saved), 1), "s", None, "lower", BACKUP_COMMAND)
        yield Figure(f"{what}, restored to SQLite", round(median(restored), 1), "s", None, "lower", BACKUP_COMMAND)
