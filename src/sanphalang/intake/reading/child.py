"""The process that opens a spreadsheet with the spreadsheet reader, inside limits that protect everyone else.

It reads requests from standard input, one JSON object a line, and writes answers to standard output: four bytes of
length, then JSON. Run as ``python -m sanphalang.intake.reading.child FORMAT PATH MEMORY_BYTES AHEAD``: 0 bytes set no
limit; with ``ahead`` the first sheet is loaded before it is asked for. It is given nothing of the platform's
environment.
"""

import contextlib
import gc
import resource
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any, Protocol

import orjson

from sanphalang.intake.reading import limits
from sanphalang.intake.reading.batch import encoded_batch
from sanphalang.intake.reading.merged import MergedDown, Range
from sanphalang.intake.reading.reports import FileRefused, RefusalKind

_FIRST_BATCH = 10
_ROWS_OF_A_BATCH = 500
_BYTES_OF_A_BATCH = 1_000_000
_CPU_SECONDS = 60


class Sheet(Protocol):
    """One sheet: 0-based corners of its used range (none when empty) and its rows from row 0 on."""

    @property
    def start(self) -> tuple[int, int] | None: ...
    @property
    def end(self) -> tuple[int, int] | None: ...
    @property
    def merged_cell_ranges(self) -> list[Range] | None: ...
    def iter_rows(self) -> Iterator[list[Any]]: ...


class Reader:
    """An opened workbook; keeps the sheet that was asked for last."""

    def __init__(self, file_format: str, path: str) -> None:
        self._index = -1
        self._sheet: Sheet | None = None
        if file_format == "html":
            from sanphalang.intake.reading.web_tables import WebPage

            self._book: Any = WebPage(path)
        else:
            from python_calamine import CalamineWorkbook

            self._book = CalamineWorkbook.from_path(path)

    def sheets(self) -> list[dict[str, Any]]:
        """Return name, position and visibility of every sheet that holds cells rather than a chart or a program."""
        return [
            {"index": index, "name": about.name, "hidden": not str(about.visible).endswith(".Visible")}
            for index, about in enumerate(self._book.sheets_metadata)
            if str(about.typ).endswith(".WorkSheet")
        ]

    def load(self, index: int) -> dict[str, int]:
        """Load a sheet and return how many rows and columns it uses, counted from A1."""
        if self._index != index:
            self._sheet, self._index = None, -1
            self._sheet, self._index = self._book.get_sheet_by_index(index), index
        end = self._sheet.end if self._sheet else None
        rows, columns = (end[0] + 1, end[1] + 1) if end else (0, 0)
        if rows > limits.ROWS:
            raise FileRefused("too_many_rows", most=limits.ROWS)
        if columns > limits.COLUMNS:
            raise FileRefused("too_many_columns", columns=columns, most=limits.COLUMNS)
        return {"rows": rows, "columns": columns}

    def rows(self, head: int | None, step: int, until: int) -> Iterator[bytes]:
        """Yield encoded batches of the rows that hold anything.

        All rows when ``head`` is None; else the first ``head`` rows, then every ``step``-th up to row ``until``.
        """
        if self._sheet is None or self._sheet.start is None:
            return
        left = self._sheet.start[1]
        merged = MergedDown(self._sheet.merged_cell_ranges or (), left)
        size = _FIRST_BATCH
        numbers: list[int] = []
        rows: list[list[Any]] = []
        for number, cells in islice(enumerate(self._sheet.iter_rows(), 1), None if head is None else until):
            if cells.count("") == len(cells):
                continue
            merged.fill(number - 1, cells)
            if head is not None and number > head and number % step:
                continue
            numbers.append(number)
            rows.append(cells)
            if len(rows) >= size:
                batch = encoded_batch(numbers, rows, left)
                yield batch
                # Rows may be tiny or hold whole books: the next batch is to be about as large as it should be.
                size = min(_ROWS_OF_A_BATCH, max(1, size * _BYTES_OF_A_BATCH // len(batch)))
                numbers, rows = [], []
        if rows:
            yield encoded_batch(numbers, rows, left)


def _answer(payload: bytes) -> None:
    out = sys.stdout.buffer
    out.write(len(payload).to_bytes(4, "big"))
    out.write(payload)
    out.flush()


def _serve(file_format: str, path: str, *, load_ahead: bool) -> None:
    reader = Reader(file_format, path)
    sheets = reader.sheets()
    _answer(orjson.dumps(sheets))
    if load_ahead and sheets:
        with contextlib.suppress(FileRefused):
            reader.load(sheets[0]["index"])
    for line in sys.stdin.buffer:
        request = orjson.loads(line)
        _answer(orjson.dumps(reader.load(request["sheet"])))
        if "step" in request:
            for batch in reader.rows(request["head"], request["step"], request["until"]):
                _answer(batch)
            _answer(b"")


def main() -> None:
    """Limit this process, open the file, answer requests; any failure is answered before the process ends."""
    file_format, path, memory, ahead = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    gc.disable()  # rows are freed as they are sent, and nothing here refers to itself
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        _serve(file_format, path, load_ahead=ahead == "ahead")
    except BrokenPipeError:
        pass
    except FileRefused as refused:
        _answer(orjson.dumps({"refused": refused.kind, "details": refused.details}))
    except MemoryError:
        _answer(b'{"refused": "needs_too_much_memory", "details": {}}')
    except BaseException as error:  # the reader's panics do not descend from Exception
        _answer(orjson.dumps({"refused": _kind_of(error), "details": {}}))


def _kind_of(error: BaseException) -> RefusalKind:
    if "Password" in type(error).__name__:
        return "encrypted"
    return "needs_too_much_memory" if "limit exceeded" in str(error).lower() else "damaged"


if __name__ == "__main__":
    main()
