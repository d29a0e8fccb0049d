"""What this room shows on the page of a centre: its figures, and the way to the sheets of its territory."""

from __future__ import annotations

from typing import Any

from sanphalang.access.models import Centre
from sanphalang.access.queries import centres, territory_of
from sanphalang.access.viewer import Viewer
from sanphalang.reports.print_runs import may_print
from sanphalang.reports.queries import figures


def of_centre(viewer: Viewer, centre_id: int) -> tuple[str, dict[str, Any]] | None:
    """Return what is counted in the territory of a centre; nothing where it looks after no place."""
    centre: Centre | None = centres().filter(pk=centre_id).first()
    territory = territory_of(centre) if centre else ()
    if centre is None or not territory:
        return None
    found = figures(viewer, territory)
    place = centre.territory.all()[0].code if len(centre.territory.all()) == 1 else ""
    context = {
        "figures": found,
        "query": f"?place={place}" if place else f"?area=bangkok_zone:{centre.code}",
        "place": place,
        "code": centre.code,
        "may_print": may_print(viewer, centre),
    }
    return "reports/centre_panel.html", context
