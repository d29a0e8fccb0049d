"""What reviewers ask and writers answer, by step of the form: reads, and writes that check, change and record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.knowledge.models import Remark, Thread, Version
from sanphalang.knowledge.queries import Shown
from sanphalang.knowledge.rules import State, steps_of
from sanphalang.knowledge.words import PARTS
from sanphalang.knowledge.writing import Changes, locked, require, told, working, write_down
from sanphalang.web.table import Words


@dataclass(frozen=True, slots=True)
class Said:
    """A remark: by whom, as far as the viewer may know, and when."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ShownThread:
    """A question about a step, with what was said."""

    id: int
    part: str
    name: Words
    is_resolved: bool
    remarks: list[Said]


def threads_of(viewer: Viewer, shown: Shown) -> list[ShownThread]:
    """Return what was asked about an item to those who write or review it, open questions first."""
    if not (shown.may_write or shown.may_review):
        return []
    found = list(Thread.objects.filter(item=shown.id).prefetch_related("remarks"))
    actors = {remark.actor for thread in found for remark in thread.remarks.all()}
    may_know = policy.may(viewer, Act.LEDGER_READ, shown.padded)
    names = {OPERATOR.actor: _("The operator of this installation")}
    names |= names_of_actors(actors) if may_know and actors else {}
    threads = [
        ShownThread(
            thread.pk,
            thread.part,
            PARTS.get(thread.part, thread.part),
            thread.resolved_at is not None,
            [Said(names.get(each.actor, _("A colleague")), each.said_at, each.text) for each in thread.remarks.all()],
        )
        for thread in found
    ]
    return sorted(threads, key=lambda thread: thread.is_resolved)


def open_thread(viewer: Viewer, item_id: int, part: str, *, text: str) -> int:
    """Ask or say something about a step of the draft."""
    with transaction.atomic():
        version = _reviewed(viewer, item_id)
        if part not in steps_of(version.form):
            raise NoSuchRecordError(part)
        thread = Thread.objects.create(item_id=item_id, part=part)
        Remark.objects.create(thread=thread, text=text, actor=viewer.actor)
        _noted(viewer, "open_thread", version, thread, text)
    return thread.pk


def add_remark(viewer: Viewer, item_id: int, thread_id: int, *, text: str) -> None:
    """Answer in a thread."""
    with transaction.atomic():
        version = _reviewed(viewer, item_id)
        thread = _thread(item_id, thread_id)
        Remark.objects.create(thread=thread, text=text, actor=viewer.actor)
        _noted(viewer, "add_remark", version, thread, text)


def resolve_thread(viewer: Viewer, item_id: int, thread_id: int) -> None:
    """Say that a question is settled."""
    _settle(viewer, item_id, thread_id, "resolve_thread", timezone.now())


def reopen_thread(viewer: Viewer, item_id: int, thread_id: int) -> None:
    """Say that a question is open again."""
    _settle(viewer, item_id, thread_id, "reopen_thread", None)


def _settle(viewer: Viewer, item_id: int, thread_id: int, verb: str, at: datetime | None) -> None:
    with transaction.atomic():
        version = _reviewed(viewer, item_id)
        thread = _thread(item_id, thread_id)
        if (thread.resolved_at is None) == (at is None):
            return
        thread.resolved_at = at
        thread.save(update_fields=["resolved_at"])
        _noted(viewer, verb, version, thread)


def _reviewed(viewer: Viewer, item_id: int) -> Version:
    """Return the draft that the viewer may say something about; one that is not in review is for who writes it."""
    version = working(locked(viewer, item_id, Act.KNOWLEDGE_REVIEW))
    if version.state == State.DRAFT:
        require(viewer, Act.KNOWLEDGE_WRITE, version.place)
    return version


def _thread(item_id: int, thread_id: int) -> Thread:
    thread = Thread.objects.filter(pk=thread_id, item=item_id).first()
    if thread is None:
        raise NoSuchRecordError(thread_id)
    return thread


def _noted(viewer: Viewer, verb: str, version: Version, thread: Thread, text: str = "") -> None:
    changes: Changes = {"about": [None, thread.pk], "part": ["", thread.part]}
    if text:
        changes["text"] = ["", text]
    write_down(viewer, verb, version.item_id, version.place, told(changes))
