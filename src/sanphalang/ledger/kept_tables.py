"""Rows of tables that are drawn once for all who are shown the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import get_language

from sanphalang.ledger.kept import kept
from sanphalang.web.table import Table
from sanphalang.web.table_rows import rows_html


def kept_table(rows: Sequence[Any], columns: Table, table_of: Callable[[], Table]) -> Table:
    """Return a table whose rows are drawn, as ``table_of`` makes them of ``rows`` in the reader's language.

    ``rows`` must tell by their ``repr`` all that is drawn, besides what the ledger tells of and reference data;
    ``columns`` is the table without rows.
    """
    drawn = kept((columns.caption, rows, get_language()), lambda: rows_html(table_of()))
    return replace(columns, drawn=drawn)
