"""Taking samples: by the worker once a day, so that there is a past to look back on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from sanphalang.access.queries import centres, territory_of
from sanphalang.programme.counting import ByCentre, Figure, Territory, rule_of
from sanphalang.programme.models import Indicator, Sample


def take_samples(day: date | None = None) -> int:
    """Write down what every indicator stands at today; return for how many.

    Safe to repeat. Of each month the latest sample stays.
    """
    day, places = day or timezone.localdate(), territories()
    found = [(each, rule) for each in Indicator.objects.filter(is_closed=False) if (rule := rule_of(each))]
    for indicator, rule in found:
        write_sample(indicator, day, rule.counted(indicator, places, None))
    return len(found)


def write_sample(indicator: Indicator, day: date, figures: ByCentre) -> None:
    """Put the figures of a day in the place of those of its month until then."""
    rows = [_sample(indicator, number, day, figure) for number, figure in figures.items()]
    with transaction.atomic():
        Sample.objects.filter(indicator=indicator, day__gte=day.replace(day=1), day__lte=day).delete()
        Sample.objects.bulk_create(rows, batch_size=500)


def territories() -> list[Territory]:
    """Return all centres with where they keep the data."""
    return [
        Territory(centre, territory_of(centre), tuple(place.padded for place in centre.territory.all()))
        for centre in centres()
    ]


def forget_samples(indicators: Iterable[Indicator] | None = None) -> None:
    """Remove samples: of these indicators, or all; what they counted is gone."""
    samples = Sample.objects.all() if indicators is None else Sample.objects.filter(indicator__in=list(indicators))
    samples.delete()


def _sample(indicator: Indicator, centre: int | None, day: date, figure: Figure) -> Sample:
    return Sample(
        indicator=indicator,
        centre_id=centre,
        day=day,
        value=figure.value,
        verified=figure.verified,
        is_few=figure.is_few,
    )
