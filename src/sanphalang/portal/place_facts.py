"""What is known of a place itself: codes, who looks after it, areas, postal codes; how fresh its organisations are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sanphalang.access.queries import centres
from sanphalang.places.models import Area, Place
from sanphalang.places.names import BANGKOK, own_name
from sanphalang.places.queries import postal_codes
from sanphalang.portal.links import organisations_url
from sanphalang.web.freshness import FRESHNESS, Freshness
from sanphalang.web.table import Cell, Column, Table, Value

Row = list[Cell | Value]

_POSTAL_CODES_SHOWN = 12

_SCHEMES: dict[str, Promise] = {
    Area.Scheme.REGION: gettext_lazy("Region"),
    Area.Scheme.CLUSTER: gettext_lazy("Provincial cluster"),
    Area.Scheme.BANGKOK_ZONE: gettext_lazy("Zone of Bangkok"),
}


class Fact(TypedDict, total=False):
    """A line of the component ``definitions``."""

    label: str
    value: str | None
    url: str


def facts_of(place: Place, areas: Iterable[Area]) -> list[Fact]:
    """Return the facts of a place, in the order in which they are read."""
    other_name = place.name_th if (get_language() or "th").startswith("en") else place.name_en
    facts = [
        Fact(label=_("Looked after by"), value=", ".join(_centres(place)) or None),
        *(Fact(label=str(_SCHEMES[area.scheme]), value=own_name(area), url=_area_url(area)) for area in areas),
        Fact(label=_("Postal codes"), value=_postal_codes(place) or None),
        Fact(label=_("Official code"), value=place.code),
    ]
    return [*facts, Fact(label=_("Name in the other language"), value=other_name)] if other_name else facts


def _centres(place: Place) -> list[str]:
    """Return the centres whose territory holds the place, or lies in it: Bangkok has one for each of its zones."""
    around = [place.padded, *(code.padded for code in place.place_code.ancestors)]
    held = Q(territory__in=around) | Q(territory__padded__range=place.place_code.interval)
    return [own_name(centre) for centre in centres().prefetch_related(None).filter(held).distinct()]


def _area_url(area: Area) -> str:
    if area.scheme == Area.Scheme.BANGKOK_ZONE:
        return f"{reverse('place', args=[BANGKOK])}#zone-{area.code}"
    return f"{reverse('places')}?by={area.scheme}#area-{area.code}"


def _postal_codes(place: Place) -> str:
    codes = postal_codes(place)
    listed = ", ".join(codes[:_POSTAL_CODES_SHOWN])
    if len(codes) <= _POSTAL_CODES_SHOWN:
        return listed
    return _("%(codes)s and %(n)d more") % {"codes": listed, "n": len(codes) - _POSTAL_CODES_SHOWN}


def freshness_of(place: Place, counted: Mapping[Freshness, int]) -> Table:
    """Return the number of organisations by how long ago they were confirmed."""
    # The list takes very stale records for stale as well, since both are due; so does this count, which leads there.
    listed = {**counted, Freshness.STALE: counted[Freshness.STALE] + counted[Freshness.VERY_STALE]}
    words = {**FRESHNESS, Freshness.VERY_STALE: _("Of these, more than 3 years ago")}
    rows: list[Row] = [
        [words[key], Cell(number, url=organisations_url(place=place.code, fresh=key) if number else "")]
        for key, number in listed.items()
    ]
    columns = (Column(_("Last confirmed")), Column(_("Organisations"), kind="figure"))
    return Table(columns, rows, _("How fresh the data is"))
