"""Writes of partnerships of the network (ภาคีเครือข่าย): check, change, record, in one transaction.

A partnership is told of its organisation: who may edit the one writes the other, and its history tells of both.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.organisations.actions import NoSuchOrganisationError, who_looks_after
from sanphalang.organisations.models import NetworkPartnership, Organisation
from sanphalang.organisations.network import CannotBeError
from sanphalang.organisations.rules import PARTNER_KINDS, SUBJECT

_Years = Mapping[str, int | None]

_NONE: _Years = {"since_year": None, "until_year": None}


def note_partnership(viewer: Viewer, organisation_id: int, *, since_year: int, until_year: int | None = None) -> None:
    """Say since which year an organisation is a partner, and until which; again, when it was written down wrongly.

    Raises :class:`Refused` outside the viewer's territory, :class:`CannotBeError` where the years contradict each
    other or organisations of the kind are no partners.
    """
    with transaction.atomic():
        organisation = _held(viewer, organisation_id)
        if organisation.kind_id not in PARTNER_KINDS:
            raise CannotBeError(_("Organisations of this kind are no partners of the network. Please check the kind."))
        if until_year is not None and until_year < since_year:
            raise CannotBeError(_("It cannot have ended before it began."))
        before, after = _known(organisation), {"since_year": since_year, "until_year": until_year}
        if before != after:
            NetworkPartnership.objects.update_or_create(organisation=organisation, defaults=after)
            _record(viewer, "organisations.note_partnership", organisation, before, after)


def remove_partnership(viewer: Viewer, organisation_id: int) -> None:
    """Take back that an organisation is or was a partner; where nobody said so nothing is changed."""
    with transaction.atomic():
        organisation = _held(viewer, organisation_id)
        before = _known(organisation)
        if before != _NONE:
            NetworkPartnership.objects.filter(organisation=organisation).delete()
            _record(viewer, "organisations.remove_partnership", organisation, before, _NONE)


def _held(viewer: Viewer, organisation_id: int) -> Organisation:
    """Return the organisation, held until the transaction ends. Raises :class:`Refused` outside the territory."""
    organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if organisation is None:
        raise NoSuchOrganisationError(organisation_id)
    if not policy.may(viewer, Act.ORGANISATIONS_EDIT, organisation.place):
        raise Refused(who_looks_after(organisation.place))
    return organisation


def _known(organisation: Organisation) -> _Years:
    return NetworkPartnership.objects.filter(organisation=organisation).values(*_NONE).first() or _NONE


def _record(viewer: Viewer, verb: str, organisation: Organisation, before: _Years, after: _Years) -> None:
    """Write what changed into the history; the organisation is another one by now than lists and forms have seen."""
    organisation.revision += 1
    organisation.updated_at = timezone.now()
    organisation.save(update_fields=["revision", "updated_at"])
    changes = {name: [before[name], after[name]] for name in _NONE if before[name] != after[name]}
    record(viewer.actor, verb, (SUBJECT, str(organisation.pk)), place=organisation.place, changes=changes)
