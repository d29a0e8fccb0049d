"""The profile of a place as its page shows it: kinds as a chart, neighbours as a table, the way to what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanphalang.organisations.counts import Counts
from sanphalang.places.names import full_name
from sanphalang.portal.figures import confirmed_share, counts_of
from sanphalang.portal.links import organisations_url, place_url
from sanphalang.reports.neighbours import Neighbour
from sanphalang.reports.profile import Profile
from sanphalang.web.charts import Chart, Series
from sanphalang.web.table import Cell, Column, Table, Value


@dataclass(frozen=True, slots=True)
class Beside:
    """A place among its neighbours: those next to it in the order, and the others."""

    nearest: Table
    rest: Table | None


@dataclass(frozen=True, slots=True)
class Lack:
    """A sentence of what is missing, and where that is mended."""

    words: str
    url: str


def kinds_chart(profile: Profile) -> Chart:
    """Return the number of organisations of each kind."""
    code = profile.place.code
    return Chart(
        _("Organisations by kind"),
        "bars",
        _("Kind"),
        [name for _kind, name, _number in profile.by_kind],
        [Series(_("Organisations"), [number for _kind, _name, number in profile.by_kind])],
        name=f"kinds-{code}",
        page=place_url(profile.place),
        urls=[organisations_url(place=code, kind=kind) for kind, _name, _number in profile.by_kind],
    )


def beside(profile: Profile) -> Beside | None:
    """Return the place among its neighbours, or None where it has none."""
    neighbours = profile.neighbours
    if neighbours is None:
        return None
    title = _("Beside its neighbours in %(within)s") % {"within": neighbours.within}
    shown = {each.place.pk for each in neighbours.nearest}
    rest = [each for each in neighbours.all if each.place.pk not in shown]
    return Beside(
        _table([_row(each) for each in neighbours.nearest], title),
        _table([_row(each) for each in rest], _("The other neighbours")) if rest else None,
    )


def lacking(profile: Profile) -> list[Lack]:
    """Return what is missing, each with the list of the records that it speaks of."""
    code = profile.place.code
    return [
        Lack(each.words, organisations_url(place=code, **each.filters) if each.filters else "")
        for each in profile.missing
    ]


def _table(rows: list[list[Cell | Value]], title: str) -> Table:
    columns = (
        Column(_("Place")),
        Column(_("Organisations"), kind="figure"),
        Column(_("Confirmed in 12 months"), kind="figure"),
    )
    return Table(columns, rows, title)


def _row(neighbour: Neighbour) -> list[Cell | Value]:
    counts: Counts = counts_of(neighbour.figures)
    name = full_name(neighbour.place)
    where = Cell(name, note=_("This place")) if neighbour.is_here else Cell(name, url=place_url(neighbour.place))
    return [where, counts.total, confirmed_share(counts)]
