"""Partners and other social assets of the network: who is in the registry, by province, and who is one since when.

They are organisations of the registry by their kinds; of some it is written down since which year they are partners.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.partnership_queries import partners as partners_of
from sanphalang.organisations.partnership_queries import year_by_year
from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.rules import PARTNER_KINDS
from sanphalang.places.models import Place
from sanphalang.places.names import own_name
from sanphalang.reports.areas import Where
from sanphalang.reports.counted import ORGANISATIONS
from sanphalang.reports.document import Section
from sanphalang.reports.network_sections import of_chart
from sanphalang.reports.queries import Figures, figures_by
from sanphalang.web.charts import Chart, Series
from sanphalang.web.days import years_ahead
from sanphalang.web.table import Cell, Column, Table, Value

ACADEMIC = "academic"

_PROVINCE = 1_000_000


def partners(viewer: Viewer, area: Where, places: Sequence[Place]) -> Section:
    """Return how many organisations of these kinds each province has; each figure leads to their list."""
    measures = [f"kind:{kind}" for kind in PARTNER_KINDS]
    found = figures_by(viewer, _PROVINCE, area.intervals, measures=measures)
    names = kind_names()
    columns = [Column(_("Province")), *(Column(names.get(kind, kind), kind="figure") for kind in PARTNER_KINDS)]
    rows: list[list[Cell | Value]] = []
    for place in places:
        counted = found.get(place.padded, Figures())
        rows.append([Cell(own_name(place)), *(_linked(counted, kind, place) for kind in PARTNER_KINDS)])
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


def academic(viewer: Viewer, area: Where, year: int) -> list[Section]:
    """Return how many academic partners there were at the end of each year up to one, and which; one query."""
    found, ahead = partners_of(viewer, ACADEMIC, year, area.intervals), years_ahead()
    years = year_by_year(found, year)
    labels = [str(each.year + ahead) for each in years]
    title = _("Academic partners, by year")
    joined, ended, standing = _("Joined in the year"), _("Ended in the year"), _("At the end of the year")
    columns = [Column(_("Year")), *(Column(label, kind="figure") for label in (joined, ended, standing))]
    rows: list[list[Cell | Value]] = [
        [Cell(label), each.joined, each.ended, each.standing] for label, each in zip(labels, years, strict=True)
    ]
    series = [
        Series(joined, [each.joined for each in years], look="indigo"),
        Series(standing, [each.standing for each in years], look="silk"),
    ]
    table = Table(columns, rows, title, phone="scroll")
    chart = Chart(title, "line", _("Year"), labels, series, name="academic", own_table=table)
    named: list[list[Cell | Value]] = [
        [
            Cell(str(each.since + ahead)),
            Cell(each.name, url=reverse("organisations:page", args=[each.id])),
            Cell("–" if each.until is None or each.until > year else str(each.until + ahead)),
        ]
        for each in found
    ]
    names = _("Academic partners by the year in which they joined")
    headings = [Column(_("Year")), Column(_("Academic partner")), Column(_("Partnership ended in"))]
    whole = Section("academic-partners", names, table=Table(headings, named, names, phone="scroll"))
    return [of_chart(chart), *([whole] if named else [])]
