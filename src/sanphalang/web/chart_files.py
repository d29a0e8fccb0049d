"""The figures of a chart to take home: ``?chart=NAME&file=csv`` on the page that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from sanphalang.web.charts import Chart
from sanphalang.web.exports import Sheet, Value, in_pieces, stream_csv, write_workbook, write_xlsx
from sanphalang.web.table import Cell, Table
from sanphalang.web.table import Value as Shown

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chart_file(request: HttpRequest, charts: Iterable[Chart]) -> HttpResponseBase | None:
    """Return the file of one of the page's charts, where the address asks for it; else nothing."""
    name, file_format = request.GET.get("chart", ""), request.GET.get("file", "")
    if not name or file_format not in {"csv", "xlsx"}:
        return None
    chart = next((chart for chart in charts if chart.name == name), None)
    return None if chart is None else table_file(chart.table, name, file_format)


def table_file(table: Table, name: str, file_format: str) -> HttpResponseBase:
    """Return a table as a file, ``csv`` or ``xlsx``: its caption, its heads, its rows."""
    filename = f"{name}.{file_format}"
    if file_format == "xlsx":
        file = write_xlsx(_heads(table), _rows(table), above=[str(table.caption)])
        return FileResponse(file, as_attachment=True, filename=filename, content_type=SPREADSHEET)
    response = StreamingHttpResponse(in_pieces(_lines(table)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def table_as_csv(table: Table) -> bytes:
    """Return the same as the bytes of a CSV."""
    return "".join(_lines(table)).encode()


def tables_as_xlsx(tables: Iterable[tuple[str, Table]]) -> bytes:
    """Return named tables as a workbook with a sheet for each."""
    sheets = [Sheet(name, _heads(table), _rows(table), [str(table.caption)]) for name, table in tables]
    with write_workbook(sheets) as file:
        return file.read()


def _lines(table: Table) -> Iterator[str]:
    return stream_csv(_heads(table), _rows(table), above=[str(table.caption)])


def _heads(table: Table) -> list[str]:
    return [str(column.label) for column in table.columns]


def _rows(table: Table) -> Iterator[list[Value]]:
    return ([_plain(value) for value in row] for row in table.rows)


def _plain(shown: Cell | Shown) -> Value:
    """Return what stands in a cell: numbers stay numbers, nothing stays empty."""
    value = shown.value if isinstance(shown, Cell) else shown
    return value if value is None or isinstance(value, int | float) else str(value)
