"""Links with which organisations confirm themselves: made by their centre, opened without an account, taken back.

Of the secret part only a digest is kept; it is random enough that no guess finds one, and a guess leaves nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.policy import Refused
from sanphalang.access.queries import centre_looking_after
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.organisations.actions import NoSuchOrganisationError, who_looks_after
from sanphalang.organisations.queries import Shown, organisation
from sanphalang.verification.models import OrganisationLink
from sanphalang.verification.round_rules import LINK, Policy

DAYS = 90
"""How long a link can be used."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A new link: its secret part exists here and nowhere else."""

    link: OrganisationLink
    token: str


def digest_of(token: str) -> str:
    """Return what is kept of a link's secret part, which is random enough to need no key."""
    return hashlib.sha256(token.encode()).hexdigest()


def organisation_for_link(viewer: Viewer, organisation_id: int) -> Shown:
    """Return the organisation for which the viewer makes links; raise where there is none, or the viewer may not."""
    found = organisation(viewer, organisation_id)
    if found is None:
        raise NoSuchOrganisationError(organisation_id)
    if not found.may_edit:
        raise Refused(who_looks_after(found.padded))
    return found


def links_of(viewer: Viewer, organisation_id: int) -> list[OrganisationLink]:
    """Return the links that can still be used."""
    organisation_for_link(viewer, organisation_id)
    return list(_usable().filter(organisation=organisation_id).order_by("-pk"))


def make_link(viewer: Viewer, organisation_id: int, *, rule: str) -> NewLink:
    """Make a link; earlier ones of the organisation are dead from now on."""
    found = organisation_for_link(viewer, organisation_id)
    token, now = secrets.token_urlsafe(24), timezone.now()
    with transaction.atomic():
        _usable().filter(organisation=organisation_id).update(revoked_at=now)
        link = OrganisationLink.objects.create(
            organisation_id=organisation_id,
            centre=None if found.padded is None else centre_looking_after(found.padded),
            token_digest=digest_of(token),
            policy=Policy(rule),
            made_by=viewer.actor,
            created_at=now,
            expires_at=now + timedelta(days=DAYS),
        )
        _record(viewer.actor, "make_link", link, found.padded)
    return NewLink(link, token)


def revoke_links(viewer: Viewer, organisation_id: int) -> int:
    """Make all links of the organisation dead; return how many there were."""
    found = organisation_for_link(viewer, organisation_id)
    with transaction.atomic():
        links = list(_usable().filter(organisation=organisation_id))
        for link in links:
            link.revoked_at = timezone.now()
            link.save(update_fields=["revoked_at"])
            _record(viewer.actor, "revoke_link", link, found.padded)
    return len(links)


def is_link(digest: str) -> bool:
    """Say whether there is or was a link with this digest."""
    return OrganisationLink.objects.filter(token_digest=digest).exists()


def link_behind(digest: str) -> OrganisationLink:
    """Return the link that can be used now. Raises :class:`Refused` with why it cannot."""
    ask = _ask()
    link = OrganisationLink.objects.select_related("organisation").filter(token_digest=digest).first()
    if link is None:
        raise Refused(_("This link is not known. There may be a newer letter.") + " " + ask)
    if link.revoked_at is not None:
        raise Refused(_("This link was replaced by a newer one, or taken back.") + " " + ask)
    if link.expires_at <= timezone.now():
        raise Refused(_("This link has run out.") + " " + ask)
    if link.organisation.merged_into_id is not None:
        raise elsewhere()
    return link


def elsewhere() -> Refused:
    """Return why a link opens nothing whose organisation became a part of another one."""
    return Refused(_("This organisation stands in the registry under another number now.") + " " + _ask())


def _ask() -> str:
    return _("Please ask the coordination centre of your province for a new one.")


def note_opened(link: OrganisationLink) -> None:
    """Record that the organisation opened its link, once an hour: opening it again and again tells nothing more."""
    if link.last_used_at is not None and timezone.now() - link.last_used_at < timedelta(hours=1):
        return
    with transaction.atomic():
        OrganisationLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now())
        _record(actor_of(link), "open_link", link, link.organisation.place)


def actor_of(link: OrganisationLink) -> str:
    """Return how the ledger calls the organisation that speaks for itself."""
    return f"organisation:{link.organisation_id}"


def _usable() -> QuerySet[OrganisationLink]:
    return OrganisationLink.objects.filter(revoked_at=None, expires_at__gt=timezone.now())


def _record(actor: str, verb: str, link: OrganisationLink, place: int | None) -> None:
    changes = {"organisation": [None, link.organisation_id]}
    record(actor, f"verification.{verb}", (LINK, str(link.pk)), place=place, changes=changes, wakes=())
