"""What the national administrators do to centres: names, the contact of the office, territories."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.grants import place_of
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused, intervals
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.places.queries import place_at
from sanphalang.places.rules import NATION

COLUMNS = ("name_th", "name_en", "address", "telephone", "email")


def may_edit_centres(viewer: Viewer) -> bool:
    """Say whether the viewer manages centres."""
    return intervals(viewer, Act.ACCOUNTS_MANAGE) == NATION


def edit_centre(viewer: Viewer, code: str, *, values: Mapping[str, str]) -> None:
    """Write the names and the office's contact, which everybody sees. Raises :class:`Refused`."""
    if unknown := values.keys() - set(COLUMNS):
        raise TypeError(f"A centre has no value called {', '.join(sorted(unknown))}.")
    _check_may_edit(viewer)
    with transaction.atomic():
        centre = _locked(code)
        changes = {name: [getattr(centre, name), value] for name, value in values.items()}
        changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        if not changes:
            return
        for name, (_before, after) in changes.items():
            setattr(centre, name, after)
        centre.edited_at = timezone.now()
        centre.save(update_fields=[*changes, "edited_at"])
        record(viewer.actor, "access.edit_centre", ("centre", centre.code), place=place_of(centre), changes=changes)


def move_place(viewer: Viewer, *, padded: int, to: str) -> None:
    """Put a place that stands in the territory of one centre into that of another.

    Only whole members of a territory move: a province, or a district of Bangkok. Whoever has a role at either centre
    reaches its new territory from the next request on. Raises :class:`Refused`.
    """
    _check_may_edit(viewer)
    with transaction.atomic():
        target = _locked(to)
        place = place_at(padded)
        source = Centre.objects.select_for_update().filter(territory=padded).first()
        if place is None or source is None:
            raise Refused(_("This place does not stand in any territory by itself, so it cannot move alone."))
        if source.pk == target.pk:
            raise Refused(_("This place is looked after by this centre already."))
        source.territory.remove(place)
        target.territory.add(place)
        Centre.objects.filter(pk__in=[source.pk, target.pk]).update(edited_at=timezone.now())
        changes = {"place": [source.code, target.code]}
        record(viewer.actor, "access.move_place", ("centre", target.code), place=place.padded, changes=changes)


def _check_may_edit(viewer: Viewer) -> None:
    if not may_edit_centres(viewer):
        raise Refused(_("Centres are managed by the national administrators."))


def _locked(code: str) -> Centre:
    centre = Centre.objects.select_for_update().filter(code=code).first()
    if centre is None:
        raise Refused(_("There is no centre with the code %(code)s.") % {"code": code})
    return centre
