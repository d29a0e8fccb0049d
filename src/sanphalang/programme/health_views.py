"""How the centres are doing, over HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.queries import centre_with_code
from sanphalang.programme.health import health, health_of
from sanphalang.programme.health_pages import health_table, own_page
from sanphalang.web.chart_files import table_file


@require_safe
@answering_refusals
def centres(request: HttpRequest) -> HttpResponseBase:
    """All centres that the viewer may see, as a table or a file."""
    table = health_table(health(viewer_of(request)), request.GET.get("sort", ""))
    if request.GET.get("table") in {"csv", "xlsx"}:
        return table_file(table, "centres", request.GET["table"])
    crumbs = [{"label": _("The programme"), "url": reverse("programme:overview")}]
    context = {"title": _("How the centres are doing"), "crumbs": crumbs, "table": table}
    return render(request, "programme/health.html", context)


@require_safe
@answering_refusals
def centre(request: HttpRequest, code: str) -> HttpResponse:
    """One centre."""
    chosen = found(centre_with_code(code))
    return render(request, "programme/centre_health.html", own_page(health_of(viewer_of(request), chosen)))
