"""People as a table to take home: for a written reason, recorded, with an end date inside the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.ledger.actions import record
from sanphalang.ledger.ranges import as_ranges
from sanphalang.people.listing import in_order
from sanphalang.people.models import Person
from sanphalang.people.narrowing import Wanted, narrowed
from sanphalang.people.queries import skill_names, skills_by_person, values_shown
from sanphalang.people.rules import VALUE_FIELDS, roles_of
from sanphalang.people.words import STATUSES, roles_in_words
from sanphalang.places.queries import names, within
from sanphalang.places.rules import PlaceCode
from sanphalang.web.days import day_shown, years_ahead
from sanphalang.web.exports import Value

DAYS = 90
"""How long a file may be used before it has to be taken anew."""

HEADINGS = {
    "id": pgettext_lazy("column of a download", "Sanphalang ID"),
    "title": pgettext_lazy("column of a download", "Title"),
    "given_name": pgettext_lazy("column of a download", "Given name"),
    "surname": pgettext_lazy("column of a download", "Surname"),
    "monastic_name": pgettext_lazy("column of a download", "Monastic name"),
    "nickname": pgettext_lazy("column of a download", "Nickname"),
    "roles": pgettext_lazy("column of a download", "Roles"),
    "skills": pgettext_lazy("column of a download", "Skills"),
    "occupation": pgettext_lazy("column of a download", "Occupation"),
    "village": pgettext_lazy("column of a download", "Village"),
    "subdistrict": pgettext_lazy("column of a download", "Subdistrict"),
    "district": pgettext_lazy("column of a download", "District"),
    "province": pgettext_lazy("column of a download", "Province"),
    "place_code": pgettext_lazy("column of a download", "Place code"),
    "telephone": pgettext_lazy("column of a download", "Telephone"),
    "email": pgettext_lazy("column of a download", "E-mail"),
    "line_id": pgettext_lazy("column of a download", "LINE ID"),
    "home_address": pgettext_lazy("column of a download", "Home address"),
    "birth_date": pgettext_lazy("column of a download", "Birth date"),
    "birth_year": pgettext_lazy("column of a download", "Birth year"),
    "status": pgettext_lazy("column of a download", "Status"),
    "confirmed_on": pgettext_lazy("column of a download", "Last confirmed"),
}
"""Columns by name. Citizen IDs and what tells of health or belief are in no file."""

_CHUNK = 2_000
_COLUMNS = tuple(name for name in VALUE_FIELDS if name in {*HEADINGS, "place", "place_level"})


class Taken(NamedTuple):
    """What an export holds: the people in their order, the day, and the lines that stand above the table."""

    ids: list[int]
    on: date
    lines: list[str]


def headings() -> list[str]:
    """Return the headings in the reader's language."""
    return [str(heading) for heading in HEADINGS.values()]


def exported(viewer: Viewer, wanted: Wanted, sort: str, *, reason: str, file_format: str) -> Taken:
    """Decide who is in the file and record it with the reason, before a line of it is written.

    The ledger keeps the numbers of these people, so that it can be told later exactly who was in the file. Raises
    :class:`Refused` for who may not take people home.
    """
    allowed = policy.intervals(viewer, Act.PEOPLE_EXPORT)
    if not allowed:
        raise Refused(_("Lists of people are taken home by the data managers and coordinators of their centre."))
    with transaction.atomic():
        rows = narrowed(viewer, wanted).filter(within("place", allowed))
        ids = [pk for run in in_order(rows, sort) for pk in run.values_list("pk", flat=True)]
        today = timezone.localdate()
        record(
            viewer.actor,
            "people.export",
            ("export", "people"),
            place=None,
            changes={
                "asked": ["", wanted.codes],
                "format": ["", file_format],
                "reason": ["", reason],
                "rows": ["", len(ids)],
                "people": ["", as_ranges(ids)],
                "expires_on": ["", (today + timedelta(days=DAYS)).isoformat()],
            },
            wakes=(),
        )
    return Taken(ids, today, _lines(viewer, reason, today))


def export_rows(viewer: Viewer, ids: Sequence[int]) -> Iterator[list[Value]]:
    """Yield the cells of each of these people in the order of :data:`HEADINGS`."""
    skills, known = skill_names(), dict[int, tuple[str, str]]()
    statuses = {code: str(word) for code, word in STATUSES.items()} | {str(Person.Status.UNKNOWN): ""}
    ahead = years_ahead()
    for start in range(0, len(ids), _CHUNK):
        chunk = list(values_shown(viewer, list(ids[start : start + _CHUNK]), _COLUMNS))
        places = {values["place"] for values in chunk if values["place"] is not None}
        known |= names(place for place in places if place not in known)
        has = skills_by_person([values["id"] for values in chunk])
        for values in chunk:
            row = values | _place_cells(values, known)
            row["roles"] = roles_in_words(roles_of(values["roles"]))
            row["skills"] = ", ".join(skills.get(code, code) for code in has.get(values["id"], ()))
            row["status"] = statuses[values["status"]]
            row["birth_year"] = values["birth_year"] and values["birth_year"] + ahead
            yield [row[name] for name in HEADINGS]


def _lines(viewer: Viewer, reason: str, today: date) -> list[str]:
    """Return what the file says of itself."""
    who = _("the operator of this installation") if viewer.actor == OPERATOR.actor else viewer.name
    until = day_shown(today + timedelta(days=DAYS))
    return [
        _("People of the network: personal data, for the purpose named here only"),
        _("Taken by %(who)s on %(day)s") % {"who": who, "day": day_shown(today)},
        _("Reason: %(reason)s") % {"reason": reason},
        _("To be deleted by %(day)s") % {"day": until},
    ]


def _place_cells(values: Mapping[str, Any], known: Mapping[int, tuple[str, str]]) -> dict[str, str]:
    """Return the names of the place at each level, and its code."""
    cells = dict.fromkeys(("village", "subdistrict", "district", "province", "place_code"), "")
    if values["place"] is None:
        return cells
    code = PlaceCode.of(values["place"], values["place_level"])
    for around in (*code.ancestors, code):
        cells[str(around.level)] = known.get(around.padded, ("", ""))[1]
    return cells | {"place_code": code.text}
