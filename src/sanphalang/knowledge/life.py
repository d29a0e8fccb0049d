"""What becomes of versions: from a draft to review, to readers, to the next version, or out of sight."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError
from sanphalang.knowledge.models import (
    AlsoPlace,
    Attachment,
    ComparisonRow,
    Figure,
    FollowUp,
    KnowledgeItem,
    Part,
    Participant,
    Partner,
    Picture,
    TiedGoal,
    TiedTag,
    Version,
    Video,
)
from sanphalang.knowledge.rules import WORKING, State, missing
from sanphalang.knowledge.words import FIELDS, PARTS
from sanphalang.knowledge.writing import keep_in_step, locked, told, touch, working, write_down

COPIED: tuple[type[Model], ...] = (
    *(Part, Figure, FollowUp, ComparisonRow, AlsoPlace, TiedGoal, TiedTag),
    *(Partner, Participant, Picture, Attachment, Video),
)
"""What a version owns, and its next version begins with."""


def submit_for_review(viewer: Viewer, item_id: int) -> None:
    """Ask those who review for their word; whoever writes there may go on writing."""
    with transaction.atomic():
        version = working(locked(viewer, item_id))
        _check_is_whole(version)
        _move(viewer, "submit", version, State.REVIEW)


def send_back(viewer: Viewer, item_id: int) -> None:
    """Take it back from review, or send it back to whoever writes it."""
    with transaction.atomic():
        _move(viewer, "send_back", working(locked(viewer, item_id)), State.DRAFT)


def publish(viewer: Viewer, item_id: int, *, changed: str = "", seen: str = "") -> None:
    """Let everybody read the draft; what they read until now becomes an earlier version.

    ``changed`` says what is new, ``seen`` (a moment) which state of the draft the viewer has read. Needs
    ``KNOWLEDGE_PUBLISH``: whoever only writes cannot publish the own item.
    """
    with transaction.atomic():
        item = locked(viewer, item_id, Act.KNOWLEDGE_PUBLISH)
        version = working(item)
        if seen and seen != version.updated_at.isoformat():
            raise CannotBeError(_("The draft was changed meanwhile. Please read it once more, then publish it."))
        _check_is_whole(version)
        item.versions.filter(state__in=(State.PUBLISHED, State.WITHDRAWN)).update(state=State.REPLACED)
        _explain(item, "")
        before = version.state
        version.state, version.changed = State.PUBLISHED, changed
        version.published_at, version.published_by = timezone.now(), viewer.actor
        touch(version, "state", "changed", "published_at", "published_by")
        item.unsaved.all().delete()
        changes = told({"state": [before, version.state], "version": [None, version.number]})
        write_down(viewer, "publish", item.pk, version.place, changes)


def begin_revision(viewer: Viewer, item_id: int) -> None:
    """Begin the next version as a copy of the latest; where one is written on already, there is nothing to do."""
    with transaction.atomic():
        item = locked(viewer, item_id)
        if item.versions.filter(state__in=WORKING).exists():
            return
        latest = item.versions.order_by("-number")[0]
        version = _copy(latest)
        write_down(viewer, "begin_revision", item.pk, version.place, told({"version": [None, version.number]}))


def discard(viewer: Viewer, item_id: int) -> None:
    """Throw the draft away; an item that was never published goes with it."""
    with transaction.atomic():
        item = locked(viewer, item_id)
        version = working(item)
        write_down(viewer, "discard", item.pk, version.place, told({"version": [version.number, None]}))
        item.unsaved.all().delete()
        version.delete()
        if item.versions.exists():
            keep_in_step(item.pk)
        else:
            item.delete()


def remove_version(viewer: Viewer, item_id: int, number: int) -> None:
    """Remove an earlier version for good, as where it names somebody who should not be named."""
    with transaction.atomic():
        item = locked(viewer, item_id, Act.KNOWLEDGE_PUBLISH)
        version = item.versions.filter(number=number, state=State.REPLACED).first()
        if version is None:
            raise CannotBeError(_("Only an earlier version can be removed."))
        write_down(viewer, "remove_version", item_id, version.place, told({"version": [number, None]}))
        version.delete()


def withdraw(viewer: Viewer, item_id: int, *, because: str) -> None:
    """Take a published item from everybody's sight at once; the reason is for those who keep it."""
    with transaction.atomic():
        item = locked(viewer, item_id, Act.KNOWLEDGE_PUBLISH)
        version = item.versions.filter(state=State.PUBLISHED).first()
        if version is None:
            raise CannotBeError(_("This is not published."))
        _explain(item, because)
        _move(viewer, "withdraw", version, State.WITHDRAWN, withdrawn_because=["", because])


def restore(viewer: Viewer, item_id: int) -> None:
    """Let everybody read again what was withdrawn, as it was."""
    with transaction.atomic():
        item = locked(viewer, item_id, Act.KNOWLEDGE_PUBLISH)
        version = item.versions.filter(state=State.WITHDRAWN).first()
        if version is None:
            raise CannotBeError(_("This is not withdrawn."))
        _explain(item, "")
        _move(viewer, "restore", version, State.PUBLISHED)


def _move(viewer: Viewer, verb: str, version: Version, state: State, **also: list[Any]) -> None:
    if version.state == state:
        return
    changes = told({"state": [version.state, state.value], **also})
    version.state = state
    touch(version, "state")
    write_down(viewer, verb, version.item_id, version.place, changes)


def _explain(item: KnowledgeItem, because: str) -> None:
    item.withdrawn_because = because
    item.save(update_fields=["withdrawn_because"])


def _check_is_whole(version: Version) -> None:
    """Refuse what lacks a part that every reader needs, and say which."""
    written = set(version.parts.exclude(text="").values_list("name", flat=True))
    lacking = missing(version.form, written, has_summary=bool(version.summary))
    if lacking:
        named = ", ".join(str(PARTS.get(name) or FIELDS[name]) for name in lacking)
        raise CannotBeError(_("This is still empty: %(parts)s. Please write it first.") % {"parts": named})


def _copy(latest: Version) -> Version:
    """Return a new draft that holds what the latest version holds."""
    version = Version.objects.get(pk=latest.pk)
    version.pk, version.number, version.state, version.revision = None, latest.number + 1, State.DRAFT, 1
    version.changed, version.published_by, version.published_at = "", "", None
    version.updated_at = timezone.now()
    version.save(force_insert=True)
    for table in COPIED:
        rows = list(table._default_manager.filter(version=latest.pk).order_by("pk"))
        for row in rows:
            row.pk = None
            row.version = version  # type: ignore[attr-defined]  # every table of COPIED has it
        table._default_manager.bulk_create(rows)
    return version
