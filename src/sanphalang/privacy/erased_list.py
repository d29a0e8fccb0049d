"""The list of who was erased, made ready to compare many with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sanphalang.access.queries import centre_looking_after, territory_of
from sanphalang.intake.rows_of_a_person import RowOfAPerson
from sanphalang.people.erasing import Known
from sanphalang.privacy.digests import digest
from sanphalang.privacy.erasure_list import born_of, made_of
from sanphalang.privacy.models import Erasure
from sanphalang.privacy.reach import Reach


class ErasedList:
    """Who was erased, by their record, by citizen ID, and by name and birth date."""

    def __init__(self, entries: Iterable[Erasure]) -> None:
        self._made: dict[str, Erasure] = {}
        self._alike: dict[str, list[Erasure]] = {}
        for entry in entries:
            self._made[entry.made] = entry
            for mark in filter(None, (entry.citizen, entry.born)):
                self._alike.setdefault(mark, []).append(entry)

    def entry_of_record(self, person: Known) -> Erasure | None:
        """Return the erasure of this very record."""
        return self._made.get(digest("erased: made", made_of(person)))

    def entry_reaching(self, person: Known) -> Erasure | None:
        """Return an erasure of the same person that reached the place of this record, made before then."""
        before = self._before(person)
        return next((entry for entry in before if self.reach_of(entry, None).has(person.place)), None)

    def resembles(self, person: Known) -> bool:
        """Say whether somebody with the same citizen ID, or name and birth date, was erased after this was made."""
        return any(True for _entry in self._before(person))

    def entries_of_row(self, row: RowOfAPerson) -> list[Erasure]:
        """Return the erasures of whom a row tells; what was handed in later is somebody who came of their own will."""
        alike = self._like(row.values.get("citizen_id_digest") or "", row.identity, row.values.get("birth_date"))
        return [entry for entry in alike if row.batch.created_at <= entry.at]

    def reach_of(self, entry: Erasure, place: int | None) -> Reach:
        """Return where an erasure reached; of one whose territory is not known, that of the person's own centre."""
        if entry.reach:
            return Reach(tuple((low, high) for low, high in entry.reach))
        centre = None if place is None else centre_looking_after(place)
        return Reach(() if centre is None else territory_of(centre))

    def _before(self, person: Known) -> Iterator[Erasure]:
        alike = self._like(person.citizen_id_digest, person.identity, person.birth_date)
        return (entry for entry in alike if person.created_at <= entry.at)

    def _like(self, citizen: str, identity: str, birth_date: object) -> Iterator[Erasure]:
        marks = digest("erased: citizen", citizen), digest("erased: born", born_of(identity, birth_date))
        return (entry for mark in marks for entry in self._alike.get(mark, ()))
