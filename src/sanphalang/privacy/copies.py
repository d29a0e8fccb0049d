"""A copy of everything that is held about a person, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.committees.post_queries import posts_of_person
from sanphalang.committees.queries import seats_of_person
from sanphalang.files import originals
from sanphalang.files.merged import absorbed_by
from sanphalang.knowledge.tie_queries import items_with_person
from sanphalang.ledger.actions import record
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.people.models import Person, PersonClaim
from sanphalang.people.own_record import own_origins, own_record, own_skills, own_trainings
from sanphalang.people.rules import SUBJECT, VALUE_FIELDS
from sanphalang.people.seen import person_seen
from sanphalang.places.queries import lines
from sanphalang.privacy.consents import standings
from sanphalang.privacy.looks import looks_at
from sanphalang.privacy.requests import own_requests
from sanphalang.privacy.session import Holder
from sanphalang.web.exports import escape_cell

_LEFT_OUT = ("citizen_id_digest", "place_level")  # a key of ours that tells the person nothing; goes with the place


def take_own_copy(holder: Holder, file_format: str) -> bytes:
    """Return the person's own copy; that it was taken is recorded."""
    with transaction.atomic():
        _record(holder.actor, "privacy.take_copy", holder.person, file_format)
        return _file(_everything(holder.person, holder.viewer), file_format)


def serve_copy(viewer: Viewer, person_id: int, file_format: str) -> bytes:
    """Return the copy for a centre that hands it over; recorded as a look at everything private."""
    person = person_seen(viewer, person_id)
    if person is None:
        raise NoSuchPersonError(person_id)
    if not (
        policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, person.place)
        and policy.may(viewer, Act.REQUESTS_SERVE, person.place)
    ):
        raise Refused(_("A copy is handed over by the person's own centre."))
    with transaction.atomic():
        found = own_record(person_id)
        _record(viewer.actor, "privacy.serve_copy", found, file_format)
        return _file(_everything(found, viewer), file_format)


def _everything(person: Person, viewer: Viewer) -> dict[str, Any]:
    claims = own_origins(person.pk)
    said = _said(claims)
    return {
        "made_at": timezone.localtime().isoformat(timespec="seconds"),
        "record": _values(person),
        "merged_records": [_values(each) for each in absorbed_by(Person, person.pk)],
        "skills": [skill.name_th for skill in own_skills(person.pk)],
        "trainings": [
            {"name": each.name, "organiser": each.organiser, "year": each.year} for each in own_trainings(person.pk)
        ],
        "committees": [
            {"name": committee.name, "position": seat.position, "from": seat.term.starts_on, "to": seat.term.ends_on}
            for committee, seat in seats_of_person(viewer, person.pk) or ()
        ],
        "posts": [
            {"in": post.body.name, "position": post.position, "from": post.term.starts_on, "to": post.term.ends_on}
            for post in posts_of_person(viewer, person.pk)
        ],
        "knowledge": [
            {"title": version.title, "role": role, "named_to_everybody": is_named}
            for version, role, is_named in items_with_person(viewer, person.pk)
        ],
        "sources": [
            {"source": claim.source.name, "at": claim.at, "said": said.get((claim.batch, claim.row), {})}
            for claim in claims
        ],
        "looks": [
            {"at": look.at, "who": look.who, "what": look.what, "fields": look.fields} for look in looks_at(person.pk)
        ],
        "purposes": [
            {
                "purpose": each.name,
                "consent": each.given if each.asks_consent else None,
                "since": each.since,
                "on_paper": each.is_on_paper,
                "received_by": each.received_by,
            }
            for each in standings(person.pk)
        ],
        "requests": [
            {"kind": each.kind, "opened_at": each.opened_at, "state": each.state, "answer": each.answer}
            for each in own_requests(person.pk)
        ],
    }


def _values(person: Person) -> dict[str, Any]:
    values = {name: getattr(person, name) for name in VALUE_FIELDS if name not in _LEFT_OUT}
    values["place"] = lines([person.place]).get(person.place, "") if person.place is not None else ""
    return values


def _said(claims: list[PersonClaim]) -> dict[tuple[int, int], Any]:
    by_batch: dict[int, list[int]] = {}
    for claim in claims:
        by_batch.setdefault(claim.batch, []).append(claim.row)
    return {
        (batch, row): {name: value for name, value in values.items() if name not in _LEFT_OUT}
        for batch, rows in by_batch.items()
        for row, values in originals.read_some(originals.Kind.VALUES, batch, rows).items()
    }


def _file(everything: Mapping[str, Any], file_format: str) -> bytes:
    if file_format == "json":
        return orjson.dumps(everything, option=orjson.OPT_INDENT_2)
    rows = [("part", "item", "value"), *_flat(everything)]
    return ("\ufeff" + "".join(",".join(map(_quoted, row)) + "\r\n" for row in rows)).encode()


def _flat(everything: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for part, content in everything.items():
        if isinstance(content, Mapping):
            yield from ((part, name, _text(value)) for name, value in content.items())
        elif isinstance(content, list):
            for number, each in enumerate(content, start=1):
                items = each.items() if isinstance(each, Mapping) else (("", each),)
                yield from ((f"{part} {number}", name, _text(value)) for name, value in items)
        else:
            yield part, "", _text(content)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_text(each)}" for name, each in value.items() if each not in ("", None))
    return value.isoformat() if isinstance(value, date | datetime) else str(value).strip()


def _quoted(cell: str) -> str:
    """Quote a cell, and mark what a spreadsheet would calculate."""
    return '"' + escape_cell(cell).replace('"', '""') + '"'


def _record(actor: str, verb: str, person: Person, file_format: str) -> None:
    changes = {"format": ["", file_format]}
    record(actor, verb, (SUBJECT, str(person.pk)), place=person.place, changes=changes, wakes=())
