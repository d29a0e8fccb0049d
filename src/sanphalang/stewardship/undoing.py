"""What undoing a merge would do, told before it is done: what goes back, what was written since and stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.access.viewer import Viewer
from sanphalang.files.history import Event, origins
from sanphalang.organisations.history import history as history_of_organisation
from sanphalang.organisations.queries import organisation
from sanphalang.people.history import history as history_of_person
from sanphalang.people.queries import person
from sanphalang.stewardship import records
from sanphalang.stewardship.actions import AlreadyUndoneError, may_see_private, merges_after, require_both
from sanphalang.stewardship.computing import standing
from sanphalang.stewardship.links import rows_added_since, rows_moved
from sanphalang.stewardship.models import Merge
from sanphalang.stewardship.registers import KEPT, Kept
from sanphalang.stewardship.rules import Side, Values
from sanphalang.stewardship.shown import Reader, name_of
from sanphalang.web.days import day_shown

_HISTORY: Mapping[str, Callable[[Viewer, int], list[Event]]] = {
    "organisations": lambda viewer, pk: (
        history_of_organisation(viewer, found) if (found := organisation(viewer, pk)) else []
    ),
    "people": lambda viewer, pk: history_of_person(viewer, found) if (found := person(viewer, pk)) else [],
}


@dataclass(frozen=True, slots=True)
class Undoing:
    """A merge in force as somebody is asked about it: the record that stands, the other's name, and what would be."""

    kept: Kept
    root: Any
    name: str
    other: str
    goes_back: list[str]
    stays: list[str]


def undoing(viewer: Viewer, merge: Merge) -> Undoing:
    """Return what undoing would do. Raises as the undo does where the viewer may not, and where it is undone."""
    kept, later = KEPT[merge.register], merges_after(merge)
    path = [merge.kept, *(each.kept for each in later)]
    found = records.read(kept, (merge.absorbed, *path))
    back, root = found[merge.absorbed], found[path[-1]]
    require_both(viewer, kept, (back, root))
    before = [standing(kept, found[number]) for number in path]
    in_force = {each.pk: each for standing_one in before for each in standing_one.merges}
    if merge.pk not in in_force:
        raise AlreadyUndoneError(merge.pk)
    then: dict[int, Values] = {}
    for each in before:
        then[each.record.pk] = each.without_merge(merge).shown(then)
    now, after = records.values_of(kept, root), then[root.pk]
    written = {
        name for each in (merge, *later) for name, side in in_force[each.pk].choices.items() if side == Side.EDITED
    }
    tell = _Teller(viewer, kept, now, after, with_private=may_see_private(viewer, kept, (back, root)))
    model = kept.register.model
    return Undoing(
        kept,
        root,
        name_of(kept, now),
        name_of(kept, records.values_of(kept, back)),
        [*tell.going_back(), *_links_back(rows_moved(merge, model, root.pk))],
        [*tell.written(written, root.pk), *_links_staying(rows_added_since(merge, model, root.pk))],
    )


class _Teller:
    """Tells of columns of the record that stands, now and then; of private ones only what may be shown."""

    def __init__(self, viewer: Viewer, kept: Kept, now: Values, then: Values, *, with_private: bool) -> None:
        self._viewer, self._kept, self._now, self._then = viewer, kept, now, then
        self._read = Reader(kept, (now, then))
        self._hidden = () if with_private else kept.register.private_fields

    def going_back(self) -> list[str]:
        """Return a sentence for each group that changes."""
        groups = (group for group in self._kept.shape.groups if any(self._now[n] != self._then[n] for n in group))
        return [self._sentence(group) for group in groups]

    def _sentence(self, group: tuple[str, ...]) -> str:
        label = self._kept.fields[group[0]]
        if group[0] in self._hidden or group[0] in self._kept.register.private_fields:
            return _("%(field)s goes back to what it was before.") % {"field": label}
        now, then = (self._read.text(group, each) or _("nothing") for each in (self._now, self._then))
        return _("%(field)s goes back from “%(now)s” to “%(then)s”.") % {"field": label, "now": now, "then": then}

    def written(self, names: Iterable[str], record: int) -> list[str]:
        """Return a sentence for each group that somebody wrote since: who, when, and that it stays."""
        wanted = [group for group in self._kept.shape.groups if group[0] in set(names)]
        events = origins(_HISTORY[self._kept.code](self._viewer, record)) if wanted else {}
        return [self._stays(group, events.get(group[0])) for group in wanted]

    def _stays(self, group: tuple[str, ...], event: Event | None) -> str:
        gaps = {"field": self._kept.fields[group[0]], "day": day_shown(event.at) if event else _("Unknown")}
        by = (event.source or event.actor) if event else ""
        if by:
            return _("%(field)s was changed after the merge by %(who)s on %(day)s and stays as it is.") % {
                **gaps,
                "who": by,
            }
        return _("%(field)s was changed after the merge on %(day)s and stays as it is.") % gaps


def _links_back(counts: Mapping[str, int]) -> list[str]:
    number = sum(counts.values())
    words = ngettext(
        "%(n)s linked entry goes back with it: claims of lists, posts, trainings and the like.",
        "%(n)s linked entries go back with it: claims of lists, posts, trainings and the like.",
        number,
    )
    return [words % {"n": number}] if number else []


def _links_staying(counts: Mapping[str, int]) -> list[str]:
    number = sum(counts.values())
    words = ngettext(
        "%(n)s linked entry was added after the merge and stays here.",
        "%(n)s linked entries were added after the merge and stay here.",
        number,
    )
    return [words % {"n": number}] if number else []
