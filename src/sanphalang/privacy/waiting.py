"""What an older backup brought back with somebody who was erased, and only a reader can decide about.

The person is erased again at once. The texts, papers and rows that may tell of the person wait in the queue of the
centre as an erasure that is not done: with the name to look for, which goes when the last of them is decided about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.committees import forgetting as committees
from sanphalang.ledger.actions import record
from sanphalang.people import erasing as register
from sanphalang.people.erasing import Known
from sanphalang.people.naming import TextFound, sought_by_name
from sanphalang.privacy.models import Request
from sanphalang.privacy.rows import empty_row
from sanphalang.privacy.rules import REQUEST, Kind, State, due_on
from sanphalang.privacy.texts import LEAVE, REMOVE, ToRead, UndecidedError, as_to_read


def open_again(actor: str, person: Known, found: Sequence[TextFound]) -> None:
    """Have what was found wait for an officer, in the request that waits already or in a new one.

    Belongs in the transaction that erases the person, after the record is gone.
    """
    request = Request.objects.filter(number=person.number, kind=Kind.ERASURE, state=State.OPEN).first()
    if request is None:
        due = due_on(Kind.ERASURE, timezone.localdate())
        request = Request(kind=Kind.ERASURE, number=person.number, place=person.place, opened_by=actor, due_on=due)
    request.asked = person.name
    request.found = [each._replace(excerpt="")._asdict() for each in found]
    request.save()
    changes = {
        "person": [None, request.number],
        "kind": [None, request.kind],
        "due_on": [None, request.due_on.isoformat()],
        "left": [None, [each.key for each in found]],
    }
    record(actor, "privacy.open_request", (REQUEST, str(request.pk)), place=request.place, changes=changes, wakes=())


def to_read_again(viewer: Viewer, request: Request) -> list[ToRead]:
    """Return what a waiting erasure still asks about."""
    return [as_to_read(viewer, TextFound(**each)) for each in request.found]


def decide_again(viewer: Viewer, request: Request, decided: Mapping[str, str]) -> list[str]:
    """Remove what shall go, and let go of the name; return the keys of what stays.

    Raises :class:`~.texts.UndecidedError` where anything was not decided about. Belongs in the caller's transaction.
    """
    found = {each.found.key: each for each in to_read_again(viewer, request)}
    for key, each in found.items():
        if decided.get(key) not in ((LEAVE, REMOVE) if each.may_be_removed else (LEAVE,)):
            raise UndecidedError(key)
    register.delete_for_good()
    what = sought_by_name(request.asked)
    for key, each in found.items():
        if decided[key] != REMOVE:
            continue
        if each.found.is_row:
            empty_row(key, what, request.number)
        elif committees.is_paper_there(key):
            committees.remove_paper(viewer.actor, key)
    request.asked, request.found = "", []
    request.save(update_fields=["asked", "found"])
    transaction.on_commit(register.clear_traces)
    return [key for key in found if decided[key] == LEAVE]
