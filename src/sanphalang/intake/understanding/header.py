"""Where a table's header is: under titles, over several rows, with merged cells, or nowhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sanphalang.intake.reading.cells import Cell, Row
from sanphalang.intake.understanding.columns import header_likeness
from sanphalang.intake.understanding.facts import is_placeholder
from sanphalang.intake.understanding.fields import FieldSet
from sanphalang.intake.understanding.marks import MARKS, cell_text, place_marks
from sanphalang.intake.understanding.places import PlaceNames
from sanphalang.thai.key import match_key

_LOOKED_AT = 40
"""A header further down than this many filled rows is not looked for."""
_LONGEST_HEADER = 80
_BODY_ROWS = 60
_FEW_CELLS = 3
_SURE_MARK = 0.7
"""Share of a column's cells from which a mark is typical of the column."""
_VALUES = ("telephone", "date", "address", "group", "establishment", "person", "local_authority", "village")
_MARKED = ("village_no", "province_marked", "district_marked", "subdistrict_marked")
_PRIVATE = ("citizen_id", "email")
_TELLING = tuple(
    set(MARKS)
    - {"text", "activity", "village", "whole", "full_name", "single_word", "title_word", "role", "citizen_id"}
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header's rows (numbers in the sheet; none when the table has no header) and one text for each column."""

    rows: tuple[int, ...]
    texts: tuple[str, ...]
    titles: tuple[str, ...] = ()
    """Lines above the header, often naming province, year or office."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Match keys of the texts."""
        return tuple(map(match_key, self.texts))


def find_header(rows: Sequence[Row], width: int, fields: FieldSet, names: PlaceNames) -> Header:
    """Return the header of the table that these first rows of a sheet begin."""
    first = rows[:_LOOKED_AT]
    known = [_known_words(row, rows, fields) for row in first]
    best = max(range(len(first)), key=lambda at: (known[at], -at), default=None)
    if best is not None and known[best] >= _words_wanted(first[best]):
        begin, end = _block(first, known, best)
    else:
        at = _header_by_contrast(first, rows, names)
        if at is None:
            return Header((), ("",) * width, _titles(rows, _first_wide(first)))
        begin, end = at, at
    texts = _joined_texts([row.cells for row in first[begin : end + 1]], width)
    return Header(tuple(row.number for row in first[begin : end + 1]), texts, _titles(rows, begin))


def header_at(rows: Sequence[Row], width: int, number: int, fields: FieldSet) -> Header:
    """Return the header that a person pointed at: the row with this number, or no header for 0.

    A row of values gives no texts: a column's name is shown to more people than its cells, and is remembered.
    """
    row = next((row for row in rows if row.number == number), None)
    above = [each for each in rows if each.number < number]
    shown = _titles(above, len(above))
    if row is None:
        return Header((number,) if number else (), ("",) * width, shown)
    filled = _filled(row)
    known = [match_key(text) in fields.header_keys for text in filled]
    # Two words may be somebody's name; in a row where nothing else is known they are taken for one.
    marks = _PRIVATE if any(known) else (*_PRIVATE, "full_name")
    values = [_looks_like_data(text) or any(MARKS[mark](text) for mark in marks) for text in filled]
    is_data = sum(value and not word for value, word in zip(values, known, strict=True)) > sum(known)
    return Header((number,), ("",) * width if is_data else _joined_texts([row.cells], width), shown)


def _filled(row: Row) -> list[str]:
    return [text for text in map(cell_text, row.cells) if text]


def _known_words(row: Row, rows: Sequence[Row], fields: FieldSet) -> float:
    """Return how many cells of the row are words for fields; a word as part of a longer header counts less.

    A word that stands in its column again is a value (a kind called กลุ่ม), unless the whole row stands there again.
    """
    total = 0.0
    seen = set()
    for column, cell in enumerate(row.cells):
        text = cell_text(cell)
        if not text or len(text) > _LONGEST_HEADER or text in seen:
            continue
        seen.add(text)  # a merged title may stand in each of its cells
        if match_key(text) in fields.header_keys:
            worth = 1.0
        else:
            worth = 0.8 * max(header_likeness(text, each) for each in fields.fields) * (not _looks_like_data(text))
        if worth and not any(_again(cell, column, row, other) for other in rows):
            total += worth
    return total


def _again(cell: Cell, column: int, row: Row, other: Row) -> bool:
    return column < len(other.cells) and other.cells[column] == cell and other.cells != row.cells


def _looks_like_data(text: str) -> bool:
    """Return whether the text is a value rather than a header that happens to hold a field's word."""
    return any(MARKS[mark](text) for mark in (*_VALUES, *_MARKED))


def _words_wanted(row: Row) -> float:
    """Return how much of a row must be known words: two of a wide row, one of a narrow one."""
    filled = len(_filled(row))
    return 0.9 if filled <= 2 else max(1.5, 0.25 * filled)


def _block(rows: Sequence[Row], known: Sequence[float], best: int) -> tuple[int, int]:
    """Return the first and last row of the header around its best row: rows of group titles and sub-headers."""
    begin = end = best
    above = best - 1
    if above >= 0 and known[above] >= 0.9 and len(_filled(rows[above])) > 1 and _adjoin(rows[above], rows[best]):
        begin = above
    below = best + 1
    if below < len(rows) and known[below] >= 0.9 and _adjoin(rows[best], rows[below]):
        values = _filled(rows[below])
        if not any(map(_looks_like_data, values)) and known[below] >= 0.5 * len(values):
            end = below
    return begin, end


def _adjoin(upper: Row, lower: Row) -> bool:
    return lower.number - upper.number == 1


def _header_by_contrast(first: Sequence[Row], rows: Sequence[Row], names: PlaceNames) -> int | None:
    """Return the position of a row that is unlike the rows below it although it has as many cells: nonsense headers.

    A cell contrasts when its column bears a mark throughout that it does not bear itself.
    """
    at = _first_wide(first)
    if at is None:
        return None
    texts = [cell_text(cell) for cell in first[at].cells]
    body = rows[at + 1 : at + 1 + _BODY_ROWS]
    marks = {**{mark: MARKS[mark] for mark in _TELLING}, **place_marks(names)}
    contrasts = agreements = 0
    for column, text in enumerate(texts):
        below = [cell_text(row.cells[column]) for row in body if column < len(row.cells)]
        below = [each for each in below if each]
        if not text or is_placeholder(text) or len(below) < _FEW_CELLS:
            continue
        contrast = _contrast(text, below, list(marks.values()))
        contrasts += contrast is True
        agreements += contrast is False
    return at if contrasts and contrasts > agreements else None


def _contrast(text: str, below: Sequence[str], tests: Sequence[Callable[[str], bool]]) -> bool | None:
    """Return whether a cell is unlike those below it; None when they have nothing in common to be unlike."""
    if len(text) > _LONGEST_HEADER or text in below:
        return False
    if _only_numbers(below):
        return not _only_numbers([text])
    typical = [test for test in tests if sum(map(test, below)) >= _SURE_MARK * len(below)]
    if not typical:
        return None
    return not any(test(text) for test in typical)


def _only_numbers(texts: Sequence[str]) -> bool:
    return all(text.replace(",", "").replace(".", "", 1).replace("-", "", 1).isdecimal() for text in texts)


def _first_wide(rows: Sequence[Row]) -> int | None:
    """Return the position of the first row that has about as many cells as the table's rows usually have."""
    widths = sorted(len(_filled(row)) for row in rows)
    if not widths:
        return None
    usual = widths[len(widths) // 2]
    return next((at for at, row in enumerate(rows) if len(_filled(row)) >= 0.6 * usual), None)


def _titles(rows: Sequence[Row], begin: int | None) -> tuple[str, ...]:
    return tuple(" ".join(dict.fromkeys(_filled(row))) for row in rows[: begin or 0])


def _joined_texts(lines: Sequence[Sequence[Cell]], width: int) -> tuple[str, ...]:
    """Return one header for each column: the lowest row's text, with a group title above it where that is shared.

    A merged title stands in its first cell only, so it is carried to the right over empty cells that have something
    below them.
    """
    table = [[cell_text(line[column]) if column < len(line) else "" for column in range(width)] for line in lines]
    for upper, lower in pairwise(table):
        for column in range(1, width):
            if not upper[column] and lower[column]:
                upper[column] = upper[column - 1]
    texts = []
    for column in range(width):
        own = list(dict.fromkeys(line[column] for line in table if line[column]))
        texts.append(own[-1] if own else "")
    return tuple(_with_titles(texts, table))


def _with_titles(texts: Sequence[str], table: Sequence[Sequence[str]]) -> list[str]:
    """Put the title above before texts that occur twice, so that two columns ``ชื่อ`` can be told apart."""
    result = []
    for column, text in enumerate(texts):
        title = table[0][column]
        twice = text and list(texts).count(text) > 1
        result.append(f"{title} {text}" if twice and title and title != text else text)
    return result
