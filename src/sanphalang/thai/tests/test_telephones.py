"""Telephone cells as they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.digits import to_thai
from sanphalang.thai.findings import FindingKind as Kind
from sanphalang.thai.telephones import _PLAIN, _Reader, format_telephone, parse_telephones


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("0878947901", ["0878947901"]),
        ("087-894-7901", ["0878947901"]),
        ("08-7894-7901", ["0878947901"]),
        ("080-063 7129", ["0800637129"]),
        ("087 - 2772042", ["0872772042"]),
        ("(044) 123456", ["044123456"]),
        ("02.123.4567", ["021234567"]),
        ("๐๘๑-๒๓๔๕๖๗๘", ["0812345678"]),
        ("โทร.089-302-4629", ["0893024629"]),
        ("ติดต่อ 0875079188", ["0875079188"]),
        ("+66 87 894 7901", ["0878947901"]),
        ("044-006636 ต่อ 12", ["044006636"]),  # 00 66 in the middle of a number is no country
        ("+66(0)2-123-4567", ["021234567"]),
        ("0066 44 123456", ["044123456"]),
        ("66812345678", ["0812345678"]),
        ("081-2345678, 089-1234567", ["0812345678", "0891234567"]),
        ("081 234 5678  089 123 4567", ["0812345678", "0891234567"]),
        ("0812345678 0891234567", ["0812345678", "0891234567"]),
        ("0812345678/044123456", ["0812345678", "044123456"]),
        ("081-2345678 และ 089-1234567", ["0812345678", "0891234567"]),
        ("056-123456  มือถือ  081-2345678", ["056123456", "0812345678"]),
        ("081-2345678\n02-1234567", ["0812345678", "021234567"]),
        ("0812345678, 081-234-5678", ["0812345678"]),
        ("0812345678&#8203;", ["0812345678"]),
        ("0000123456", ["0000123456"]),
        ("1669", ["1669"]),
        ("1800-123-456", ["1800123456"]),
    ],
)
def test_numbers_without_any_finding(cell: str, numbers: list[str]) -> None:
    answer = parse_telephones(cell)
    assert [number.digits for number in answer.numbers] == numbers
    assert answer.findings == ()


@pytest.mark.parametrize(
    ("cell", "numbers", "findings"),
    [
        (878947901, ["0878947901"], [Kind.TELEPHONE_LOST_ZERO]),
        (878947901.0, ["0878947901"], [Kind.TELEPHONE_LOST_ZERO]),
        ("878947901.0", ["0878947901"], [Kind.TELEPHONE_LOST_ZERO]),
        (44123456, ["044123456"], [Kind.TELEPHONE_LOST_ZERO]),
        (878948000.0, ["0878948000"], [Kind.TELEPHONE_LOST_ZERO, Kind.TELEPHONE_PERHAPS_ROUNDED]),
        ("8.78948E+08", [], [Kind.TELEPHONE_UNRECOVERABLE]),
        (9.35301185081261e18, [], [Kind.TELEPHONE_UNRECOVERABLE]),
        (878947901.5, [], [Kind.TELEPHONE_UNRECOVERABLE]),
        (-812345678, [], [Kind.TELEPHONE_UNRECOVERABLE]),
        (float("inf"), [], [Kind.TELEPHONE_UNRECOVERABLE]),
        ("01-2345678", ["0812345678"], [Kind.TELEPHONE_OLD_MOBILE]),
        ("09-2345678", [], [Kind.TELEPHONE_OLD_OR_INCOMPLETE]),
        ("056 123456 / 09 9822463", ["056123456"], [Kind.TELEPHONE_OLD_OR_INCOMPLETE]),
        ("081-234567 089-1234567", ["0891234567"], [Kind.TELEPHONE_OLD_OR_INCOMPLETE]),
        ("02-12345", [], [Kind.TELEPHONE_TOO_SHORT]),
        ("081-23456789", [], [Kind.TELEPHONE_TOO_LONG]),
        ("080-07208776", [], [Kind.TELEPHONE_TOO_LONG]),
        ("021-123-4567", [], [Kind.TELEPHONE_TOO_LONG]),
        ("0012345678", [], [Kind.TELEPHONE_UNKNOWN_PREFIX]),
        ("044-123456-8", ["044123456", "044123457", "044123458"], [Kind.TELEPHONE_RANGE]),
        ("02-1234567-9", ["021234567", "021234568", "021234569"], [Kind.TELEPHONE_RANGE]),
        ("044-123498-02", ["044123498"], [Kind.TELEPHONE_RANGE]),
        ("0812345678 (ป้าลา)", ["0812345678"], [Kind.TEXT_BESIDE_TELEPHONE]),
        ("Line: somchai", [], [Kind.TEXT_BESIDE_TELEPHONE]),
    ],
)
def test_what_is_wrong_is_named_and_not_guessed(cell: str | float, numbers: list[str], findings: list[Kind]) -> None:
    answer = parse_telephones(cell)
    assert [number.digits for number in answer.numbers] == numbers
    assert [finding.kind for finding in answer.findings] == findings


def test_text_beside_the_number_is_told() -> None:
    answer = parse_telephones("นางจิรา วิเชียร (081-2345678)")
    assert answer.findings == ((Kind.TEXT_BESIDE_TELEPHONE, "นางจิรา วิเชียร"),)


@pytest.mark.parametrize(
    "cell", ["", "-", " - ", "ไม่มี", "ไม่มีเบอร์โทรศัพท์", "0", 0, 0.0, None, "N/A", "--", "000-0000000", float("nan")]
)
def test_empty(cell: str | float | None) -> None:
    assert parse_telephones(cell) == ((), ())


@pytest.mark.parametrize(
    ("cell", "extension"),
    [
        ("044-123456 ต่อ 20", "20"),
        ("02 123 4567 ต่อ 11,12", "11,12"),
        ("021234567 ext. 101-103", "101-103"),
        ("02-1234567 (ต่อ 5)", "5"),
        ("02-1234567 #33", "33"),
        ("02-1234567 กด 1", "1"),
        ("02-1234567 ต่อ 11, 081-2345678", "11"),
    ],
)
def test_extension(cell: str, extension: str) -> None:
    answer = parse_telephones(cell)
    assert answer.numbers[0].extension == extension
    assert answer.findings == ()


@pytest.mark.parametrize(
    ("digits", "kind"),
    [("0812345678", "mobile"), ("021234567", "landline"), ("077123456", "landline"), ("191", "short")],
)
def test_kind(digits: str, kind: str) -> None:
    assert parse_telephones(digits).numbers[0].kind == kind


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("0878947901", "087-894-7901"),
        ("021234567", "02-123-4567"),
        ("044123456", "044-123-456"),
        ("1669", "1669"),
        ("", ""),
    ],
)
def test_format(digits: str, shown: str) -> None:
    assert format_telephone(digits) == shown


SUBSCRIBERS = st.one_of(
    st.from_regex(r"0[689][0-9]{8}", fullmatch=True), st.from_regex(r"0[2-57][0-9]{7}", fullmatch=True)
)


@given(SUBSCRIBERS)
def test_shown_written_in_thai_or_without_zero_it_is_the_same_number(digits: str) -> None:
    for cell in (format_telephone(digits), to_thai(digits), f"โทร. {digits}", digits[1:]):
        assert [number.digits for number in parse_telephones(cell).numbers] == [digits]


@given(
    st.lists(SUBSCRIBERS, min_size=1, max_size=4, unique=True), st.sampled_from([", ", "/", "  ", " หรือ ", "\n", " "])
)
def test_several_in_a_cell(numbers: list[str], separator: str) -> None:
    assert [number.digits for number in parse_telephones(separator.join(numbers)).numbers] == numbers


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/,. ()+ต่อext#Ee๐๑&;"), st.floats(), st.integers()))
def test_nothing_raises_and_every_number_is_a_number(cell: str | float) -> None:
    for number in parse_telephones(cell).numbers:
        assert number.digits.isascii()
        assert number.digits.isdigit()
        assert 3 <= len(number.digits) <= 10


@given(st.from_regex(_PLAIN, fullmatch=True))
def test_the_quick_way_reads_a_plain_number_as_the_full_reading_does(written: str) -> None:
    assert parse_telephones(written) == _Reader().read(written)


def test_a_long_row_of_signs_is_not_read() -> None:
    said = "+66" + "-" * 2_000_000 + "x"
    assert [finding.kind for finding in parse_telephones(said).findings] == [Kind.TELEPHONE_UNRECOVERABLE]
