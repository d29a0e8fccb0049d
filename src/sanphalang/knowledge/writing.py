"""What every write of this room shares: the item locked, the viewer checked, the act recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.knowledge.models import KnowledgeItem, Version
from sanphalang.knowledge.rules import RECORDED_IN_CLEAR, SUBJECT, WORKING, State
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.organisations.actions import who_looks_after

Values = Mapping[str, Any]
Changes = dict[str, list[Any]]

_UNTOLD = frozenset({"place_level", "title_key", "title_sort"})


def require(viewer: Viewer, act: Act, *places: int | None) -> None:
    """Refuse, with who looks after it, a viewer who may not do the act at each of the places."""
    for place in places:
        if not policy.may(viewer, act, place):
            raise Refused(who_looks_after(place) if place is not None else _("Only the national team does this."))


def locked(viewer: Viewer, item_id: int, act: Act = Act.KNOWLEDGE_WRITE) -> KnowledgeItem:
    """Return an item at all of whose places the viewer may do the act, locked until the transaction ends.

    Who may not know of an item, one that was never published or was withdrawn, is told that there is none.
    """
    item = KnowledgeItem.objects.select_for_update().filter(pk=item_id).first()
    if item is None:
        raise NoSuchRecordError(item_id)
    standing = list(item.versions.exclude(state=State.REPLACED).values_list("state", "place"))
    places = {place for _state, place in standing}
    is_known = any(_knows(viewer, *each) for each in standing)
    if not is_known and not all(policy.may(viewer, act, place) for place in places):
        raise NoSuchRecordError(item_id)
    require(viewer, act, *places)
    return item


def _knows(viewer: Viewer, state: str, place: int | None) -> bool:
    """Say whether the viewer may know of an item by a version that stands: a withdrawn one is for who reviews there."""
    if state != State.WITHDRAWN:
        return state == State.PUBLISHED
    return any(policy.may(viewer, act, place) for act in (Act.KNOWLEDGE_WRITE, Act.KNOWLEDGE_REVIEW))


def working(item: KnowledgeItem) -> Version:
    """Return the version that is written on."""
    version = item.versions.filter(state__in=WORKING).first()
    if version is None:
        raise CannotBeError(_("There is no draft any more: it was published or thrown away meanwhile."))
    return version


def touch(version: Version, *fields: str) -> None:
    """Store columns of a version that changed, and when. What people have touched is theirs, and no list's any more."""
    version.updated_at = timezone.now()
    version.save(update_fields=[*fields, "updated_at"])
    keep_in_step(version.item_id)


def keep_in_step(item_id: int) -> None:
    """Let lists compare an item by what its latest version says, and change it no more."""
    latest = Version.objects.filter(item=item_id).order_by("-number")[0]
    KnowledgeItem.objects.filter(pk=item_id).update(
        is_written=True, told="", revision=F("revision") + 1, updated_at=timezone.now(), **compared(latest)
    )


def compared(version: Version) -> dict[str, Any]:
    """Return what a list compares an item by, from its version."""
    return {
        "name": version.title,
        "name_key": version.title_key,
        "name_sort": version.title_sort,
        "identity": version.title_key,
        "kind": version.kind,
        "place": version.place,
        "place_level": version.place_level,
        "year": version.year,
    }


def differing(found: Any, values: Values) -> dict[str, list[Any]]:
    """Return by column what was there and what shall be, where the two differ."""
    pairs = {name: [getattr(found, name), value] for name, value in values.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def told(changes: Mapping[str, list[Any]]) -> Changes:
    """Return changes as the ledger holds them: of words a digest."""
    return {
        name: [as_recorded(name, before), as_recorded(name, after)]
        for name, (before, after) in changes.items()
        if name not in _UNTOLD
    }


def as_recorded(name: str, value: Any) -> Any:
    """Return a value as the ledger may hold it."""
    if name not in RECORDED_IN_CLEAR:
        return private_digest(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def write_down(viewer: Viewer, verb: str, item_id: int, place: int | None, changes: Changes | None = None) -> None:
    """Record an act on an item."""
    record(viewer.actor, f"knowledge.{verb}", (SUBJECT, str(item_id)), place=place, changes=changes or {})
