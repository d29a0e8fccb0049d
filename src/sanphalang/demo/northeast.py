"""Figures of the north-eastern network of 2563, by which the demo makes its records: what the document states."""

from __future__ import annotations

from sanphalang.reports import stated

PROVINCES = tuple((row.province, row.counted) for row in stated.by_province())
"""Provinces by their Thai names: local authorities, members, people and authorities of both trainings."""

JOINED = {(row.since, row.year): row.joined for row in stated.by_year()}
"""How many joined in a year of the Common Era, or in a span of years that begins with the first number."""

CENTRES = tuple(stated.centres())
"""First year of a span, year, kind, issue, and how many centres there were."""
