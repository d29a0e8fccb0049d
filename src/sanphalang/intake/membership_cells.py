"""How each field of a list of the network's authorities is read, and how the cells of a row become facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sanphalang.intake.cleaning import NAME_READING, Cell, Cleaned, Cleaner, FoundMark
from sanphalang.intake.organisation_cells import marks, plain_text, text_of, year_cell
from sanphalang.organisations.models import NetworkTraining
from sanphalang.organisations.network_facts import JOINED, LEFT, training
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.numbers import parse_count
from sanphalang.thai.sort import sort_key
from sanphalang.thai.years import BUDDHIST_AHEAD

FACTS, WHERE = "facts", "where"
"""Beside the columns of a row: what it tells of an authority, and the place that stands in the cell of its name."""
NOTHING_TOLD, YEAR_UNREAD = "membership_says_nothing", "membership_year_unread"
"""Why a row waits although its authority may be known."""
_Kind = NetworkTraining.Kind
_NOTHING: Cleaned = (None, ())
_MOST_PEOPLE = 9_999
_LONGEST_YEAR = 60
"""Letters in which every way to write a year or a span of them has room; in more, something else is told."""
# A full date begins like a span of years (2010-12-01), and so do two dates (1 ต.ค. 2557 - 30 ก.ย. 2560).
_SPAN = re.compile(
    r"(?<!\d)(?<!\d[-–—/.])(?<![-–—/] )((?:19|2[0-9])\d\d) ?(?:-|–|—|/|จนถึง|ถึง|to) ?(?:ปี ?)?(?:พ\.ศ\. ?|ค\.ศ\. ?)?"
    r"((?:19|2[0-9])\d\d|\d\d(?! ?[ก-ฮเ-ไA-Za-z]))(?!\d|[-–—/. ]{1,3}\d)"
)
_MONTHS = 12
_BEFORE_A_YEAR = re.compile(r"^(?:ตั้งแต่|เริ่ม|เมื่อ|ใน|ปี|พ\.?\s?ศ\.?|งบประมาณ|\s)+(?=\d)|(?:เป็นต้นมา|เป็นต้นไป)$")
_PLACE_BEHIND = re.compile(r"[\s,(]+((?:ต\.|ตำบล|อ\.|อำเภอ|จ\.|จังหวัด)\s*\S.*)$")
_YEAR_OF_HEADING = re.compile(r"25\d\d|20\d\d")
_TRAININGS = (
    (re.compile("สุดยอด|top", re.IGNORECASE), _Kind.TOP_LEADER),
    (re.compile("ค่าย|camp", re.IGNORECASE), _Kind.CAMP),
)
_COLUMNS_OF_KINDS = {"camp_people": _Kind.CAMP, "top_people": _Kind.TOP_LEADER}


def membership_cleaners(today: date) -> dict[str, Cleaner]:
    """Return the cleaner of each field."""
    return {
        "name": _name,
        "authority_kind": text_of(60),
        "joined": lambda cell: _joined(cell, today),
        "left": lambda cell: _year(cell, today),
        "camp_people": _people,
        "top_people": _people,
        "training_kind": _training_kind,
        "training_year": lambda cell: _year(cell, today),
        "training_people": _people,
    }


class MembershipRows:
    """Makes facts of the cells of a row. ``years``: those that the headings of columns of people tell, by field."""

    def __init__(self, years: Mapping[str, int] = MappingProxyType({})) -> None:
        self._years = years

    def __call__(self, values: dict[str, Any], findings: list[FoundMark]) -> list[str]:
        """Put the facts into the values; return why the row has to wait."""
        facts: dict[str, list[Any]] = {}
        if JOINED in values:
            facts[JOINED] = values[JOINED]
        if LEFT in values:
            facts[LEFT] = [values[LEFT]]
        for kind, field, people in self._trained(values, findings):
            # What stands above a column's own numbers tells of them; a column of years may tell of another training.
            year = self._years.get(field) or values.get("training_year")
            if year is None:
                findings.append((field, "training_without_year", ""))
            else:
                facts[training(kind, year)] = [people]
        values[FACTS] = facts
        if any(field in (JOINED, LEFT) and field not in facts for field, _kind, _detail in findings):
            return [YEAR_UNREAD]
        if not facts:
            return [NOTHING_TOLD]
        return []

    def _trained(self, values: Mapping[str, Any], findings: list[FoundMark]) -> Iterable[tuple[str, str, int | None]]:
        for field, kind in _COLUMNS_OF_KINDS.items():
            if values.get(field):  # nobody of them is no training
                yield kind, field, values[field]
        people, said = values.get("training_people"), values.get("training_kind")
        if said and people != 0:
            yield said, "training_kind", people
        elif people:
            findings.append(("training_people", "training_kind_unknown", ""))


def years_of_headings(headings: Iterable[tuple[str | None, str]]) -> dict[str, int]:
    """Return the years that headings of numbers of people tell, by field: อบรมค่ายผู้นำ ปี 2562 (คน)."""
    years = {}
    for field, heading in headings:
        found = _YEAR_OF_HEADING.search(to_arabic(heading)) if field in _COLUMNS_OF_KINDS else None
        if field and found:
            year = int(found[0])
            years[field] = year - BUDDHIST_AHEAD if year > 2400 else year
    return years


_read_name = text_of(200)


def _name(cell: Cell) -> Cleaned:
    text, noticed = _read_name(cell)
    if not text or not match_key(text):
        return None, noticed
    behind = _PLACE_BEHIND.search(text)
    name = text[: behind.start()] if behind else text
    read = {"name": name, NAME_READING: ["", match_key(name)[:200], sort_key(name).decode("latin-1")]}
    return (read | {WHERE: behind[1].rstrip(" )")} if behind else read), noticed


def _joined(cell: Cell, today: date) -> Cleaned:
    """Read the year in which it joined, or the first and the last of those in question."""
    text = _text_of_year(cell)
    span = _SPAN.search(text) if len(text) <= _LONGEST_YEAR else None
    if span is None:
        year, noticed = _year(cell, today)
        return ([None, year] if year else None), noticed
    first, noticed = year_cell(span[1], today)
    last, noticed_too = year_cell(span[2] if len(span[2]) == 4 else span[1][:2] + span[2], today)
    may_be_a_month = len(span[2]) == 2 and int(span[2]) <= _MONTHS
    if first is None or last is None or last < first or may_be_a_month:
        return None, (*noticed, *noticed_too, ("year_not_understood", text))
    return [None if first == last else first, last], (*noticed, *noticed_too)


def _year(cell: Cell, today: date) -> Cleaned:
    """Read one year, also out of a date."""
    text = _text_of_year(cell)
    if len(text) > _LONGEST_YEAR:
        return None, (("year_not_understood", text[:200]),)
    if not text:
        return _NOTHING
    return year_cell(_BEFORE_A_YEAR.sub("", text) if isinstance(cell, str) else cell, today)


def _text_of_year(cell: Cell) -> str:
    """Return what a cell says, with single spaces and Arabic digits."""
    return to_arabic(plain_text(cell))


def _training_kind(cell: Cell) -> Cleaned:
    text = plain_text(cell)
    if not text:
        return _NOTHING
    kind = next((kind for words, kind in _TRAININGS if words.search(text)), None)
    return (str(kind), ()) if kind else (None, (("training_kind_unknown", text[:200]),))


def _people(cell: Cell) -> Cleaned:
    answer = parse_count(cell)
    if answer.number is not None and answer.number > _MOST_PEOPLE:
        return None, (("people_too_many", str(answer.number)),)
    return answer.number, marks(answer.findings)
