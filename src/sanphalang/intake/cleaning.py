"""From the cells of a row to values with findings: pure, and fast enough for a country.

Cells repeat, so each field remembers what it answered for a cell. A finding is ``(field, kind, detail)``; the detail
of a private field is left out, because findings may be read by people who may not read the cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sanphalang.intake.understanding.surroundings import SURE_PLACE, Surroundings
from sanphalang.organisations.rules import PRIVATE_FIELDS
from sanphalang.places.rules import NotAPlaceCode, PlaceCode
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.places.answer import Context, PlaceAnswer, PlaceColumns, Reason
from sanphalang.thai.places.gazetteer import Gazetteer
from sanphalang.thai.places.resolve import resolve_columns, resolve_text
from sanphalang.web.exports import unescape_cell

Cell = Any
"""What JSON can hold of a spreadsheet's cell: text, a number, true or false, or nothing; dates as ISO text."""

PlaceMark = tuple[str, str, str]
FoundMark = tuple[str, str, str]
Cleaned = tuple[Any, tuple[tuple[str, str], ...]]
Cleaner = Callable[[Cell], Cleaned]
"""Reads one cell: the value (None when there is none) and the findings as ``(kind, detail)``."""

PLACE_FIELDS = (
    "subdistrict",
    "district",
    "province",
    "address",
    "postal_code",
    "village_no",
    "place_code",
    "village",
    "local_authority",
)
COLUMN_OF = {"kind": "kind_id", "founded": "founded_year"}
"""Where the record's column bears another name than the field of a list."""
NAME_READING = "name_reading"
"""Beside the columns: the kind that the name itself tells, its key and its sort key (as Latin-1), for a new record.

They are worked out where the rows are read, because there a second processor does it.
"""
# Findings whose reading is a guess that a person accepts or refuses for the whole file before it is used.
ASKS_FIRST = frozenset(
    {"year_two_digits", "date_day_month_swapped", "date_range", "count_about", "coordinates_swapped", "place_unsure"}
)
_REMEMBERED_CELLS = 2_000  # of a field; more takes memory and saves no time
_DISTRICT_NAMED = re.compile(r"(?:อ\.|อำเภอ|เขต)\s*([ก-๙]+)")
_ADDRESS, _VILLAGE_NO, _PLACE_CODE = map(PLACE_FIELDS.index, ("address", "village_no", "place_code"))
_ABOVE = tuple(map(PLACE_FIELDS.index, ("district", "province", "place_code")))
_VILLAGE_NUMBER = re.compile("[0-9๐-๙]{1,3}")
_BARE_ADDRESS = re.compile(r"\s*(?:(?:บ้าน)?เลขที่\s*)?[0-9๐-๙/\-, ]*(?:(?:หมู่ที่|หมู่|ม\.)\s*([0-9๐-๙]{1,2}))?\s*")


class DataRow(NamedTuple):
    """A row of data: its number, its cells, and the title of the section it stands in, which often names a place.

    ``sheet`` is the code of the place that its sheet is named after.
    """

    number: int
    cells: Sequence[Cell]
    section: str = ""
    sheet: str = ""


class CleanRow(NamedTuple):
    """What was read from a row: values by column of the record, findings, and how its place was found.

    ``place`` says the answer's reasons; ``doubts`` are kinds of what a person must look at before the row can go in.
    """

    number: int
    values: dict[str, Any]
    findings: list[FoundMark]
    doubts: list[str]


class Answers(NamedTuple):
    """What people decided for the whole batch: places by their spelling, and guesses accepted or refused by kind."""

    places: Mapping[str, str]
    guesses: Mapping[str, bool]


Finish = Callable[[dict[str, Any], list[FoundMark]], list[str]]
"""Turns the values of a row's cells into those of a record's columns; returns doubts."""


def count_found(counts: dict[str, dict[str, Any]], row: int, found: Iterable[FoundMark]) -> None:
    """Count a row's findings by field and kind; the first row that has one is its example."""
    for name, kind, _detail in found:
        counts.setdefault(f"{name}.{kind}", {"rows": 0, "example": row})["rows"] += 1


def spelling_of(written: Iterable[str]) -> str:
    """Return the key under which rows that say the same of their place are answered together."""
    return "|".join(match_key(text) for text in written)[:500]


class Manner(NamedTuple):
    """How the rows of a kind of list are read.

    Of a field in ``private`` a finding tells no detail. ``spelling`` makes of the words of a place the key under which
    they are answered for the whole list, which is kept.
    """

    private: Container[str] = frozenset(PRIVATE_FIELDS)
    spelling: Callable[[Iterable[str]], str] = spelling_of
    finish: Finish | None = None


class RowReader:
    """Reads the rows of one batch; ``columns`` maps a column's index to its field.

    ``escaped`` says that the list is text, where our own exports put an apostrophe before what a spreadsheet would
    calculate.
    """

    def __init__(
        self,
        columns: Mapping[int, str],
        cleaners: Mapping[str, Cleaner],
        *,
        gazetteer: Gazetteer,
        context: Context,
        answers: Answers,
        name_reader: Callable[[Sequence[Cell]], tuple[str, str]] | None = None,
        escaped: bool = False,
        manner: Manner = Manner(),  # noqa: B008 (a value that nothing changes)
    ) -> None:
        if name_reader is not None:
            columns = {index: name for index, name in columns.items() if name != "name"}
        self._values: list[tuple[int, str, Cleaner, dict[Cell, Cleaned]]] = [
            (index, name, cleaners[name], {}) for index, name in sorted(columns.items()) if name in cleaners
        ]
        self._place_columns = place_columns(columns)
        self._has_place_code = "place_code" in columns.values()
        self._escaped = escaped
        self._manner = manner
        self._gazetteer = gazetteer
        self._list_within = context.within
        self._surroundings = Surroundings(gazetteer, context.within)
        self._answers = answers
        self._name_reader = name_reader
        self._clean_name = cleaners["name"]
        self._placed: dict[tuple[Cell, ...], tuple[dict[str, Any], list[FoundMark], list[str]]] = {}

    def read(
        self,
        number: int,
        cells: Sequence[Cell],
        corrected: Mapping[str, Any] | None = None,
        section: str = "",
        sheet: str = "",
    ) -> CleanRow:
        """Return what a row says.

        ``corrected`` has a person's corrections of its cells by field; ``section`` is the title that the row stands
        under, ``sheet`` the place that its sheet is named after; both help to place it.
        """
        values: dict[str, Any] = {}
        findings: list[FoundMark] = []
        width = len(cells)
        for index, name, cleaner, known in self._values:
            cell = corrected[name] if corrected and name in corrected else cells[index] if index < width else None
            if cell is None or cell == "":
                continue
            answer = known.get(cell)
            if answer is None:
                answer = self._clean(cell, cleaner, known)
            value, noticed = answer
            if noticed and self._refused(name, noticed, findings):
                continue
            if isinstance(value, dict):
                values.update(value)
            elif value is not None and value != "":
                values[COLUMN_OF.get(name, name)] = value
        if self._name_reader is not None:
            self._read_name(cells, corrected, values, findings)
        doubts = self._place(cells, corrected, values, findings, section, sheet)
        if self._manner.finish is not None:
            doubts = [*doubts, *self._manner.finish(values, findings)]
        return CleanRow(number, values, findings, doubts)

    def _refused(self, name: str, noticed: tuple[tuple[str, str], ...], findings: list[FoundMark]) -> bool:
        """Take down what was noticed; say whether the value must wait: a guess not accepted yet, or refused."""
        guesses = self._answers.guesses
        findings.extend((name, kind, "" if name in self._manner.private else detail) for kind, detail in noticed)
        return any(not guesses.get(kind, kind not in ASKS_FIRST) for kind, _detail in noticed)

    def _read_name(
        self,
        cells: Sequence[Cell],
        corrected: Mapping[str, Any] | None,
        values: dict[str, Any],
        findings: list[FoundMark],
    ) -> None:
        """Take the name from the column that names the organisation in this row."""
        assert self._name_reader is not None  # noqa: S101 (the caller asked)
        text, reason = (corrected["name"], "named") if corrected and "name" in corrected else self._name_reader(cells)
        value, noticed = self._clean(text, self._clean_name, {}) if text else (None, ())
        findings.extend(("name", kind, detail) for kind, detail in noticed)
        if value:
            if reason != "named":
                findings.append(("name", f"name_{reason}", ""))
            values.update(value)
            if values.get("activity") == value["name"]:
                del values["activity"]

    def _clean(self, cell: Cell, cleaner: Cleaner, known: dict[Cell, Cleaned]) -> Cleaned:
        answer = cleaner(unescape_cell(cell) if self._escaped and isinstance(cell, str) else cell)
        if len(known) < _REMEMBERED_CELLS:
            known[cell] = answer
        return answer

    def _place(
        self,
        cells: Sequence[Cell],
        corrected: Mapping[str, Any] | None,
        values: dict[str, Any],
        findings: list[FoundMark],
        section: str,
        sheet: str,
    ) -> list[str]:
        if corrected and "place" in corrected:
            values.update(_chosen(corrected["place"]))
            return []
        written, village_no = place_words(self._place_columns, cells, corrected)
        own = self._has_place_code and "id" in values
        if own:
            written[_ADDRESS] = ""
        if sheet and (any(map(written.__getitem__, _ABOVE)) or _DISTRICT_NAMED.search(written[_ADDRESS])):
            sheet = ""  # the row itself tells its district
        within, sheet = self._surroundings.of(section, sheet) if section else (self._list_within, sheet)
        key = (within, sheet, *written)
        placed = self._placed.get(key)
        if placed is None:
            placed = self._resolve(written, within, sheet)
            if len(self._placed) < _REMEMBERED_CELLS:
                self._placed[key] = placed
        found, noticed, doubts = placed
        values.update(found)
        findings.extend(noticed)
        number = _VILLAGE_NUMBER.search(village_no) if village_no else None
        if own:
            _keep_to_the_letter(values, written[_PLACE_CODE], village_no)
        elif number:
            values["village_no"] = str(int(to_arabic(number[0])))
        return doubts

    def _in_sheet(self, written: list[str], within: str, sheet: str) -> PlaceAnswer | None:
        """Return the place of a row inside that of its sheet, unless what the row says speaks against it."""
        told = list(written)
        for at, name in self._surroundings.names(sheet).items():
            told[at] = told[at] or name
        answer = self._place_answer(_place_columns(told), Context(within=within))
        return answer if answer.confidence >= SURE_PLACE and answer.code.startswith(sheet) else None

    def _place_answer(self, columns: PlaceColumns, context: Context) -> PlaceAnswer:
        """Return the place of a row. An address that names another district than the column beside it is believed.

        The column then mostly tells who reported the row: the seat of an authority, an office.
        """
        answer = resolve_columns(self._gazetteer, columns, context=context)
        named = _DISTRICT_NAMED.search(columns.address) if columns.district and not columns.subdistrict else None
        if named is None or not answer.code or match_key(named[1]) in match_key(columns.district):
            return answer
        told = resolve_text(self._gazetteer, columns.address, context=Context(within=answer.code[:2]))
        if len(told.code) < 4 or told.confidence < SURE_PLACE or told.code[:2] != answer.code[:2]:
            return answer
        if told.code[:4] == answer.code[:4]:
            return answer
        return replace(told, reasons=(*told.reasons, Reason("contradiction", columns.district, told.code)))

    def _resolve(
        self, written: list[str], within: str, sheet: str
    ) -> tuple[dict[str, Any], list[FoundMark], list[str]]:
        answered = self._answers.places.get(self._manner.spelling(written)) if self._answers.places else None
        if answered:
            return _chosen(answered), [], []
        if (around := sheet or within) and not any(written):
            return _chosen(around), [("place", "place_from_context", around)], []
        inside = self._in_sheet(written, within, sheet) if sheet else None
        answer = inside or self._place_answer(_place_columns(written), Context(within=within))
        is_private = bool(written[_ADDRESS]) and "address" in self._manner.private
        findings = [
            ("place", f"place_{reason.kind}", "" if is_private else _detail(reason.written, reason.read_as))
            for reason in answer.reasons
            if reason.kind in TOLD_REASONS
        ]
        if not answer.code:
            kind = "place_ambiguous" if answer.alternatives else "place_unknown"
            # Brought in as it is, such a row lies in the province of its list.
            return _chosen(within), [*findings, ("place", kind, _options(answer))], [kind]
        found = _chosen(answer.code)
        if answer.village_no:
            found["village_no"] = str(answer.village_no)
        if answer.confidence < SURE_PLACE:
            unsure = ("place", "place_unsure", _options(answer))
            accepted = self._answers.guesses.get("place_unsure")
            if accepted is not True:
                return found, [*findings, unsure], ["place_unsure"]
            findings.append(unsure)
        return found, findings, []


TOLD_REASONS = frozenset(
    {"typo", "renamed", "abolished_successor", "from_district_column", "contradiction", "unknown_name", "nickname"}
)
"""Reasons of the resolver that are told as findings ``place_…``."""


def place_columns(columns: Mapping[int, str]) -> list[tuple[int, int]]:
    """Return, for each column that tells of the place, its position in :data:`PLACE_FIELDS` and its index."""
    return [(PLACE_FIELDS.index(name), index) for index, name in columns.items() if name in PLACE_FIELDS]


def place_words(
    columns: Iterable[tuple[int, int]], cells: Sequence[Cell], corrected: Mapping[str, Any] | None = None
) -> tuple[list[str], str]:
    """Return what a row says of its place, in the order of :data:`PLACE_FIELDS`, and its village number apart."""
    written = [""] * len(PLACE_FIELDS)
    for position, index in columns:
        cell = cells[index] if index < len(cells) else None
        if corrected and PLACE_FIELDS[position] in corrected:
            cell = corrected[PLACE_FIELDS[position]]
        if cell is not None:
            written[position] = cell if isinstance(cell, str) else str(cell)
    village_no = written[_VILLAGE_NO]
    bare = _BARE_ADDRESS.fullmatch(written[_ADDRESS]) if written[_ADDRESS] else None
    if bare:
        # A house number tells no place: the row is placed as its other cells say, like its neighbours.
        written[_ADDRESS], village_no = "", village_no or bare[1] or ""
    written[_VILLAGE_NO] = ""
    return written, village_no


def jsonable(cells: Sequence[Any]) -> list[Cell]:
    """Return cells as JSON will give them back, so that a row reads the same the first time and every time."""
    if date not in (kinds := set(map(type, cells))) and datetime not in kinds:
        return list(cells)
    return [cell.isoformat() if isinstance(cell, date) else cell for cell in cells]


def _place_columns(written: list[str]) -> PlaceColumns:
    """Give the resolver the cells; a village's name helps the address, an อปท. stands in where neither is written."""
    *cells, village, local_authority = written
    subdistrict, _district, _province, address = cells[:4]
    if village:
        address = f"{village} {address}".strip()
    elif not subdistrict and not address:
        address = local_authority
    cells[3] = address
    return PlaceColumns(*cells)


def _chosen(code: str) -> dict[str, Any]:
    place = _parsed(code)
    return {"place": place.padded, "place_level": place.level.value} if place else {}


@lru_cache(maxsize=8_192)  # the subdistricts of the country
def _parsed(code: str) -> PlaceCode | None:
    try:
        return PlaceCode.parse(code)
    except NotAPlaceCode:
        return None


def _keep_to_the_letter(values: dict[str, Any], code: str, village_no: str) -> None:
    """Let a row of our own export that names a village mean that village, and its village number what its cell says.

    What its address would tell of the place was known when the list was taken home.
    """
    said, read = _chosen(code.strip()), values.get("place")
    if said and read is not None and str(said["place"]).startswith(PlaceCode.of(read, values["place_level"]).text):
        values.update(said)
    values.pop("village_no", None)
    if village_no:
        values["village_no"] = to_arabic(village_no).strip()[:10]


def _options(answer: PlaceAnswer) -> str:
    codes = [answer.code, *(alternative.code for alternative in answer.alternatives)]
    return " ".join(code for code in codes if code)[:200]


def _detail(written: str, read_as: str) -> str:
    return f"{written} → {read_as}"[:200] if read_as else written[:200]
