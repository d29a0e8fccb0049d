"""What becomes of a row, given the registry as it stands: when a list is checked, and again when it is brought in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sanphalang.access.policy import intervals
from sanphalang.access.queries import territory_of, viewer_of_actor
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.registers import Values
from sanphalang.files.said import changes_of, current_values, edited_by_hand, last_said
from sanphalang.intake.cleaning import CleanRow
from sanphalang.intake.models import ImportBatch, ImportRow, Outcome
from sanphalang.intake.queries import DISTRICT_NEEDED, OUTSIDE
from sanphalang.intake.recognising import Match, Recogniser
from sanphalang.intake.recognition import Recognition
from sanphalang.intake.registers import register_of
from sanphalang.places.rules import Intervals, PlaceCode, contains, overlap

Decision = ImportRow.Decision
_ANOTHER = (Decision.DIFFERENT, Decision.AS_IS)
PLACE_DOUBTS = frozenset({"place_unknown", "place_ambiguous", "place_unsure"})
"""Doubts that lie in the row itself and stay, whatever the registry holds."""

_RESEMBLING = frozenset({"similar_name", "same_district"})
"""Reasons that are no more than a resemblance: a letter in a name; the same name, elsewhere in the district."""


class Verdict(NamedTuple):
    """What becomes of a row, and why; ``waits``: not before a person has looked, unless it brings no news."""

    outcome: str
    record: int | None = None
    leader: int | None = None
    score: float = 0.0
    why: tuple[str, ...] = ()
    waits: bool = False


def only_resembles(why: Collection[str]) -> bool:
    """Say whether a row waits for nothing but that its name resembles a record's.

    Where another row of the list names that record, the two rows are two records, as they are when the list comes into
    an empty registry.
    """
    return not _RESEMBLING.isdisjoint(why) and PLACE_DOUBTS.isdisjoint(why)


def reach(viewer: Viewer, batch: ImportBatch) -> Intervals:
    """Return where a list may bring records in: where the viewer may, and inside the territory of its centre."""
    allowed = overlap(intervals(viewer, Act.INTAKE_IMPORT), intervals(viewer, register_of(batch).edits))
    return overlap(allowed, territory_of(batch.centre)) if batch.centre else allowed


def contacts_seen(batch: ImportBatch) -> Intervals:
    """Return where whoever began the import may see contacts, and so may learn that a telephone is a record's."""
    return intervals(viewer_of_actor(batch.actor), register_of(batch).sees_private)


def _why_not_here(values: Mapping[str, Any], allowed: Intervals) -> str:
    """Tell a place that lies elsewhere from one that is only less exact than the territory: Bangkok, for a zone."""
    place = PlaceCode.of(values["place"], values["place_level"])
    return DISTRICT_NEEDED if overlap((place.interval,), allowed) else OUTSIDE


class Judge:
    """Judges the rows of one source's list, for the places where it may bring records in, a chunk at a time.

    ``contacts``: where a telephone may tell that a row and a record are the same.
    ``again``, a batch and the moment of its check: rows are judged once more because somebody else wrote since.
    ``told``: by row, the records into which rows of this very list have been brought already.
    """

    def __init__(
        self,
        recognition: Recognition,
        source: int,
        allowed: Intervals,
        contacts: Intervals,
        *,
        again: tuple[int, datetime] | None = None,
        told: Mapping[int, int] | None = None,
    ) -> None:
        self._register = recognition.register
        self._allowed = allowed
        self._contacts = contacts
        self._source = source
        self._since = again[1] if again else None
        self._told = told or {}
        self._recogniser = Recogniser(
            recognition, source, self._allowed, contacts, but_not_of=again[0] if again else None
        )

    def judge(self, rows: Sequence[CleanRow], identities: Sequence[str], decisions: Mapping[int, str]) -> list[Verdict]:
        """Return the verdict on each row; every row has a name."""
        matches = self._recogniser.matches(rows, identities)
        verdicts = [
            self._verdict(row, match, decisions.get(row.number, "")) for row, match in zip(rows, matches, strict=True)
        ]
        known = {verdict.record for verdict in verdicts if verdict.record}
        current, before = current_values(self._register, known), last_said(self._register, self._source, known)
        edited = edited_by_hand(self._register, current, self._since) if self._since else set()
        return [
            self._settled(verdict, row, current, before.get(verdict.record or 0, ()), edited, decisions)
            for row, verdict in zip(rows, verdicts, strict=True)
        ]

    def _verdict(self, row: CleanRow, match: Match | None, decision: str) -> Verdict:
        doubts = tuple(row.doubts)
        if row.number in self._told:
            return Verdict(Outcome.UPDATED, self._told[row.number], None, 1.0, ("said_before",))
        if "place" in row.values and not contains(self._allowed, row.values["place"]):
            return Verdict(Outcome.DOUBTFUL, why=(_why_not_here(row.values, self._allowed),))
        if match is not None and decision != Decision.DIFFERENT and (match.sure or decision == Decision.SAME):
            reasons = (*match.reasons, *doubts)
            return Verdict(Outcome.UPDATED, match.record, None, match.score, reasons, bool(doubts) and not decision)
        if match is not None and decision not in _ANOTHER:
            return Verdict(Outcome.DOUBTFUL, match.record, None, match.score, (*match.reasons, *doubts))
        if not contains(self._allowed, row.values.get("place")):
            return Verdict(Outcome.DOUBTFUL, why=doubts or (OUTSIDE,))
        if (doubts and decision not in _ANOTHER) or decision == Decision.SKIP:
            return Verdict(Outcome.DOUBTFUL, why=doubts)
        return Verdict(Outcome.CREATED, why=doubts)

    def _settled(
        self,
        verdict: Verdict,
        row: CleanRow,
        current: Mapping[int, Values],
        before: Sequence[Values],
        edited: Collection[int],
        decisions: Mapping[int, str],
    ) -> Verdict:
        """Turn an update that would change nothing into what it is; keep one waiting that a person should see first."""
        if verdict.outcome != Outcome.UPDATED or verdict.record is None:
            return verdict
        record = current[verdict.record]
        if not contains(self._allowed, record["place"]):
            return Verdict(Outcome.DOUBTFUL, why=(OUTSIDE,))
        if not changes_of(self._register, record, row.values, before, self._contacts):
            return verdict._replace(outcome=Outcome.UNCHANGED)
        if verdict.record in edited and not decisions.get(row.number):
            return verdict._replace(outcome=Outcome.DOUBTFUL, why=(*verdict.why, "edited_since_check"))
        return verdict._replace(outcome=Outcome.DOUBTFUL) if verdict.waits else verdict
