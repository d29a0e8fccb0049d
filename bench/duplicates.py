"""Part ``duplicates``: planted duplicates found in the national demo, how many, how rightly, in what time and memory.

Thresholds and weights of ``matching`` were chosen on ``CHOSEN_ON``; what is reported is another seed.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

from bench.figures import Figure, NotMeasured, say
from bench.installation import Installation, embedded, on_postgresql

COMMAND = "python -m bench duplicates"
CHOSEN_ON, REPORTED_ON = 1, 2
_PRECISION, _RECALL = 0.97, 0.93
_SECONDS = {"organisations": 60.0, "people": 240.0}
_MEMORY_MB = 1000.0


class Truth(NamedTuple):
    """Pairs of ids that are one, and pairs that only look so."""

    same: frozenset[tuple[int, int]]
    other: frozenset[tuple[int, int]]


class Quality(NamedTuple):
    """Of the pairs found, the share that are one; of those that are one, the share found; near-twins found."""

    precision: float
    recall: float
    twins: int


def measure() -> Iterator[Figure | NotMeasured]:
    """Yield quality, time and memory for both registers on each database."""
    yield from _on("SQLite", embedded)
    yield from _on("PostgreSQL", on_postgresql)


def truths(path: Path) -> dict[str, Truth]:
    """Read what ``sanphalang demo --doubled`` wrote, by register."""
    found: dict[str, dict[str, set[tuple[int, int]]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one, other = sorted((int(row["one"]), int(row["other"])))
            found.setdefault(row["kind"], {"0": set(), "1": set()})[row["same"]].add((one, other))
    return {kind: Truth(frozenset(each["1"]), frozenset(each["0"])) for kind, each in found.items()}


def quality(pairs: list[dict[str, Any]], truth: Truth, least: float) -> Quality:
    """Compare the pairs of at least a score with the truth."""
    found = {(pair["one"], pair["other"]) for pair in pairs if pair["score"] >= least}
    right = len(found & truth.same)
    return Quality(right / max(1, len(found)), right / max(1, len(truth.same)), len(found & truth.other))


def _on(database: str, install: Callable[[], AbstractContextManager[Installation]]) -> Iterator[Figure | NotMeasured]:
    try:
        with install() as installation:
            planted = installation.home / "planted.csv"
            size = ("--scale", "national", "--seed", str(REPORTED_ON))
            installation.run("demo", *size, "--doubled", str(planted))
            for kind, truth in truths(planted).items():
                yield from _found(database, installation, kind, truth)
    except NotMeasured as reason:
        yield NotMeasured(f"duplicates on {database}: {reason}")


def _found(database: str, installation: Installation, kind: str, truth: Truth) -> Iterator[Figure]:
    ran = installation.run("find-duplicates", kind, "--json")
    sure = [pair for pair in ran.result["pairs"] if pair["sure"]]
    told = quality(sure, truth, 0.0)
    say(f"{database}, {kind}: {told}, {ran.seconds:.0f} s, {ran.peak_mb:.0f} MB")
    what = f"duplicates among {kind}, {database}"
    yield Figure(f"{what}, precision of the sure", round(told.precision, 4), "share", _PRECISION, "higher", COMMAND)
    yield Figure(f"{what}, recall of the sure", round(told.recall, 4), "share", _RECALL, "higher", COMMAND)
    yield Figure(f"{what}, time", round(ran.seconds, 1), "s", _SECONDS[kind], "lower", COMMAND)
    yield Figure(f"{what}, peak memory", round(ran.peak_mb), "MB", _MEMORY_MB, "lower", COMMAND)
