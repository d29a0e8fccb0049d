"""The frame of every paper: what is typed in stays as it is, and nothing that people write becomes a part of it."""

from __future__ import annotations

import pytest

from sanphalang.web.paper_frame import Frame, in_frame


@pytest.mark.parametrize(("thai_digits", "foot"), [(True, "หน้า ๗"), (False, "หน้า 7")])
def test_the_address_is_typed_as_it_is_and_names_stay_whole(thai_digits: bool, foot: str) -> None:
    frame = Frame(
        kicker="รายงาน",
        title="<b>ตำบลที่ 5</b>",
        foot="หน้า 7",
        address="https://sanphalang.example/places/30/",
        leads_to="หน้าของพื้นที่",
        kept_by="แจ้งศูนย์ 30 จังหวัดน่าน",
        names=["จังหวัดน่าน"],
        thai_digits=thai_digits,
    )
    html = in_frame("web/paper.html", frame, {})
    assert "<code>https://sanphalang.example/places/30/</code>" in html
    assert f'data-name="{foot}"' in html
    assert "<b>" not in html
    assert '<span class="unbroken">จังหวัดน่าน</span>' in html
    assert ("แจ้งศูนย์ ๓๐" in html) is thai_digits
    assert 'aria-label="หน้าของพื้นที่"' in html
