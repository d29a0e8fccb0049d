"""Which page somebody is on: for its help, and for a report."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from sanphalang.manual.rules import kept_address
from sanphalang.web.helping import task_of


def help_address(request: HttpRequest) -> str:
    """Return the page of the manual that tells how this page is used; where there is none, the manual's first page."""
    match = request.resolver_match
    task = task_of(match.view_name) if match else ""
    return reverse("manual:task", args=[task]) if task else reverse("manual:index")


def report_address(request: HttpRequest) -> str:
    """Return the page on which a problem with this page is reported."""
    page = _kept(request.resolver_match)
    form = reverse("manual:report")
    return f"{form}?{urlencode({'page': page}, safe='/')}" if page and page != form else form


def page_told(address: str) -> str:
    """Return what may be kept of an address that a browser sent: nothing of what is not a page of ours."""
    try:
        return _kept(resolve(urlsplit(address[:400]).path))
    except (Resolver404, ValueError):
        return ""


def _kept(match: ResolverMatch | None) -> str:
    return kept_address(match.route, match.kwargs)[:200] if match else ""
