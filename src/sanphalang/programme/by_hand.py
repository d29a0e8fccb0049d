"""Figures that were entered by hand, added up."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from sanphalang.access.models import Centre
from sanphalang.access.viewer import Viewer
from sanphalang.programme.models import Indicator, Reading


def counted(indicator: Indicator, day: date | None) -> dict[int | None, int | None]:
    """Return the latest figure of each centre as of a day, and of the nation their sum, with the nation's own.

    Of the nation nothing is known while nothing was entered.
    """
    rows = Reading.objects.filter(indicator=indicator, is_taken_back=False)
    if day is not None:
        rows = rows.filter(day__lte=day)
    latest: dict[int | None, int | None] = dict(rows.order_by("day", "pk").values_list("centre", "value"))
    known = [value for value in latest.values() if value is not None]
    return {**latest, None: sum(known) if known else None}


def records(_viewer: Viewer, _centre: Centre | None) -> str:
    """Return nothing: the figures stand on the indicator's own page."""
    return ""


def readings_of(indicator: Indicator) -> list[Reading]:
    """Return what was entered, the latest day first."""
    return list(Reading.objects.filter(indicator=indicator, is_taken_back=False).select_related("centre"))


def address_of(indicator: Indicator) -> str:
    """Return where the figures of an indicator stand."""
    return f"{reverse('programme:indicator', args=[indicator.code])}#readings"
