"""The page on which the nation sees how true each centre keeps its registry."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.verification.queries import all_centres
from sanphalang.verification.shares import in_percent
from sanphalang.verification.tables import centres_table
from sanphalang.web.days import day_shown


@require_safe
@kept_for_the_public
def freshness(request: HttpRequest) -> HttpResponse:
    """All centres, the least fresh first."""
    kept = all_centres()
    now = [each.now for each in kept if each.now is not None]
    total, fresh = sum(each.total for each in now), sum(each.fresh for each in now)
    context = {
        "table": centres_table(kept),
        "total": total,
        "fresh": fresh,
        "share": in_percent(fresh / total) if total else None,
        "day": day_shown(max(each.day for each in now)) if now else "",
        "title": _("How fresh the registry is"),
    }
    return render(request, "verification/freshness.html", context)
