"""The outlines: all provinces are drawn, where they belong, and neighbours touch."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import geothai
import pytest

from sanphalang.places import outlines as module
from sanphalang.places.outlines import CROWDED, CROWDED_TARGET, province_outlines

SOURCE = Path(module.__file__).parent / "reference" / "province_outlines.json"


def _points(path: str) -> list[tuple[int, int]]:
    """Follow path data as a browser does."""
    points: list[tuple[int, int]] = []
    for ring in path.rstrip("z").split("z"):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x, y = numbers[:2]
        points.append((x, y))
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points


def test_every_official_province_has_an_outline() -> None:
    paths = province_outlines().paths
    assert set(paths) == {province.code for province in geothai.provinces()}
    assert len(paths) == 77
    for code, path in paths.items():
        assert re.fullmatch(r"(M\d+ \d+l[-0-9 ]+z)+", path), code
        assert len(set(_points(path))) >= 4, code


def test_every_point_lies_inside_the_drawing() -> None:
    drawing = province_outlines()
    left, top, width, height = drawing.view_box
    for code, path in drawing.paths.items():
        for x, y in _points(path):
            assert left < x < left + width, code
            assert top < y < top + height, code


@pytest.mark.parametrize(
    ("north", "south"), [("57", "50"), ("50", "10"), ("10", "90"), ("90", "96")], ids=lambda code: str(code)
)
def test_the_country_hangs_the_right_way_up(north: str, south: str) -> None:
    drawing = province_outlines()
    assert drawing.box_around([north])[1] < drawing.box_around([south])[1]


def test_ubon_ratchathani_lies_east_of_mae_hong_son() -> None:
    drawing = province_outlines()
    assert drawing.box_around(["58"])[0] < drawing.box_around(["34"])[0]


def test_shared_borders_are_stored_once_so_neighbours_meet_without_slivers() -> None:
    geometries = json.loads(SOURCE.read_text(encoding="utf-8"))["objects"]["provinces"]["geometries"]
    used = Counter(
        number if number >= 0 else ~number
        for geometry in geometries
        for polygon in geometry["arcs"]
        for ring in polygon
        for number in ring
    )
    assert max(used.values()) == 2
    shared = {number for number, times in used.items() if times == 2}
    assert len(shared) > 150
    for geometry in geometries:
        arcs = {
            number if number >= 0 else ~number for polygon in geometry["arcs"] for ring in polygon for number in ring
        }
        assert arcs & shared or geometry["id"] == "83", (
            f"{geometry['id']} touches no neighbour; only Phuket is an island"
        )


def test_bangkok_and_its_neighbours_fit_into_the_inset() -> None:
    drawing = province_outlines()
    x, y, width, height = drawing.box_around(CROWDED)
    assert 0 < x < x + width < drawing.view_box[2] // 2
    left, top, inset_width, inset_height = CROWDED_TARGET
    assert inset_width / width > 3
    assert left + inset_width < drawing.view_box[2]
    for code, path in drawing.paths.items():
        inside = [p for p in _points(path) if left < p[0] < left + inset_width and top < p[1] < top + inset_height]
        assert not inside, f"the inset would cover {code}"
    assert y + height < top


def test_an_unknown_code_has_no_box() -> None:
    with pytest.raises(KeyError):
        province_outlines().box_around(["99"])


def test_the_file_stays_small() -> None:
    assert SOURCE.stat().st_size < 32_000
