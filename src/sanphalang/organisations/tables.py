"""The columns of the list, declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.ledger.kept_tables import kept_table
from sanphalang.organisations.listing import Listed
from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.words import STATUS_TONES, STATUSES
from sanphalang.places.queries import lines
from sanphalang.web.freshness import freshness_cell
from sanphalang.web.table import Cell, Column, Table

COLUMNS = (
    Column(gettext_lazy("Name"), sort="name"),
    Column(gettext_lazy("Kind")),
    Column(gettext_lazy("Place"), sort="place"),
    Column(gettext_lazy("Members"), kind="figure", sort="members"),
    Column(gettext_lazy("Status")),
    Column(gettext_lazy("Last confirmed"), sort="confirmed"),
)


def list_table(rows: Sequence[Listed], sort: str) -> Table:
    """Return the table of one page of the list, its rows drawn."""
    columns = Table(COLUMNS, [], caption=_("Community organisations"), sort=sort)
    return kept_table(rows, columns, lambda: replace(columns, rows=_all_cells(rows)))


def _all_cells(rows: Sequence[Listed]) -> list[list[Cell]]:
    """Return the cells of all rows; names of kinds and places are read once for all of them."""
    kinds = kind_names()
    places = lines(row.place.padded for row in rows if row.place is not None)
    today = timezone.localdate()
    return [_cells(row, kinds, places, today) for row in rows]


def _cells(row: Listed, kinds: Mapping[str, str], places: Mapping[int, str], today: date) -> list[Cell]:
    return [
        Cell(row.name, url=reverse("organisations:page", args=(row.id,))),
        Cell(kinds.get(row.kind, row.kind)),
        Cell(None if row.place is None else places.get(row.place.padded)),
        Cell(row.members),
        Cell(STATUSES[row.status], tone=STATUS_TONES[row.status]),
        freshness_cell(row.confirmed_on, today),
    ]
