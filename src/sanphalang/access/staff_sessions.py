"""Timed sessions of the national team: private fields of the whole nation for half an hour, for a written reason.

A session belongs to the browser that opened it: its number stands in that browser's web session and nowhere else, so
another browser of the same account has none, and signing out leaves none behind.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.models import StaffSession
from sanphalang.access.policy import Refused, may_anywhere
from sanphalang.access.roles import ALLOWED, Act, Role
from sanphalang.access.viewer import OpenStaffSession, Viewer
from sanphalang.ledger.actions import record

MINUTES = 30
SHORTEST_REASON = 15
LONGEST_REASON = 500

_KEY = "staff_session"
_NUMBER_OF_A_PERSON = re.compile(r"[0-9๐-๙](?:[\s-]*[0-9๐-๙]){8}|@")


def with_staff_session(viewer: Viewer, session: SessionBase) -> Viewer:
    """Return the viewer with the timed session that this browser has open; one query, only where there may be one."""
    number = session.get(_KEY)
    if number is None:
        return viewer
    found = StaffSession.objects.filter(
        pk=number, user=viewer.user_id, ended_at=None, starts_at__lte=timezone.now(), ends_at__gt=timezone.now()
    ).first()
    if found is None:
        return viewer
    return replace(viewer, staff_session=OpenStaffSession(found.pk, found.reason, found.ends_at))


def could_open_staff_session(viewer: Viewer) -> bool:
    """Say whether the viewer's role allows timed sessions, signed in with a second factor or not yet."""
    return any(Act.STAFF_SESSION in ALLOWED[Role(grant.role)] for grant in viewer.grants)


def open_staff_session(viewer: Viewer, session: SessionBase, *, reason: str) -> StaffSession:
    """Open a session of half an hour in this browser; one that is open already ends.

    Raises :class:`Refused` for who may not, and for a reason that says too little or names a person by number.
    """
    if viewer.user_id is None or not may_anywhere(viewer, Act.STAFF_SESSION):
        raise Refused(_("Timed sessions are for the national team."))
    reason = " ".join(reason.split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refused(
            _("Please write the reason with at least %(count)d letters, so that others understand it later.")
            % {"count": SHORTEST_REASON}
        )
    if _NUMBER_OF_A_PERSON.search(reason):
        raise Refused(_("Please write the reason without telephone numbers, ID numbers and e-mail addresses."))
    now = timezone.now()
    with transaction.atomic():
        if viewer.staff_session is not None:
            _end(viewer, viewer.staff_session.id)
        opened = StaffSession.objects.create(
            user_id=viewer.user_id, reason=reason, starts_at=now, ends_at=now + timedelta(minutes=MINUTES)
        )
        record(
            viewer.actor,
            "access.open_staff_session",
            ("staff_session", str(opened.pk)),
            place=None,
            changes={"reason": ["", reason], "ends_at": [None, opened.ends_at.isoformat()]},
        )
    session[_KEY] = opened.pk
    return opened


def end_staff_session(viewer: Viewer, session: SessionBase) -> None:
    """End the session of this browser; nothing happens where none is open."""
    opened = viewer.staff_session  # before the number is forgotten: the viewer of a request is read on first use
    session.pop(_KEY, None)
    if opened is not None:
        with transaction.atomic():
            _end(viewer, opened.id)


def end_at_sign_out(request: HttpRequest | None, **_signal: Any) -> None:
    """End the session with the web session that holds it (Django tells of the sign-out before it forgets)."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if request is not None and viewer is not None and _KEY in request.session:
        end_staff_session(viewer, request.session)


def _end(viewer: Viewer, number: int) -> None:
    ended = StaffSession.objects.filter(pk=number, user=viewer.user_id, ended_at=None).update(ended_at=timezone.now())
    if ended:
        record(viewer.actor, "access.end_staff_session", ("staff_session", str(number)), place=None)
