"""Finding, for a chunk of rows, the records that they may tell of: candidates from the registry, then the pure rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sanphalang.files.said import brought_by
from sanphalang.intake.cleaning import CleanRow
from sanphalang.intake.recognition import Recognition
from sanphalang.intake.said_before import SaidBefore
from sanphalang.intake.sameness import POSSIBLE, SURE, best, similar_in_place
from sanphalang.places.rules import Intervals, contains


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
    """Looks rows of a source up in the registry, a chunk at a time; a handful of queries a chunk.

    Records outside ``allowed`` are named only where they are surely the same: nobody here could decide about others.
    Those that ``but_not_of``, a batch, has brought in are left out: rows of one list are compared within the list.
    Private fields count only inside ``contacts``: elsewhere the answer would tell whose number somebody tried.
    """

    def __init__(
        self,
        recognition: Recognition,
        source: int,
        allowed: Intervals,
        contacts: Intervals,
        *,
        but_not_of: int | None = None,
    ) -> None:
        self._recognition = recognition
        self._anything = recognition.any_record()
        self._said_before = SaidBefore(recognition, source, but_not_of=but_not_of)
        self._allowed = allowed
        self._contacts = contacts
        self._but_not_of = but_not_of

    def matches(self, rows: Sequence[CleanRow], identities: Sequence[str]) -> list[Match | None]:
        """Return for each row the record that it tells of or may tell of."""
        if not self._anything or not rows:
            return [None] * len(rows)
        recognition, number = self._recognition, self._recognition.number
        by_identity: dict[str, list[Any]] = {}
        for known in self._known(recognition.with_identities(set(identities))):
            by_identity.setdefault(known.identity, []).append(known)
        by_number: dict[str | None, list[Any]] = {}
        numbers = {row.values.get(number, "") for row in rows}
        for known in self._known(recognition.with_numbers(numbers)):
            by_number.setdefault(getattr(known, number), []).append(known)
        by_id = {known.id: known for known in self._known(recognition.with_ids(_ids(rows)))}
        matches: list[Match | None] = []
        for row, identity in zip(rows, identities, strict=True):
            own = by_id.get(row.values.get("id", 0))
            if own is not None and own.identity == identity:
                matches.append(Match(own.id, 1.0, ("same_id",)))
                continue
            # Whoever renamed the record, or sorted one column of the file alone: a person has to look.
            if own is not None and own.place == row.values.get("place"):
                matches.append(Match(own.id, POSSIBLE, ("same_id", "other_name")))
                continue
            candidates = by_identity.get(identity, []) + by_number.get(row.values.get(number) or None, [])
            matches.append(self._likeliest(row, identity, candidates))
        self._add_said_before(rows, identities, matches)
        self._add_similar(rows, identities, matches)
        return matches

    def _known(self, found: Iterable[Any]) -> list[Any]:
        """Return the candidates without those of the batch itself, and without private fields not to be told."""
        candidates = [self._as_may_be_told(known) for known in found]
        if self._but_not_of is None:
            return candidates
        own = brought_by(self._recognition.register, self._but_not_of, [known.id for known in candidates])
        return [known for known in candidates if known.id not in own]

    def _as_may_be_told(self, known: Any) -> Any:
        return known if contains(self._contacts, known.place) else self._recognition.hide(known)

    def _likeliest(self, row: CleanRow, identity: str, candidates: Sequence[Any]) -> Match | None:
        likely = best(row.values, identity, candidates, self._recognition.likeness)
        if likely and likely.score < SURE:
            here = [known for known in candidates if contains(self._allowed, known.place)]
            if len(here) < len(candidates):
                likely = best(row.values, identity, here, self._recognition.likeness)
        return Match(*likely) if likely else None

    def _add_said_before(
        self, rows: Sequence[CleanRow], identities: Sequence[str], matches: list[Match | None]
    ) -> None:
        """Know again what the same source told of before, whatever has become of the record's name or place since."""
        unsure = [i for i, match in enumerate(matches) if match is None or not match.sure]
        meant = self._said_before.records([(rows[i].values, identities[i]) for i in unsure])
        for i, record in zip(unsure, meant, strict=True):
            if record is not None:
                matches[i] = Match(record, 1.0, ("said_before",))

    def _add_similar(self, rows: Sequence[CleanRow], identities: Sequence[str], matches: list[Match | None]) -> None:
        """Look among the records of the same place for names that differ by a slip of the finger."""
        if self._recognition.similar is None:
            return
        unmatched = [i for i, match in enumerate(matches) if match is None and rows[i].values.get("place")]
        in_places = self._recognition.similar({rows[i].values["place"] for i in unmatched})
        similar = {
            i: ids
            for i in unmatched
            if (ids := similar_in_place(identities[i], in_places.get(rows[i].values["place"], ())))
        }
        found = self._known(self._recognition.with_ids({n for ids in similar.values() for n in ids}))
        known = {each.id: each for each in found}
        for i, ids in similar.items():
            matches[i] = self._likeliest(rows[i], identities[i], [known[each] for each in ids if each in known])


def _ids(rows: Sequence[CleanRow]) -> set[int]:
    return {row.values["id"] for row in rows if "id" in row.values}
