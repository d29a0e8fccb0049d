"""Samples are taken from the registry and shown to everybody: on a centre's page, and for all centres."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sanphalang.access.models import Centre
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.verification.models import FreshnessSample
from sanphalang.verification.queries import all_centres, samples_of
from sanphalang.verification.sampling import take_samples

pytestmark = pytest.mark.django_db

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def _number(code: str) -> int:
    return Centre.objects.get(code=code).pk


def _country() -> None:
    today = timezone.localdate()
    for place, confirmed in [
        ("300101", today),
        ("30", None),
        ("310101", today - timedelta(days=500)),
        ("100101", today),
    ]:
        make_organisation(place=place, confirmed_on=confirmed, created_at=_LONG_AGO)
    make_organisation(place="", confirmed_on=today, created_at=_LONG_AGO)


def test_each_centre_has_what_lies_in_its_territory() -> None:
    _country()
    assert take_samples() == 82
    found = {each.centre.code: each.now for each in all_centres() if each.now is not None}
    assert len(found) == 82
    assert (found["30"].total, found["30"].fresh) == (2, 1)
    assert (found["31"].total, found["31"].fresh) == (1, 0)
    assert found["32"].share is None
    zones = [found[f"10-{number}"] for number in range(1, 7)]
    assert (sum(zone.total for zone in zones), sum(zone.fresh for zone in zones)) == (1, 1)


def test_of_a_month_the_latest_sample_stays_and_a_day_is_told_once() -> None:
    _country()
    for day in (date(2026, 9, 28), date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 6)):
        take_samples(day)
    days = FreshnessSample.objects.filter(centre=_number("30")).order_by("day").values_list("day", flat=True)
    assert list(days) == [date(2026, 9, 28), date(2026, 10, 6)]


def test_a_day_that_is_past_knows_nothing_of_what_came_later() -> None:
    _country()
    make_organisation(place="300101", confirmed_on=date(2026, 10, 20), created_at=datetime(2026, 10, 20, tzinfo=UTC))
    take_samples(date(2026, 10, 19))
    assert FreshnessSample.objects.get(centre=_number("30")).total == 2


def test_older_than_a_year_is_not_told() -> None:
    today = timezone.localdate()
    FreshnessSample.objects.create(centre_id=_number("30"), day=today - timedelta(days=500), total=9, fresh=1)
    FreshnessSample.objects.create(centre_id=_number("30"), day=today, total=9, fresh=3)
    assert [sample.fresh for sample in samples_of(_number("30"))] == [3]


def test_the_page_of_all_centres(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    assert "will stand here" in client.get("/freshness/", {"lang": "en"}).content.decode()
    _country()
    take_samples()
    with django_assert_max_num_queries(6):
        page = client.get("/freshness/").content.decode()
    assert "2 of 4 organisations are fresh, 50 %" in page
    assert page.index("/centres/31/") < page.index("/centres/30/")
    assert page.count('href="/centres/') >= 82


def test_the_page_of_a_centre_tells_its_share_and_the_months(client: Client) -> None:
    assert "How fresh the organisations are" not in client.get("/centres/30/", {"lang": "en"}).content.decode()
    _country()
    take_samples()
    first = client.get("/centres/30/").content.decode()
    assert "1 of 2 organisations were confirmed within the last twelve months: 50 %" in first
    assert "from the second month on" in first
    last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
    FreshnessSample.objects.create(centre_id=_number("30"), day=last_month, total=2, fresh=0)
    page = client.get("/centres/30/").content.decode()
    assert "Change in the time shown: +50 points" in page
    assert "<polyline" in page
    assert "/freshness/" in client.get("/centres/").content.decode()
