"""Cells merged over several rows: the value stands for all of them, though the file keeps it in the first alone."""

from collections.abc import Iterable
from typing import Any, TypeAlias

Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""First and last corner, each as (row, column) from 0."""


class MergedDown:
    """Fills values down, row after row. Merging to the right is left as it is: that is how titles are made."""

    def __init__(self, ranges: Iterable[Range], first_column: int) -> None:
        self._begins: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in ranges:
            if bottom > top and left >= first_column:
                self._begins.setdefault(top, []).append((left - first_column, bottom))
        self._open: dict[int, tuple[int, Any]] = {}

    def fill(self, row: int, cells: list[Any]) -> None:
        """Put the values of merged cells into the empty cells of a row. Rows come in order."""
        for column, (bottom, value) in list(self._open.items()):
            if row > bottom:
                del self._open[column]
            elif cells[column] == "":
                cells[column] = value
        for column, bottom in self._begins.get(row, ()):
            if column < len(cells):
                self._open[column] = (bottom, cells[column])
