"""Open any table file and read its rows: the way into this package."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sanphalang.intake.reading import limits
from sanphalang.intake.reading.archive import format_of, has_macros, open_archive
from sanphalang.intake.reading.cells import Row
from sanphalang.intake.reading.child_process import SpreadsheetProcess
from sanphalang.intake.reading.reports import FileFinding, FileRefused
from sanphalang.intake.reading.sheet_xml import find_far_cells, formulas_without_values
from sanphalang.intake.reading.sniff import Format, container_of, says_otherwise
from sanphalang.intake.reading.text_tables import TextShape, rows_of, shape_of

SAMPLE_HEAD = 200
"""A sample holds the first rows of a sheet up to here, so a heading is found or pointed at among them."""
_SAMPLE_SPREAD = 200
_SAMPLE_UNTIL = 20_000
_MOST_UNREADABLE = 3
"""Sheets that may be unreadable before the rest is not tried: each costs a new process."""
_STRAY_CELLS = 100
"""So few cells beyond the limits are strays; more are a table that is too large."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of a workbook; a text file is one visible sheet without a name."""

    index: int
    name: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SheetSample:
    """The first rows of a sheet and some of the rest; ``rows_about`` is how many it has, blank ones included."""

    sheet: SheetInfo
    rows: list[Row]
    rows_about: int


class Workbook:
    """A table file that has been looked over and can be read. Close it, or use it as a context manager.

    ``format`` and, for text files, ``text`` say how it is read; ``findings`` what is worth telling about the file.
    """

    def __init__(self, path: Path, file_format: Format) -> None:
        self.path = path
        self.format: Format = file_format
        self.text: TextShape | None = None
        self.sheets: tuple[SheetInfo, ...] = ()
        self.findings: list[FileFinding] = []
        self._process: SpreadsheetProcess | None = None
        self._seconds_left = limits.CHILD_SECONDS
        self._deadline = math.inf

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the reading process, if there is one."""
        if self._process is not None:
            self._process.close()

    def rows(self, sheet: int) -> Iterator[Row]:
        """Yield every row of the sheet with this ``index`` that holds anything. Raises :class:`FileRefused` on the way.

        One iteration at a time: starting another, or :meth:`sample`, ends the one before.
        """
        if self.text is not None:
            yield from rows_of(self.path, self.text)
            return
        yield from self._spreadsheet_rows(sheet, head=None, step=1)

    def sample(self, sheet: int) -> SheetSample:
        """Return the sheet's first 200 rows and about 200 of the next 20,000. Raises :class:`FileRefused`."""
        info = next(each for each in self.sheets if each.index == sheet)
        if self.text is not None:
            step = max(1, min(self.text.lines, _SAMPLE_UNTIL) // _SAMPLE_SPREAD)
            rows = []
            for row in rows_of(self.path, self.text):
                if row.number > _SAMPLE_UNTIL:
                    break
                if row.number <= SAMPLE_HEAD or row.number % step == 0:
                    rows.append(row)
            return SheetSample(info, rows, self.text.lines)
        count = self._load(sheet)
        step = max(1, min(count, _SAMPLE_UNTIL) // _SAMPLE_SPREAD)
        return SheetSample(info, list(self._spreadsheet_rows(sheet, head=SAMPLE_HEAD, step=step)), count)

    def samples(self) -> list[SheetSample]:
        """Return a sample of every sheet that can be read and holds rows; others become ``sheet_unreadable`` findings.

        Opening and sampling together take ``limits.CHILD_SECONDS`` at most; sheets that come too late are unreadable.
        Raises the first refusal when no sheet can be read, and ``no_rows`` when all are empty.
        """
        samples: list[SheetSample] = []
        refusals: list[FileRefused] = []
        with self.limited_time():
            for info in self.sheets:
                if len(refusals) > _MOST_UNREADABLE:
                    break
                try:
                    samples.append(self.sample(info.index))
                except FileRefused as refused:
                    refusals.append(refused)
                    about = {"sheet": info.name, "reason": refused.kind}
                    self.findings.append(FileFinding("sheet_unreadable", about))
        samples = [sample for sample in samples if sample.rows]
        if not samples:
            raise refusals[0] if refusals else FileRefused("no_rows")
        return samples

    @contextmanager
    def limited_time(self) -> Iterator[None]:
        """Let the reading process answer within what is left of ``limits.CHILD_SECONDS``, however many answers."""
        begin = time.monotonic()
        self._set_deadline(begin + max(1.0, self._seconds_left))
        try:
            yield
        finally:
            self._seconds_left -= time.monotonic() - begin
            self._set_deadline(math.inf)

    def _set_deadline(self, deadline: float) -> None:
        self._deadline = deadline
        if self._process is not None:
            self._process.deadline = deadline

    def _load(self, sheet: int) -> int:
        """Have the sheet loaded and return how many rows it uses."""
        self._idle_process().ask({"sheet": sheet})
        return int(self._answer()["rows"])

    def _spreadsheet_rows(self, sheet: int, head: int | None, step: int) -> Iterator[Row]:
        process = self._idle_process()
        process.ask({"sheet": sheet, "head": head, "step": step, "until": _SAMPLE_UNTIL})
        self._answer()
        yield from process.rows()

    def start(self, *, load_ahead: bool = False) -> None:
        """Start a reading process in place of any other."""
        self.close()
        self._process = SpreadsheetProcess(self.path, self.format, load_ahead=load_ahead)
        self._process.deadline = self._deadline

    def read_sheets(self) -> None:
        """Take the list of sheets from a process that has just been started. Raises :class:`FileRefused`."""
        self.sheets = tuple(SheetInfo(**about) for about in self._answer())

    def _idle_process(self) -> SpreadsheetProcess:
        """Return a process that waits for a request: a new one where the last ended, or was left in mid-stream."""
        if self._process is None or not self._process.idle:
            self.start()
            self.read_sheets()
        assert self._process is not None  # noqa: S101  # started above
        return self._process

    def _answer(self) -> Any:
        assert self._process is not None  # noqa: S101  # only called after a request
        try:
            return self._process.answer()
        except FileRefused as refused:
            raise self._explained(refused) from refused

    def _explained(self, refused: FileRefused) -> FileRefused:
        """Name the stray cell where a few of them made the sheet too large to read."""
        too_large = ("needs_too_much_memory", "took_too_long", "too_many_rows", "too_many_columns")
        if self.format != "xlsx" or refused.kind not in too_large:
            return refused
        with open_archive(self.path) as archive:
            far = find_far_cells(archive)
        return FileRefused("cell_far_away", cell=far.first) if far and far.count <= _STRAY_CELLS else refused


def open_table_file(path: Path, *, original_name: str) -> Workbook:
    """Open a file that should hold a table: xlsx, xlsm, xlsb, xls, ods, delimited text, or a web page saved as one.

    The content decides how it is read; a name that says otherwise is a finding. Raises :class:`FileRefused` for what
    cannot be read or would do harm. Takes no longer than about ten seconds and, with its reading process, stays below
    500 MB. The caller closes the workbook.
    """
    if not path.exists():
        raise FileRefused("file_removed")
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("empty_file")
    if size > limits.FILE_BYTES:
        raise FileRefused("file_too_large", megabytes=size // 1_000_000, most=limits.FILE_BYTES // 1_000_000)
    with path.open("rb") as file:
        container = container_of(file)
    if container == "text":
        workbook = _open_text(path)
    elif container == "zip":
        workbook = _open_zipped(path)
    else:
        workbook = _open_with_process(Workbook(path, container))
    if container == "html":
        workbook.findings.append(FileFinding("web_page_read"))
    elif says_otherwise(original_name, workbook.format):
        workbook.findings.append(FileFinding("wrong_extension", {"name": original_name, "format": workbook.format}))
    return workbook


def _open_text(path: Path) -> Workbook:
    workbook = Workbook(path, "text")
    workbook.text = shape_of(path)
    workbook.sheets = (SheetInfo(0),)
    if workbook.text.encoding == "cp874":
        workbook.findings.append(FileFinding("read_as_windows_874"))
    if workbook.text.undecodable:
        workbook.findings.append(FileFinding("undecodable_characters", {"count": workbook.text.undecodable}))
    return workbook


def _open_zipped(path: Path) -> Workbook:
    with open_archive(path) as archive:
        workbook = Workbook(path, format_of(archive))
        if has_macros(archive):
            workbook.findings.append(FileFinding("macros_ignored"))
        # The process loads the first sheet while this one looks through the XML.
        workbook.start(load_ahead=True)
        try:
            formulas = formulas_without_values(archive) if workbook.format == "xlsx" else 0
        except BaseException:
            workbook.close()
            raise
    if formulas:
        workbook.findings.append(FileFinding("formulas_without_values", {"count": formulas}))
    return _with_sheets(workbook)


def _open_with_process(workbook: Workbook) -> Workbook:
    workbook.start(load_ahead=True)
    return _with_sheets(workbook)


def _with_sheets(workbook: Workbook) -> Workbook:
    with workbook.limited_time():
        workbook.read_sheets()
    if not workbook.sheets:
        workbook.close()
        raise FileRefused("web_page_without_table" if workbook.format == "html" else "no_rows")
    return workbook
