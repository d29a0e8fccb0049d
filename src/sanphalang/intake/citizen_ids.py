"""Citizen IDs are covered as soon as a cell is read: kept are a keyed digest and the last four digits.

A cell of the column of citizen IDs becomes ``x-xxxx-xxxx0-12-3 #digest``, from which a list can be checked again; any
other cell that holds one becomes its text with ``x-xxxx-xxxx0-12-3`` in its place, and loses nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sanphalang.people.citizen_ids import kept
from sanphalang.people.rules import CitizenId, citizen_id_digits
from sanphalang.thai.digits import to_arabic

FIELD = "citizen_id"
COVERED = "citizen_id_covered"
"""The finding on a cell that held one although its column is not theirs."""
_DIGITS = 13
_LEAST, _MOST = 10 ** (_DIGITS - 1), 10**_DIGITS
_DIGIT = "[0-9๐-๙]"
_BETWEEN = r"[\s.\-–—/]{0,3}"
# Thirteen digits that stand together; in the groups of the card; or however parted, alone among other text.
_WRITTEN = re.compile(
    rf"(?<!{_DIGIT}){_DIGIT}{{13}}(?!{_DIGIT})"
    rf"|(?<!{_DIGIT}){_DIGIT}{_BETWEEN}{_DIGIT}{{4}}{_BETWEEN}{_DIGIT}{{5}}{_BETWEEN}{_DIGIT}{{2}}{_BETWEEN}{_DIGIT}(?!{_DIGIT})"
    rf"|(?<!{_DIGIT}){_DIGIT}(?:{_BETWEEN}{_DIGIT}){{12}}(?!{_BETWEEN}{_DIGIT})"
)
# Most cells fail this at once; it looks at each letter one time.
_ENOUGH_DIGITS = re.compile(rf"(?:[^0-9๐-๙]*+{_DIGIT}){{{_DIGITS}}}")
_TOKEN = re.compile(r"(x-x{4}-x{4}\d-\d\d-\d) #([0-9a-f]{32})")
_COVERED = re.compile(r"x-x{4}-x{4}[\dx]-[\dx]{2}-[\dx]")
_UNREADABLE = "x-xxxx-xxxxx-xx-x"
_INVALID = " ?"
_TOO_LARGE = 10**20


def masked(tail: str) -> str:
    """Return the form in which a citizen ID is shown: x-xxxx-xxxx0-12-3."""
    return f"x-xxxx-xxxx{tail[0]}-{tail[1:3]}-{tail[3]}" if len(tail) == 4 else _UNREADABLE


def covered(cell: Any) -> Any:
    """Return a cell with every citizen ID in it masked; any other cell as it is."""
    if isinstance(cell, str):
        return _WRITTEN.sub(_mask, cell) if _ENOUGH_DIGITS.match(cell) else cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _LEAST <= cell < _MOST:
        digits = citizen_id_digits(int(cell))
        return masked(digits[-4:]) if digits else cell
    return cell


def _mask(found: re.Match[str]) -> str:
    digits = citizen_id_digits(found[0])
    return masked(digits[-4:]) if digits else found[0]


def covered_cells(cells: Sequence[Any], columns: Collection[int] = ()) -> tuple[list[Any], list[int]]:
    """Return the cells of a row covered, and the indices of other cells than ``columns`` that held a citizen ID.

    ``columns`` are those of citizen IDs: of their cells nothing else is kept than the token.
    """
    out, found = list(cells), []
    for index, cell in enumerate(cells):
        if cell is None:
            continue
        if index in columns:
            out[index] = token(cell)
            continue
        kind = type(cell)
        if kind is str:
            if len(cell) < _DIGITS or not _ENOUGH_DIGITS.match(cell):
                continue
        elif (kind is int or kind is float) and cell < _LEAST:
            continue
        safe = covered(cell)
        if safe is not cell and safe != cell:
            out[index] = safe
            found.append(index)
    return out, found


def told_of(indices: Iterable[int], fields: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """Return the findings on cells that held a citizen ID, given by their indices; ``fields`` are those of the list."""
    return [(fields.get(index) or "other", COVERED, "") for index in indices]


def token(cell: Any) -> Any:
    """Return what is kept of a cell of the column of citizen IDs; of one that is none at most its last four digits."""
    if cell is None or isinstance(cell, date | bool):
        return _UNREADABLE if cell else cell
    text = cell if isinstance(cell, str) else str(int(cell)) if abs(cell) < _TOO_LARGE else _UNREADABLE
    if _COVERED.search(text):
        return covered(text)
    digits = citizen_id_digits(text)
    if digits:
        known = kept(digits)
        return f"{masked(known.tail)} #{known.digest}"
    some = "".join(each for each in to_arabic(text) if each.isdecimal())
    # A number with a slip in it is still nearly the number.
    return f"{masked(some[-4:])}{_INVALID}" if len(some) >= _DIGITS - 5 else text


def read_token(cell: Any) -> CitizenId | None:
    """Return what is kept of the citizen ID of a covered cell, where it was a valid one."""
    found = _TOKEN.fullmatch(cell) if isinstance(cell, str) else None
    if found is None:
        return None
    return CitizenId(found[2], "".join(each for each in found[1] if each.isdecimal()))


def is_masked(text: str) -> bool:
    """Say whether a cell shows a citizen ID as it is shown to people, which tells nothing new."""
    return _COVERED.fullmatch(text.strip()) is not None


def as_shown(text: str) -> str:
    """Return a cell's text as people see it: without the digest."""
    return _TOKEN.sub(r"\1", text).removesuffix(_INVALID) if text.startswith("x-xxxx-") else text
