"""A Word document holds what XML can write of the words that it is given."""

from io import BytesIO

import pytest
from docx import Document

from sanphalang.reports.word import Word


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x01", "\x0c"])
def test_signs_that_xml_has_not_are_left_out(sign: str) -> None:
    word = Word(thai_digits=False)
    word.heading(f"กลุ่ม{sign}ออมทรัพย์")
    word.grid([f"ชื่อ{sign}"], [[f"กลุ่ม{sign}ผัก"]], figures=[False], size=14)
    read = Document(BytesIO(word.written()))
    assert "กลุ่มออมทรัพย์" in [each.text for each in read.paragraphs]
    assert [cell.text for row in read.tables[0].rows for cell in row.cells] == ["ชื่อ", "กลุ่มผัก"]
