"""What an erasure leaves for somebody else to decide: in the queue of the centre that keeps it.

That is what lies outside the territory of whoever erased, and what an older backup brought back with somebody who was
erased and is erased again at once. It waits as an erasure that is not done. The name to look for stands there only
where what was found cannot be judged without it, and goes when the last of it is decided about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sanphalang.access.queries import centre_looking_after, territory_of
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.organisations.forgetting import is_contact
from sanphalang.people import erasing as register
from sanphalang.people.erasing import Known
from sanphalang.people.naming import TextFound
from sanphalang.privacy.lists import FILE, Left
from sanphalang.privacy.models import Request
from sanphalang.privacy.rules import REQUEST, Kind, State, due_on
from sanphalang.privacy.texts import ToRead, as_to_read, checked, remove


def ask_centres(actor: str, number: int, name: str, left: Iterable[Left], *, home: int | None = None) -> None:
    """Have each centre decide about what it keeps of somebody who was erased.

    ``home`` is the person's own place, where the name to look for may stand in any case. Belongs in the transaction
    that erases the person, after the record is gone.
    """
    groups: dict[int | None, list[Left]] = {}
    for each in left:
        groups.setdefault(_desk(each.found.place), []).append(each)
    for desk, found in groups.items():
        is_home = home is not None and desk == _desk(home)
        _open(actor, number, name if is_home or _needs_name(found) else "", home if is_home else desk, found)


def ask_about(actor: str, person: Known) -> None:
    """Have the person's centre decide whether this is somebody who was erased elsewhere: it erases, or refuses.

    It is asked once. Belongs in the caller's transaction.
    """
    known = Request.objects.filter(person=person.number, kind=Kind.ERASURE)
    if known.filter(Q(state=State.OPEN) | Q(opened_by=actor)).exists():
        return
    due, number = due_on(Kind.ERASURE, timezone.localdate()), person.number
    request = Request.objects.create(
        kind=Kind.ERASURE, person_id=number, number=number, place=person.place, opened_by=actor, due_on=due
    )
    _record(actor, request)


def was_asked(number: int, place: int | None) -> bool:
    """Say whether the centre of a place was asked about somebody who was erased, whatever it decided."""
    return Request.objects.filter(number=number, kind=Kind.ERASURE, person=None, place=_desk(place)).exists()


def _open(actor: str, number: int, name: str, place: int | None, left: Sequence[Left]) -> None:
    waiting = Request.objects.filter(number=number, place=place, kind=Kind.ERASURE, state=State.OPEN, person=None)
    request = waiting.first()
    if request is None:
        due = due_on(Kind.ERASURE, timezone.localdate())
        request = Request(kind=Kind.ERASURE, number=number, place=place, opened_by=actor, due_on=due)
    request.asked = name
    known = {each["key"] for each in request.found}
    request.found += [
        {**each.found._replace(excerpt="")._asdict(), "cells": each.cells}
        for each in left
        if each.found.key not in known
    ]
    request.save()
    _record(actor, request, left=[None, [each.found.key for each in left]])


def _record(actor: str, request: Request, **more: list[Any]) -> None:
    changes = {
        "person": [None, request.number],
        "kind": [None, request.kind],
        "due_on": [None, request.due_on.isoformat()],
        **more,
    }
    record(actor, "privacy.open_request", (REQUEST, str(request.pk)), place=request.place, changes=changes, wakes=())


def to_read_again(viewer: Viewer, request: Request) -> list[ToRead]:
    """Return what a waiting erasure still asks about."""
    return [as_to_read(viewer, each.found) for each in _left(request)]


def decide_again(viewer: Viewer, request: Request, decided: Mapping[str, str]) -> list[str]:
    """Remove what shall go, and let go of the name; return the keys of what stays.

    Raises :class:`~.texts.UndecidedError` where anything was not decided about. Belongs in the caller's transaction.
    """
    found = {each.found.key: each for each in to_read_again(viewer, request)}
    removed = checked(found, decided)
    register.delete_for_good()
    cells = {each.found.key: each.cells for each in _left(request) if each.found.is_row}
    elsewhere = remove(viewer, removed, cells, name=request.asked)
    request.asked, request.found = "", []
    request.save(update_fields=["asked", "found"])
    ask_centres(viewer.actor, request.number, "", elsewhere)
    transaction.on_commit(register.clear_traces)
    return [key for key in found if key not in removed]


def _left(request: Request) -> list[Left]:
    waiting = [dict(each) for each in request.found]
    return [Left(cells=each.pop("cells", []), found=TextFound(**each)) for each in waiting]


def _desk(place: int | None) -> int | None:
    """Return the place by which a centre finds what it is asked: one of its territory, the same for all of it."""
    centre = None if place is None else centre_looking_after(place)
    return place if centre is None else territory_of(centre)[0][0]


def _needs_name(left: Iterable[Left]) -> bool:
    """Say whether somebody has to know the name to find what is meant; contacts, rows and accounts show it."""
    return any(
        not (each.found.is_row or is_contact(each.found.key) or each.found.key.startswith(_SHOW_IT)) for each in left
    )


_SHOW_IT = (f"{FILE}:", "account:", "invitation:")
