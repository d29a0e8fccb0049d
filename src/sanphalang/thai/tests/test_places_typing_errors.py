"""Reading a name through a typing error: the right one, or none."""

import pytest

from sanphalang.thai.places.typing_errors import EDIT_COST, FOLD_COST, name_set, nearest

_SIBLINGS = name_set(
    ["ปากพนัง", "ปากแพรก", "หนองบัว", "หนองบัวใหญ่", "น้ำรึม", "จันดุม", "คลองสาม", "คลองสี่", "บ้านดอน", "บ้านดง", "ปง"]
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("น้ำรืม", "น้ำรึม"),
        ("จันตุม", "จันดุม"),
        ("ปากพนังง", "ปากพนัง"),
        ("ปากเพรก", "ปากแพรก"),
        ("หนองบวัใหญ่", "หนองบัวใหญ่"),
        ("คลองส่ี", "คลองสี่"),
        ("บ้านดอ", None),  # บ้านดอน or บ้านดง
        ("ปา", None),  # too short to tell
        ("บางกะปิ", None),
        ("", None),
    ],
)
def test_the_one_near_name_is_read_or_none(written: str, read: str | None) -> None:
    found = nearest(written, _SIBLINGS)

    assert (found.key if found else None) == read


def test_a_spelling_that_sounds_alike_costs_less_than_a_wrong_letter() -> None:
    sounds_alike = nearest("น้ำรืม", _SIBLINGS)
    wrong_letter = nearest("จันมุม", _SIBLINGS)

    assert sounds_alike is not None
    assert wrong_letter is not None
    assert (sounds_alike.cost, wrong_letter.cost) == (FOLD_COST, FOLD_COST + EDIT_COST)
