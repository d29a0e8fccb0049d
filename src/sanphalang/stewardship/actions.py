"""The two great writes of the room: two records become one, and become two again. Check, change, record, at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.files.merged import stands
from sanphalang.ledger.actions import record
from sanphalang.stewardship import records
from sanphalang.stewardship.computing import standing
from sanphalang.stewardship.links import last_rows, move_back, move_links
from sanphalang.stewardship.models import Merge
from sanphalang.stewardship.registers import KEPT, Kept
from sanphalang.stewardship.rules import Side

Revisions = Mapping[int, int]
"""Revisions by record, as they were when the person was shown them."""


class ChangedMeanwhileError(Exception):
    """Somebody changed one of the records after it was shown, or merged it; nothing was written."""


class AlreadyUndoneError(Exception):
    """The merge was undone already."""


def merge_records(
    viewer: Viewer, register: str, *, keep: int, absorb: int, seen: Revisions, choices: Mapping[str, Side] | None = None
) -> int:
    """Let one record absorb another; return the number of the merge.

    ``choices`` are sides by the first column of a group, where the rule (``rules.Shape.side_of``) shall not hold.
    Raises :class:`Refused` where the viewer may not edit both, :class:`ChangedMeanwhileError` where either is no
    longer as it was ``seen``, ``NoSuchRecordError`` where there is none.
    """
    kept = KEPT[register]
    if keep == absorb:
        raise NoSuchRecordError(absorb)
    with transaction.atomic():
        held = records.held(kept, (keep, absorb))
        _require(viewer, kept, held.values())
        _require_unchanged(held.values(), seen)
        chosen = {name: Side(side).value for name, side in (choices or {}).items() if side != Side.EDITED}
        _require_private(viewer, kept, held.values(), chosen)
        stays, goes = held[keep], held[absorb]
        merge = Merge(register=register, kept=keep, absorbed=absorb, choices=chosen, actor=viewer.actor)
        merge.last_rows = last_rows(kept.register.model)
        merge.revisions = {"kept": stays.revision, "absorbed": goes.revision}
        before = standing(kept, stays)
        merge.save()
        # Above any revision that a claim of either knows: a withdrawal sees that the record is another one by now.
        stays.revision = max(stays.revision, goes.revision)
        changes = before.with_merge(merge).write()
        goes.merged_into = stays
        records.save(kept, goes, "merged_into")
        move_links(merge, kept.register.model)
        merge.revisions["after"] = stays.revision
        merge.save(update_fields=["revisions"])
        _record(viewer, kept, "merge", stays, {"merged": ["", absorb], **records.as_recorded(kept, changes)}, held)
    return merge.pk


def undo_merge(viewer: Viewer, merge_id: int, *, seen: Revisions) -> None:
    """Let the absorbed record stand for itself again, whatever was edited, merged or undone since.

    Raises as :func:`merge_records` does, and :class:`AlreadyUndoneError`. ``seen`` names the record that stands today.
    """
    with transaction.atomic():
        path = _path(_to_undo(merge_id))
        kept = KEPT[path[0].register]
        # The records before the merge: another merge into one of them holds it, and writes then to this one.
        held = records.held(kept, {number for each in path for number in (each.absorbed, each.kept)})
        merge, *later = _path(_to_undo(merge_id, for_update=True))
        back, root = held[merge.absorbed], held[path[-1].kept]
        _require(viewer, kept, (back, root))
        if [merge, *later] != path:
            raise ChangedMeanwhileError(root.pk)
        if not stands(root) or seen.get(root.pk) != root.revision:
            raise ChangedMeanwhileError(root.pk)
        before = [standing(kept, held[each.kept]) for each in path]
        merge.undone_at, merge.undone_by = timezone.now(), viewer.actor
        merge.save(update_fields=["undone_at", "undone_by"])
        is_untouched = not later and root.revision == merge.revisions["after"]
        changes: dict[str, tuple[Any, Any]] = {}
        for each in before:  # from below: what one shows, the next has from it
            changes = each.without_merge(merge).write()
        back.merged_into = None
        records.save(kept, back, "merged_into")
        move_back(merge, kept.register.model, later)
        _stand_for_earlier_states(kept, back, merge.revisions["absorbed"])
        if is_untouched:
            _stand_for_earlier_states(kept, root, merge.revisions["kept"])
        told = {"merged": [merge.absorbed, ""], **records.as_recorded(kept, changes)}
        _record(viewer, kept, "undo_merge", root, told, held)


def _to_undo(merge_id: int, *, for_update: bool = False) -> Merge:
    merges = Merge.objects.select_for_update() if for_update else Merge.objects
    merge = merges.filter(pk=merge_id).first()
    if merge is None:
        raise NoSuchRecordError(merge_id)
    if merge.undone_at is not None:
        raise AlreadyUndoneError(merge_id)
    return merge


def _path(merge: Merge) -> list[Merge]:
    """Return a merge and those by which its kept record was absorbed in its turn."""
    return [merge, *merges_after(merge)]


def merges_after(merge: Merge) -> list[Merge]:
    """Return the merges by which the kept record of a merge was absorbed in its turn, up to the one that stands."""
    found: list[Merge] = []
    now: Merge | None = merge
    while now is not None:
        now = Merge.objects.filter(register=merge.register, absorbed=now.kept, undone_at=None).first()
        if now is not None:
            found.append(now)
    return found


def require_both(viewer: Viewer, kept: Kept, both: Iterable[Any]) -> None:
    """Refuse, with who looks after the place, a viewer who may not edit both records."""
    _require(viewer, kept, both)


def _require(viewer: Viewer, kept: Kept, both: Iterable[Any]) -> None:
    both = list(both)
    if kept.sees is not None and not all(policy.may(viewer, kept.sees, each.place) for each in both):
        raise NoSuchRecordError(both[0].pk)
    for each in both:
        if not policy.may(viewer, kept.register.edits, each.place):
            raise Refused(kept.who_looks_after(each.place))


def _require_unchanged(both: Iterable[Any], seen: Revisions) -> None:
    for each in both:
        if not stands(each) or seen.get(each.pk) != each.revision:
            raise ChangedMeanwhileError(each.pk)


def _require_private(viewer: Viewer, kept: Kept, both: Iterable[Any], chosen: Iterable[str]) -> None:
    """Refuse a viewer who would choose among private values without seeing them."""
    is_touched = {*chosen} & {*kept.register.private_fields}
    if is_touched and not may_see_private(viewer, kept, both):
        raise Refused(_("Private details are shown to their own centre only; without seeing them nobody chooses."))


def may_see_private(viewer: Viewer, kept: Kept, both: Iterable[Any]) -> bool:
    """Say whether a viewer may see the private values of both records."""
    return all(policy.may(viewer, kept.register.sees_private, each.place) for each in both)


def _stand_for_earlier_states(kept: Kept, stands: Any, revision: int) -> None:
    """Let the claims that left a record as it is again know it by its new revision: their list can be withdrawn."""
    claims = kept.register.claims._base_manager.filter(**{kept.register.names: stands.pk, "revision": revision})
    claims.update(revision=stands.revision)


def _record(
    viewer: Viewer, kept: Kept, act: str, stands: Any, changes: Mapping[str, Any], touched: Iterable[int]
) -> None:
    subject = kept.register.subject
    wakes = [(subject, str(number)) for number in touched]
    verb = f"{kept.code}.{act}"
    record(viewer.actor, verb, (subject, str(stands.pk)), place=stands.place, changes=changes, wakes=wakes)
