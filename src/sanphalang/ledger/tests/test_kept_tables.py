"""Rows that are drawn once: shown to who is shown the same rows, in the same language, and to nobody else."""

from __future__ import annotations

import pytest
from django.utils import translation

from sanphalang.ledger.actions import record
from sanphalang.ledger.kept_tables import kept_table
from sanphalang.web.table import Column, Table
from sanphalang.web.table_rows import rows_html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_figures")]

_COLUMNS = Table([Column("Name")], [], caption="Groups")


class _Drawing:
    """Counts how often rows are drawn."""

    def __init__(self) -> None:
        self.times = 0

    def of(self, *rows: str) -> str:
        return rows_html(kept_table(rows, _COLUMNS, lambda: self._table(rows)))

    def _table(self, rows: tuple[str, ...]) -> Table:
        self.times += 1
        return Table([Column("Name")], [[row] for row in rows], caption="Groups")


def test_the_same_rows_are_drawn_once() -> None:
    drawing = _Drawing()
    first = drawing.of("ก <b>", "ข")
    assert drawing.of("ก <b>", "ข") == first
    assert "ก &lt;b&gt;" in first
    assert drawing.times == 1


def test_other_rows_another_language_and_a_change_are_drawn_anew() -> None:
    drawing = _Drawing()
    drawing.of("ก")
    assert "ข" in drawing.of("ข")
    with translation.override("en"):
        drawing.of("ก")
    record("user:1", "organisations.edit", ("organisation", "1"), place=None)
    drawing.of("ก")
    assert drawing.times == 4
