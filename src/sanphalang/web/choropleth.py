"""A map that colours areas by a figure, and the table of the same figures: one data, two views.

The drawing is plain SVG made by the server: no script, each area a link, so it works on paper and by keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell, Column, Table, Words

STEPS = 5
_KEPT_COLUMNS = 3  # so many still fit on a telephone side by side


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its name, its SVG path (``d``), where it leads, its figure.

    ``value`` is a number or None when unknown; ``suppressed`` hides a number below five (น้อยกว่า 5).
    ``also`` fills further columns of the table; ``inset`` draws the area a second time, in the inset; ``middle`` is
    where its name stands on paper.
    """

    name: str
    path: str
    url: str
    value: float | None
    suppressed: bool = False
    also: Sequence[Cell | str | int | None] = ()
    inset: bool = False
    middle: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of the map drawn again, larger, where areas are too small for a finger. Boxes are x, y, width, height."""

    title: Words
    source: tuple[float, float, float, float]
    target: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """An area ready to be drawn: its path, its look (a class of the style sheet), the words said for it."""

    path: str
    url: str
    look: str
    said: str


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    look: str
    label: str


def breaks(values: Iterable[float]) -> list[float]:
    """Return the upper limits of up to five steps of about equally many areas each; equal values share a step."""
    ordered = sorted(values)
    if not ordered:
        return []
    uppers = (ordered[-(-len(ordered) * step // STEPS) - 1] for step in range(1, STEPS + 1))
    return sorted(set(uppers))


@dataclass(frozen=True, slots=True)
class Choropleth:
    """Areas, the figure they are coloured by, and the words around them.

    ``view_box`` is x, y, width, height in the units of the paths; ``columns`` are those of the table: the area, the
    figure, then one for each value of ``also``. ``name`` must differ when a page has several maps.
    """

    title: Words
    areas: Sequence[Area]
    view_box: tuple[float, float, float, float]
    columns: Sequence[Column]
    inset: Inset | None = None
    name: str = "map"

    @property
    def _limits(self) -> list[float]:
        return breaks(area.value for area in self.areas if area.value and not area.suppressed)

    @property
    def shapes(self) -> list[Shape]:
        """Every area with its step of colour."""
        return self._drawn(self.areas)

    @property
    def inset_shapes(self) -> list[Shape]:
        """The areas of the inset, drawn again."""
        return self._drawn(area for area in self.areas if area.inset)

    def _drawn(self, areas: Iterable[Area]) -> list[Shape]:
        limits = self._limits
        return [Shape(area.path, area.url, _look(area, limits), f"{area.name}: {_cell(area).text}") for area in areas]

    @property
    def legend(self) -> list[Key]:
        """The legend: the steps that occur with their limits, then zero, suppressed and unknown when they occur."""
        limits = self._limits
        present = {_look(area, limits) for area in self.areas}
        lowest = min((area.value for area in self.areas if area.value and not area.suppressed), default=0)
        keys = []
        for step, upper in enumerate(limits):
            lower = lowest if step == 0 else _next_above(self.areas, limits[step - 1])
            label = show_figure(upper) if lower == upper else f"{show_figure(lower)}–{show_figure(upper)}"
            keys.append(Key(_step_look(step, len(limits)), label))
        special = [("q-zero", "0"), ("q-few", _("Fewer than 5")), ("q-none", _("Unknown"))]
        return keys + [Key(look, label) for look, label in special if look in present]

    @property
    def table(self) -> Table:
        """The same figures as a table, largest first, unknown last."""
        ordered = sorted(self.areas, key=lambda area: (area.value is None, -(area.value or 0), area.name))
        rows = [[Cell(area.name, url=area.url), _cell(area), *area.also] for area in ordered]
        return Table(self.columns, rows, self.title, phone="keep" if len(self.columns) <= _KEPT_COLUMNS else "stack")

    @property
    def view_box_text(self) -> str:
        """The view box as SVG wants it."""
        return " ".join(f"{number:g}" for number in self.view_box)


def _look(area: Area, limits: Sequence[float]) -> str:
    if area.suppressed:
        return "q-few"
    if area.value is None:
        return "q-none"
    if area.value == 0:
        return "q-zero"
    step = next(index for index, upper in enumerate(limits) if area.value <= upper)
    return _step_look(step, len(limits))


def _step_look(step: int, count: int) -> str:
    """Spread fewer than five steps over the scale, so that the largest is always the strongest colour."""
    return f"q{STEPS - 1 if count == 1 else round(step * (STEPS - 1) / (count - 1))}"


def _next_above(areas: Iterable[Area], limit: float) -> float:
    return min(area.value for area in areas if area.value and not area.suppressed and area.value > limit)


def _cell(area: Area) -> Cell:
    if area.suppressed:
        return Cell(_("Fewer than 5"))
    return Cell(area.value)
