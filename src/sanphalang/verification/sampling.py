"""Taking samples: by the worker once a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.access.queries import centres, territory_of
from sanphalang.access.viewer import OPERATOR
from sanphalang.organisations.counts import Counts, count_by_districts_on
from sanphalang.places.rules import contains
from sanphalang.verification.models import FreshnessSample

_MONTHS = 13


def take_samples(day: date | None = None) -> int:
    """Write down how fresh each centre's organisations are; return for how many centres.

    Safe to repeat. Of each month the latest sample stays. A day that is past is told as far as the registry remembers.
    """
    day = day or timezone.localdate()
    districts = count_by_districts_on(OPERATOR, day)
    found = [_sample(centre, day, districts) for centre in centres()]
    with transaction.atomic():
        FreshnessSample.objects.filter(day__gte=day.replace(day=1), day__lte=day).delete()
        FreshnessSample.objects.bulk_create(found)
    return len(found)


def take_samples_of_the_year(today: date) -> None:
    """Take a sample at the end of each of the last twelve months, and today's; see :func:`take_samples`."""
    day = today
    for _month in range(_MONTHS):
        take_samples(day)
        day = day.replace(day=1) - timedelta(days=1)


def forget_samples() -> None:
    """Remove every sample: what they counted is gone."""
    FreshnessSample.objects.all().delete()


def _sample(centre: Centre, day: date, districts: Mapping[int | None, Counts]) -> FreshnessSample:
    territory = territory_of(centre)
    inside = (counts for place, counts in districts.items() if place is not None and contains(territory, place))
    total = sum(inside, Counts())
    return FreshnessSample(centre=centre, day=day, total=total.total, fresh=total.confirmed)
