"""What was measured: figures with their limits, kept in ``bench/results.json``, told in ``docs/performance.md``."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.json"
PAGE = ROOT / "docs" / "performance.md"


class NotMeasured(Exception):  # noqa: N818 (no error: a line of the report)
    """What a part cannot measure here and now, with the reason; never replaced by a guess."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. ``limit`` is what was promised; None is a figure for information."""

    name: str
    value: float
    unit: str
    limit: float | None
    better: Literal["lower", "higher"]
    command: str
    machine: str = ""
    commit: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value keeps its limit."""
        if self.limit is None:
            return True
        return self.value <= self.limit if self.better == "lower" else self.value >= self.limit


def machine() -> str:
    """Say what the figures were measured on: processor, memory, versions."""
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"{os.cpu_count()} × {platform.machine()} {_processor()}, {memory_gb:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def commit() -> str:
    """Return the commit that was measured, with a plus sign when other files than the results differ from it."""
    found = subprocess.run(["git", "describe", "--always"], cwd=ROOT, capture_output=True, text=True)
    written = (":!bench/results.json", ":!docs/performance.md")
    differs = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", ".", *written], cwd=ROOT).returncode != 0
    return found.stdout.strip() + "+" * differs or "unknown"


def load() -> list[Figure]:
    """Return the figures of earlier runs."""
    return [Figure(**entry) for entry in json.loads(RESULTS.read_text())] if RESULTS.exists() else []


def save(measured: Iterable[Figure], missing: dict[str, str], measured_parts: Iterable[str]) -> list[Figure]:
    """Put new figures in the place of those that the same commands made earlier; write both files; return them all."""
    on, at = machine(), commit()
    new = [Figure(**(asdict(figure) | {"machine": on, "commit": at})) for figure in measured]
    commands = {f"python -m bench {part}" for part in measured_parts}
    kept = [figure for figure in load() if figure.command not in commands]
    figures = sorted([*kept, *new], key=lambda figure: (figure.command, figure.name))
    RESULTS.write_text(json.dumps([asdict(figure) for figure in figures], ensure_ascii=False, indent=1) + "\n")
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(_page(figures, missing))
    return figures


def _page(figures: list[Figure], missing: dict[str, str]) -> str:
    lines = [
        "# Performance",
        "",
        "Written by `make bench` (parts: `python -m bench import pages …`); the same figures for machines are in",
        "`bench/results.json`. Times are ratios within one run and medians of at least three; a page's limit is the",
        "larger of 100 ms and 12 times a bare Django view of the same run.",
        "",
        "| what | value | limit | holds | command | commit |",
        "| --- | ---: | ---: | --- | --- | --- |",
    ]
    for figure in figures:
        limit = "" if figure.limit is None else f"{figure.limit:g} {figure.unit}"
        holds = "" if figure.limit is None else ("yes" if figure.holds else "**no**")
        cells = (figure.name, f"{figure.value:g} {figure.unit}", limit, holds, f"`{figure.command}`", figure.commit)
        lines.append(f"| {' | '.join(cells)} |")
    if missing:
        lines += ["", "## Not measured in the last run", ""]
        lines += [f"- {what}: {reason}" for what, reason in missing.items()]
    machines = sorted({figure.machine for figure in figures})
    lines += ["", "## Machine", "", *(f"- {each}" for each in machines), ""]
    return "\n".join(lines)


def say(text: str) -> None:
    """Tell the person who waits how far the measurement is."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
