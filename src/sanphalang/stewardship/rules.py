"""Pure decisions: which values a merged record has, and what is left of them when a merge is undone.

A merged record is never a sum that somebody has to take apart again. Each record keeps what it said itself; what the
kept one shows is computed from its own values and those of the records that it absorbed, in the order of the merges
(:func:`folded`). Undoing one merge, at whatever time and in whatever order, is computing once more without it. What
people wrote since is their own word on the kept record (:func:`edited`) and stands from then on against every merge.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Values = Mapping[str, Any]
"""Values by column, as JSON can hold them; sets as sorted lists."""
Choices = Mapping[str, str]
"""Sides by the first column of a group."""
Absorbed = Sequence[tuple[Choices, Values]]
"""What was absorbed, in the order of the merges: what was chosen, and what the absorbed record says."""


class Side(StrEnum):
    """Whose value stands."""

    KEPT = "kept"
    OTHER = "other"
    EDITED = "edited"
    """The kept record's, because somebody wrote it after the merge."""


@dataclass(frozen=True)
class Shape:
    """How the values of a register are put together.

    ``groups`` are columns that only make sense together. ``joined`` are added up, nothing twice. ``unknown`` are
    further values that tell nothing. ``published`` is the column that says that the ``private`` ones are public.
    """

    groups: tuple[tuple[str, ...], ...]
    joined: Mapping[str, Callable[[Any, Any], Any]]
    unknown: Mapping[str, str] = field(default_factory=dict)
    published: str = ""
    private: tuple[str, ...] = ()

    def is_unknown(self, group: Iterable[str], values: Values) -> bool:
        """Say whether a record knows nothing of a group."""
        return all(values[name] in ("", None, [], self.unknown.get(name)) for name in group)

    def side_of(self, group: Sequence[str], kept: Values, other: Values) -> Side:
        """Return whose value stands when nobody chooses: the kept record's, where it has any."""
        is_gap = self.is_unknown(group, kept) and not self.is_unknown(group, other)
        return Side.OTHER if is_gap else Side.KEPT


def folded(shape: Shape, own: Values, absorbed: Absorbed) -> dict[str, Any]:
    """Return what a record shows that absorbed others."""
    shown = dict(own)
    for choices, other in absorbed:
        before = dict(shown)
        for group in shape.groups:
            shown.update(_of_group(shape, group, choices.get(group[0]), before, other))
        _keep_private(shape, choices, before, shown, other)
    return shown


def _of_group(shape: Shape, group: tuple[str, ...], chosen: str | None, kept: Values, other: Values) -> dict[str, Any]:
    name = group[0]
    if chosen is None and name in shape.joined and not shape.is_unknown(group, other):
        return {name: other[name] if shape.is_unknown(group, kept) else shape.joined[name](kept[name], other[name])}
    side = chosen or shape.side_of(group, kept, other)
    return {each: other[each] for each in group} if side == Side.OTHER else {}


def _keep_private(shape: Shape, choices: Choices, before: Values, shown: dict[str, Any], other: Values) -> None:
    """Take back from public view what a record shows by now that another kept to itself."""
    name = shape.published
    if not name or choices.get(name) == Side.EDITED or not shown[name] or other[name]:
        return
    if any(shown[each] != before[each] for each in shape.private):
        shown[name] = False


def edited(shape: Shape, now: Values, own: Values, absorbed: Absorbed, touched: Collection[str]) -> list[str]:
    """Return the groups, by their first column, that were written since the record was last computed.

    ``now`` is what the record shows, ``own`` what it said itself where a merge gave it other values; ``touched`` are
    columns that somebody is known to have written, be it back to what was there.
    """
    expected = folded(shape, {**now, **own}, absorbed)
    groups = (*shape.groups, (shape.published,)) if shape.published else shape.groups
    return [
        group[0]
        for group in groups
        if any(now[name] != expected[name] or (name in touched and name in own) for name in group)
    ]


def without(own: Values, shape: Shape, groups: Collection[str]) -> dict[str, Any]:
    """Return what a record said itself, but for groups of which what it shows is its own word now."""
    written = {name for group in shape.groups if group[0] in groups for name in group} | set(groups)
    return {name: value for name, value in own.items() if name not in written}


def replaced(own: Values, shown: Values) -> dict[str, Any]:
    """Return what a record said itself where it shows something else."""
    return {name: value for name, value in own.items() if shown[name] != value}
