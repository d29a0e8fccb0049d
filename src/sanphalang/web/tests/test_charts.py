"""Charts: the drawing, its table, its files, on a screen and on paper."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.http import FileResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from sanphalang.web.chart_files import chart_file
from sanphalang.web.chart_pen import COLOURS
from sanphalang.web.charts import Chart, Series
from sanphalang.web.choropleth import STEPS
from sanphalang.web.map_drawing import COLOURS as MAP_COLOURS
from sanphalang.web.tests.test_look import TOKENS

YEARS = [str(year) for year in range(2555, 2564)]
CENTRES = Chart(
    "ศูนย์ตามปี",
    "stacked",
    "ปี",
    ["2559", "2560"],
    [Series("ศวก.", [4, 4]), Series("ศรส.", [None, 33])],
    name="centres",
    urls=["/reports/?year=2559", "/reports/?year=2560"],
)
JOINED = Chart("อปท. <ในเครือข่าย>", "line", "ปี", YEARS, [Series("รวม", [1, 2, None, 4, 5, 6, 7, 8, 9])], name="joined")
BARS = Chart("สองชุด", "bars", "จังหวัด", ["ก", "ข"], [Series("ทั้งหมด", [1234, 0]), Series("ในเครือข่าย", [58, None])])


@pytest.mark.parametrize("chart", [CENTRES, JOINED, BARS, Chart("ว่าง", "line", "ปี", [], [Series("รวม", [])])])
def test_every_drawing_is_well_formed_and_needs_no_style(chart: Chart) -> None:
    for drawing in (chart.drawing, chart.printed):
        ElementTree.fromstring(drawing)  # noqa: S314 (written here)
        assert "style" not in drawing
    assert "class=" not in str(chart.printed).replace('class="chart-drawing"', "")


def test_a_bar_is_as_long_as_its_figure_says() -> None:
    widths = re.findall(r'<rect x="[\d.]+%" y="[\d.]+" width="([\d.]+)%"', CENTRES.drawing)
    assert [float(width) for width in widths] == pytest.approx([78 * 4 / 37, 78 * 4 / 37, 78 * 33 / 37], rel=1e-3)
    assert ">37</text>" in CENTRES.drawing


@pytest.mark.parametrize(("value", "width"), [(50, 39), (100, 78), (130, 78)])
def test_bars_of_shares_are_measured_by_the_whole(value: int, width: float) -> None:
    drawing = Chart("ก", "bars", "ข", ["ค"], [Series("ง", [value])], highest=100).drawing
    assert float(re.findall(r'width="([\d.]+)%" height="13"', drawing)[0]) == pytest.approx(width, rel=1e-3)


def test_unknown_and_nothing_differ_and_break_a_line() -> None:
    assert ">0</text>" in BARS.drawing
    assert ">–</text>" in BARS.drawing
    assert JOINED.drawing.count("chart-stroke chart-silk") == 6  # of eight steps two touch the unknown year


def test_the_table_holds_the_figures_and_leads_to_what_is_behind_them() -> None:
    assert [[getattr(cell, "url", cell) for cell in row] for row in CENTRES.table.rows] == [
        ["/reports/?year=2559", 4, None],
        ["/reports/?year=2560", 4, 33],
    ]


def test_the_component_shows_drawing_table_and_files() -> None:
    html = render_to_string("web/components/chart.html", {"chart": JOINED}, RequestFactory().get("/?area=isan"))
    assert "อปท. &lt;ในเครือข่าย&gt;" in html
    assert 'href="?area=isan&amp;chart=joined&amp;file=csv"' in html
    assert not re.search(r"<style|\sstyle=|<script|\son\w+=", html)


@pytest.mark.django_db  # closing an answer looks after the connection
def test_the_figures_are_taken_along() -> None:
    request = RequestFactory().get("/", {"chart": "centres", "file": "csv"})
    response = chart_file(request, [JOINED, CENTRES])
    assert isinstance(response, StreamingHttpResponse)
    assert _text(response).splitlines()[-1] == '"2560",4,33'
    workbook = chart_file(RequestFactory().get("/?chart=centres&file=xlsx"), [CENTRES])
    assert isinstance(workbook, FileResponse)
    assert workbook.getvalue().startswith(b"PK")
    workbook.close()


@pytest.mark.parametrize("query", ["", "?chart=other&file=csv", "?chart=centres&file=exe", "?chart=centres"])
def test_other_addresses_ask_for_no_file(query: str) -> None:
    assert chart_file(RequestFactory().get(f"/{query}"), [CENTRES]) is None


def test_paper_has_the_colours_of_the_screen() -> None:
    names = {"indigo": "primary", "silk": "sp-silk", "sky": "sp-indigo-light", "sand": "sp-silk-light"}
    names |= {tone: f"sp-{tone}" for tone in ("right", "doubt", "wrong")} | {"quiet": "sp-line-control"}
    assert {look: TOKENS[name] for look, name in names.items()} == COLOURS
    steps = {f"q{step}": TOKENS[f"sp-map-{step}"] for step in range(STEPS)}
    assert steps.items() <= MAP_COLOURS.items()


def _text(response: StreamingHttpResponse) -> str:
    return response.getvalue().decode()
