"""Filters and tags that every template has."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.utils import timezone, translation

from sanphalang.web.ages import words_since
from sanphalang.web.templatetags import web


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (1234, "1,234"), (12.5, "12.5"), (4.0, "4"), (None, "ไม่ทราบ"), ("", "ไม่ทราบ"), ("น้อยกว่า 5", "น้อยกว่า 5")],
)
def test_figure_tells_zero_from_unknown(value: object, shown: str) -> None:
    with translation.override("th"):
        assert web.figure(value) == shown


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("th", dt.date(2015, 2, 14), "14 ก.พ. 2558"),
        ("en", dt.date(2015, 2, 14), "14 Feb 2015"),
        ("th", None, "ไม่ทราบ"),
        ("en", None, "Unknown"),
        ("th", dt.datetime(2015, 2, 13, 20, 0, tzinfo=dt.UTC), "14 ก.พ. 2558"),
        ("th", dt.datetime(2015, 2, 13, 20, 0), "13 ก.พ. 2558"),  # noqa: DTZ001 (a moment without a zone is its own day)
    ],
)
def test_a_date_is_shown_in_the_reader_s_era(language: str, value: dt.date | None, shown: str) -> None:
    with translation.override(language):
        assert web.thai_date(value) == shown


TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "thai", "english"),
    [
        (dt.date(2026, 11, 20), "วันนี้", "today"),
        (dt.date(2026, 11, 19), "เมื่อวาน", "yesterday"),
        (dt.date(2026, 11, 8), "12 วันก่อน", "12 days ago"),
        (dt.date(2026, 10, 20), "1 เดือนก่อน", "1 month ago"),
        (dt.date(2025, 4, 20), "19 เดือนก่อน", "19 months ago"),
        (dt.date(2024, 11, 21), "23 เดือนก่อน", "23 months ago"),
        (dt.date(2023, 11, 20), "3 ปีก่อน", "3 years ago"),
        (dt.date(2026, 11, 25), "อีก 5 วัน", "in 5 days"),
    ],
)
def test_ages_are_said_in_both_languages(day: dt.date, thai: str, english: str) -> None:
    assert words_since(day, TODAY, lang="th") == thai
    assert words_since(day, TODAY, lang="en") == english


def test_an_age_carries_its_exact_date_for_hover_and_print() -> None:
    day = timezone.localdate() - dt.timedelta(days=3)
    with translation.override("th"):
        shown = web.relative(day)
        exact = web.thai_date(day)
    assert "3 วันก่อน" in shown
    assert f'title="{exact}"' in shown
    assert f'datetime="{day.isoformat()}"' in shown
    assert f'<span class="print-only"> ({exact})</span>' in shown


def test_an_unknown_age_is_unknown() -> None:
    with translation.override("th"):
        assert web.relative(None) == "ไม่ทราบ"


def test_official_print_has_thai_digits() -> None:
    assert web.thai_digits("ปี 2558") == "ปี ๒๕๕๘"


class _Form(forms.Form):
    name = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}))
    kind = forms.ChoiceField(choices=[("a", "ก")])
    agreed = forms.BooleanField()


@pytest.mark.parametrize(
    ("name", "look"),
    [("name", 'class="wide form-control"'), ("kind", 'class="form-select"'), ("agreed", 'type="checkbox"')],
)
def test_controls_get_the_look_of_the_house(name: str, look: str) -> None:
    assert look in web.control(_Form()[name])


def test_a_tick_box_keeps_its_own_look() -> None:
    assert "form-" not in web.control(_Form()["agreed"])


def test_pages_left_out_are_none() -> None:
    page = Paginator(range(1000), 10).page(50)
    assert web.page_numbers(page) == [1, None, 49, 50, 51, None, 100]


def test_blocks_carry_their_content() -> None:
    source = (
        '{% page_head title="พื้นที่" %}<a class="btn">เพิ่ม</a>{% endpage_head %}{% card title="ก" %}<b>ข</b>{% endcard %}'
    )
    html = engines["django"].from_string(source).render({})
    assert "<h1>พื้นที่</h1>" in html
    assert '<a class="btn">เพิ่ม</a>' in html
    assert "<b>ข</b>" in html


def test_titles_are_escaped() -> None:
    html = engines["django"].from_string("{% card title=title %}{{ title }}{% endcard %}").render({"title": "<i>"})
    assert "<i>" not in html
    assert html.count("&lt;i&gt;") == 2
