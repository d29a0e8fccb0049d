"""Rows of lists that bear a person's full name and nothing else of the person: no contact, no citizen ID.

Where nobody else of the registry is called so, they mean the person, and are emptied. Where they may mean somebody
else, an officer reads them and decides. About the rows of another centre's list that centre decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.viewer import OPERATOR
from sanphalang.files import originals
from sanphalang.intake.cells_of_a_person import names_in_rows, rows_with_citizen_id
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.queries import batches
from sanphalang.intake.registers import PEOPLE_KIND
from sanphalang.intake.rows_of_a_person import empty_rows, with_doubles
from sanphalang.people import erasing as register
from sanphalang.people.erasing import Known, Likeness
from sanphalang.people.naming import Sought, TextFound, excerpt, sought
from sanphalang.privacy.reach import EVERYWHERE, Reach, keeper

ROW = "row"
"""How the keys of rows begin."""

Numbers = dict[int, set[int]]
"""Rows by batch."""
_Place = tuple[int, int]  # batch and row
Way = list[str | int]
"""Names and numbers that lead to one cell or value of a row."""
Cells = list[tuple[int, Way]]
"""Cells of a row: of which kind of original, and the way to it."""


@dataclass(slots=True)
class NamingRows:
    """Rows that bear the name: ``whole`` ones that are the person's, ``cells`` of others, and those in doubt."""

    whole: Numbers = field(default_factory=dict)
    cells: set[_Place] = field(default_factory=set)
    """Of others, that name the person: with a contact, or where nobody else is called so."""
    doubtful_whole: set[_Place] = field(default_factory=set)
    doubtful_cells: dict[_Place, str] = field(default_factory=dict)
    """With the words that name the person."""

    @property
    def doubtful(self) -> dict[_Place, str]:
        """All that an officer has to read."""
        return dict.fromkeys(self.doubtful_whole, "") | self.doubtful_cells


class Search(NamedTuple):
    """What to look for, under former names too, and the rows that are the person's for certain."""

    what: Sought
    claimed: Numbers


def seeking(person: Known, reach: Reach = EVERYWHERE) -> Search:
    """Return what an erasure looks for; it reads all kept rows, and finds former names only before they are emptied.

    Former names are those that stand in rows inside the reach: with a citizen ID nobody learns a name of elsewhere.
    """
    claimed: Numbers = rows_with_citizen_id(person.citizen_id_digest)
    for merged in register.absorbed(person.number):
        for batch, numbers in rows_with_citizen_id(merged.citizen_id_digest).items():
            claimed.setdefault(batch, set()).update(numbers)
    for batch, numbers in register.claimed_rows(person.number).items():
        claimed.setdefault(batch, set()).update(numbers)
    claimed = with_doubles(claimed)
    own, _elsewhere = split(reach, flat(claimed))
    return Search(sought(person.number, also=names_in_rows(by_batch(own))), claimed)


def split(reach: Reach, rows: Collection[_Place]) -> tuple[set[_Place], dict[_Place, int | None]]:
    """Return the rows inside the reach, and the others with the place that says who decides about them."""
    lists, places = _lists().in_bulk({batch for batch, _number in rows}), _places_of(rows)
    own = {row for row in rows if reach.has_row(lists.get(row[0]), places.get(row))}
    return own, {row: keeper(lists.get(row[0]), places.get(row)) for row in rows if row not in own}


def by_batch(rows: Iterable[_Place]) -> Numbers:
    """Return rows by batch."""
    found: Numbers = {}
    for batch, number in rows:
        found.setdefault(batch, set()).add(number)
    return found


def flat(rows: Mapping[int, set[int]]) -> set[_Place]:
    """Return rows that are known by batch."""
    return {(batch, number) for batch, numbers in rows.items() for number in numbers}


def rows_naming(person: Known, search: Search) -> NamingRows:
    """Return the rows that bear the person's name beside those that are the person's anyway."""
    what, claimed = search
    found = NamingRows()
    is_shared = register.is_name_shared(person, what.full)
    known = flat(claimed)
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
    mine = known - {row.place for row in rows} | flat(found.whole) | flat(claimed)
    told = {place: text for place, text in _cells_naming(what) if place not in mine}
    found.cells = {place for place, text in told.items() if text is None}
    named = {place: text for place, text in told.items() if text is not None and place not in known}
    places = _places_of(named)
    for place, text in named.items():
        if person.likeness({}, place=places.get(place), is_shared=is_shared) is Likeness.THE_PERSON:
            found.cells.add(place)
        else:
            found.doubtful_cells[place] = text
    return found


def rows_to_read(person: Known, reach: Reach = EVERYWHERE) -> list[TextFound]:
    """Return the rows about which an officer has to decide, those outside the reach too."""
    search = seeking(person, reach)
    doubtful = rows_naming(person, search).doubtful
    lists, places = _lists().in_bulk({batch for batch, _number in doubtful}), _places_of(doubtful)
    return [
        row_found(place, keeper(lists.get(place[0]), places.get(place)), excerpt(text, search.what))
        for place, text in sorted(doubtful.items())
    ]


def row_found(row: _Place, place: int | None, words: str = "") -> TextFound:
    """Return a row as something to decide about."""
    batch, number = row
    where = _("List %(list)s, row %(row)s") % {"list": batch, "row": number}
    url = reverse("intake:row", args=[batch, number])
    return TextFound(f"{ROW}:{batch}:{number}", _("Row of a list"), where, url, place, words, is_row=True)


def what_to_empty(row: _Place, what: Sought, person: Known) -> Cells:
    """Return which cells of a row are the person's: nothing where the whole row is."""
    batch, number = row
    is_under_the_name = Q(rows__identity__in={person.identity, *what.full} - {""}) | Q(rows__record=person.number)
    whole = Q(rows__number=number) & is_under_the_name
    if _lists().filter(whole, pk=batch, kind=PEOPLE_KIND).exists():
        return []
    return [
        (int(kind), way)
        for kind in originals.Kind
        for content in originals.read_some(kind, batch, [number]).values()
        for way in _ways(content, what)
    ]


def place_of_row(key: str) -> _Place:
    """Return the batch and number that a key names."""
    _row, batch, number = key.split(":")
    return int(batch), int(number)


def empty_row(key: str, cells: Cells, *, identity: str = "") -> None:
    """Empty a row, as an officer decided: whole, or these cells of it. Belongs in the caller's transaction."""
    batch, number = place_of_row(key)
    if cells:
        _empty_cells((batch, number), cells)
    else:
        empty_rows(identity, {batch: {number}})


def empty_cells(places: Iterable[_Place], what: Sought) -> int:
    """Empty the cells of these rows that name the person; return how many rows. The files stay."""
    rows = list(places)
    for batch, number in rows:
        for kind in originals.Kind:
            for content in originals.read_some(kind, batch, [number]).values():
                _empty_cells((batch, number), [(int(kind), way) for way in _ways(content, what)])
    return len(rows)


def _empty_cells(row: _Place, cells: Cells) -> None:
    batch, number = row
    for kind in originals.Kind:
        ways = [way for of, way in cells if of == kind]
        for content in originals.read_some(kind, batch, [number]).values() if ways else ():
            for way in ways:
                content = _without(content, way)
            originals.replace(kind, batch, {number: content})
    for told in _lists().filter(pk=batch):
        told.findings.filter(row=number).update(detail="")


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
    of_lists: dict[int, list[Any]] = {}
    for batch, *row in found:
        of_lists.setdefault(batch, []).append(row)
    rows = []
    for batch, told in of_lists.items():
        said = originals.read_some(originals.Kind.VALUES, batch, [number for number, *_rest in told])
        for number, place, *rest in told:
            values = said.get(number, {})
            rows.append(_Row((batch, number), values, values.get("place") or place, *rest))
    return rows


def _lists() -> QuerySet[ImportBatch]:
    """Return all lists: an erasure reaches those of every centre."""
    return batches(OPERATOR)


def _cells_naming(what: Sought) -> Iterator[tuple[_Place, str | None]]:
    """Yield the rows of any list that hold the full name, with what names the person; with None where a contact does.

    A row with the name and a contact tells of the person for certain.
    """
    told: dict[_Place, list[str]] = {}
    for _kind, owner, number, content in originals.telling(what.spellings):
        told.setdefault((owner, number), []).extend(_texts(content))
    for place, texts in told.items():
        alone = next((text for text in texts if what.is_named_in(text) or what.is_the_name(text)), "")
        is_named = what.is_named_in(" ".join(texts))
        if any(map(what.is_reached_in, texts)):
            if is_named:
                yield place, None
        elif alone or is_named:
            yield place, alone


def _places_of(rows: Iterable[_Place]) -> dict[_Place, int | None]:
    found = by_batch(rows)
    return {
        (told.pk, number): place
        for told in _lists().filter(pk__in=found)
        for number, place in told.rows.filter(number__in=found[told.pk]).values_list("number", "place")
    }


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, Mapping):
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from _texts(each)
    elif content is not None:
        yield str(content)


def _ways(content: Any, what: Sought) -> Iterator[Way]:
    """Yield the way to every cell or value that names the person."""
    if isinstance(content, Mapping | list):
        items = content.items() if isinstance(content, Mapping) else enumerate(content)
        yield from ([name, *way] for name, value in items for way in _ways(value, what))
        return
    text = "" if content is None else str(content)
    if what.is_told_in(text) or what.is_all_of(text) or (isinstance(content, str) and what.is_the_name(text)):
        yield []


def _without(content: Any, way: Way) -> Any:
    """Return cells or values without the one to which a way leads; where it leads nowhere, as they are."""
    if not way:
        return "" if isinstance(content, str) else None
    name, *rest = way
    if isinstance(content, Mapping) and name in content:
        return {**content, name: _without(content[name], rest)}
    if isinstance(content, list) and isinstance(name, int) and name < len(content):
        return [*content[:name], _without(content[name], rest), *content[name + 1 :]]
    return content
