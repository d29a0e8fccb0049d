"""The rows of a table as HTML.

Drawn here and not by templates: a list of 25 rows has 150 cells, and a template for each took half of the page's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString, mark_safe

from sanphalang.web.escaping import escaped
from sanphalang.web.table import Cell, Column, Table


def rows_html(table: Table) -> SafeString:
    """Return the rows of a table; the first cell of each is its heading. Everything that was given is escaped."""
    if table.drawn is not None:
        return table.drawn
    openings = [_opening(column) for column in table.columns]
    return mark_safe("\n".join(_row(cells, openings) for cells in table.body))  # noqa: S308 (made of escaped parts)


def _row(cells: Iterable[tuple[Column, Cell]], openings: Sequence[str]) -> str:
    (_column, first), *others = cells
    rest = (f"{opening}{_cell(cell)}</td>" for opening, (_, cell) in zip(openings[1:], others, strict=True))
    return f'<tr role="row"><th role="rowheader" scope="row">{_cell(first)}</th>{"".join(rest)}</tr>'


def _opening(column: Column) -> str:
    """Return the start of a cell, which names its column: on a telephone cells stack with their labels."""
    look = ' class="cell-figure"' if column.is_figure else ""
    return f'<td role="cell" data-label="{escaped(column.label)}"{look}>'


def _cell(cell: Cell) -> str:
    text = escaped(cell.text)
    title = f' title="{escaped(cell.title)}"' if cell.title else ""
    printed = f'<span class="print-only"> ({escaped(cell.title)})</span>' if cell.title else ""  # paper has no hover
    if cell.url:
        drawn = f'<a href="{escaped(cell.url)}">{text}</a>'
    elif cell.tone:
        drawn = f'<span class="pill pill-{escaped(cell.tone)}"{title}>{text}{printed}</span>'
    elif cell.is_unknown:
        drawn = f'<span class="quiet">{text}</span>'
    else:
        drawn = f"<span{title}>{text}{printed}</span>"
    return f'{drawn}<span class="cell-note">{escaped(cell.note)}</span>' if cell.note else drawn
