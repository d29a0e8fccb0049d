"""Reads of organisations. Every read starts from a viewer; a private field leaves this room only to who may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.models import Organisation, OrganisationKind
from sanphalang.organisations.rules import PRIVATE_FIELDS, read_name
from sanphalang.places.queries import within
from sanphalang.places.rules import PlaceCode, contains
from sanphalang.web.days import in_english


@dataclass(frozen=True, slots=True)
class Contact:
    """An organisation's contact as one viewer may see it; hidden values are empty here, not merely left undrawn."""

    name: str
    telephone: str
    email: str
    is_published: bool
    is_shown: bool
    is_known: bool

    @property
    def is_hidden(self) -> bool:
        """Whether there is a contact that this viewer may not see."""
        return self.is_known and not self.is_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An organisation as one viewer may see it. ``kind`` is the code of its kind."""

    id: int
    revision: int
    name: str
    kind: str
    registration_no: str
    place: PlaceCode | None
    village_no: str
    address: str
    latitude: float | None
    longitude: float | None
    contact: Contact
    website: str
    members: int | None
    founded_year: int | None
    activity: str
    status: str
    confirmed_on: date | None
    created_at: datetime
    updated_at: datetime
    may_edit: bool

    @property
    def padded(self) -> int | None:
        """The place as the policy takes it."""
        return None if self.place is None else self.place.padded


def visible(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations that a viewer may know of: all, since the registry is public but for its contacts."""
    return Organisation.objects.defer(*PRIVATE_FIELDS)


def organisation(viewer: Viewer, organisation_id: int) -> Shown | None:
    """Return one organisation as the viewer may see it, or None when there is none."""
    found = Organisation.objects.filter(pk=organisation_id).first()
    return None if found is None else shown(viewer, found)


def shown(viewer: Viewer, organisation: Organisation) -> Shown:
    """Return what a viewer may see of an organisation."""
    return Shown(
        id=organisation.pk,
        revision=organisation.revision,
        name=organisation.name,
        kind=organisation.kind_id,
        registration_no=organisation.registration_no,
        place=organisation.place_code,
        village_no=organisation.village_no,
        address=organisation.address,
        latitude=organisation.latitude,
        longitude=organisation.longitude,
        contact=_contact(viewer, organisation),
        website=organisation.website,
        members=organisation.members,
        founded_year=organisation.founded_year,
        activity=organisation.activity,
        status=organisation.status,
        confirmed_on=organisation.confirmed_on,
        created_at=organisation.created_at,
        updated_at=organisation.updated_at,
        may_edit=policy.may(viewer, Act.ORGANISATIONS_EDIT, organisation.place),
    )


def may_see_contact(viewer: Viewer, place: int | None, *, is_published: bool) -> bool:
    """Say whether a viewer may see the contact of an organisation at a place."""
    return is_published or policy.may(viewer, Act.ORGANISATIONS_SEE_CONTACT, place)


def values_shown(
    viewer: Viewer, rows: QuerySet[Organisation], columns: tuple[str, ...]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield the columns of each row, contacts that the viewer may not see emptied, and whether they were seen.

    For many rows: the territory is looked up once.
    """
    territory = policy.intervals(viewer, Act.ORGANISATIONS_SEE_CONTACT)
    needed = tuple(dict.fromkeys((*columns, "place", "contact_published")))
    for values in rows.defer(None).values(*needed).iterator(chunk_size=2_000):
        is_seen = values["contact_published"] or contains(territory, values["place"])
        if not is_seen:
            values.update(dict.fromkeys(PRIVATE_FIELDS, ""))
        yield values, is_seen


def names_inside(viewer: Viewer, place: PlaceCode, *, limit: int) -> list[str]:
    """Return the names of organisations in a place that are not closed, in the order of the alphabet."""
    rows = visible(viewer).filter(within("place", (place.interval,))).exclude(status=Organisation.Status.CLOSED)
    return list(rows.order_by("name_sort", "id").values_list("name", flat=True)[:limit])


def called(viewer: Viewer, names: Collection[str]) -> dict[str, int]:
    """Return which of these names organisations bear, however they are spelt, with the number of one of each."""
    identities = {name: read_name(name).identity for name in names}
    rows = visible(viewer).filter(identity__in=set(identities.values())).order_by("-id")
    known = dict(rows.values_list("identity", "id"))
    return {name: known[identity] for name, identity in identities.items() if identity in known}


def kinds_with_names() -> list[tuple[str, str, str]]:
    """Return code, Thai name and English name of every kind, by which lists name them."""
    return list(OrganisationKind.objects.values_list("code", "name_th", "name_en"))


def kind_names() -> dict[str, str]:
    """Return the names of the kinds by code, in their usual order and in the reader's language."""
    name = "name_en" if in_english() else "name_th"
    return dict(OrganisationKind.objects.values_list("code", name))


def _contact(viewer: Viewer, organisation: Organisation) -> Contact:
    is_shown = may_see_contact(viewer, organisation.place, is_published=organisation.contact_published)
    values = [getattr(organisation, name) for name in PRIVATE_FIELDS]
    name, telephone, email = values if is_shown else ("", "", "")
    return Contact(name, telephone, email, organisation.contact_published, is_shown, any(values))
