"""What documents state of the network of local authorities, typed from them as printed, and where they disagree.

Reference data: it is shown beside what the records say, and nothing is computed from it. Years are of the Common Era.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from sanphalang.organisations.network_queries import InProvince
from sanphalang.thai.years import BUDDHIST_AHEAD

SOURCE = _("Meeting of the north-eastern network of leaders of local communities, October 2020 (document in Thai)")
YEAR = 2563 - BUDDHIST_AHEAD
"""The year of the table by province."""
AREA = "region:northeast"
"""The area of the tables by year."""

KINDS = {"ศวก.": "swk", "ศปง.": "spg", "ศรส.": "srs"}
ISSUES = {
    "": "",
    "อาหาร": "food",
    "แอลกอฮอล์": "alcohol",
    "ผู้สูงอายุ": "elderly",
    "เด็กปฐมวัย": "early_childhood",
    "โรคติดต่อ": "disease",
}


class StatedProvince(NamedTuple):
    """A row of the table by province; the share is what the document prints."""

    province: str
    counted: InProvince
    percent: float


class StatedYear(NamedTuple):
    """A row of the table by year; ``since`` begins a span of years. What the document does not give is None."""

    since: int | None
    year: int
    joined: int
    so_far: int
    trained: int | None
    change_leaders: int | None
    executives: int
    technical_officers: int
    data_managers: int


class StatedCentres(NamedTuple):
    """How many centres of a kind for an issue there were in a year."""

    since: int | None
    year: int
    kind: str
    issue: str
    number: int


@cache
def by_province() -> Sequence[StatedProvince]:
    """Return the table by province, in its order."""
    return [
        StatedProvince(
            row["province"],
            InProvince(
                int(row["lao_total"]),
                int(row["lao_in_network"]),
                _number(row["camp_people"]),
                _number(row["camp_laos"]) or 0,
                _number(row["top_leader_people"]),
                _number(row["top_leader_laos"]) or 0,
            ),
            float(row["percent_of_total"]),
        )
        for row in _rows("by_province.csv")
    ]


@cache
def by_year() -> Sequence[StatedYear]:
    """Return the table by year, the first year first."""
    return [
        StatedYear(
            *_span(row["years_be"]),
            int(row["laos_joined"]),
            int(row["laos_cumulative"]),
            _number(row["trained_in_camp"]),
            _number(row["change_leaders"]),
            int(row["executives_cumulative"]),
            int(row["technical_officers_cumulative"]),
            int(row["data_managers_cumulative"]),
        )
        for row in _rows("by_year.csv")
    ]


@cache
def centres() -> Sequence[StatedCentres]:
    """Return the centres by year, kind and issue."""
    return [
        StatedCentres(*_span(row["years_be"]), KINDS[row["kind"]], ISSUES[row["issue"]], int(row["centres"]))
        for row in _rows("centres.csv")
    ]


@cache
def partners() -> Sequence[tuple[int, str]]:
    """Return the academic partners with the year of each."""
    return [(int(row["year_be"]) - BUDDHIST_AHEAD, row["partner_th"]) for row in _rows("partners.csv")]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("sanphalang.reports").joinpath("reference", f"northeast_{name}").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _number(text: str) -> int | None:
    return int(text) if text else None


def _span(years: str) -> tuple[int | None, int]:
    """Return first and last year of ``2553-2555``; of a year alone there is no first one."""
    first, _dash, last = years.partition("-")
    return (int(first) - BUDDHIST_AHEAD, int(last) - BUDDHIST_AHEAD) if last else (None, int(first) - BUDDHIST_AHEAD)
