"""The real lists beside the repository, read once more by simple means of their own, so that rows can be counted."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pytest

DATA = Path(__file__).parents[2].parent / "shared" / "data"
needs_real_lists = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"The real lists are not at {DATA}; nothing was proved on them."
)

PRODUCTS = "community_products/community_products_40_provinces.xlsx"
BUSINESSES = tuple(f"business_registrations/99_2015{month}.csv" for month in ("01", "04", "07", "10"))
TEMPLES = tuple(f"temples/{name}.csv" for name in ("jantaburi", "kalasin", "kamphaengphet", "khonkaen"))
AUTHORITIES = "local_authorities/lao_dola_2560-03.csv"
SOME_SCHOOLS = tuple(f"schools/{name}.csv" for name in ("ลำพูน", "กรุงเทพมหานคร", "นครราชสีมา"))


def all_schools() -> list[str]:
    """Return the lists of schools, one a province."""
    return sorted(f"schools/{path.name}" for path in (DATA / "schools").glob("*.csv"))


def rows_of(name: str) -> int:
    """Return how many rows of data a list has, counted without the platform."""
    if name.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(DATA / name).worksheets[0]
        return sum(any(str(cell or "").strip() for cell in row) for row in sheet.values) - 1
    if name.startswith("business"):
        return sum(bool(re.fullmatch(r"\d{13}", row[1].strip())) for row in _csv(name, "cp874") if len(row) > 1)
    filled = sum(any(cell.strip() for cell in row) for row in _csv(name, "utf-8-sig"))
    return filled if name.startswith("temples") else filled - 1


def _csv(name: str, encoding: str) -> list[list[str]]:
    with (DATA / name).open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))
