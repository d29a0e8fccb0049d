"""The pack of an incident: a line for everybody who was exposed, so that they can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.intake.looks import values_of_rows
from sanphalang.ledger.actions import record
from sanphalang.ledger.ranges import as_ranges
from sanphalang.organisations.contacts import contacts_of
from sanphalang.people.queries import values_shown
from sanphalang.places.queries import lines
from sanphalang.portal.exposure import Paper
from sanphalang.portal.incident import Exposure, Incident

_NAME = ("title", "given_name", "monastic_name", "surname")
_CONTACTS = ("telephone", "email", "home_address")
_CHUNK = 2_000
Values = Mapping[str, Any]
Line = list[Any]


def headings() -> list[str]:
    """Return the columns of the pack."""
    return [
        _("Number"),
        _("Name"),
        _("Where"),
        _("Telephone"),
        _("E-mail"),
        _("Home address"),
        _("Seen first"),
        _("Seen last"),
        _("Looks"),
        _("Downloads"),
    ]


def pack(viewer: Viewer, incident: Incident) -> Iterator[Line]:
    """Yield a line for each person exposed, then for rows of lists, contacts of organisations, and papers.

    Names and contacts are filled where the viewer may see them now: for the nation that takes a timed session. Who was
    erased since stands there by number alone. That the contacts were taken is recorded first.
    """
    with_contacts = bool(policy.intervals(viewer, Act.PEOPLE_EXPORT))
    if with_contacts and (incident.people or incident.rows or incident.organisations):
        with transaction.atomic():
            changes = _told(incident)
            record(viewer.actor, "people.export", ("export", "people"), place=None, changes=changes, wakes=())
    return _lines(viewer, incident, with_contacts=with_contacts)


def _told(incident: Incident) -> dict[str, list[Any]]:
    """Return what the ledger keeps of a pack: exactly whose contacts are in it."""
    lists = {str(batch): as_ranges(row for _batch, row in rows) for batch, rows in _by_list(incident)}
    told: dict[str, list[Any]] = {
        "people": ["", as_ranges(incident.people)],
        "reason": ["", "incident"],
        "rows": ["", len(incident.people) + len(incident.rows) + len(incident.organisations)],
    }
    if lists:
        told["lists"] = ["", lists]
    if incident.organisations:
        told["organisations"] = ["", as_ranges(incident.organisations)]
    return told


def _lines(viewer: Viewer, incident: Incident, *, with_contacts: bool) -> Iterator[Line]:
    for numbers in _chunks(sorted(incident.people)):
        yield from _of_people(viewer, incident, numbers, with_contacts=with_contacts)
    for batch, rows in _by_list(incident):
        for chunk in _chunks([row for _batch, row in rows]):
            said = values_of_rows(batch, chunk) if with_contacts else {}
            for row in chunk:
                values, seen = _as_person(said.get(row, {})), incident.rows[batch, row]
                yield _line(_row_named(batch, row), values, seen, with_contacts=with_contacts)
    for numbers in _chunks(sorted(incident.organisations)):
        known = contacts_of(viewer, numbers) if with_contacts else {}
        for each in numbers:
            number = _("Organisation %(number)s") % {"number": each}
            yield _line(number, known.get(each, {}), incident.organisations[each], with_contacts=with_contacts)
    for paper, seen in incident.papers.items():
        yield _line(name_of(paper), {}, seen, with_contacts=False)


def named(incident: Incident) -> Iterator[tuple[str, Exposure]]:
    """Yield everybody who was exposed by number alone, in the order of the pack."""
    for number, seen in sorted(incident.people.items()):
        yield _("Person %(number)s") % {"number": number}, seen
    for (batch, row), seen in sorted(incident.rows.items()):
        yield _row_named(batch, row), seen
    for number, seen in sorted(incident.organisations.items()):
        yield _("Organisation %(number)s") % {"number": number}, seen
    for paper, seen in incident.papers.items():
        yield name_of(paper), seen


def _row_named(batch: int, row: int) -> str:
    return _("List %(list)s, row %(row)s") % {"list": batch, "row": row}


def name_of(paper: Paper) -> str:
    """Return how a paper is called: it may name anybody, so somebody has to read it."""
    kind, number, meeting = paper
    if meeting:
        return _("Minutes of meeting %(meeting)s of committee %(number)s") % {"meeting": meeting, "number": number}
    words = _("File of order %(number)s") if kind == "committee_order" else _("File of committee %(number)s")
    return words % {"number": number}


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[start : start + _CHUNK] for start in range(0, len(numbers), _CHUNK))


def _by_list(incident: Incident) -> list[tuple[int, list[tuple[int, int]]]]:
    return [(batch, list(rows)) for batch, rows in groupby(sorted(incident.rows), key=lambda row: row[0])]


def _of_people(viewer: Viewer, incident: Incident, numbers: list[int], *, with_contacts: bool) -> Iterator[Line]:
    known = {values["id"]: values for values in values_shown(viewer, numbers, (*_NAME, *_CONTACTS))}
    where = lines(values["place"] for values in known.values() if values["place"] is not None)
    for number in numbers:
        values = known.get(number, {})
        line = _line(number, values, incident.people[number], with_contacts=with_contacts)
        line[2] = where.get(values["place"], "") if values.get("place") is not None else ""
        yield line


def _as_person(values: Values) -> Values:
    """Return what a row says as columns of a person: of an organisation its contact person, with its name beside."""
    name, contact = values.get("name", ""), values.get("contact_name", "")
    if "given_name" in values or not name:
        return values
    return {**values, "given_name": f"{contact} ({name})" if contact else name}


def _line(number: int | str, values: Values, seen: Exposure, *, with_contacts: bool) -> Line:
    said = {name: values.get(name) or "" for name in (*_NAME, *_CONTACTS)}
    name = " ".join(filter(None, (f"{said['title']}{said['given_name']}", said["monastic_name"], said["surname"])))
    contacts = [said[name] if with_contacts else "" for name in _CONTACTS]
    times = [seen.first.isoformat(timespec="seconds"), seen.last.isoformat(timespec="seconds")]
    return [number, name, "", *contacts, *times, seen.looks, seen.downloads]
