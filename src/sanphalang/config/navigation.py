"""What the header offers: composed here, because it names several rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.policy import may_anywhere
from sanphalang.access.roles import Act
from sanphalang.access.viewer import PUBLIC
from sanphalang.people.queries import may_see_people


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``nav`` (label, url, whether it is the page's own part of the site) and ``footer_links``."""
    viewer = getattr(request, "viewer", PUBLIC)
    items = [(_("Places"), reverse("places")), (_("Organisations"), reverse("organisations:list"))]
    if may_see_people(viewer):
        items.append((_("People"), reverse("people:list")))
    items.append((_("Committees"), reverse("committees:list")))
    if may_anywhere(viewer, Act.REQUESTS_READ):
        items.append((_("Requests"), reverse("privacy:requests")))
    if may_anywhere(viewer, Act.INTAKE_IMPORT):
        items.append((_("Imports"), reverse("intake:list")))
    return {
        "nav": [{"label": label, "url": url, "active": request.path.startswith(url)} for label, url in items],
        "footer_links": [
            {"label": _("Help"), "url": reverse("help")},
            {"label": _("Privacy"), "url": reverse("privacy")},
            {"label": _("What is held about you"), "url": reverse("privacy:me")},
        ],
        "viewer": viewer,
    }
