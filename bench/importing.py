"""Part ``import``: 200,000 clean CSV rows end to end, against the bare insert of the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

from bench.baseline import copy_seconds, executemany_seconds, rows_of
from bench.figures import Figure, NotMeasured, say
from bench.installation import Installation, Ran, embedded, on_postgresql, temporary_folder

COMMAND = "python -m bench import"
ROWS = 200_000
ROUNDS = 3
_RATIO_LIMIT, _MEMORY_LIMIT_MB = 40, 500


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield the ratio and the memory of the import on each database."""
    with temporary_folder() as folder:
        csv_file = folder / "organisations.csv"
        with embedded() as writer:
            writer.run("demo", "--spreadsheet", str(csv_file), "--rows", str(ROWS), "--within", "all", "--seed", "7")
        header, rows = rows_of(csv_file)
        yield from _on("SQLite", embedded, lambda _: executemany_seconds(header, rows, folder), csv_file)
        yield from _on("PostgreSQL", on_postgresql, lambda i: copy_seconds(header, rows, i.database_url), csv_file)


def _on(
    database: str,
    install: Callable[[], AbstractContextManager[Installation]],
    bare: Callable[[Installation], float],
    csv_file: Path,
) -> Iterator[Figure | NotMeasured]:
    bare_seconds, runs = [], []
    try:
        for number in range(1, ROUNDS + 1):
            with install() as installation:
                bare_seconds.append(bare(installation))
                runs.append(_import(installation, csv_file))
            say(f"{database} {number}/{ROUNDS}: bare {bare_seconds[-1]:.2f} s, import {runs[-1].seconds:.1f} s")
    except NotMeasured as reason:
        yield NotMeasured(f"import on {database}: {reason}")
        return
    seconds, bare_median = median(run.seconds for run in runs), median(bare_seconds)
    ratio = median(run.seconds / least for run, least in zip(runs, bare_seconds, strict=True))
    peak = max(run.peak_mb for run in runs)
    what = f"import of {ROWS:,} clean CSV rows, {database}"
    yield Figure(f"{what}, against the bare insert", round(ratio, 1), "×", _RATIO_LIMIT, "lower", COMMAND)
    yield Figure(f"{what}, time", round(seconds, 1), "s", None, "lower", COMMAND)
    cpu_seconds = median(run.cpu_seconds for run in runs)
    yield Figure(f"{what}, processor time", round(cpu_seconds, 1), "s", None, "lower", COMMAND)
    yield Figure(f"bare insert of the same rows, {database}", round(bare_median, 2), "s", None, "lower", COMMAND)
    yield Figure(f"{what}, peak memory", round(peak), "MB", _MEMORY_LIMIT_MB, "lower", COMMAND)


def _import(installation: Installation, csv_file: Path) -> Ran:
    ran = installation.run("import", "organisations", str(csv_file), "--source", "bench", "--apply", "--json")
    created = ran.result.get("created", 0)
    if created < 0.99 * ROWS:
        raise NotMeasured(f"only {created:,} of {ROWS:,} rows were brought in")
    return ran
