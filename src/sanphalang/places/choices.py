"""What the place and area filters offer: a select that leads into the tree step by step, without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import caches
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sanphalang.places import queries as places
from sanphalang.places.models import Area, Place
from sanphalang.places.names import full_name, own_name

Choices = list[tuple[Any, Any]]
T = TypeVar("T")

_SCHEMES = {
    Area.Scheme.REGION: gettext_lazy("Regions"),
    Area.Scheme.CLUSTER: gettext_lazy("Provincial clusters"),
    Area.Scheme.BANGKOK_ZONE: gettext_lazy("Zones of Bangkok"),
}


def place_choices(chosen: Place | None) -> Choices:
    """Return the whole country with the provinces; or with the chosen place, those around it and those inside."""
    choices: Choices = [("", _("The whole country"))]
    if chosen is None:
        return choices + _for_a_minute("provinces", _offered_provinces)
    choices += [(place.code, full_name(place)) for place in (*places.ancestors(chosen), chosen)]
    inside = [(place.code, full_name(place)) for place in places.children(chosen)]
    return [*choices, (_("Inside %(place)s") % {"place": full_name(chosen)}, inside)] if inside else choices


def area_choices() -> Choices:
    """Return the regions, clusters and zones, under values such as ``region:north``."""
    offered = _for_a_minute("areas", _offered_areas)
    return [("", _("All areas")), *((label, offered[scheme]) for scheme, label in _SCHEMES.items())]


def _offered_provinces() -> Choices:
    return [(place.code, own_name(place)) for place in places.provinces()]


def _offered_areas() -> dict[str, Choices]:
    offered: dict[str, Choices] = {scheme.value: [] for scheme in _SCHEMES}
    for area in places.all_areas():
        offered[area.scheme].append((f"{area.scheme}:{area.code}", own_name(area)))
    return offered


def _for_a_minute(what: str, make: Callable[[], T]) -> T:
    """Return what was made in the last minute: reference data, read for every list, changes with a release."""
    key = f"choices-{what}-{get_language()}"
    made: T | None = caches["local"].get(key)
    if made is None:
        made = make()
        caches["local"].set(key, made, 60)
    return made


def area_behind(value: str) -> Area | None:
    """Return the area that a value of :func:`area_choices` stands for."""
    if not value.isprintable():  # PostgreSQL refuses to look for some texts
        return None
    scheme, _colon, code = value.partition(":")
    return places.areas(scheme).filter(code=code).first()
