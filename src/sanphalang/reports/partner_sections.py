"""Partners and other social assets of the network: who is in the registry, by province, and whom documents name.

They are organisations of the registry by their kinds; since which year an institution is a partner the registry does
not say.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.queries import called, kind_names
from sanphalang.places.models import Place
from sanphalang.places.names import own_name
from sanphalang.reports import stated
from sanphalang.reports.areas import Where
from sanphalang.reports.counted import ORGANISATIONS
from sanphalang.reports.document import Section
from sanphalang.reports.queries import Figures, figures_by
from sanphalang.web.days import years_ahead
from sanphalang.web.table import Cell, Column, Table, Value

KINDS = ("academic", "shop", "social_enterprise", "community_enterprise", "facilitator_team")
"""The kinds of organisations that are partners or assets which neighbours can share, in the order of the table."""

_PROVINCE = 1_000_000


def partners(viewer: Viewer, area: Where, places: Sequence[Place]) -> Section:
    """Return how many organisations of these kinds each province has; each figure leads to their list."""
    measures = [f"kind:{kind}" for kind in KINDS]
    found = figures_by(viewer, _PROVINCE, area.intervals, measures=measures)
    names = kind_names()
    columns = [Column(_("Province")), *(Column(names.get(kind, kind), kind="figure") for kind in KINDS)]
    rows: list[list[Cell | Value]] = []
    for place in places:
        counted = found.get(place.padded, Figures())
        rows.append([Cell(own_name(place)), *(_linked(counted, kind, place) for kind in KINDS)])
    if len(rows) > 1:
        inside = [found.get(place.padded, Figures()) for place in places]
        totals = [sum(each.of(ORGANISATIONS.name, measure) for each in inside) for measure in measures]
        rows.append([Cell(_("Total")), *totals])
    title = _("Partners and social assets by province")
    notes = [_("Organisations of the registry by kind, closed ones too; a team is counted once, not its members.")]
    return Section("partners", title, table=Table(columns, rows, title, phone="scroll"), notes=notes)


def _linked(counted: Figures, kind: str, place: Place) -> Cell:
    number = counted.of(ORGANISATIONS.name, f"kind:{kind}")
    asked = urlencode({"kind": kind, "place": place.code})
    return Cell(number, url=f"{reverse('organisations:list')}?{asked}" if number else "")


def stated_partners(viewer: Viewer) -> Section:
    """Return the academic partners that the document names by year, and whether the registry knows them."""
    known = called(viewer, {name for _year, name in stated.partners()})
    columns = [Column(_("Year")), Column(_("Academic partner")), Column(_("In the registry"))]
    rows: list[list[Cell | Value]] = []
    for year, name in stated.partners():
        number = known.get(name)
        url = "" if number is None else reverse("organisations:page", args=[number])
        rows.append(
            [Cell(str(year + years_ahead())), Cell(name), Cell(_("No") if number is None else _("Yes"), url=url)]
        )
    title = _("Academic partners by year, as the document states them")
    return Section("stated-partners", title, table=Table(columns, rows, title, phone="scroll"))
