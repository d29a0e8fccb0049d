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
from sanphalang.privacy.digests import digest
from sanphalang.privacy.links import is_link, link_behind, link_in_use, open_with
from sanphalang.privacy.models import PersonalLink

_KEY, _LINK = "privacy_own_record", "privacy_link"
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


def remember_link(request: HttpRequest, token: str) -> bool:
    """Keep a digest of a link for the next page; say whether there is or was such a link.

    A guess makes no session, which would be kept.
    """
    found = digest("token", token)
    if not is_link(found):
        request.session.pop(_LINK, None)
        return False
    request.session[_LINK] = found
    return True


def begin(request: HttpRequest, link: PersonalLink, channel: str) -> None:
    """Exchange a link for a session; the session gets a new name, so that nobody can have set it before."""
    open_with(link, channel)
    request.session.cycle_key()
    request.session[_KEY] = {"link": link.pk, "channel": channel, "until": time.time() + MINUTES * 60}


def end(request: HttpRequest) -> None:
    """End it; an account that is signed in stays so."""
    request.session.pop(_KEY, None)
    request.session.pop(_LINK, None)


def holder_of(request: HttpRequest) -> Holder | None:
    """Return who opened the own record in this browser, or None; half an hour of rest ends it.

    A link that was followed just now is exchanged first. Raises :class:`Refused` when the link cannot be used, was
    revoked or has run out meanwhile.
    """
    if followed := request.session.get(_LINK):
        if request.method == "HEAD":  # a program that looks where a link leads; the person comes after it
            return None
        del request.session[_LINK]
        begin(request, link_behind(followed), "link")
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
