"""The list as a table to take home, in such columns that bringing it in again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.ledger.ranges import as_ranges
from sanphalang.organisations.contacts import unpublished_contacts
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import kind_names, values_shown
from sanphalang.organisations.rules import VALUE_FIELDS
from sanphalang.organisations.words import STATUSES
from sanphalang.places.queries import names
from sanphalang.places.rules import PlaceCode
from sanphalang.thai.years import BUDDHIST_AHEAD
from sanphalang.web.exports import Value

HEADINGS = {
    "id": pgettext_lazy("column of a download", "Sanphalang ID"),
    "name": pgettext_lazy("column of a download", "Name"),
    "kind": pgettext_lazy("column of a download", "Kind"),
    "registration_no": pgettext_lazy("column of a download", "Registration number"),
    "activity": pgettext_lazy("column of a download", "Activity"),
    "address": pgettext_lazy("column of a download", "Address"),
    "village_no": pgettext_lazy("column of a download", "Village number"),
    "village": pgettext_lazy("column of a download", "Village"),
    "subdistrict": pgettext_lazy("column of a download", "Subdistrict"),
    "district": pgettext_lazy("column of a download", "District"),
    "province": pgettext_lazy("column of a download", "Province"),
    "place_code": pgettext_lazy("column of a download", "Place code"),
    "contact_name": pgettext_lazy("column of a download", "Contact person"),
    "telephone": pgettext_lazy("column of a download", "Telephone"),
    "email": pgettext_lazy("column of a download", "E-mail"),
    "website": pgettext_lazy("column of a download", "Website"),
    "latitude": pgettext_lazy("column of a download", "Latitude"),
    "longitude": pgettext_lazy("column of a download", "Longitude"),
    "members": pgettext_lazy("column of a download", "Members"),
    "founded": pgettext_lazy("column of a download", "Founded"),
    "status": pgettext_lazy("column of a download", "Status"),
    "confirmed_on": pgettext_lazy("column of a download", "Last confirmed"),
}
"""Columns by the names of the import's fields; each heading is one that the import knows, in both languages."""

_CHUNK = 2_000


def headings() -> list[str]:
    """Return the headings in the reader's language."""
    return [str(heading) for heading in HEADINGS.values()]


def export_rows(viewer: Viewer, rows: QuerySet[Organisation]) -> Iterator[list[Value]]:
    """Yield the cells of each row in the order of :data:`HEADINGS`; contacts only where the viewer may see them."""
    kinds, known = kind_names(), dict[int, tuple[str, str]]()
    # The words of a language are looked up once: this runs for the whole country.
    statuses = {code: str(word) for code, word in STATUSES.items()} | {Organisation.Status.UNKNOWN: ""}
    ahead = 0 if (get_language() or "th").startswith("en") else BUDDHIST_AHEAD
    shown = iter(values_shown(viewer, rows, ("id", *VALUE_FIELDS)))
    while chunk := [values for values, _is_seen in islice(shown, _CHUNK)]:
        places = {values["place"] for values in chunk if values["place"] is not None}
        known |= names(place for place in places if place not in known)
        for values in chunk:
            located = values | _place_cells(values, known)
            located["kind"] = kinds.get(values["kind_id"], values["kind_id"])
            located["status"] = statuses[values["status"]]
            located["founded"] = values["founded_year"] and values["founded_year"] + ahead
            yield [located[name] for name in HEADINGS]


def record_export(viewer: Viewer, rows: QuerySet[Organisation], *, asked: Mapping[str, str], file_format: str) -> None:
    """Write into the ledger that somebody who may see unpublished contacts took the list home, and whose those were.

    ``asked`` are the filters in force as codes, never what somebody typed.
    """
    if not policy.may_anywhere(viewer, Act.ORGANISATIONS_SEE_CONTACT):
        return
    changes = {
        "asked": ["", dict(asked)],
        "format": ["", file_format],
        "rows": ["", rows.count()],
        "organisations": ["", as_ranges(unpublished_contacts(viewer, rows))],
    }
    with transaction.atomic():
        record(viewer.actor, "organisations.export", ("export", "organisations"), place=None, changes=changes, wakes=())


def _place_cells(values: Mapping[str, Any], known: Mapping[int, tuple[str, str]]) -> dict[str, str]:
    """Return the names of the place at each level, and its code."""
    cells = dict.fromkeys(("village", "subdistrict", "district", "province", "place_code"), "")
    if values["place"] is None:
        return cells
    code = PlaceCode.of(values["place"], values["place_level"])
    for around in (*code.ancestors, code):
        cells[str(around.level)] = known.get(around.padded, ("", ""))[1]
    return cells | {"place_code": code.text}
