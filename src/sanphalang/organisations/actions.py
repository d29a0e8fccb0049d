"""All writes of single organisations by people: check, change, record, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.queries import centre_looking_after
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import may_see_contact
from sanphalang.organisations.rules import (
    PRIVATE_FIELDS,
    RECORDED_IN_CLEAR,
    SOURCE,
    SUBJECT,
    VALUE_FIELDS,
    derived_from_name,
)

Values = Mapping[str, Any]
"""Values by column of ``rules.VALUE_FIELDS``: whole numbers, dates, texts, the padded code of a place."""

_DERIVED = ("name_key", "name_sort", "identity")
_KEPT_WITH_EVERY_CHANGE = ("revision", "updated_at")


class ChangedMeanwhileError(Exception):
    """Somebody changed the organisation after it was read; nothing was written."""


class NoSuchOrganisationError(NoSuchRecordError):
    """There is no organisation with this id."""


def create_organisation(viewer: Viewer, *, values: Values) -> int:
    """Make an organisation and return its id. Raises :class:`Refused` outside the viewer's territory."""
    _check_columns(values)
    _require(viewer, values.get("place"))
    organisation = Organisation(**values)
    _derive(organisation)
    with transaction.atomic():
        organisation.save(force_insert=True)
        said = {name: ("", value) for name, value in values.items() if value not in ("", None)}
        _record(viewer, "organisations.create", organisation, said)
    return organisation.pk


def edit_organisation(
    viewer: Viewer, organisation_id: int, *, expected_revision: int, values: Values, source: int | None = None
) -> None:
    """Change what differs. Raises :class:`ChangedMeanwhileError` if the organisation is no longer as it was read.

    The viewer must be allowed at the old place and at the new one, and may only write a contact that it may see.
    ``source`` is the number of what the viewer's word rests on (``files.sources``), told in the history.
    """
    _check_columns(values)
    _change(
        viewer,
        organisation_id,
        "organisations.edit",
        values,
        expected_revision=expected_revision,
        source=source,
    )


def close_organisation(
    viewer: Viewer,
    organisation_id: int,
    *,
    checked_on: date | None = None,
    expected_revision: int | None = None,
    source: int | None = None,
) -> None:
    """Say that it is no longer active. Nothing is deleted by hand: its history outlives it.

    ``checked_on`` is the day on which somebody saw that on the spot.
    """
    values: Values = {"status": Organisation.Status.CLOSED} | ({"confirmed_on": checked_on} if checked_on else {})
    verb = "organisations.close"
    _change(viewer, organisation_id, verb, values, expected_revision=expected_revision, source=source)


def reopen_organisation(viewer: Viewer, organisation_id: int) -> None:
    """Say that it is active (again)."""
    _change(viewer, organisation_id, "organisations.reopen", {"status": Organisation.Status.ACTIVE})


def confirm_organisation(
    viewer: Viewer,
    organisation_id: int,
    *,
    today: date,
    spot: tuple[float, float] | None = None,
    expected_revision: int | None = None,
    source: int | None = None,
) -> None:
    """Say that everything known of it is still correct (ข้อมูลยังถูกต้อง), perhaps also where it stands."""
    values: Values = {"confirmed_on": today} | ({"latitude": spot[0], "longitude": spot[1]} if spot else {})
    verb = "organisations.confirm"
    _change(viewer, organisation_id, verb, values, expected_revision=expected_revision, source=source)


def publish_contact(viewer: Viewer, organisation_id: int) -> None:
    """Show its contact to everybody. Only who may see the contact may publish it."""
    _change(viewer, organisation_id, "organisations.publish_contact", {"contact_published": True})


def hide_contact(viewer: Viewer, organisation_id: int) -> None:
    """Show its contact to its own centre only."""
    _change(viewer, organisation_id, "organisations.hide_contact", {"contact_published": False})


def _change(
    viewer: Viewer,
    organisation_id: int,
    verb: str,
    values: Values,
    *,
    expected_revision: int | None = None,
    source: int | None = None,
) -> None:
    """Write the values that differ; a change that changes nothing leaves no trace."""
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
        if organisation is None:
            raise NoSuchOrganisationError(organisation_id)
        _require(viewer, organisation.place)
        if expected_revision not in (None, organisation.revision):
            raise ChangedMeanwhileError(organisation_id)
        before = {name: getattr(organisation, name) for name in values}
        changes = {name: (before[name], value) for name, value in values.items() if before[name] != value}
        if not changes:
            return
        _require_contact(viewer, organisation, changes)
        for name, (_before, after) in changes.items():
            setattr(organisation, name, after)
        _require(viewer, organisation.place)
        if "name" in changes:
            _derive(organisation)
        organisation.revision += 1
        organisation.updated_at = timezone.now()
        organisation.save(update_fields=[*changes, *_DERIVED, *_KEPT_WITH_EVERY_CHANGE])
        _record(viewer, verb, organisation, changes | ({} if source is None else {SOURCE: (None, source)}))


def _check_columns(values: Values) -> None:
    unknown = values.keys() - set(VALUE_FIELDS)
    if unknown:
        raise TypeError(f"An organisation has no value called {', '.join(sorted(unknown))}.")


def _require(viewer: Viewer, place: int | None) -> None:
    """Refuse, with who looks after the place, a viewer who may not edit there."""
    if not policy.may(viewer, Act.ORGANISATIONS_EDIT, place):
        raise Refused(who_looks_after(place))


def _require_contact(viewer: Viewer, organisation: Organisation, changes: Mapping[str, Any]) -> None:
    """Refuse a viewer who would write, or publish, a contact without seeing it."""
    is_touched = changes.keys() & {*PRIVATE_FIELDS} or changes.get("contact_published") == (False, True)
    if is_touched and not may_see_contact(viewer, organisation.place, is_published=organisation.contact_published):
        raise Refused(_("The contact is kept by the organisation's own centre; only that centre may change it."))


def who_looks_after(place: int | None) -> str:
    """Return the sentence that tells whom to ask about a place."""
    if place is None:
        return _("Organisations whose place is not known are looked after by the national team; please contact them.")
    centre = centre_looking_after(place)
    if centre is None:
        return _("This place is looked after by several centres together; please contact the national team.")
    return _("This place is looked after by %(centre)s; please contact them.") % {"centre": centre}


def _derive(organisation: Organisation) -> None:
    derived = derived_from_name(organisation.name)
    organisation.name_key, organisation.name_sort, organisation.identity = derived[:3]


def _record(viewer: Viewer, verb: str, organisation: Organisation, changes: Mapping[str, tuple[Any, Any]]) -> None:
    record(
        viewer.actor,
        verb,
        (SUBJECT, str(organisation.pk)),
        place=organisation.place,
        changes={name: [_as_recorded(name, value) for value in pair] for name, pair in changes.items()},
    )


def _as_recorded(name: str, value: Any) -> Any:
    """Return a value as the ledger may hold it: a keyed digest, but for what names nobody."""
    if name not in (*RECORDED_IN_CLEAR, SOURCE):
        return private_digest(value)
    return value.isoformat() if isinstance(value, date) else value
