"""Rows of lists that bear a person's full name and nothing else of the person: no contact, no citizen ID.

Where nobody else of the registry is called so, they mean the person, and are emptied. Where they may mean somebody
else, an officer reads them and decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.queries import territory_of
from sanphalang.access.viewer import OPERATOR
from sanphalang.files import originals
from sanphalang.files.storage import remove_file
from sanphalang.intake.cells_of_a_person import names_in_rows, rows_with_citizen_id
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.queries import batches
from sanphalang.intake.registers import PEOPLE_KIND
from sanphalang.intake.rows_of_a_person import empty_rows_of
from sanphalang.people import erasing as register
from sanphalang.people.erasing import Known, Likeness
from sanphalang.people.naming import Sought, TextFound, excerpt, sought

ROW = "row"
"""How the keys of rows begin."""

Numbers = dict[int, set[int]]
"""Rows by batch."""
_Place = tuple[int, int]  # batch and row


@dataclass(slots=True)
class NamingRows:
    """Rows that bear the name: ``whole`` ones that are the person's, ``cells`` of others, and those in doubt."""

    whole: Numbers = field(default_factory=dict)
    cells: set[_Place] = field(default_factory=set)
    doubtful_whole: set[_Place] = field(default_factory=set)
    doubtful_cells: dict[_Place, str] = field(default_factory=dict)
    """With the words that name the person."""

    @property
    def doubtful(self) -> dict[_Place, str]:
        """All that an officer has to read."""
        return dict.fromkeys(self.doubtful_whole, "") | self.doubtful_cells


def seeking(person: Known) -> tuple[Sought, Numbers]:
    """Return what to look for, under former names too, and the rows that are the person's for certain."""
    claimed: Numbers = rows_with_citizen_id(person.citizen_id_digest)
    for batch, numbers in register.claimed_rows(person.number).items():
        claimed.setdefault(batch, set()).update(numbers)
    return sought(person.number, also=names_in_rows(claimed)), claimed


def rows_naming(person: Known, what: Sought, claimed: Mapping[int, set[int]]) -> NamingRows:
    """Return the rows that bear the person's name beside those that are the person's anyway."""
    found = NamingRows()
    is_shared = register.is_name_shared(person, what.full)
    known: set[_Place] = {(batch, number) for batch, numbers in claimed.items() for number in numbers}
    rows = _rows_under_the_name(person, what)
    known.update(row.place for row in rows)
    others = register.rows_of_others(person.number, {row.place[0] for row in rows})
    for row in rows:
        if row.place in others or row.is_of(person.number) is False:
            continue
        likeness = person.likeness(row.values, place=row.where, is_shared=is_shared)
        if likeness is Likeness.THE_PERSON or row.is_of(person.number):
            found.whole.setdefault(row.place[0], set()).add(row.place[1])
        elif likeness is Likeness.NAME_ALONE:
            found.doubtful_whole.add(row.place)
    named = {place: text for place, text in _cells_naming(what) if place not in known}
    places = _places_of(named)
    for place, text in named.items():
        if person.likeness({}, place=places.get(place), is_shared=is_shared) is Likeness.THE_PERSON:
            found.cells.add(place)
        else:
            found.doubtful_cells[place] = text
    return found


def rows_to_read(person: Known) -> list[TextFound]:
    """Return the rows about which an officer has to decide."""
    what, claimed = seeking(person)
    doubtful = rows_naming(person, what, claimed).doubtful
    places = _places_of(doubtful)
    lists = _lists().in_bulk({batch for batch, _number in doubtful})
    return [
        TextFound(
            f"{ROW}:{batch}:{number}",
            _("Row of a list"),
            _("List %(list)s, row %(row)s") % {"list": batch, "row": number},
            reverse("intake:row", args=[batch, number]) if batch in lists else "",
            places.get((batch, number)) or _centre_of(lists.get(batch)),
            excerpt(text, what),
            is_row=True,
        )
        for (batch, number), text in sorted(doubtful.items())
    ]


def empty_row(key: str, what: Sought, person_id: int, *, identity: str = "") -> None:
    """Empty a row in doubt, as an officer decided: whole where it is under the name, else the cells that name.

    Belongs in the caller's transaction.
    """
    _row, batch, number = key.split(":")
    is_under_the_name = Q(rows__identity__in={identity, *what.full} - {""}) | Q(rows__record=person_id)
    row = Q(rows__number=number) & is_under_the_name
    if _lists().filter(row, pk=int(batch), kind=PEOPLE_KIND).exists():
        empty_rows_of("", lambda _values: False, person_id=None, claimed={int(batch): {int(number)}})
    else:
        empty_cells([(int(batch), int(number))], what)


def empty_cells(places: Iterable[_Place], what: Sought) -> int:
    """Empty the cells of these rows that name the person, and remove the files that did; return how many rows."""
    rows = list(places)
    for batch, number in rows:
        for kind in originals.Kind:
            for content in originals.read_some(kind, batch, [number]).values():
                originals.replace(kind, batch, {number: _without(content, what)})
    for told in _lists().filter(pk__in={batch for batch, _number in rows}):
        told.findings.filter(row__in=[number for batch, number in rows if batch == told.pk]).update(detail="")
        remove_file(told.file)
    return len(rows)


class _Row(NamedTuple):
    """A row of a list of people; its place in the lists, and ``where`` on the map."""

    place: _Place
    values: Mapping[str, Any]
    where: int | None
    record: int | None
    outcome: str
    decision: str

    def is_of(self, person_id: int) -> bool | None:
        """Say whether somebody, or the check against the registry, said whom it means; None where that is open.

        That the check took it for the person's own because the name fits says no more than the name.
        """
        if self.record == person_id:
            return True if self.decision == ImportRow.Decision.SAME else None
        return False if self.record is not None and self.outcome != Outcome.DOUBTFUL else None


def _rows_under_the_name(person: Known, what: Sought) -> list[_Row]:
    """Return the rows of lists of people that bear the person's name, or were taken for the person's."""
    named = Q(rows__identity__in={person.identity, *what.full} - {""}) | Q(rows__record=person.number)
    columns = (f"rows__{name}" for name in ("number", "place", "record", "outcome", "decision"))
    found = _lists().filter(named, kind=PEOPLE_KIND).order_by("pk", "rows__number").values_list("pk", *columns)
    by_batch: dict[int, list[Any]] = {}
    for batch, *row in found:
        by_batch.setdefault(batch, []).append(row)
    rows = []
    for batch, told in by_batch.items():
        said = originals.read_some(originals.Kind.VALUES, batch, [number for number, *_rest in told])
        for number, place, *rest in told:
            values = said.get(number, {})
            rows.append(_Row((batch, number), values, values.get("place") or place, *rest))
    return rows


def _lists() -> QuerySet[ImportBatch]:
    """Return all lists: an erasure reaches those of every centre."""
    return batches(OPERATOR)


def _cells_naming(what: Sought) -> Iterator[tuple[_Place, str]]:
    """Yield the rows of any list that hold the full name without a contact, with what names the person."""
    told: dict[_Place, list[str]] = {}
    for _kind, owner, number, content in originals.telling(what.spellings):
        told.setdefault((owner, number), []).extend(_texts(content))
    for place, texts in told.items():
        if any(map(what.is_reached_in, texts)):  # tells of the person for certain
            continue
        alone = next((text for text in texts if what.is_named_in(text) or what.is_the_name(text)), "")
        if alone or what.is_named_in(" ".join(texts)):
            yield place, alone


def _places_of(rows: Iterable[_Place]) -> dict[_Place, int | None]:
    by_batch: Numbers = {}
    for batch, number in rows:
        by_batch.setdefault(batch, set()).add(number)
    return {
        (told.pk, number): place
        for told in _lists().filter(pk__in=by_batch)
        for number, place in told.rows.filter(number__in=by_batch[told.pk]).values_list("number", "place")
    }


def _centre_of(batch: ImportBatch | None) -> int | None:
    """Return a place of the centre that a list is for: it keeps the rows that have no place."""
    territory = territory_of(batch.centre) if batch is not None and batch.centre is not None else ()
    return territory[0][0] if territory else None


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from _texts(each)
    elif content is not None:
        yield str(content)


def _without(content: Any, what: Sought) -> Any:
    """Return cells or values without those that name the person."""
    if isinstance(content, Mapping):
        return {name: _without(value, what) for name, value in content.items()}
    if isinstance(content, list):
        return [_without(value, what) for value in content]
    if not isinstance(content, str) or not (
        what.is_told_in(content) or what.is_the_name(content) or what.is_all_of(content)
    ):
        return content
    return ""
