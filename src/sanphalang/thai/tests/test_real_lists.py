"""The readers against lists as agencies publish them (outside the repository); what they may get wrong is counted."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sanphalang.thai.dates import parse_date
from sanphalang.thai.key import clean_text, match_key
from sanphalang.thai.names_inside import find_persons_inside
from sanphalang.thai.organisation_names import parse_organisation_name
from sanphalang.thai.telephones import parse_telephones

DATA = Path(__file__).parents[4].parent / "shared" / "data"


def folder(name: str) -> Path:
    if not (DATA / name).is_dir():
        pytest.skip(f"Skipped: the real lists are not here ({DATA / name}); nothing was measured.")
    return DATA / name


def rows(path: Path, encoding: str = "utf-8") -> Iterator[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.reader(file)


def registrations() -> list[list[str]]:
    months = sorted(folder("business_registrations").glob("*.csv"))
    return [row for month in months for row in rows(month, "cp874") if len(row) > 3 and row[0].strip().isdigit()]


def community_products() -> list[list[object]]:
    calamine = pytest.importorskip("python_calamine")
    book = calamine.CalamineWorkbook.from_path(folder("community_products") / "community_products_40_provinces.xlsx")
    found: list[list[object]] = book.get_sheet_by_index(0).to_python()[1:]
    return found


def test_every_registration_has_its_day() -> None:
    answers = [parse_date(row[3], today=date(2026, 11, 20)) for row in registrations()]
    assert len(answers) > 17_000
    assert all(answer.date and answer.precision == "day" and not answer.findings for answer in answers)


def test_every_registration_is_a_company() -> None:
    answers = [parse_organisation_name(row[2]) for row in registrations()]
    assert {answer.kind_code for answer in answers} == {"company"}
    assert sum(not answer.core_key for answer in answers) == 0


def test_schools_and_temples_are_told_and_hold_hardly_any_person() -> None:
    schools = [row[0] for path in sorted(folder("schools").glob("*.csv")) for row in rows(path) if row[0] != "name"]
    temples = [row[0] for path in sorted(folder("temples").glob("*.csv")) for row in rows(path) if row]
    told = sum(parse_organisation_name(name).kind_code == "school" for name in schools)
    assert told / len(schools) > 0.98
    assert sum(parse_organisation_name(name).kind_code == "temple" for name in temples) / len(temples) > 0.98
    assert sum(bool(find_persons_inside(name)) for name in schools + temples) < 10


def test_villages_are_not_taken_for_persons() -> None:
    villages = [row[1] for path in folder("villages").glob("*.csv") for row in rows(path) if len(row) > 1]
    wrong = sum(bool(find_persons_inside(f"กลุ่มทอผ้าบ้าน{name}")) for name in villages)
    assert wrong / len(villages) < 0.0002


def test_telephones_of_community_products_are_accounted_for() -> None:
    cells = [row[6] for row in community_products()]
    answers = [parse_telephones(cell) for cell in cells if isinstance(cell, str | int | float)]
    filled = [answer for answer in answers if answer.numbers or answer.findings]
    read = sum(bool(answer.numbers) for answer in filled)
    # The digits of this list were scrambled, so that some numbers begin as no number does.
    assert read / len(filled) > 0.98


def test_keys_of_real_names_do_not_change_by_cleaning() -> None:
    names = [str(cell) for row in community_products() for cell in (row[0], row[4], row[5])]
    assert all(match_key(clean_text(name)) == match_key(name) for name in names)
