"""Part ``workbook``: a messy workbook analysed with every finding named, against calamine's bare reading of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figures import Figure, NotMeasured, say
from bench.installation import Installation, Ran, embedded

COMMAND = "python -m bench workbook"
ROWS = 100_000
ROUNDS = 3
_RATIO_LIMIT, _MEMORY_LIMIT_MB = 10, 500

# A process of its own, as the analysis has; the start of Python is not counted for it.
_BARE = """
import sys, time, python_calamine
started = time.perf_counter()
python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(time.perf_counter() - started)
"""


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield the ratio and the memory of the analysis."""
    bare, runs = [], []
    try:
        with embedded() as installation:
            workbook = installation.home / "messy.xlsx"
            installation.run(
                "demo", "--spreadsheet", str(workbook), "--rows", str(ROWS), "--within", "all", "--messy", "--seed", "7"
            )
            for number in range(1, ROUNDS + 1):
                bare.append(_bare_seconds(workbook))
                runs.append(_analysis(installation, workbook, number))
                say(f"workbook {number}/{ROUNDS}: calamine {bare[-1]:.2f} s, analysis {runs[-1].seconds:.1f} s")
    except NotMeasured as reason:
        yield NotMeasured(f"analysis of a messy workbook: {reason}")
        return
    seconds, bare_median = median(run.seconds for run in runs), median(bare)
    ratio = median(run.seconds / least for run, least in zip(runs, bare, strict=True))
    what = f"analysis of a messy XLSX of {ROWS:,} rows"
    yield Figure(f"{what}, against calamine", round(ratio, 1), "×", _RATIO_LIMIT, "lower", COMMAND)
    yield Figure(f"{what}, time", round(seconds, 1), "s", None, "lower", COMMAND)
    cpu_seconds = median(run.cpu_seconds for run in runs)
    yield Figure(f"{what}, processor time", round(cpu_seconds, 1), "s", None, "lower", COMMAND)
    yield Figure("calamine reading the same file", round(bare_median, 2), "s", None, "lower", COMMAND)
    peak = max(run.peak_mb for run in runs)
    yield Figure(f"{what}, peak memory", round(peak), "MB", _MEMORY_LIMIT_MB, "lower", COMMAND)


def _analysis(installation: Installation, workbook: Path, number: int) -> Ran:
    ran = installation.run("import", "organisations", str(workbook), "--source", f"bench {number}", "--json")
    if ran.result.get("rows") != ROWS:
        raise NotMeasured(f"the analysis saw {ran.result.get('rows')} of {ROWS} rows")
    return ran


def _bare_seconds(workbook: Path) -> float:
    ran = subprocess.run([sys.executable, "-c", _BARE, str(workbook)], capture_output=True, text=True, check=True)
    return float(ran.stdout)
