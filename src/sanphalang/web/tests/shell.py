"""What ``config`` gives to the shell, made up: addresses, navigation, a viewer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

NOBODY = SimpleNamespace(is_signed_in=False, name="", actor="public")
DATA_MANAGER = SimpleNamespace(is_signed_in=True, name="สมศรี ใจดี", actor="user:1")


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_accounts = [
    path("login/", _page, name="sign_in"),
    path("logout/", _page, name="sign_out"),
    path("security/", _page, name="security"),
]
urlpatterns = [path("accounts/", include((_accounts, "access")))]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Stand in for config.navigation."""
    return {
        "nav": [{"label": "พื้นที่", "url": "/places/", "active": True}],
        "account_links": [],
        "viewer": getattr(request, "shown_to", NOBODY),
    }
