"""Network reports over HTTP."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanphalang.access.answering import viewer_of
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations.network_queries import years_known
from sanphalang.reports.areas import Where, choices_of_areas, where
from sanphalang.reports.document_views import answer_document
from sanphalang.reports.network import network_report
from sanphalang.reports.network_document import network_document
from sanphalang.web.chart_files import chart_file, table_file
from sanphalang.web.days import years_ahead
from sanphalang.web.paper import can_print


@require_safe
@kept_for_the_public
def network(request: HttpRequest) -> HttpResponseBase:
    """The network of local authorities in an area and a year; its tables are taken home from the same address."""
    viewer, (area, year) = viewer_of(request), _asked(request)
    report = network_report(viewer, area, year)
    file_format = request.GET.get("file", "")
    table = next((each.table for each in report.sections if each.name == request.GET.get("chart")), None)
    if table is not None and file_format in {"csv", "xlsx"}:
        return table_file(table, f"network-{request.GET['chart']}", file_format)
    context = {
        "title": _("The network of local authorities"),
        "report": report,
        "areas": choices_of_areas(),
        "years": [(each, each + years_ahead()) for each in years_known(viewer)],
        "asked": urlencode({"area": area.code, "year": str(report.year)}),
        "can_print": can_print(),
    }
    return chart_file(request, report.charts) or render(request, "reports/network.html", context)


@require_safe
def network_file(request: HttpRequest, file_format: str) -> HttpResponse:
    """The same as a PDF, a Word document or a workbook; public figures alone, so one file for everybody."""
    area, year = _asked(request)
    site = request.build_absolute_uri("/").rstrip("/")
    return answer_document(
        request,
        lambda: network_document(network_report(PUBLIC, area, year), site=site),
        name="network",
        file_format=file_format,
        page=f"{reverse('sheets:network')}?{urlencode({'area': area.code, 'year': str(year or '')})}",
        asked=("network", area.code, year, site),
    )


def _asked(request: HttpRequest) -> tuple[Where, int | None]:
    """Return area and year of the address; a year far from any is none."""
    area, asked = where(request.GET.get("area", "")), request.GET.get("year", "")
    if area is None:
        raise Http404
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= len("2563") else 0
    return area, year if 1900 <= year <= timezone.localdate().year else None
