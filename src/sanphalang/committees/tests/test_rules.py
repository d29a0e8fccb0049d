"""Terms, what is overdue, who is missing, and what a paper is: pure decisions."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from itertools import product

import pytest

from sanphalang.committees.rules import CoreOrganisation, Sector, Term, is_overdue, represented
from sanphalang.files.papers import paper_type

_DAYS = [date(2020, 1, number) for number in range(1, 6)]
_TERMS = [Term(start, end) for start in _DAYS for end in (None, *_DAYS) if end is None or end >= start]


def test_two_terms_overlap_when_they_share_a_day_and_both_say_so() -> None:
    for one, other in product(_TERMS, _TERMS):
        shared = any(one.covers(day) and other.covers(day) for day in _DAYS)
        assert one.overlaps(other) == other.overlaps(one) == shared


@pytest.mark.parametrize(
    ("state", "due_on", "late"),
    [
        ("open", date(2026, 5, 1), True),
        ("doing", date(2026, 5, 1), True),
        ("done", date(2026, 5, 1), False),
        ("dropped", date(2026, 5, 1), False),
        ("open", date(2026, 5, 2), False),
        ("open", None, False),
    ],
)
def test_what_is_overdue(state: str, due_on: date | None, late: bool) -> None:
    assert is_overdue(state, due_on, date(2026, 5, 2)) is late


def test_who_is_missing_is_told_in_the_usual_order() -> None:
    who = represented([("government", "state_agency"), ("media", ""), ("government", "state_agency")])
    assert who.counts == {("government", "state_agency"): 2, ("media", ""): 1}
    assert who.missing_sectors == tuple(s for s in Sector if s not in {Sector.GOVERNMENT, Sector.MEDIA})
    assert who.missing_core == tuple(c for c in CoreOrganisation if c != CoreOrganisation.STATE_AGENCY)


def _zip(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "is_a"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0...", "jpg"),
        (_zip("[Content_Types].xml", "word/document.xml"), "docx"),
        (_zip("word/document.xml", "word/vbaProject.bin"), ""),
        (_zip("xl/workbook.xml"), ""),
        (b"PK\x03\x04 no archive", ""),
        (b"<html><script>alert(1)</script>", ""),
        (b"MZ\x90", ""),
        (b"", ""),
    ],
)
def test_a_paper_is_what_it_holds(content: bytes, is_a: str) -> None:
    file = io.BytesIO(content)
    assert paper_type(file) == is_a
    assert file.tell() == 0
