"""Finding, for a chunk of rows, the records that they may tell of: candidates from the registry, then the pure rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sanphalang.intake.cleaning import CleanRow
from sanphalang.intake.sameness import SURE, Known, best, similar_in_place
from sanphalang.organisations import lookups


class Match(NamedTuple):
    """The likeliest record for a row."""

    record: int
    score: float
    reasons: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether no person needs to look."""
        return self.score >= SURE


class Recogniser:
    """Looks rows up in the registry, a chunk at a time; a handful of queries a chunk."""

    def __init__(self) -> None:
        self._anything = lookups.any_organisation()

    def matches(self, rows: Sequence[CleanRow], identities: Sequence[str]) -> list[Match | None]:
        """Return for each row the record that it tells of or may tell of."""
        if not self._anything or not rows:
            return [None] * len(rows)
        by_identity: dict[str, list[Known]] = {}
        for known in map(Known._make, lookups.with_identities(set(identities))):
            by_identity.setdefault(known.identity, []).append(known)
        by_number: dict[str, list[Known]] = {}
        numbers = {row.values.get("registration_no", "") for row in rows}
        for known in map(Known._make, lookups.with_registration_numbers(numbers)):
            by_number.setdefault(known.registration_no, []).append(known)
        by_id = {known.id: known for known in map(Known._make, lookups.with_ids(_ids(rows)))}
        matches: list[Match | None] = []
        for row, identity in zip(rows, identities, strict=True):
            own = by_id.get(row.values.get("id", 0))
            # A number alone may be somebody else's numbering: name or place must agree with it.
            if own is not None and (own.identity == identity or own.place == row.values.get("place")):
                matches.append(Match(own.id, 1.0, ("same_id",)))
                continue
            candidates = by_identity.get(identity, []) + by_number.get(row.values.get("registration_no", ""), [])
            likely = best(row.values, identity, candidates)
            matches.append(Match(*likely) if likely else None)
        self._add_similar(rows, identities, matches)
        return matches

    def _add_similar(self, rows: Sequence[CleanRow], identities: Sequence[str], matches: list[Match | None]) -> None:
        """Look among the organisations of the same place for names that differ by a slip of the finger."""
        unmatched = [i for i, match in enumerate(matches) if match is None and rows[i].values.get("place")]
        in_places = lookups.identities_in({rows[i].values["place"] for i in unmatched})
        similar = {
            i: ids
            for i in unmatched
            if (ids := similar_in_place(identities[i], in_places.get(rows[i].values["place"], ())))
        }
        known = {
            each.id: each for each in map(Known._make, lookups.with_ids({n for ids in similar.values() for n in ids}))
        }
        for i, ids in similar.items():
            likely = best(rows[i].values, identities[i], [known[each] for each in ids])
            matches[i] = Match(*likely) if likely else None


def _ids(rows: Sequence[CleanRow]) -> set[int]:
    return {row.values["id"] for row in rows if "id" in row.values}
