"""Dates and years as they come."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanphalang.thai.dates import parse_date, parse_year, relative_thai, show_date
from sanphalang.thai.digits import to_thai
from sanphalang.thai.findings import FindingKind as Kind
from sanphalang.thai.months import THAI_LONG, THAI_SHORT
from sanphalang.thai.periods import Period

TODAY = date(2026, 11, 20)
VALENTINE = date(2015, 2, 14)


@pytest.mark.parametrize(
    "cell",
    [
        "14/2/2558",
        "14/02/2558",
        "14-2-2558",
        "14.2.2558",
        "14 / 2 / 2558",
        "๑๔/๒/๒๕๕๘",
        "14/2/2558 00:00:00",
        "14 ก.พ. 2558",
        "14 ก.พ.2558",
        "14กพ2558",
        "14 ก. พ. 2558",
        "14-ก.พ.-2558",
        "14 กุมภาพันธ์ 2558",
        "14 กุมภาพันธ์ พ.ศ. ๒๕๕๘",
        "วันที่ 14 เดือนกุมภาพันธ์ พ.ศ. 2558",
        "วันเสาร์ที่ 14 กุมภาพันธ์ 2558",
        "14 ก.พ. 2558 เวลา 09.30 น.",
        "14 กุมภา 2558",
        "14 ก.พ. ค.ศ. 2015",
        "2015-02-14",
        "2015-02-14T09:30:00",
        "2015-02-14 09:30:00",
        "2558-02-14",
        "14 Feb 2015",
        "Feb 14, 2015",
        "14 February 2015",
        "25580214",
        "20150214",
        "14022558",
        VALENTINE,
        datetime.fromisoformat("2015-02-14T09:30"),
        25580214,
    ],
)
def test_one_day_written_in_many_ways(cell: object) -> None:
    answer = parse_date(cell, today=TODAY)
    assert answer.date == VALENTINE
    assert answer.precision == "day"
    assert answer.findings == ()


@pytest.mark.parametrize(
    ("cell", "read", "findings"),
    [
        (datetime.fromisoformat("2558-02-14T00:00"), VALENTINE, [Kind.YEAR_BUDDHIST_IN_DATE]),
        (42049, VALENTINE, [Kind.DATE_FROM_SERIAL]),
        (42049.4, VALENTINE, [Kind.DATE_FROM_SERIAL]),
        ("42049", VALENTINE, [Kind.DATE_FROM_SERIAL]),
        (240376, date(2015, 2, 14), [Kind.DATE_FROM_SERIAL, Kind.YEAR_BUDDHIST_IN_DATE]),
        ("14/2/2015", VALENTINE, [Kind.YEAR_COMMON_ERA]),
        ("2/14/2558", VALENTINE, [Kind.DATE_DAY_MONTH_SWAPPED]),
        ("14/2/58", VALENTINE, [Kind.YEAR_TWO_DIGITS]),
        ("14 ก.พ. 58", VALENTINE, [Kind.YEAR_TWO_DIGITS]),
        ("14-Feb-15", VALENTINE, [Kind.YEAR_TWO_DIGITS]),
        ("14 ก.พ. พ.ศ. 2015", VALENTINE, [Kind.YEAR_ERA_CONTRADICTION]),
        ("14-16 ก.พ. 2558", VALENTINE, [Kind.DATE_RANGE]),
        ("14 ก.พ. 2558 - 3 มี.ค. 2558", VALENTINE, [Kind.DATE_RANGE]),
        ("14/2/2558 ถึง 16/2/2558", VALENTINE, [Kind.DATE_RANGE]),
        ("31/2/2558", None, [Kind.DATE_IMPOSSIBLE]),
        ("29/2/2558", None, [Kind.DATE_IMPOSSIBLE]),
        ("29/2/2559", date(2016, 2, 29), []),
        (datetime.fromisoformat("2560-02-29T00:00"), None, [Kind.YEAR_BUDDHIST_IN_DATE, Kind.DATE_IMPOSSIBLE]),
        ("14/13/2558", None, [Kind.DATE_IMPOSSIBLE]),
        ("14/2/2258", None, [Kind.YEAR_NOT_UNDERSTOOD]),
        ("เมื่อปีก่อน", None, [Kind.DATE_NOT_UNDERSTOOD]),
        ("58", None, [Kind.DATE_NOT_UNDERSTOOD]),
        (f"1/1/2560 {'t' * 30_000}x", None, [Kind.DATE_NOT_UNDERSTOOD]),
        ("14/2/2570", date(2027, 2, 14), [Kind.DATE_IN_FUTURE]),
        (datetime.fromisoformat("0001-01-01T00:00"), None, [Kind.DATE_IMPOSSIBLE]),
    ],
)
def test_what_is_doubtful_is_named(cell: object, read: date | None, findings: list[Kind]) -> None:
    answer = parse_date(cell, today=TODAY)
    assert answer.date == read
    assert [finding.kind for finding in answer.findings] == findings


def test_common_era_year_comes_with_a_suggestion() -> None:
    assert parse_date("14/2/2015").findings == ((Kind.YEAR_COMMON_ERA, "2558"),)


@pytest.mark.parametrize(
    ("cell", "read", "precision"),
    [
        ("ก.พ. 2558", date(2015, 2, 1), "month"),
        ("เดือนกุมภาพันธ์ พ.ศ. 2558", date(2015, 2, 1), "month"),
        ("2/2558", date(2015, 2, 1), "month"),
        ("2558", date(2015, 1, 1), "year"),
        (2558, date(2015, 1, 1), "year"),
        (2558.0, date(2015, 1, 1), "year"),
        ("พ.ศ. 2558", date(2015, 1, 1), "year"),
        ("ปี 2558", date(2015, 1, 1), "year"),
        ("ค.ศ. 2015", date(2015, 1, 1), "year"),
    ],
)
def test_less_exact_dates(cell: object, read: date, precision: str) -> None:
    answer = parse_date(cell)
    assert (answer.date, answer.precision, answer.findings) == (read, precision, ())


@pytest.mark.parametrize(
    ("cell", "read", "precision"),
    [
        ("00/00/2510", date(1967, 1, 1), "year"),
        ("0/0/2510", date(1967, 1, 1), "year"),
        ("-/-/2510", date(1967, 1, 1), "year"),
        ("– / – / ๒๕๑๐", date(1967, 1, 1), "year"),
        ("../../2510", date(1967, 1, 1), "year"),
        ("00/05/2510", date(1967, 5, 1), "month"),
        ("-/5/2510", date(1967, 5, 1), "month"),
        ("-/พ.ค./2510", date(1967, 5, 1), "month"),
        ("00 พ.ค. 2510", date(1967, 5, 1), "month"),
        ("1967-00-00", date(1967, 1, 1), "year"),
    ],
)
def test_parts_left_open(cell: str, read: date, precision: str) -> None:
    answer = parse_date(cell, today=TODAY)
    assert (answer.date, answer.precision, answer.findings) == (read, precision, ())


@pytest.mark.parametrize("cell", ["31/2/2510", "29 ก.พ. 2510", "14/13/2510", "0/13/2510", "-/13/2510"])
def test_a_date_that_no_calendar_has_leaves_its_year(cell: str) -> None:
    answer = parse_date(cell, today=TODAY)
    assert (answer.date, answer.precision, answer.year) == (None, "year", 1967)
    assert [finding.kind for finding in answer.findings] == [Kind.DATE_IMPOSSIBLE]
    assert parse_year(cell, today=TODAY).year == 1967


@pytest.mark.parametrize(
    ("cell", "precision"),
    [
        ("พ.ศ. 2510 (โดยประมาณ)", "year"),
        ("ประมาณปี 2510", "year"),
        ("ประมาณ พ.ค. 2510", "month"),
        ("2510 [ประมาณ]", "year"),
    ],
)
def test_a_date_given_roughly(cell: str, precision: str) -> None:
    answer = parse_date(cell, today=TODAY)
    assert (answer.date and answer.date.year, answer.precision) == (1967, precision)
    assert [finding.kind for finding in answer.findings] == [Kind.DATE_ABOUT]


@pytest.mark.parametrize("cell", ["", "-", "ไม่ระบุ", None, 0, "0", float("nan"), True])
def test_empty(cell: object) -> None:
    assert parse_date(cell).date is None
    assert parse_date(cell).findings == ()


@pytest.mark.parametrize(
    ("cell", "year", "findings"),
    [
        ("2558", 2015, []),
        (2558.0, 2015, []),
        ("พ.ศ.๒๕๕๘", 2015, []),
        ("ปี พ.ศ. 2558", 2015, []),
        ("58", 2015, [Kind.YEAR_TWO_DIGITS]),
        (58, 2015, [Kind.YEAR_TWO_DIGITS]),
        ("99", 1956, [Kind.YEAR_TWO_DIGITS]),
        (2015, 2015, [Kind.YEAR_COMMON_ERA]),
        ("14/2/2558", 2015, []),
        ("", None, []),
        ("นานแล้ว", None, [Kind.DATE_NOT_UNDERSTOOD]),
    ],
)
def test_years(cell: object, year: int | None, findings: list[Kind]) -> None:
    answer = parse_year(cell, today=TODAY)
    assert answer.year == year
    assert [finding.kind for finding in answer.findings] == findings


@pytest.mark.parametrize(
    ("lang", "precision", "shown"),
    [
        ("th", "day", "14 ก.พ. 2558"),
        ("en", "day", "14 Feb 2015"),
        ("th", "month", "ก.พ. 2558"),
        ("en", "year", "2015"),
    ],
)
def test_show_date(lang: str, precision: str, shown: str) -> None:
    assert show_date(VALENTINE, lang=lang, precision=precision) == shown  # type: ignore[arg-type]  # from a table


@pytest.mark.parametrize(
    ("then", "shown"),
    [
        (TODAY, "วันนี้"),
        (TODAY - timedelta(days=1), "เมื่อวาน"),
        (TODAY + timedelta(days=1), "พรุ่งนี้"),
        (TODAY - timedelta(days=12), "12 วันก่อน"),
        (date(2025, 4, 20), "19 เดือนก่อน"),
        (date(2025, 4, 21), "18 เดือนก่อน"),
        (date(2023, 11, 20), "3 ปีก่อน"),
        (TODAY + timedelta(days=5), "อีก 5 วัน"),
        (date(2027, 1, 20), "อีก 2 เดือน"),
    ],
)
def test_relative_thai(then: date, shown: str) -> None:
    assert relative_thai(then, today=TODAY) == shown


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_back_from_every_form(day: date) -> None:
    be = day.year + 543
    forms = [
        f"{day.day}/{day.month}/{be}",
        f"{day.day} {THAI_SHORT[day.month - 1]} {be}",
        to_thai(f"{day.day} {THAI_LONG[day.month - 1]} พ.ศ. {be}"),
        day.isoformat(),
        show_date(day),
        show_date(day, lang="en"),
    ]
    assert {parse_date(form).date for form in forms} == {day}
    assert not [finding for form in forms for finding in parse_date(form).findings]


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="0123456789/-. กพมคศ๒๕เย:"),
        st.floats(),
        st.integers(),
        st.datetimes(),
        st.booleans(),
    )
)
def test_nothing_raises(cell: object) -> None:
    answer = parse_date(cell, today=TODAY)
    assert answer.date is None or 1857 <= answer.date.year <= 2157
    assert parse_year(cell, today=TODAY).year == (
        answer.date.year if answer.date else parse_year(cell, today=TODAY).year
    )


def test_fiscal_year_and_its_quarters() -> None:
    year = Period.fiscal(be=2568)
    assert year == (date(2024, 10, 1), date(2025, 9, 30))
    assert year.quarter(1) == (date(2024, 10, 1), date(2024, 12, 31))
    assert year.quarter(2) == (date(2025, 1, 1), date(2025, 3, 31))
    assert year.quarter(4) == (date(2025, 7, 1), date(2025, 9, 30))
    with pytest.raises(ValueError, match="quarters 1 to 4"):
        year.quarter(5)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_lies_in_one_quarter_of_its_fiscal_year(day: date) -> None:
    year = Period.fiscal_of(day)
    assert year.holds(day)
    assert sum(year.quarter(number).holds(day) for number in (1, 2, 3, 4)) == 1
