"""Counts as they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.findings import FindingKind as Kind
from sanphalang.thai.numbers import parse_count


@pytest.mark.parametrize(
    ("cell", "count", "findings"),
    [
        ("1,204 คน", 1204, []),
        ("๒๕ ราย", 25, []),
        ("25", 25, []),
        (25, 25, []),
        (25.0, 25, []),
        ("25.0", 25, []),
        ("สมาชิก 30 คน", 30, []),
        ("1,204,000", 1204000, []),
        ("0", 0, []),
        ("ไม่มี", 0, []),
        ("-", None, []),
        ("", None, []),
        (None, None, []),
        ("ประมาณ 30 คน", 30, [Kind.COUNT_ABOUT]),
        ("30 กว่าคน", 30, [Kind.COUNT_ABOUT]),
        ("20-25", None, [Kind.COUNT_SEVERAL]),
        ("ชาย 10 หญิง 12", None, [Kind.COUNT_SEVERAL]),
        ("12.5", None, [Kind.COUNT_NOT_WHOLE]),
        (12.5, None, [Kind.COUNT_NOT_WHOLE]),
        ("-5", None, [Kind.COUNT_NEGATIVE]),
        ("หลายคน", None, [Kind.COUNT_NOT_UNDERSTOOD]),
        (1e300, None, [Kind.COUNT_NOT_UNDERSTOOD]),
    ],
)
def test_counts(cell: object, count: int | None, findings: list[Kind]) -> None:
    answer = parse_count(cell)
    assert answer.number == count
    assert [finding.kind for finding in answer.findings] == findings


@given(st.integers(0, 10**11), st.sampled_from(["{}", "{:,}", "{} คน", "จำนวน {:,} ราย", "{}.0"]))
def test_every_count_is_read_back(count: int, form: str) -> None:
    assert parse_count(form.format(count)) == (count, ())


@given(st.one_of(st.text(), st.text(alphabet="0123456789,.- คน๑"), st.floats(), st.integers(), st.binary()))
def test_nothing_raises(cell: object) -> None:
    answer = parse_count(cell)
    assert answer.number is None or answer.number >= 0


def test_a_long_row_of_digits_is_not_read() -> None:
    said = "1," + "111," * 500_000 + "1"
    assert [finding.kind for finding in parse_count(said).findings] == [Kind.COUNT_NOT_UNDERSTOOD]
