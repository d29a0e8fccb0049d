"""Which organisations a round of verification holds, and what a checker is shown of them: nothing private."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.merged import kept_for
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import visible
from sanphalang.places.queries import within
from sanphalang.places.rules import Intervals


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which organisations: inside intervals, of some kinds (none named: of all), by when they were last confirmed.

    ``unconfirmed_since`` takes those that were not confirmed on that day or later, never confirmed ones too.
    Closed ones are not looked for.
    """

    inside: Intervals
    kinds: Sequence[str] = ()
    unconfirmed_since: date | None = None
    only_never: bool = False


class ToCheck(NamedTuple):
    """An organisation that is to be checked: where it is, and what it is sorted by there."""

    id: int
    place: int
    village_no: str
    name_sort: bytes


class Carried(NamedTuple):
    """What a checker carries along of an organisation."""

    id: int
    revision: int
    name: str
    name_sort: bytes
    kind: str
    place: int | None
    place_level: str
    village_no: str
    members: int | None
    founded_year: int | None
    activity: str
    status: str
    confirmed_on: date | None
    latitude: float | None
    longitude: float | None


_CARRIED = tuple("kind_id" if name == "kind" else name for name in Carried._fields)


_ATTEMPTS = 3


def count_chosen(viewer: Viewer, chosen: Chosen) -> int:
    """Return how many organisations are chosen."""
    return _chosen(viewer, chosen).count()


def chosen_after(viewer: Viewer, chosen: Chosen, place: int, last_id: int, limit: int) -> list[ToCheck]:
    """Return the next of those that are chosen, behind a place and a number, in the order of both."""
    behind = Q(place__gt=place) | Q(place=place, id__gt=last_id)
    rows = _chosen(viewer, chosen).filter(behind).order_by("place", "id")
    return [ToCheck(*row) for row in rows.values_list(*ToCheck._fields)[:limit]]


def carried(viewer: Viewer, ids: Iterable[int]) -> dict[int, Carried]:
    """Return what a checker carries along of organisations, by id; absorbed and removed ones are left out."""
    rows = visible(viewer).defer(None).filter(pk__in=list(ids)).values_list(*_CARRIED)
    return {row[0]: Carried(*row) for row in rows}


def held(organisation_id: int) -> Carried | None:
    """Return an organisation as it is, or the one of which it became a part, held until the transaction ends.

    Who writes what points to an organisation, and then the organisation, holds that first, as a merge does: where two
    hold the same rows in different orders PostgreSQL lets neither go on. None for one that is there no more.
    """
    for _attempt in range(_ATTEMPTS):
        with suppress(_MergedMeanwhileError), transaction.atomic():  # without it, what was merged would be held as well
            number = kept_for(Organisation, organisation_id) or organisation_id
            if not Organisation.objects.select_for_update().filter(pk=number).values_list("pk").first():
                raise _MergedMeanwhileError
            return carried(OPERATOR, [number])[number]
    return None


class _MergedMeanwhileError(Exception):
    """The record became a part of another one between two looks, or is gone."""


def _chosen(viewer: Viewer, chosen: Chosen) -> QuerySet[Organisation]:
    rows = visible(viewer).filter(within("place", chosen.inside), place__isnull=False)
    rows = rows.exclude(status=Organisation.Status.CLOSED)
    if chosen.kinds:
        rows = rows.filter(kind__in=chosen.kinds)
    if chosen.only_never:
        return rows.filter(confirmed_on=None)
    if chosen.unconfirmed_since is not None:
        rows = rows.filter(Q(confirmed_on=None) | Q(confirmed_on__lt=chosen.unconfirmed_since))
    return rows
