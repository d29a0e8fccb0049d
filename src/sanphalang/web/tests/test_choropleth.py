"""The map that colours: steps, legend, and its table."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.web.choropleth import Area, Choropleth, Inset, breaks
from sanphalang.web.table import Column

COLUMNS = [Column("จังหวัด"), Column("องค์กร", kind="figure")]
figures = st.lists(st.integers(1, 100_000), max_size=90)


def _map(*values: float | None, inset: Inset | None = None, few: tuple[int, ...] = ()) -> Choropleth:
    areas = [
        Area(f"จังหวัด {number}", "M0 0l1 0z", f"/places/{number}/", value, suppressed=number in few, inset=number == 0)
        for number, value in enumerate(values)
    ]
    return Choropleth("องค์กร", areas, (0, 0, 10, 10), COLUMNS, inset)


@given(figures)
def test_breaks_rise_and_the_last_holds_the_largest(values: list[int]) -> None:
    limits = breaks(values)
    assert limits == sorted(set(limits))
    assert len(limits) <= 5
    assert limits[-1:] == ([max(values)] if values else [])


@given(figures)
def test_a_larger_figure_is_never_paler(values: list[int]) -> None:
    looks = [
        shape.look for _, shape in sorted(zip(values, _map(*values).shapes, strict=True), key=lambda pair: pair[0])
    ]
    assert looks == sorted(looks)
    assert set(looks) <= {"q0", "q1", "q2", "q3", "q4"}


@given(figures)
def test_every_figure_stands_in_exactly_one_line_of_the_legend(values: list[int]) -> None:
    labels = [key.label.replace(",", "").split("–") for key in _map(*values).legend]
    ranges = [(int(label[0]), int(label[-1])) for label in labels]
    assert all(sum(low <= value <= high for low, high in ranges) == 1 for value in values)


@pytest.mark.parametrize(
    ("values", "few", "looks"),
    [
        ((None,), (), ["q-none"]),
        ((0,), (), ["q-zero"]),
        ((3,), (0,), ["q-few"]),
        ((7,), (), ["q4"]),
        ((0, None, 9, 3), (3,), ["q-zero", "q-none", "q4", "q-few"]),
    ],
)
def test_zero_suppressed_and_unknown_look_different(
    values: tuple[float | None, ...], few: tuple[int, ...], looks: list[str]
) -> None:
    assert [shape.look for shape in _map(*values, few=few).shapes] == looks


def test_a_suppressed_figure_is_said_nowhere() -> None:
    with translation.override("th"):
        map_ = _map(3, 1000, few=(0,))
        html = render_to_string("web/components/choropleth.html", {"map": map_}, RequestFactory().get("/"))
    assert "น้อยกว่า 5" in html
    assert "จังหวัด 0: น้อยกว่า 5" in html
    assert ">3<" not in html


def test_the_table_holds_the_same_areas_largest_first_unknown_last() -> None:
    rows = [row[0].value for row in _map(5, None, 90, 0).table.rows]  # type: ignore[union-attr]
    assert rows == ["จังหวัด 2", "จังหวัด 0", "จังหวัด 3", "จังหวัด 1"]


def test_each_area_is_a_link_with_words_and_no_style_is_written() -> None:
    with translation.override("th"):
        map_ = _map(5, None, inset=Inset("ในกรอบ", (0, 0, 1, 1), (5, 5, 2, 2)))
        html = render_to_string("web/components/choropleth.html", {"map": map_}, RequestFactory().get("/"))
    assert '<a href="/places/1/" ><title>จังหวัด 1: ไม่ทราบ</title>' in html
    assert html.count('tabindex="-1"') == 1
    assert not re.search(r"<style|\sstyle=|<script|\son\w+=", html)
