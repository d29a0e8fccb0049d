"""Telling visitors without an account apart, so that one of them cannot use up what is there for all."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

_ONE_HOUSEHOLD = 64
"""So many bits of a newer internet address are one household's; it chooses the others anew as it likes."""


def visitor_of(request: HttpRequest) -> str:
    """Return from where a request comes, to be compared and never to be kept; nothing where that cannot be told.

    Proxies of our own are told by ``SANPHALANG_TRUSTED_PROXIES``. Behind one of which nobody told us, at an address of
    a house's own net, all visitors would look like one: they are not told apart.
    """
    own, nearest = settings.ALLAUTH_TRUSTED_PROXY_COUNT, _address(request.META.get("REMOTE_ADDR", ""))
    if own > 0:
        said = request.headers.get("X-Forwarded-For", "").split(",")
        return _told(_address(said[-own])) if len(said) >= own else ""
    return _told(nearest) if nearest is not None and nearest.is_global else ""


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _told(address: IPv4Address | IPv6Address | None) -> str:
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _ONE_HOUSEHOLD), strict=False))
    return "" if address is None else str(address)
