"""What the header offers: composed here, because it names several rooms."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.policy import lacks_only_second_factor, may_anywhere
from sanphalang.access.roles import Act
from sanphalang.access.staff_sessions import could_open_staff_session
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.manual.addresses import help_address, report_address
from sanphalang.manual.queries import may_solve
from sanphalang.portal.my_work import may_have_work
from sanphalang.verification.walking import has_walk

_url = cache(reverse)  # twenty addresses on every page, which are always the same


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``nav`` (label, url, whether it is the page's own part), search and ``footer_links``."""
    viewer = getattr(request, "viewer", PUBLIC)
    items = [(_("Places"), _url("places")), (_("Organisations"), _url("organisations:list"))]
    if _is_offered(viewer, Act.PEOPLE_SEE):
        items.append((_("People"), _url("people:list")))
    items.append((_("Committees"), _url("committees:list")))
    items.append((_("Knowledge"), _url("knowledge:list")))
    items.append((_("Programme"), _url("programme:overview")))
    # Who looks after records finds the own walk among all that waits: ten parts have no room beside each other.
    if may_have_work(viewer):
        items.append((_("My work"), _url("my_work")))
    elif has_walk(viewer):
        items.append((_("My walk"), _url("verification:walk")))
    if _is_offered(viewer, Act.REQUESTS_READ):
        items.append((_("Requests"), _url("privacy:requests")))
    if _is_offered(viewer, Act.INTAKE_IMPORT):
        items.append((_("Imports"), _url("intake:list")))
    return {
        "nav": [{"label": label, "url": url, "active": request.path.startswith(url)} for label, url in items],
        "footer_links": [
            {"label": _("Centres"), "url": _url("centres:list")},
            {"label": _("Local authorities"), "url": _url("authorities:list")},
            {"label": _("Network report"), "url": _url("sheets:network")},
            {"label": _("Sustainable Development Goals"), "url": _url("sdg:goals")},
            {"label": _("Help"), "url": _url("manual:index")},
            {"label": _("Privacy"), "url": _url("privacy")},
            {"label": _("What is held about you"), "url": _url("privacy:me")},
            {"label": _("Report a problem"), "url": report_address(request)},
        ],
        "help_url": help_address(request),
        "search_url": _url("search:page"),
        "suggest_url": _url("search:suggest"),
        "account_links": _account_links(viewer),
        "viewer": viewer,
    }


def _account_links(viewer: Viewer) -> list[dict[str, str]]:
    """Return what the menu of the account offers: the colleagues of each centre, the log, the timed session."""
    teams = [(code, reverse("centres:team", args=[code])) for code in viewer.team_codes]
    links = [{"label": _("Colleagues and roles"), "url": url} for _code, url in teams[:1]]
    if len(teams) > 1:
        links = [{"label": _("Colleagues and roles: %(centre)s") % {"centre": code}, "url": url} for code, url in teams]
    if _is_offered(viewer, Act.LEDGER_READ):
        links.append({"label": _("Log"), "url": _url("log")})
    if may_solve(viewer):
        links.append({"label": _("Reported problems"), "url": _url("manual:reports")})
    if could_open_staff_session(viewer):
        links.append({"label": _("Timed session"), "url": _url("access:staff_session")})
    return links


def _is_offered(viewer: Viewer, act: Act) -> bool:
    """Say whether to show the way to an act: also where only a second step is missing, which is then asked for."""
    return may_anywhere(viewer, act) or lacks_only_second_factor(viewer, act)
