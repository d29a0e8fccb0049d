"""The rows of a table as HTML.

Drawn here and not by templates: a list of 25 rows has 150 cells, and a template for each took half of the page's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sanphalang.web.table import Cell, Column, Table, Words


def rows_html(table: Table) -> SafeString:
    """Return the rows of a table; the first cell of each is its heading. Everything that was given is escaped."""
    openings = [_opening(column) for column in table.columns]
    return format_html_join("\n", '<tr role="row">{}</tr>', ((_row(cells, openings),) for cells in table.body))


def _row(cells: Iterable[tuple[Column, Cell]], openings: Sequence[str]) -> SafeString:
    (_column, first), *others = cells
    parts = [f'<th role="rowheader" scope="row">{_cell(first)}</th>']
    parts += [f"{opening}{_cell(cell)}</td>" for opening, (_, cell) in zip(openings[1:], others, strict=True)]
    return mark_safe("".join(parts))  # noqa: S308 (made of escaped parts)


def _opening(column: Column) -> str:
    """Return the start of a cell, which names its column: on a telephone cells stack with their labels."""
    look = ' class="cell-figure"' if column.is_figure else ""
    return f'<td role="cell" data-label="{_escaped(column.label)}"{look}>'


def _cell(cell: Cell) -> str:
    text = _escaped(cell.text)
    title = f' title="{_escaped(cell.title)}"' if cell.title else ""
    printed = f'<span class="print-only"> ({_escaped(cell.title)})</span>' if cell.title else ""  # paper has no hover
    if cell.url:
        drawn = f'<a href="{_escaped(cell.url)}">{text}</a>'
    elif cell.tone:
        drawn = f'<span class="pill pill-{_escaped(cell.tone)}"{title}>{text}{printed}</span>'
    elif cell.is_unknown:
        drawn = f'<span class="quiet">{text}</span>'
    else:
        drawn = f"<span{title}>{text}{printed}</span>"
    return f'{drawn}<span class="cell-note">{_escaped(cell.note)}</span>' if cell.note else drawn


def _escaped(words: Words) -> str:
    return conditional_escape(str(words))
