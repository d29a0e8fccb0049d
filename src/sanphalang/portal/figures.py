"""Figures as the tables of this room show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.ledger.kept import kept_for_everybody
from sanphalang.organisations.counts import Counts
from sanphalang.places.models import Place
from sanphalang.places.names import full_name
from sanphalang.places.rules import NATION
from sanphalang.portal.links import organisations_url, place_url
from sanphalang.reports.queries import Figures, figures_by
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell, Column, Table, Value, Words

COLUMNS = (
    Column(_("Place")),
    Column(_("Organisations"), kind="figure"),
    Column(_("Confirmed in 12 months"), kind="figure"),
)


def counts_of(found: Figures) -> Counts:
    """Return the number of organisations, and how many of them are fresh."""
    return Counts(found.organisations, found.fresh)


@kept_for_everybody
def counts_by_province(viewer: Viewer) -> dict[int, Counts]:
    """Return the counts of the provinces by padded code; what has no place stands under 0."""
    found = figures_by(viewer, 1_000_000, NATION, measures=("all", "fresh:fresh"))
    return {place: counts_of(each) for place, each in found.items()}


def confirmed_share(counts: Counts) -> Cell:
    """Return how many in a hundred were confirmed; a dash where there is nothing to confirm."""
    if not counts.total:
        return Cell("–")
    share = f"{counts.confirmed / counts.total:.0%}"
    return Cell(share, title=f"{show_figure(counts.confirmed)} / {show_figure(counts.total)}")


def table_of_places(places: Iterable[Place], counts: Mapping[int, Counts], caption: Words) -> Table:
    """Return places with their counts by padded code, each leading to its page and to its organisations."""
    return Table(COLUMNS, [place_row(place, counts.get(place.padded, Counts())) for place in places], caption)


def place_row(place: Place, counts: Counts) -> list[Cell | Value]:
    """Return the row of one place; its count leads to its organisations."""
    listed = organisations_url(place=place.code) if counts.total else ""
    return [Cell(full_name(place), url=place_url(place)), Cell(counts.total, url=listed), confirmed_share(counts)]


def total_of(counts: Iterable[Counts]) -> Counts:
    """Return the sum, part by part; shares are made of sums, never of shares."""
    return sum(counts, Counts())
