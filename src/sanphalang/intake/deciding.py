"""Rows that may tell of a known record, side by side with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.files import originals
from sanphalang.intake import case_shown, membership_shown
from sanphalang.intake.citizen_ids import masked
from sanphalang.intake.membership_shown import ShownAuthority
from sanphalang.intake.models import ImportBatch, ImportRow
from sanphalang.intake.person_shown import shown_year
from sanphalang.intake.registers import KNOWLEDGE_KIND, MEMBERSHIPS_KIND, PEOPLE_KIND, names_people
from sanphalang.intake.review import Cells, written_place
from sanphalang.intake.sentences import Said
from sanphalang.intake.shown_values import shown_value
from sanphalang.intake.sight import Sight, sight_of
from sanphalang.intake.told_of_rows import decision_of, why_of
from sanphalang.knowledge.from_lists import ShownItem
from sanphalang.knowledge.from_lists import shown_with_ids as items_shown
from sanphalang.organisations.from_imports import with_ids
from sanphalang.organisations.queries import Shown
from sanphalang.organisations.words import FIELDS
from sanphalang.people.from_imports import ShownPerson, shown_with_ids
from sanphalang.people.rules import roles_of
from sanphalang.people.words import FIELDS as PERSON
from sanphalang.people.words import roles_in_words
from sanphalang.places.queries import lines
from sanphalang.thai.dates import show_date
from sanphalang.web.table import Words

_Known: TypeAlias = Shown | ShownPerson | ShownItem | ShownAuthority


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its name, where it is, and what else is said of it."""

    name: str
    place: str
    facts: list[tuple[Words, str]]
    url: str = ""
    record: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the file and the record that it may tell of; ``score`` in percent.

    ``shows_private`` tells whether anything of the row is shown that not everybody may see.
    """

    row: int
    url: str
    in_file: Side
    known: Side | None
    score: int
    reasons: list[Said]
    decision: Words
    shows_private: bool


def pairs(viewer: Viewer, batch: ImportBatch, rows: Sequence[ImportRow]) -> list[Pair]:
    """Return these rows beside the records that they may tell of; a fixed number of queries."""
    numbers = [row.number for row in rows]
    values = originals.read_some(originals.Kind.VALUES, batch.pk, numbers)
    cells, sight = Cells(batch, numbers), sight_of(viewer, batch)
    wanted = {row.record for row in rows if row.record}
    records: Mapping[int, _Known]
    known_of, facts = _WAYS.get(batch.kind, (with_ids, _facts_of_organisation))
    records = known_of(viewer, wanted)
    padded = {row.place for row in rows if row.place} | {r.padded for r in records.values() if r.padded}
    places = lines(padded)
    seen = {number: _seen(sight, values, cells, number) for number in numbers}
    return [
        Pair(
            row=row.number,
            url=reverse("intake:row", args=(batch.pk, row.number)),
            in_file=_in_file(row, seen[row.number], cells, places, sight, facts),
            known=_known(records.get(row.record or 0), places),
            score=round(100 * row.score),
            reasons=list(why_of(batch, row).values()),
            decision=decision_of(batch, row),
            shows_private=names_people(batch) or bool(seen[row.number].get("telephone")),
        )
        for row in rows
    ]


def _seen(sight: Sight, values: Mapping[int, Mapping[str, Any]], cells: Cells, number: int) -> dict[str, Any]:
    """Return the values of a row without those that the viewer may not see."""
    corrected = cells.corrected.get(number, {})
    read = values.get(number, {})
    return {name: value for name, value in read.items() if not sight.hides(name, corrected=name in corrected)}


def _in_file(
    row: ImportRow,
    values: Mapping[str, Any],
    cells: Cells,
    places: Mapping[int, str],
    sight: Sight,
    facts: Callable[[Mapping[str, Any]], list[tuple[Words, str]]],
) -> Side:
    place = places.get(row.place or 0, "") or written_place(cells.place(row.number), sight)
    return Side(values.get("name", ""), place, facts(values))


def _facts_of_organisation(values: Mapping[str, Any]) -> list[tuple[Words, str]]:
    return _facts(
        values.get("village_no", ""),
        values.get("registration_no", ""),
        values.get("telephone", ""),
        shown_value("founded", values.get("founded_year"), {}),
    )


def _facts_of_person(values: Mapping[str, Any]) -> list[tuple[Words, str]]:
    year = values.get("birth_year")
    facts = (
        (PERSON["roles"], roles_in_words(roles_of(values.get("roles", "")))),
        (PERSON["occupation"], values.get("occupation", "")),
        (PERSON["telephone"], values.get("telephone", "")),
        (PERSON["birth_year"], shown_year(year) if year else ""),
        (
            PERSON["citizen_id_digest"],
            masked(values.get("citizen_id_tail", "")) if values.get("citizen_id_tail") else "",
        ),
    )
    return [(label, value) for label, value in facts if value]


_WAYS: Mapping[str, tuple[Callable[..., Any], Callable[[Mapping[str, Any]], list[tuple[Words, str]]]]] = {
    PEOPLE_KIND: (shown_with_ids, _facts_of_person),
    KNOWLEDGE_KIND: (items_shown, case_shown.facts_of),
    MEMBERSHIPS_KIND: (membership_shown.shown_with_ids, membership_shown.facts_of),
}
"""How the records beside the rows of a kind of list are read, and the facts of a row."""


def _known(record: _Known | None, places: Mapping[int, str]) -> Side | None:
    if record is None:
        return None
    if isinstance(record, ShownAuthority):
        known = record.known
        url = reverse("authorities:page", args=(known.id,))
        return Side(known.name, places.get(known.padded, ""), record.facts, url, known.id)
    if isinstance(record, ShownItem):
        url = reverse("knowledge:page", args=(record.id,))
        return Side(record.name, places.get(record.padded or 0, ""), case_shown.facts_of_item(record), url, record.id)
    if isinstance(record, ShownPerson):
        facts, url = _facts_of_person(record._asdict()), reverse("people:page", args=(record.id,))
    else:
        facts, url = _facts_of_record(record), reverse("organisations:page", args=(record.id,))
    if record.confirmed_on:
        facts.append((_("Last confirmed"), show_date(record.confirmed_on, lang=get_language() or "th")))
    return Side(record.name, places.get(record.padded or 0, ""), facts, url, record.id)


def _facts_of_record(record: Shown) -> list[tuple[Words, str]]:
    return _facts(
        record.village_no,
        record.registration_no,
        record.contact.telephone,
        shown_value("founded", record.founded_year, {}),
    )


def _facts(village_no: str, registration_no: str, telephone: str, founded: str) -> list[tuple[Words, str]]:
    facts = (
        (FIELDS["village_no"], village_no),
        (FIELDS["registration_no"], registration_no),
        (FIELDS["telephone"], telephone),
        (FIELDS["founded_year"], founded),
    )
    return [(label, value) for label, value in facts if value]
