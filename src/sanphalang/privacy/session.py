"""The session of a person who opened the own record: which link it came from, and until when it lasts.

The secret part of the link stands in no address after the first, and in no session either.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.http import HttpRequest

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.viewer import GrantedRole, Viewer
from sanphalang.people.models import Person
from sanphalang.people.own_record import actor_of, own_record
from sanphalang.places.rules import NATION
from sanphalang.privacy.links import link_in_use, open_with
from sanphalang.privacy.models import PersonalLink

_KEY = "privacy_own_record"
MINUTES = 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a link that can be used now: the person, and by which way (``link`` or ``code``)."""

    person: Person
    channel: str

    @property
    def actor(self) -> str:
        """How the ledger calls the person."""
        return actor_of(self.person.pk)

    @property
    def viewer(self) -> Viewer:
        """Return a viewer that sees the person's own name, for panels of other rooms."""
        place = self.person.place
        reach = NATION if place is None else ((place, place),)
        return Viewer(actor=self.actor, grants=(GrantedRole(Role.MEMBER, reach),))


def begin(request: HttpRequest, link: PersonalLink, channel: str) -> None:
    """Exchange a link for a session; the session gets a new name, so that nobody can have set it before."""
    open_with(link, channel)
    request.session.cycle_key()
    request.session[_KEY] = {"link": link.pk, "channel": channel, "until": time.time() + MINUTES * 60}


def end(request: HttpRequest) -> None:
    """End it; an account that is signed in stays so."""
    request.session.pop(_KEY, None)


def holder_of(request: HttpRequest) -> Holder | None:
    """Return who opened the own record in this browser, or None; half an hour of rest ends it.

    Raises :class:`Refused` when the link was revoked or has run out meanwhile.
    """
    kept = request.session.get(_KEY)
    if not kept:
        return None
    now = time.time()
    if kept["until"] < now:
        end(request)
        return None
    try:
        link = link_in_use(kept["link"])
    except Refused:
        end(request)
        raise
    request.session[_KEY] = kept | {"until": now + MINUTES * 60}
    return Holder(own_record(link.person_id), kept["channel"])
