"""Writes of the programme and its indicators: check, change, record, in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.programme.models import Indicator, Programme, Reading
from sanphalang.programme.rules import INDICATOR, PROGRAMME
from sanphalang.programme.writing import Changes, Values, require_editor, store, told, write_down


def edit_programme(viewer: Viewer, *, expected_revision: int | None, values: Values) -> None:
    """Change the programme's name, its first month and how many months it has."""
    require_editor(viewer)
    with transaction.atomic():
        programme = Programme.objects.select_for_update().order_by("pk").first()
        if programme is None:
            raise NoSuchRecordError
        if changes := store(programme, values, expected_revision=expected_revision):
            write_down(viewer, "edit", (PROGRAMME, "1"), changes)


def add_indicator(viewer: Viewer, *, values: Values, is_demo: bool = False) -> str:
    """Add an indicator and return its code."""
    require_editor(viewer)
    _check(values)
    with transaction.atomic():
        if Indicator.objects.filter(code__iexact=values["code"]).exists():
            raise CannotBeError(_("There is an indicator with this code already. Please choose another code."))
        last = Indicator.objects.order_by("-order").values_list("order", flat=True).first() or 0
        indicator = Indicator.objects.create(**values, order=last + 1, is_demo=is_demo)
        write_down(viewer, "add_indicator", (INDICATOR, indicator.code), told(values))
    return indicator.code


def edit_indicator(viewer: Viewer, code: str, *, expected_revision: int | None, values: Values) -> None:
    """Change what differs; the code stays."""
    _check(values)
    _change_indicator(viewer, code, "edit_indicator", values, expected_revision)


def close_indicator(viewer: Viewer, code: str) -> None:
    """Count it no longer, and leave it out of the overview. What it stood at stays."""
    _change_indicator(viewer, code, "close_indicator", {"is_closed": True})


def reopen_indicator(viewer: Viewer, code: str) -> None:
    """Count it again."""
    _change_indicator(viewer, code, "reopen_indicator", {"is_closed": False})


def enter_reading(viewer: Viewer, code: str, *, values: Values, is_demo: bool = False) -> int:
    """Enter a figure with its source, and return its number."""
    require_editor(viewer)
    if not values["source"]:
        raise CannotBeError(_("Please say where the figure is from."))
    with transaction.atomic():
        indicator = _locked(code)
        reading = Reading.objects.create(indicator=indicator, **values, is_demo=is_demo)
        write_down(viewer, "enter_reading", (INDICATOR, code), _told_of(reading))
    return reading.pk


def take_reading_back(viewer: Viewer, reading_id: int) -> str:
    """Leave out a figure that was entered wrongly; return the code of its indicator."""
    require_editor(viewer)
    with transaction.atomic():
        reading = Reading.objects.select_for_update().select_related("indicator").filter(pk=reading_id).first()
        if reading is None:
            raise NoSuchRecordError(reading_id)
        if not reading.is_taken_back:
            write_down(viewer, "take_reading_back", (INDICATOR, reading.indicator.code), _told_of(reading))
            reading.is_taken_back, reading.source = True, ""  # words may name somebody: they go
            reading.save(update_fields=["is_taken_back", "source"])
    return reading.indicator.code


def _told_of(reading: Reading) -> Changes:
    values = {"day": reading.day, "value": reading.value, "source": reading.source, "about": reading.pk}
    centre = reading.centre
    return told(values | {"centre": centre.code if centre else ""})


def _change_indicator(
    viewer: Viewer, code: str, verb: str, values: Values, expected_revision: int | None = None
) -> None:
    require_editor(viewer)
    with transaction.atomic():
        if changes := store(_locked(code), values, expected_revision=expected_revision):
            write_down(viewer, verb, (INDICATOR, code), changes)


def _locked(code: str) -> Indicator:
    indicator = Indicator.objects.select_for_update().filter(code=code).first()
    if indicator is None:
        raise NoSuchRecordError(code)
    return indicator


def _check(values: Values) -> None:
    start, end = values.get("starts_on"), values.get("ends_on")
    if start and end and end <= start:
        raise CannotBeError(_("The last day lies before the first. Please check both."))
