"""What this room shows on the page of a record (:mod:`sanphalang.web.panels`): what was merged into it, with undo."""

from __future__ import annotations

from functools import partial
from typing import Any

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.viewer import Viewer
from sanphalang.files.merged import absorbed_by
from sanphalang.stewardship import records
from sanphalang.stewardship.models import Merge
from sanphalang.stewardship.registers import KEPT
from sanphalang.stewardship.shown import name_of


def _merges(register: str, viewer: Viewer, record: int) -> tuple[str, dict[str, Any]] | None:
    """Return the merges that made the record what it is, to who may edit it; the latest first."""
    kept = KEPT[register]
    if not policy.may_anywhere(viewer, kept.register.edits):
        return None
    gone = {each.pk: each for each in absorbed_by(kept.register.model, record)}  # type: ignore[type-var]
    if not gone:
        return None
    places = [each.place for each in records.read(kept, [record]).values()]
    if not all(policy.may(viewer, kept.register.edits, place) for place in places):
        return None
    merges = list(Merge.objects.filter(register=register, absorbed__in=gone, undone_at=None).order_by("-pk"))
    names = names_of_actors({merge.actor for merge in merges})
    told = [
        {
            "id": merge.pk,
            "name": name_of(kept, records.values_of(kept, gone[merge.absorbed])),
            "at": merge.at,
            "by": names.get(merge.actor, ""),
        }
        for merge in merges
    ]
    return "stewardship/panel.html", {"merges": told}


of_organisation = partial(_merges, "organisations")
of_person = partial(_merges, "people")
