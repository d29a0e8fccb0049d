"""What is shown of how the centres are doing: a table of all, and one centre's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.programme.health import Health
from sanphalang.programme.lists import territory_asked
from sanphalang.programme.tables import short_name
from sanphalang.web.days import day_shown
from sanphalang.web.table import Cell, Column, Table, Value

_KEYS: dict[str, Callable[[Health], Any]] = {
    "centre": lambda each: each.centre.code,
    "organisations": lambda each: each.organisations,
    "fresh": lambda each: -1.0 if each.share is None else each.share,
    "duplicates": lambda each: each.duplicates,
    "doubtful": lambda each: each.doubtful,
    "requests": lambda each: each.requests,
    "cases": lambda each: each.cases,
    "lists": lambda each: each.lists,
    "signed_in": lambda each: str(each.last_sign_in or ""),
}


def health_table(found: Sequence[Health], sort: str) -> Table:
    """Return how the centres are doing in the order asked for; by their codes otherwise."""
    by = sort.removeprefix("-")
    sort, by = (sort, by) if by in _KEYS else ("centre", "centre")
    ordered = sorted(sorted(found, key=_KEYS["centre"]), key=_KEYS[by], reverse=sort.startswith("-"))
    columns = [
        Column(_("Centre"), sort="centre"),
        Column(_("Organisations"), kind="figure", sort="organisations"),
        Column(_("Fresh in per cent"), kind="figure", sort="fresh"),
        Column(_("Possible duplicates"), kind="figure", sort="duplicates"),
        Column(_("Doubtful rows"), kind="figure", sort="doubtful"),
        Column(_("Requests of people"), kind="figure", sort="requests"),
        Column(_("Published cases"), kind="figure", sort="cases"),
        Column(_("Number of lists brought in"), kind="figure", sort="lists"),
        Column(_("Last sign-in of the team"), kind="figure", sort="signed_in"),
    ]
    return Table(columns, [_row(each) for each in ordered], _("How the centres are doing"), sort=sort, phone="scroll")


def _row(each: Health) -> list[Cell | Value]:
    return [
        Cell(short_name(each.centre), url=reverse("programme:centre_health", args=[each.centre.code])),
        each.organisations,
        Cell("–") if each.share is None else int(100 * each.share),
        *(each.duplicates, each.doubtful, each.requests, each.cases, each.lists),
        Cell(day_shown(each.last_sign_in) or _("Never")),
    ]


def own_page(each: Health) -> dict[str, Any]:
    """Return what a centre's own page shows: what waits, with the way to it, and how it stands."""
    asked = territory_asked(each.centre)
    listed = reverse("organisations:list") + asked
    return {
        "title": _("How the centre is doing: %(centre)s") % {"centre": short_name(each.centre)},
        "crumbs": [
            {"label": _("The programme"), "url": reverse("programme:overview")},
            {"label": _("How the centres are doing"), "url": reverse("programme:health")},
        ],
        "waiting": [
            {"label": _("Possible duplicates"), "value": each.duplicates},
            {"label": _("Doubtful rows"), "value": each.doubtful},
            {"label": _("Requests of people"), "value": each.requests},
        ],
        "stands": [
            {"label": _("Organisations"), "value": each.organisations, "url": listed},
            {"label": _("Confirmed within 12 months"), "value": each.fresh, "url": ""},
            {"label": _("Published cases"), "value": each.cases, "url": ""},
            {"label": _("Number of lists brought in"), "value": each.lists, "url": ""},
        ],
        "facts": [
            {"label": _("Last list brought in"), "value": day_shown(each.last_list) or _("Never")},
            {"label": _("Last sign-in of the team"), "value": day_shown(each.last_sign_in) or _("Never")},
        ],
    }
