"""Where the shapes of a chart stand.

Bars lie, with their label above them: Thai names are long, and lie well on a telephone. What lies across is a share of
the width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sanphalang.web.chart_pen import Pen

if TYPE_CHECKING:
    from sanphalang.web.charts import Chart, Figure

_LONGEST = 0.78  # share of the width: its figure stands behind the bar
_LABEL, _BAR, _GAP = 20, 13, 11
_LEGEND_LINE = 23
_PLOT, _TOP = 170, 26  # height of the lines' ground, and the room above it for a figure
_EDGE = 0.03
_ROOM_PHONE, _ROOM_DESK, _LETTER = 300, 620, 8.5  # pixels: how many labels of years fit beside each other


def drawn_bars(pen: Pen, chart: Chart) -> list[str]:
    """Return bars beside each other, or one bar of several parts, for each label."""
    shapes, y = _legend(pen, chart)
    highest = max(chart.highest or 0, _highest(chart))
    for number, label in enumerate(chart.labels):
        values = [series.values[number] for series in chart.series]
        shapes.append(pen.text(0, y + 14, label))
        y += _LABEL
        drawn = _stack if chart.kind == "stacked" else _side_by_side
        more, y = drawn(pen, chart, values, y, highest)
        shapes += more
        y += _GAP
    return shapes


def _side_by_side(
    pen: Pen, chart: Chart, values: Sequence[Figure], y: float, highest: float
) -> tuple[list[str], float]:
    shapes = []
    for series, look, value in zip(chart.series, chart.looks, values, strict=True):
        length = _LONGEST * (value or 0) / highest
        said = "" if value is None else f"{series.label}: {chart.shown(value)}"
        shapes.append(pen.bar(0, y, max(length, 0.002), _BAR, look if value else "rail", said))
        shapes.append(pen.text(length, y + 11.5, chart.shown(value), dx=7, look="figure"))
        y += _BAR + 3
    return shapes, y


def _stack(pen: Pen, chart: Chart, values: Sequence[Figure], y: float, highest: float) -> tuple[list[str], float]:
    shapes, start = [], 0.0
    for series, look, value in zip(chart.series, chart.looks, values, strict=True):
        length = _LONGEST * (value or 0) / highest
        if value:
            shapes.append(pen.bar(start, y, length, _BAR, look, f"{series.label}: {chart.shown(value)}"))
        start += length
    if not start:
        shapes.append(pen.bar(0, y, 0.002, _BAR, "rail"))
    total = None if all(value is None for value in values) else sum(value or 0 for value in values)
    shapes.append(pen.text(start, y + 11.5, chart.shown(total), dx=7, look="figure"))
    return shapes, y + _BAR + 3


def drawn_line(pen: Pen, chart: Chart) -> list[str]:
    """Return lines over the labels, which are years or months; an unknown figure breaks its line."""
    shapes, top = _legend(pen, chart)
    top += _TOP
    highest = chart.highest or _rounded_up(_highest(chart))
    ground = top + _PLOT
    for step in (0, highest / 2, highest):
        height = ground - _PLOT * step / highest
        shapes.append(pen.stroke((0, height), (1, height), "rail", 1))
        shapes.append(pen.text(0, height - 4, chart.shown(step), look="quiet"))
    across = _spread(len(chart.labels))
    for series, look in zip(chart.series, chart.looks, strict=True):
        points = [(x, ground - _PLOT * (value or 0) / highest) for x, value in zip(across, series.values, strict=True)]
        known = [value is not None for value in series.values]
        for here in range(1, len(points)):
            if known[here - 1] and known[here]:
                shapes.append(pen.stroke(points[here - 1], points[here], look, 2.5, is_planned=series.is_planned))
        for label, (x, y), value in zip(chart.labels, points, series.values, strict=True):
            if value is not None:
                shapes.append(pen.spot(x, y, look, f"{series.label}, {label}: {chart.shown(value)}"))
    shapes += _last_figures(pen, chart, across, ground, highest)
    return shapes + _labels_below(pen, chart.labels, across, ground + 20)


def _last_figures(pen: Pen, chart: Chart, across: Sequence[float], ground: float, highest: float) -> list[str]:
    """Return the last figure of each line: above its spot, that of the lowest line below it, where there is room."""
    ends = list[tuple[float, float]]()
    for series in chart.series:
        last = max((number for number, value in enumerate(series.values) if value is not None), default=None)
        value = None if last is None else series.values[last]
        if last is not None and value is not None:
            ends.append((value, across[last]))
    ends.sort(reverse=True)
    shapes, taken = [], list[tuple[float, float]]()
    for number, (figure, x) in enumerate(ends):
        is_lowest = number == len(ends) - 1 > 0
        y = ground - _PLOT * figure / highest + (18 if is_lowest else -9)
        if y < ground and all(abs(y - other) > 15 or abs(x - at) > 0.2 for at, other in taken):
            taken.append((x, y))
            shapes.append(pen.text(x, y, chart.shown(figure), anchor=_anchor(x), look="figure"))
    return shapes


def _labels_below(pen: Pen, labels: Sequence[object], across: Sequence[float], y: float) -> list[str]:
    """Return the labels under the ground, as many as fit; on a telephone fewer."""
    longest = _LETTER * max((len(str(label)) for label in labels), default=1) + 8
    crowded = 1.2 * len(labels) * longest  # the last label ends at its spot, so it needs more room than the others
    desk, phone = (_step(crowded / room) for room in (_ROOM_DESK, _ROOM_PHONE))
    phone = -(-phone // desk) * desk  # what stands on a telephone stands on a desk too
    last = len(labels) - 1
    return [
        pen.text(x, y, label, anchor=_anchor(x), look="spare" if (last - number) % phone else "quiet")
        for number, (label, x) in enumerate(zip(labels, across, strict=True))
        if (last - number) % desk == 0
    ]


def _step(crowded: float) -> int:
    return max(1, int(-(-crowded // 1)))


def _anchor(x: float) -> str:
    return "start" if x < 0.1 else "end" if x > 0.9 else "middle"


def _spread(count: int) -> list[float]:
    if count == 1:
        return [0.5]
    return [_EDGE + number * (1 - 2 * _EDGE) / (count - 1) for number in range(count)]


def _legend(pen: Pen, chart: Chart) -> tuple[list[str], float]:
    """Return the names of the series, where there are several, and where the rest of the drawing begins."""
    shapes: list[str] = []
    if len(chart.series) == 1:
        return shapes, 0
    for number, (series, look) in enumerate(zip(chart.series, chart.looks, strict=True)):
        y = number * _LEGEND_LINE
        shapes += [pen.swatch(y + 2, look, is_planned=series.is_planned), pen.text(0, y + 13, series.label, dx=22)]
    return shapes, len(chart.series) * _LEGEND_LINE + _GAP


def _highest(chart: Chart) -> float:
    rows: Iterable[Iterable[Figure]] = (series.values for series in chart.series)
    if chart.kind == "stacked":
        rows = ([sum(value or 0 for value in values)] for values in zip(*rows, strict=True))
    return max((value for row in rows for value in row if value), default=0) or 1


def _rounded_up(value: float) -> float:
    """Return the next figure that is easily read: one to ten times a power of ten."""
    power = 10.0 ** (len(str(int(value))) - 1)
    return next(step * power for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= value)
