"""What a record that absorbed others shows, computed from what each of them says (:mod:`.rules`), and written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sanphalang.files.merged import own_values
from sanphalang.ledger.queries import entries_about
from sanphalang.stewardship import records
from sanphalang.stewardship.models import Merge
from sanphalang.stewardship.registers import Kept
from sanphalang.stewardship.rules import Absorbed, Side, Values, edited, folded, replaced, without

ACTS = ("merge", "undo_merge")
"""What this room does to a record, as the ledger calls it behind the register's name."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A record that absorbed others: what it says itself, and the merges in force, in their order.

    ``written`` are the groups that somebody wrote since it was last computed, by their first column.
    """

    kept: Kept
    record: Any
    own: dict[str, Any]
    merges: tuple[Merge, ...]
    written: tuple[str, ...]

    def without_merge(self, merge: Merge) -> Standing:
        """Return the same as if a merge had not been."""
        merges = tuple(each for each in self.merges if each.pk != merge.pk)
        return Standing(self.kept, self.record, self.own, merges, self.written)

    def with_merge(self, merge: Merge) -> Standing:
        """Return the same with one merge more."""
        return Standing(self.kept, self.record, self.own, (*self.merges, merge), self.written)

    def shown(self, instead: Mapping[int, Values] | None = None) -> dict[str, Any]:
        """Return what the record shows; ``instead`` is what absorbed ones would show that are not written yet."""
        now = records.values_of(self.kept, self.record)
        return folded(self.kept.shape, {**now, **self.own}, _absorbed(self.kept, self.merges, instead or {}))

    def write(self) -> dict[str, tuple[Any, Any]]:
        """Have the record show it, and remember what somebody wrote as its own word; return what changed."""
        for merge in self.merges:
            merge.save(update_fields=["choices"])
        own, shown = {**records.values_of(self.kept, self.record), **self.own}, self.shown()
        return records.write(self.kept, self.record, shown, replaced(own, shown))


def standing(kept: Kept, record: Any) -> Standing:
    """Return a record with its merges as they are in force, and what was written since it was last computed."""
    merges = tuple(Merge.objects.filter(register=kept.code, kept=record.pk, undone_at=None).order_by("pk"))
    own, now = own_values(record), records.values_of(kept, record)
    absorbed = _absorbed(kept, merges, {})
    written = edited(kept.shape, now, own, absorbed, _touched(kept, record.pk)) if merges else []
    for merge in merges:  # kept in the database only when the record is computed anew
        merge.choices = {**merge.choices, **dict.fromkeys(written, Side.EDITED.value)}
    return Standing(kept, record, without(own, kept.shape, written), merges, tuple(written))


def _absorbed(kept: Kept, merges: Collection[Merge], instead: Mapping[int, Values]) -> Absorbed:
    found = records.read(kept, [merge.absorbed for merge in merges])
    return [
        (merge.choices, instead.get(merge.absorbed) or records.values_of(kept, found[merge.absorbed]))
        for merge in merges
    ]


def _touched(kept: Kept, record: int) -> set[str]:
    """Return the columns that people wrote since this room last computed the record."""
    columns: set[str] = set()
    verbs = {f"{kept.code}.{act}" for act in ACTS}
    for entry in entries_about(kept.register.subject, str(record)).filter(is_look=False):
        if entry.verb in verbs:
            break
        columns.update(entry.changes)
    return columns
