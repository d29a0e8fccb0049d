"""A map for paper: its colours are written into the shapes, because a printer of pages does not ask the style sheet.

Areas carry their names where they are few enough to be read; the legend stands below the drawing.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sanphalang.web.chart_pen import INK
from sanphalang.web.choropleth import Choropleth, Shape

COLOURS = {
    "q0": "#f3ece0",
    "q1": "#ecd9b8",
    "q2": "#e2bd83",
    "q3": "#d49b4d",
    "q4": "#b87424",
    "q-zero": "#ffffff",
    "q-few": "#ffffff",
    "q-none": "#d8d5cd",
}
"""The looks on paper: the tokens of the style sheet, which a test compares; what is unknown is grey."""

_BORDER = "#8a8578"
_NAMED = 30
"""So many names of areas at most can still be read on paper."""
_KEY_WIDTH, _KEY_STEP, _KEY_ROW = 0.045, 0.2, 0.05  # of the unit
_KEYS_IN_A_ROW = 4


def drawn_for_paper(found: Choropleth) -> SafeString:
    """Return the drawing with its legend."""
    x, y, width, height = found.view_box
    unit = _unit(found)
    line = unit / 700
    shapes = [*_areas(found.shapes, line)]
    if found.inset is not None:
        shapes += _inset(found, line)
    if len(found.areas) <= _NAMED:
        shapes += [
            _text(area.middle, area.name, size=unit / 40, anchor="middle") for area in found.areas if area.middle
        ]
    shapes += _legend(found, line)
    box = f"{x:g} {y:g} {width:g} {height + unit * 0.15:g}"
    label = escape(str(found.title))
    drawing = f'<svg class="map-drawing" role="img" aria-label="{label}" viewBox="{box}">{"".join(shapes)}</svg>'
    return mark_safe(drawing)  # noqa: S308 (numbers, paths of our own and escaped texts)


def _unit(found: Choropleth) -> float:
    """Return by what letters and lines are measured: the width, of a drawing that is tall most of its height."""
    _x, _y, width, height = found.view_box
    return max(width, height * 0.7)


def _areas(shapes: Iterable[Shape], line: float) -> Iterable[str]:
    for shape in shapes:
        look = f'fill="{COLOURS[shape.look]}" stroke="{_BORDER}" stroke-width="{line:g}" stroke-linejoin="round"'
        yield f'<path d="{shape.path}" {look}/>'


def _inset(found: Choropleth, line: float) -> list[str]:
    """Draw the crowded areas again, larger, with a frame here and there."""
    if found.inset is None:
        return []
    (x, y, width, height), (to_x, to_y, to_width, to_height) = found.inset.source, found.inset.target
    scale = min(to_width / width, to_height / height)
    frame = f'fill="none" stroke="{_BORDER}" stroke-width="{line:g}"'
    moved = f"translate({to_x:g} {to_y:g}) scale({scale:g}) translate({-x:g} {-y:g})"
    words = _text((to_x, to_y - line * 6), str(found.inset.title), size=_unit(found) / 38)
    return [
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" {frame}/>',
        f'<g transform="{moved}">{"".join(_areas(found.inset_shapes, line / scale))}</g>',
        f'<rect x="{to_x:g}" y="{to_y:g}" width="{to_width:g}" height="{to_height:g}" {frame}/>',
        words,
    ]


def _legend(found: Choropleth, line: float) -> Iterable[str]:
    x, y, _width, height = found.view_box
    unit = _unit(found)
    first, key = y + height + unit * 0.04, unit * _KEY_WIDTH
    for number, each in enumerate(found.legend):
        row, place = divmod(number, _KEYS_IN_A_ROW)
        at, top = x + place * unit * _KEY_STEP, first + row * unit * _KEY_ROW
        look = f'fill="{COLOURS[each.look]}" stroke="{_BORDER}" stroke-width="{line:g}"'
        yield f'<rect x="{at:g}" y="{top:g}" width="{key:g}" height="{key * 0.6:g}" {look}/>'
        yield _text((at + key * 1.25, top + key * 0.55), str(each.label), size=unit / 38)


def _text(at: tuple[float, float], words: str, *, size: float, anchor: str = "start") -> str:
    where = f'x="{at[0]:g}" y="{at[1]:g}" text-anchor="{anchor}"'
    return f'<text {where} font-family="Sarabun" font-size="{size:g}" fill="{INK}">{escape(words)}</text>'
