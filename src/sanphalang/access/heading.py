"""Where a person was heading when something came between."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_target(request: HttpRequest, otherwise: str = settings.LOGIN_REDIRECT_URL) -> str:
    """Return the address in ``next`` if it is one of ours, else another one, by itself the home page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_path(wanted) and _is_ours(request, wanted) else otherwise


def is_path(address: str) -> bool:
    """Say whether an address begins at the root of the site: a word alone may be the name of something else."""
    return address.startswith("/")


def came_from(request: HttpRequest) -> str:
    """Return the page to come back to: this one, or after a form the page on which it stood."""
    if request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request"):
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    if not _is_ours(request, page):
        return settings.LOGIN_REDIRECT_URL
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def page_of(request: HttpRequest) -> str:
    """Return the page to come back to without what was asked of it, which may name somebody."""
    return request.path if request.method in {"GET", "HEAD"} else urlsplit(came_from(request)).path


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
