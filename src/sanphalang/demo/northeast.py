"""Figures of the north-eastern network of 2563, by which the demo makes its records: what the document states."""

from __future__ import annotations

from sanphalang.reports import stated

PROVINCES = tuple((row.province, row.counted) for row in stated.by_province())
"""Provinces by their Thai names: local authorities, members, people and authorities of both trainings."""

JOINED = {(row.since, row.year): row.joined for row in stated.by_year()}
"""How many joined in a year of the Common Era, or in a span of years that begins with the first number."""

CENTRES = tuple(stated.centres())
"""First year of a span, year, kind, issue, and how many centres there were."""

PARTNERS = {name: year for year, name in reversed(stated.partners())}
"""Academic partners with the first year in which the document names each."""

PROVINCES_OF_PARTNERS = {
    "มหาวิทยาลัยราชภัฏบุรีรัมย์": "31",
    "มหาวิทยาลัยราชภัฏเลย": "42",
    "มหาวิทยาลัยราชภัฏมหาสารคาม": "44",
    "วิทยาลัยพยาบาลบรมราชชนนี ขอนแก่น": "40",
    "มหาวิทยาลัยนครพนม": "48",
    "มหาวิทยาลัยมหาสารคาม": "44",
    "มหาวิทยาลัยเทคโนโลยีสุรนารี": "30",
    "วิทยาลัยพยาบาลบรมราชชนนี นครราชสีมา": "30",
    "วิทยาลัยพยาบาลบรมราชชนนี สุรินทร์": "32",
}
"""Where each is, which the document does not say."""
