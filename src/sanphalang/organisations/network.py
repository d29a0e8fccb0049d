"""Writes of the network of local authorities (อปท.เครือข่าย): check, change, record, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.ledger.actions import record
from sanphalang.organisations.actions import who_looks_after
from sanphalang.organisations.local_authorities import SUBJECT
from sanphalang.organisations.models import LearningCentre, LocalAuthority, NetworkMembership, NetworkTraining


class NoSuchAuthorityError(NoSuchRecordError):
    """There is no local authority, or nothing of it, with this number."""


class CannotBeError(ValueError):
    """The years contradict each other; the sentence says how."""


def join_network(viewer: Viewer, authority_id: int, *, year: int, year_from: int | None = None) -> None:
    """Say that an authority belongs to the network since a year; again, when it was written down wrongly."""
    with transaction.atomic():
        authority = _held(viewer, authority_id)
        if year_from is not None and year_from >= year:
            raise CannotBeError(_("The first year has to lie before the last one."))
        values = {"joined_from": year_from, "joined_year": year, "left_year": None}
        before = NetworkMembership.objects.filter(authority=authority).values(*values).first() or {}
        NetworkMembership.objects.update_or_create(authority=authority, defaults=values)
        _record(viewer, "join_network", authority, {name: (before.get(name), value) for name, value in values.items()})


def leave_network(viewer: Viewer, authority_id: int, *, year: int) -> None:
    """Say that an authority belongs to the network no longer, from a year on."""
    with transaction.atomic():
        authority = _held(viewer, authority_id)
        membership = NetworkMembership.objects.filter(authority=authority).first()
        if membership is None:
            raise NoSuchAuthorityError(authority_id)
        if year < membership.joined_year:
            raise CannotBeError(_("It cannot leave before it has joined."))
        before, membership.left_year = membership.left_year, year
        membership.save(update_fields=["left_year"])
        _record(viewer, "leave_network", authority, {"left_year": (before, year)})


def note_training(viewer: Viewer, authority_id: int, *, kind: str, year: int, people: int | None) -> None:
    """Write down how many people of an authority were trained in a year, in place of what was written before."""
    with transaction.atomic():
        authority = _held(viewer, authority_id)
        key: dict[str, Any] = {"authority": authority, "kind": kind, "year": year}
        before = NetworkTraining.objects.filter(**key).values_list("people", flat=True).first()
        NetworkTraining.objects.update_or_create(**key, defaults={"people": people})
        said = {"kind": ("", kind), "year": ("", year), "people": (before, people)}
        _record(viewer, "note_training", authority, said)


def note_learning_centre(
    viewer: Viewer, authority_id: int, *, kind: str, issue: str, year: int, year_from: int | None = None
) -> None:
    """Write down that an authority holds a centre of the network for an issue in a year."""
    with transaction.atomic():
        authority = _held(viewer, authority_id)
        if year_from is not None and year_from >= year:
            raise CannotBeError(_("The first year has to lie before the last one."))
        key: dict[str, Any] = {"authority": authority, "kind": kind, "issue": issue, "year": year}
        LearningCentre.objects.update_or_create(**key, defaults={"year_from": year_from})
        said = {"kind": ("", kind), "issue": ("", issue), "year": ("", year)}
        _record(viewer, "note_learning_centre", authority, said)


def remove_note(viewer: Viewer, authority_id: int, *, training: int | None = None, centre: int | None = None) -> None:
    """Take back what was written down of a training or of a centre."""
    with transaction.atomic():
        authority = _held(viewer, authority_id)
        trainings, centres = NetworkTraining.objects.filter(authority=authority), authority.learning_centres.all()
        found: NetworkTraining | LearningCentre | None
        found = (
            trainings.filter(pk=training).first() if training is not None else centres.filter(pk=centre or 0).first()
        )
        if found is None:
            raise NoSuchAuthorityError(authority_id)
        said = {"kind": (found.kind, ""), "year": (found.year, "")}
        found.delete()
        _record(viewer, "remove_network_note", authority, said)


def may_edit(viewer: Viewer, place: int) -> bool:
    """Say whether a viewer keeps what is known of the authorities of a place."""
    return policy.may(viewer, Act.ORGANISATIONS_EDIT, place)


def _held(viewer: Viewer, authority_id: int) -> LocalAuthority:
    """Return the authority, held until the transaction ends. Raises :class:`Refused` outside the territory."""
    authority = LocalAuthority.objects.select_for_update().filter(pk=authority_id).first()
    if authority is None:
        raise NoSuchAuthorityError(authority_id)
    if not may_edit(viewer, authority.place):
        raise Refused(who_looks_after(authority.place))
    return authority


def _record(viewer: Viewer, act: str, authority: LocalAuthority, changes: Mapping[str, tuple[Any, Any]]) -> None:
    told = {name: list(both) for name, both in changes.items() if both[0] != both[1]}
    record(viewer.actor, f"organisations.{act}", (SUBJECT, str(authority.pk)), place=authority.place, changes=told)
