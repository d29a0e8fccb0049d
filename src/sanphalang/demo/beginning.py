"""What an operator is told while nobody can sign in."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from sanphalang.access.queries import open_accounts


def how_to_begin() -> list[str]:
    """Return how to make the first account and, except in production, the demo; nothing where there is an account."""
    if open_accounts().exists():
        return []
    first = 'sanphalang user add EMAIL --role national_administrator --name "…"'
    lines = [_("Nobody can sign in yet. The first account is made with: %(command)s") % {"command": first}]
    if not settings.PRODUCTION:
        demo = "sanphalang demo --scale small"
        lines.append(_("The demo comes back, into a database without records, with: %(command)s") % {"command": demo})
    return lines
