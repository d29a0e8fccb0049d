"""Links and codes with which people open their own record: made, exchanged for a session, revoked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.people.own_record import own_record
from sanphalang.people.seen import SeenPerson, person_seen
from sanphalang.privacy.code_tries import give_back, take_a_try
from sanphalang.privacy.digests import digest
from sanphalang.privacy.models import PersonalLink
from sanphalang.privacy.rules import LINK_DAYS, TRIES, beginning, new_code, plain_code

SUBJECT = "personal_link"


@dataclass(frozen=True, slots=True)
class NewLink:
    """A new link: its secret part and its code exist here and nowhere else."""

    link: PersonalLink
    token: str
    code: str


def may_make(viewer: Viewer, place: int | None) -> bool:
    """Say whether the viewer may make links for people of a place."""
    return policy.may(viewer, Act.PEOPLE_EDIT, place) and policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, place)


def person_for_link(viewer: Viewer, person_id: int) -> SeenPerson:
    """Return the person for whom the viewer may make a link; raise where there is none, or the viewer may not."""
    person = person_seen(viewer, person_id)
    if person is None:
        raise NoSuchPersonError(person_id)
    if not may_make(viewer, person.place):
        raise Refused(_("Links to a person's own record are made by the person's own centre."))
    return person


def links_of(viewer: Viewer, person_id: int) -> list[PersonalLink]:
    """Return the person's links that can still be used, the latest first."""
    person_for_link(viewer, person_id)
    return list(_usable().filter(person=person_id).order_by("-id"))


def make_link(viewer: Viewer, person_id: int) -> NewLink:
    """Make a link and a code; earlier ones of the person are dead from now on."""
    person = person_for_link(viewer, person_id)
    token, code, now = secrets.token_urlsafe(24), new_code(), timezone.now()
    plain = plain_code(code)
    with transaction.atomic():
        _usable().filter(person=person_id).update(revoked_at=now)
        link = PersonalLink.objects.create(
            person_id=person_id,
            token_digest=digest("token", token),
            code_digest=digest("code", plain),
            code_begins=digest("code begins", beginning(plain)),
            made_by=viewer.actor,
            created_at=now,
            expires_at=now + timedelta(days=LINK_DAYS),
        )
        _record(viewer.actor, "privacy.make_link", link, person.place)
    return NewLink(link, token, code)


def revoke_links(viewer: Viewer, person_id: int) -> int:
    """Make all links of the person dead; return how many there were."""
    person = person_for_link(viewer, person_id)
    with transaction.atomic():
        links = list(_usable().filter(person=person_id))
        for link in links:
            link.revoked_at = timezone.now()
            link.save(update_fields=["revoked_at"])
            _record(viewer.actor, "privacy.revoke_link", link, person.place)
    return len(links)


def link_with_token(token: str) -> PersonalLink:
    """Return the link that can be used now. Raises :class:`Refused` with a kind sentence where there is none."""
    return link_behind(digest("token", token))


def link_behind(token_digest: str) -> PersonalLink:
    """Return the same by the digest of its secret part."""
    return _checked(PersonalLink.objects.filter(token_digest=token_digest).first() if token_digest else None)


def is_link(token_digest: str) -> bool:
    """Say whether there is or was a link with this digest of its secret part."""
    return bool(token_digest) and PersonalLink.objects.filter(token_digest=token_digest).exists()


def link_with_code(typed: str) -> PersonalLink:
    """Return the link of a typed code. A try is taken before it is looked up, and given back when it was right.

    Raises :class:`Refused` with what to do.
    """
    plain = plain_code(typed)
    if not plain:
        raise Refused(_("A code has ten letters and figures, such as KX7-P2M-QADE. Please look at the letter again."))
    taken = take_a_try(plain)
    link = PersonalLink.objects.filter(code_digest=digest("code", plain), tries__lt=TRIES).first()
    if link is not None:
        give_back(taken)
        return _checked(link)
    _usable().filter(code_begins=digest("code begins", beginning(plain))).update(tries=F("tries") + 1)
    raise Refused(
        _("This code is not known, or was tried too often. Please look at the letter again, or ask your centre.")
    )


def link_in_use(link_id: int) -> PersonalLink:
    """Return the link of an open session, if it can still be used; note that it was."""
    link = _checked(PersonalLink.objects.filter(pk=link_id).first())
    now = timezone.now()
    if link.last_used_at is None or now - link.last_used_at > timedelta(minutes=1):
        PersonalLink.objects.filter(pk=link.pk).update(last_used_at=now)
    return link


def open_with(link: PersonalLink, channel: str) -> None:
    """Record that the person opened the own record."""
    with transaction.atomic():
        place = own_record(link.person_id).place
        _record(f"person:{link.person_id}", "privacy.open_link", link, place, by=channel)


def _usable() -> QuerySet[PersonalLink]:
    return PersonalLink.objects.filter(revoked_at=None, expires_at__gt=timezone.now())


def _checked(link: PersonalLink | None) -> PersonalLink:
    ask = _("Please ask the coordination centre of your province for a new one.")
    if link is None:
        raise Refused(_("This link is not known. There may be a newer letter.") + " " + ask)
    if link.revoked_at is not None:
        raise Refused(_("This link was replaced by a newer one, or taken back.") + " " + ask)
    if link.expires_at <= timezone.now():
        raise Refused(_("This link has run out: it could be used for 30 days.") + " " + ask)
    return link


def _record(actor: str, verb: str, link: PersonalLink, place: int | None, **more: str) -> None:
    changes = {"person": [None, link.person_id]} | {name: [None, value] for name, value in more.items()}
    record(actor, verb, (SUBJECT, str(link.pk)), place=place, changes=changes, wakes=())
