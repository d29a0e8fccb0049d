"""The columns of the tables, declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre
from sanphalang.access.viewer import Viewer
from sanphalang.places.names import own_name
from sanphalang.programme.counting import ByCentre, Figure, Rule
from sanphalang.programme.models import Indicator, Reading, Sample
from sanphalang.web.days import day_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell, Column, Table, Value

NONE = "–"
SORTS = ("centre", "-centre", "value", "-value", "change", "-change")


_OF_ALL_CENTRES = re.compile(
    r"^ศูนย์ประสานภาคีการพัฒนา(?:จังหวัด|กรุงเทพมหานคร )?| \(ศป[จก]\.\)$| (?:Provincial )?Coordination Centre"
)


def short_name(centre: Centre) -> str:
    """Return what tells a centre from the others: น่าน, โซนกรุงเทพใต้, Nan."""
    return _OF_ALL_CENTRES.sub("", own_name(centre))


def cell_of(figure: Figure, url: str = "") -> Cell:
    """Return a figure as a cell: a number, too few to be told, not told, or not known."""
    if figure.value is not None:
        return Cell(figure.value, url=url)
    if figure.is_few:
        return Cell(_("Fewer than 5"))
    return Cell(_("Not told") if figure.is_held_back else None)


def centres_table(
    viewer: Viewer,
    chosen: Indicator,
    rule: Rule,
    figures: ByCentre,
    before: Mapping[int | None, Sample],
    centres: Sequence[Centre],
    sort: str,
) -> Table:
    """Return an indicator by centre: what it stands at, how many are verified, and the change since a sample."""
    sort = sort if sort in SORTS else "centre"
    ordered = sorted(centres, key=lambda centre: centre.code)
    by = sort.removeprefix("-")
    if by != "centre":
        ordered.sort(key=lambda centre: _key(by, figures.get(centre.pk, Figure()), before.get(centre.pk)))
    if sort.startswith("-"):
        ordered.reverse()
    has_verified = any(figures[centre.pk].verified is not None for centre in centres if centre.pk in figures)
    columns = [
        Column(_("Centre"), sort="centre"),
        Column(_("Now"), kind="figure", sort="value"),
        *([Column(_("Verified"), kind="figure")] if has_verified else []),
        Column(_("Change in three months"), kind="figure", sort="change"),
    ]
    rows: list[list[Cell | Value]] = []
    for centre in ordered:
        figure = figures.get(centre.pk, Figure())
        row: list[Cell | Value] = [Cell(short_name(centre)), cell_of(figure, rule.records(viewer, centre))]
        if has_verified:
            row.append(figure.verified)
        rows.append([*row, change_cell(figure.value, before.get(centre.pk))])
    return Table(columns, rows, _("%(indicator)s by centre") % {"indicator": chosen.name}, sort=sort, phone="scroll")


def _key(by: str, figure: Figure, sample: Sample | None) -> tuple[bool, int]:
    """Return what is sorted by; what is not told comes before all that is."""
    if by == "value":
        return figure.value is not None, figure.value or 0
    if figure.value is None or sample is None or sample.value is None:
        return False, 0
    return True, figure.value - sample.value


def change_cell(value: int | None, sample: Sample | None) -> Cell:
    """Return by how much a figure differs from a sample; a dash where one of both is not known."""
    if value is None or sample is None or sample.value is None:
        return Cell(NONE)
    return Cell(change_shown(value - sample.value))


def change_shown(change: int | None) -> str:
    """Return a change with its sign; a dash where it is not known."""
    if change is None:
        return NONE
    return f"+{show_figure(change)}" if change > 0 else show_figure(change)


def readings_table(readings: Iterable[Reading], *, may_edit: bool) -> Table:
    """Return the figures that were entered by hand, with their sources."""
    columns = [Column(_("As of")), Column(_("Figure"), kind="figure"), Column(_("Centre")), Column(_("Source"))]
    if may_edit:
        columns.append(Column(_("Mistaken")))
    rows: list[list[Cell | Value]] = []
    for reading in readings:
        centre = Cell(short_name(reading.centre) if reading.centre else _("The nation"))
        row: list[Cell | Value] = [Cell(day_shown(reading.day)), reading.value, centre, Cell(reading.source)]
        if may_edit:
            row.append(Cell(_("Leave it out"), url=reverse("programme:take_reading_back", args=[reading.pk])))
        rows.append(row)
    return Table(columns, rows, _("Figures entered by hand"))
