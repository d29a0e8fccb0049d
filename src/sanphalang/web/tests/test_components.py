"""Components that are plain includes."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation


def _html(name: str, address: str = "/", **context: Any) -> str:
    request = RequestFactory().get(address)
    with translation.override("th"):
        return " ".join(render_to_string(f"web/components/{name}.html", context, request).split())


@pytest.mark.parametrize(
    ("context", "said"),
    [
        ({"value": 175474}, "175,474"),
        ({"value": 0}, "0"),
        ({"value": None}, "ไม่ทราบ"),
        ({"value": 488, "of": 10000}, 'value="488" max="10000"'),
        ({"value": 41, "tone": "doubt"}, "pill-doubt"),
        ({"value": 41, "url": "/list/"}, '<a class="stat" href="/list/">'),
    ],
)
def test_a_figure_leads_and_tells_unknown_from_zero(context: dict[str, Any], said: str) -> None:
    assert said in _html("stat", **{"label": "องค์กรชุมชน", **context})


def test_progress_says_how_far_and_how_long() -> None:
    html = _html("progress", label="อ่านแถว", done=12000, total=100000, left="เหลือประมาณ 20 วินาที")
    assert "12,000 จาก 100,000" in html
    assert 'value="12000" max="100000"' in html
    assert "เหลือประมาณ 20 วินาที" in html


def test_progress_of_unknown_length_claims_none() -> None:
    assert "value=" not in _html("progress", label="อ่านแถว", done=0)


def test_the_present_step_is_marked_for_everyone() -> None:
    html = _html("steps", now=2, steps=[{"label": "อ่าน", "url": "/1/"}, {"label": "ตรวจ"}, {"label": "นำเข้า"}])
    assert '<a href="/1/">1 อ่าน</a>' in html
    assert '<li class="step-now" aria-current="step"> <span>2 ตรวจ</span>' in html
    assert html.count("aria-current") == 1


def test_pages_keep_the_filters() -> None:
    html = _html("pagination", "/list/?kind=a&page=2&lang=th", page=Paginator(range(100), 10).page(2))
    assert 'href="?kind=a&amp;page=3"' in html
    assert "รายการที่ 11 ถึง 20 จาก 100" in html
    assert '<span class="page" aria-current="page">2</span>' in html


def test_one_page_needs_no_pages() -> None:
    assert "<nav" not in _html("pagination", page=Paginator(range(3), 10).page(1))


class _Form(forms.Form):
    name = forms.CharField(label="ชื่อองค์กร", help_text="ชื่อเต็ม")
    phone = forms.CharField(label="เบอร์โทร", required=False)
    status = forms.ChoiceField(label="สถานะ", choices=[("1", "ดำเนินงาน")], widget=forms.RadioSelect)


def test_label_help_and_error_belong_to_the_field() -> None:
    with translation.override("th"):
        html = _html("field", field=_Form({"name": ""})["name"])
    assert '<label for="id_name">' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "กรุณากรอกช่องนี้" in html


def test_only_optional_fields_say_so() -> None:
    form = _Form()
    assert "(ถ้ามี)" in _html("field", field=form["phone"])
    assert "(ถ้ามี)" not in _html("field", field=form["name"])


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = _html("field", field=_Form()["status"])
    assert "<fieldset" in html
    assert "<legend> สถานะ" in html


def test_filters_work_without_a_script_and_better_with_one() -> None:
    html = _html("filter_bar", "/organisations/", form=_Form({"phone": "1"}), target="results")
    assert 'method="get"' in html
    assert 'type="submit"' in html
    assert 'hx-select="#results"' in html
    assert "filter-chosen" in html
    assert "hx-get" not in _html("filter_bar", form=_Form())


def test_nothing_here_yet_says_how_to_begin() -> None:
    html = _html(
        "empty", title="รายการจะอยู่ที่นี่", text="เริ่มจากเลือกไฟล์", url="/imports/new/", label="นำเข้ารายชื่อ", main=True
    )
    assert '<a class="btn btn-primary" href="/imports/new/">นำเข้ารายชื่อ</a>' in html


def test_unknown_values_are_said() -> None:
    html = _html("definitions", items=[{"label": "ปีที่ก่อตั้ง", "value": None}, {"label": "สมาชิก", "value": 0}])
    assert "ไม่ทราบ" in html
    assert "<dd> 0 </dd>" in html
