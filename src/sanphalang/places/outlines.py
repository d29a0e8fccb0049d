"""Outlines of the 77 provinces as SVG paths, for maps that colour; not for telling where a point lies.

Projection: equirectangular, a degree of longitude shortened by the cosine of 13.5° north. One unit of the drawing is
a hundredth of a degree of latitude (about 1.1 km); y grows southward. Coordinates are whole numbers and a shared border
is one arc, so neighbours meet without slivers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Box = tuple[int, int, int, int]  # x, y, width, height
Point = tuple[int, int]
Outline = list[list[Point]]  # rings

_SOURCE = Path(__file__).resolve().parent / "reference" / "province_outlines.json"
_UNITS = 100  # per degree of latitude
_EAST_WEST = math.cos(math.radians(13.5))
_MARGIN = 6

# Bangkok and the provinces around it, too small for a finger on a map of the country.
CROWDED = ("10", "11", "12", "13", "73", "74", "75")
# Where they can be drawn again, larger: the open sea below Trat.
CROWDED_TARGET: Box = (390, 930, 414, 384)


@dataclass(frozen=True, slots=True)
class Outlines:
    """The drawing: its ``view_box``, and each province's path data by its two-digit code."""

    view_box: Box
    paths: dict[str, str]
    _boxes: dict[str, Box]

    def box_around(self, codes: Iterable[str]) -> Box:
        """Return the box that holds these provinces, with a little air. Raises KeyError for an unknown code."""
        return _around([self._boxes[code] for code in codes])


@cache
def province_outlines() -> Outlines:
    """Read the reference file once and return the drawing of the country."""
    topology = json.loads(_SOURCE.read_text(encoding="utf-8"))
    arcs = _project(topology)
    outlines = {
        geometry["id"]: [_ring(arcs, numbers) for polygon in geometry["arcs"] for numbers in polygon]
        for geometry in topology["objects"]["provinces"]["geometries"]
    }
    boxes = {code: _box(outline) for code, outline in outlines.items()}
    paths = {code: "".join(map(_path, outline)) for code, outline in outlines.items()}
    return Outlines(_around(boxes.values()), paths, boxes)


def _project(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs as points of the drawing, the north-western corner of the country near 0, 0."""
    grid = topology["transform"]["scale"][1]
    arcs = [_positions(arc) for arc in topology["arcs"]]
    north = max(y for arc in arcs for _, y in arc)
    scale = grid * _UNITS
    return [[(round(x * scale * _EAST_WEST), round((north - y) * scale)) for x, y in arc] for arc in arcs]


def _positions(steps: list[list[int]]) -> list[Point]:
    """Undo TopoJSON's delta coding."""
    x = y = 0
    positions = []
    for east, north in steps:
        x, y = x + east, y + north
        positions.append((x, y))
    return positions


def _ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    """Join arcs to a closed ring; a negative number is the complement of an arc walked backwards."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc if not ring else arc[1:]
    return ring


def _path(ring: list[Point]) -> str:
    """Write a ring as SVG path data in relative steps, the shortest form."""
    start, *rest = [point for point, before in zip(ring, [None, *ring], strict=False) if point != before]
    moves = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in zip([start, *rest], rest, strict=False)]
    return f"M{start[0]} {start[1]}l" + " ".join(f"{x} {y}" for x, y in moves[:-1]).replace(" -", "-") + "z"


def _box(outline: Outline) -> Box:
    xs = [x for ring in outline for x, _ in ring]
    ys = [y for ring in outline for _, y in ring]
    return (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _around(boxes: Iterable[Box]) -> Box:
    boxes = list(boxes)
    left, top = min(box[0] for box in boxes) - _MARGIN, min(box[1] for box in boxes) - _MARGIN
    right = max(box[0] + box[2] for box in boxes) + _MARGIN
    bottom = max(box[1] + box[3] for box in boxes) + _MARGIN
    return (left, top, right - left, bottom - top)
