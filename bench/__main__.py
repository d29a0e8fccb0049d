"""Runs the parts that are named, all of them when none is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from bench import duplicates, importing, lighthouse, pages, people_pages, reports, safety, search, workbooks
from bench.figures import Figure, NotMeasured, save, say

PARTS: dict[str, Callable[[], Iterator[Figure | NotMeasured]]] = {
    "import": importing.measure,
    "workbook": workbooks.measure,
    "pages": pages.measure,
    "people": importing.measure_people,
    "people-pages": people_pages.measure,
    "duplicates": duplicates.measure,
    "search": search.measure,
    "profile": reports.measure,
    "sheets": reports.measure_sheets,
    "lighthouse": lighthouse.measure,
    "demo": safety.measure_demo,
    "backup": safety.measure_backup,
}


def main(wanted: list[str]) -> int:
    """Measure; return 0 when every limit holds, 1 when one does not, 2 when a part is unknown."""
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        say(f"There is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}.")
        return 2
    measured: list[Figure] = []
    missing: dict[str, str] = {}
    parts = wanted or list(PARTS)
    for part in parts:
        say(f"== {part}")
        _measure(part, measured, missing)
    save(measured, missing, parts)
    for figure in measured:
        sys.stdout.write(f"{figure.name}: {figure.value:g} {figure.unit}{'' if figure.holds else '  OVER THE LIMIT'}\n")
    for what, reason in missing.items():
        sys.stdout.write(f"not measured: {what}: {reason}\n")
    return 0 if all(figure.holds for figure in measured) else 1


def _measure(part: str, measured: list[Figure], missing: dict[str, str]) -> None:
    try:
        for found in PARTS[part]():
            if isinstance(found, Figure):
                measured.append(found)
            else:
                what, _, reason = str(found).partition(": ")
                missing[what] = reason
    except NotMeasured as reason:
        missing[part] = str(reason)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
