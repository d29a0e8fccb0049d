"""What people write becomes HTML that can do nothing."""

from __future__ import annotations

import pytest

from sanphalang.knowledge.fields import MarkdownField
from sanphalang.knowledge.markdown import as_html, as_words

_CAN_ACT = (
    "<script",
    "<img",
    "<iframe",
    "<svg",
    "<style",
    "<form",
    "<object",
    'onerror="',
    'href="javascript',
    'href="data',
)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "[กด](javascript:alert(1))",
        "[กด](JaVaScRiPt:alert(1))",
        "[กด](data:text/html;base64,PHNjcmlwdD4=)",
        "![รูป](https://elsewhere.example/pixel.png)",
        "<iframe src=//elsewhere.example></iframe>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<a href='javascript:alert(1)'>x</a>",
        "```\n</code></pre><script>alert(1)</script>\n```",
        "<<script>script>alert(1)<</script>/script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "|<script>|\n|---|\n|<img src=x onerror=alert(1)>|",
    ],
)
def test_nothing_that_acts_comes_through(text: str) -> None:
    drawn = as_html(text).lower()
    assert not [sign for sign in _CAN_ACT if sign in drawn], drawn


def test_what_is_meant_comes_through() -> None:
    drawn = as_html("# หัวข้อ\n\nบรรทัดแรก\nบรรทัดสอง **หนา**\n\n- หนึ่ง\n- สอง\n\n[เว็บ](https://example.org)")
    assert "<h3>หัวข้อ</h3>" in drawn
    assert "บรรทัดแรก<br>" in drawn
    assert "<strong>หนา</strong>" in drawn
    assert "<li>สอง</li>" in drawn
    assert 'href="https://example.org" rel="noopener noreferrer nofollow"' in drawn


def test_words_without_signs() -> None:
    assert as_words("## หัวข้อ\n\n- **หนึ่ง** กับ [สอง](https://example.org)") == "หัวข้อ หนึ่ง กับ สอง"


def test_lines_are_repaired_and_keep_their_indent() -> None:
    assert MarkdownField().clean("เเม่นํ้า\n\n\n\n- หนึ่ง\n  - สอง\u200b  ") == "แม่น้ำ\n\n- หนึ่ง\n  - สอง"


def test_few_signs_do_not_make_very_many_cells() -> None:
    honest = "| ปี | บ่อ |\n| - | - |\n" + "| 2560 | 4 |\n" * 200
    assert as_html(honest).count("<td") == 400
    typed = "|a" * 50 + "\n" + "|-" * 50 + "\n" + "|\n" * 1_900
    drawn = as_html(typed)
    assert "<td" not in drawn
    assert len(drawn) < 10 * len(typed)
