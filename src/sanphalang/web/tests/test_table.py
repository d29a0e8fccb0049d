"""Tables as data."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from sanphalang.web.table import Cell, Column, Table, Value

COLUMNS = [Column("ชื่อ", sort="name"), Column("สมาชิก", kind="figure", sort="members"), Column("ยืนยันล่าสุด")]
ROW: list[Cell | Value] = [
    Cell("กลุ่มทอผ้า", url="/organisations/1/", note="ต.ในเมือง"),
    1204,
    Cell("3 ปีก่อน", tone="wrong", title="14 ก.พ. 2558"),
]


def _html(table: Table, address: str = "/organisations/?kind=a&page=4") -> str:
    with translation.override("th"):
        return render_to_string("web/components/table.html", {"table": table}, RequestFactory().get(address))


@pytest.mark.parametrize(
    ("sort", "direction", "next_sort"),
    [("", "", "name"), ("name", "ascending", "-name"), ("-name", "descending", "name"), ("members", "", "name")],
)
def test_a_head_tells_its_order_and_asks_for_the_other(sort: str, direction: str, next_sort: str) -> None:
    head = Table(COLUMNS, [], "องค์กร", sort).heads[0]
    assert (head.direction, head.next_sort) == (direction, next_sort)


@pytest.mark.parametrize(("value", "text"), [(None, "ไม่ทราบ"), ("", "ไม่ทราบ"), (0, "0"), (1204, "1,204"), ("ก", "ก")])
def test_unknown_is_not_zero(value: str | int | None, text: str) -> None:
    with translation.override("th"):
        assert Cell(value).text == text


def test_a_row_must_fit_its_columns() -> None:
    with pytest.raises(ValueError, match="zip"):
        list(Table(COLUMNS, [["ก"]], "องค์กร").body)


def test_sorting_keeps_the_filters_and_starts_at_the_first_page() -> None:
    html = _html(Table(COLUMNS, [ROW], "องค์กร", "name"))
    assert "?kind=a&amp;sort=-name" in html
    assert "page=4" not in html
    assert 'aria-sort="ascending"' in html


def test_cells_name_their_column_for_a_telephone() -> None:
    html = _html(Table(COLUMNS, [ROW], "องค์กร"))
    assert 'data-label="สมาชิก"' in html
    assert "table-stacked" in html
    assert '<a href="/organisations/1/">กลุ่มทอผ้า</a>' in html
    exact = '<span class="print-only"> (14 ก.พ. 2558)</span>'
    assert f'<span class="pill pill-wrong" title="14 ก.พ. 2558">3 ปีก่อน{exact}</span>' in html


def test_a_table_that_scrolls_can_be_reached_by_keyboard() -> None:
    html = _html(Table(COLUMNS, [ROW], "องค์กรชุมชน", phone="scroll"))
    assert 'role="region" tabindex="0" aria-label="องค์กรชุมชน"' in html
    assert "table-stacked" not in html


HOSTILE = "<b>\"'&"


@pytest.mark.parametrize(
    "cell",
    [
        HOSTILE,
        Cell(HOSTILE, url=f"/?a={HOSTILE}"),
        Cell(HOSTILE, tone="doubt", title=HOSTILE),
        Cell(HOSTILE, title=HOSTILE),
        Cell(5, note=HOSTILE),
    ],
    ids=["bare", "link", "pill", "hover", "note"],
)
def test_whatever_a_cell_holds_is_escaped(cell: Cell | Value) -> None:
    html = _html(Table([Column(HOSTILE), Column(HOSTILE)], [[cell, cell]], HOSTILE))
    assert "<b>" not in html
    assert "&lt;b&gt;&quot;&#x27;&amp;" in html
    assert "\"'" not in html


@pytest.mark.parametrize(
    ("cell", "html"),
    [
        (None, '<span class="quiet">ไม่ทราบ</span>'),
        (0, "<span>0</span>"),
        (Cell("ก", title="ข"), '<span title="ข">ก<span class="print-only"> (ข)</span></span>'),
        (Cell("ก", note="ข"), '<span>ก</span><span class="cell-note">ข</span>'),
        (Cell("", url="/1/"), '<a href="/1/">ไม่ทราบ</a>'),
    ],
)
def test_a_cell_is_drawn_as_what_it_is(cell: Cell | Value, html: str) -> None:
    assert f'<th role="rowheader" scope="row">{html}</th>' in _html(Table([Column("ก")], [[cell]], "องค์กร"))


@pytest.mark.parametrize("words", ["", "ยังไม่มี <รายการ>"])
def test_a_table_without_rows_says_so_when_told_how(words: str) -> None:
    table = Table(COLUMNS, [], "องค์กร")
    request = RequestFactory().get("/")
    html = render_to_string("web/components/table.html", {"table": table, "empty": words}, request)
    assert ('colspan="3">ยังไม่มี &lt;รายการ&gt;' in html) == bool(words)
    assert html.count('<tr role="row">') == 1 + bool(words)
