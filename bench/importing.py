"""Parts ``import`` and ``people``: clean CSV rows end to end, against the bare insert of the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.baseline import copy_seconds, executemany_on_postgresql_seconds, executemany_seconds, rows_of
from bench.figures import Figure, NotMeasured, say
from bench.installation import Installation, Ran, embedded, on_postgresql, temporary_folder

ROUNDS = 3


class Plan(NamedTuple):
    """What is imported, how many rows of it, and what may be asked for that."""

    kind: str
    rows: int
    ratio: float
    memory_mb: float
    command: str
    postgresql_bare: Callable[[list[str], list[list[str]], str], float]
    """What the import on PostgreSQL is held against."""


ORGANISATIONS = Plan("organisations", 200_000, 40, 500, "python -m bench import", copy_seconds)
PEOPLE = Plan("people", 560_000, 60, 600, "python -m bench people", executemany_on_postgresql_seconds)


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield the ratio and the memory of the import of organisations on each database."""
    yield from _measure(ORGANISATIONS)


def measure_people() -> Iterator[Figure | NotMeasured]:
    """Yield the ratio and the memory of the import of people on each database."""
    yield from _measure(PEOPLE)


def _measure(plan: Plan) -> Iterator[Figure | NotMeasured]:
    with temporary_folder() as folder:
        csv_file = folder / f"{plan.kind}.csv"
        with embedded() as writer:
            size = ("--rows", str(plan.rows), "--within", "all", "--seed", "7")
            writer.run("demo", "--spreadsheet", str(csv_file), "--kind", plan.kind, *size)
        header, rows = rows_of(csv_file)
        yield from _on("SQLite", embedded, lambda _: executemany_seconds(header, rows, folder), csv_file, plan)
        yield from _on(
            "PostgreSQL",
            on_postgresql,
            lambda i: plan.postgresql_bare(header, rows, i.database_url),
            csv_file,
            plan,
        )


def _on(
    database: str,
    install: Callable[[], AbstractContextManager[Installation]],
    bare: Callable[[Installation], float],
    csv_file: Path,
    plan: Plan,
) -> Iterator[Figure | NotMeasured]:
    bare_seconds, runs = [], []
    try:
        for number in range(1, ROUNDS + 1):
            with install() as installation:
                bare_seconds.append(bare(installation))
                runs.append(_import(installation, csv_file, plan))
            say(f"{database} {number}/{ROUNDS}: bare {bare_seconds[-1]:.2f} s, import {runs[-1].seconds:.1f} s")
    except NotMeasured as reason:
        yield NotMeasured(f"import of {plan.kind} on {database}: {reason}")
        return
    seconds, bare_median = median(run.seconds for run in runs), median(bare_seconds)
    ratio = median(run.seconds / least for run, least in zip(runs, bare_seconds, strict=True))
    peak = max(run.peak_mb for run in runs)
    what = f"import of {plan.rows:,} clean CSV rows of {plan.kind}, {database}"
    yield Figure(f"{what}, against the bare insert", round(ratio, 1), "×", plan.ratio, "lower", plan.command)
    yield Figure(f"{what}, time", round(seconds, 1), "s", None, "lower", plan.command)
    cpu_seconds = median(run.cpu_seconds for run in runs)
    yield Figure(f"{what}, processor time", round(cpu_seconds, 1), "s", None, "lower", plan.command)
    bare_what = f"bare insert of the same rows of {plan.kind}, {database}"
    yield Figure(bare_what, round(bare_median, 2), "s", None, "lower", plan.command)
    yield Figure(f"{what}, peak memory", round(peak), "MB", plan.memory_mb, "lower", plan.command)


def _import(installation: Installation, csv_file: Path, plan: Plan) -> Ran:
    ran = installation.run("import", plan.kind, str(csv_file), "--source", "bench", "--apply", "--json")
    created = ran.result.get("created", 0)
    if created < 0.99 * plan.rows:
        raise NotMeasured(f"only {created:,} of {plan.rows:,} rows were brought in")
    return ran
