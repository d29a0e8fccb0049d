"""The network of local authorities as a report for any area and year: what its page shows and its files hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.network_queries import InProvince, network_by_province, years_known
from sanphalang.reports.areas import Where
from sanphalang.reports.document import Section
from sanphalang.reports.network_sections import centres, joined, province_section, share, trained
from sanphalang.reports.partner_sections import academic, partners
from sanphalang.reports.stated_sections import stated_sections
from sanphalang.web.charts import Chart
from sanphalang.web.table import Table


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """The report: its total, and its sections, of which the first one is by province."""

    where: Where
    year: int
    total: InProvince
    sections: Sequence[Section]

    @property
    def share(self) -> str:
        """The share of all local authorities that is in the network, with two decimals as the documents have it."""
        return share(self.total)

    @property
    def table(self) -> Table:
        """The table by province."""
        return next(each.table for each in self.sections if each.table is not None)

    @property
    def charts(self) -> list[Chart]:
        """The charts of all sections."""
        return [each.chart for each in self.sections if each.chart is not None]


def network_report(viewer: Viewer, area: Where, year: int | None = None) -> NetworkReport:
    """Return the report of an area, for the latest year of which anything is known unless another one is asked for."""
    year = year or next(iter(years_known(viewer)), timezone.localdate().year)
    places = area.provinces
    counted = network_by_province(viewer, year, area.intervals)
    total = sum((counted.get(place.padded, InProvince()) for place in places), InProvince())
    sections = [
        province_section(area, year, places, counted, total),
        joined(viewer, area),
        trained(viewer, area),
        centres(viewer, area),
        partners(viewer, area, places),
        *academic(viewer, area, year),
        *stated_sections(viewer, area, places),
    ]
    return NetworkReport(area, year, total, sections)
