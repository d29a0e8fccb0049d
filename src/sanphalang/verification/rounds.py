"""What everything about rounds shares: who may run one, which records it holds, what the ledger is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.grants import place_of
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.queries import territory_of
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.ledger.actions import record
from sanphalang.organisations.to_verify import Chosen
from sanphalang.places.rules import PlaceCode, covers, overlap
from sanphalang.thai.key import match_key
from sanphalang.verification.models import VerificationRound
from sanphalang.verification.round_rules import SUBJECT, RoundState


class NoSuchRoundError(NoSuchRecordError):
    """There is no round, task or answer with this number, or it is not the viewer's to know."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which records a round shall hold; without a place all of the centre's territory."""

    place: PlaceCode | None = None
    kinds: Sequence[str] = ()
    unconfirmed_since: date | None = None
    only_never: bool = False


def may_at(viewer: Viewer, centre: Centre, act: Act = Act.ROUNDS_RUN) -> bool:
    """Say whether the viewer may do an act over all of a centre's territory."""
    return covers(policy.intervals(viewer, act), territory_of(centre))


def require_runner(viewer: Viewer, centre: Centre) -> None:
    """Refuse a viewer who does not run the rounds of a centre."""
    if not may_at(viewer, centre):
        raise Refused(_("Rounds of verification are run by the data managers and coordinators of their centre."))


def round_of(viewer: Viewer, round_id: int, *, for_update: bool = False) -> VerificationRound:
    """Return a round that the viewer runs. Raises :class:`NoSuchRoundError` and :class:`Refused`."""
    rounds = VerificationRound.objects.select_related("centre", "source")
    if for_update:
        rounds = rounds.select_for_update(of=("self",))
    found = rounds.filter(pk=round_id).first()
    if found is None:
        raise NoSuchRoundError(round_id)
    require_runner(viewer, found.centre)
    return found


def names_running(centre: Centre) -> set[str]:
    """Return the match keys of the centre's rounds that are not over: two of one name nobody could tell apart."""
    rounds = VerificationRound.objects.filter(centre=centre).exclude(state=RoundState.CLOSED)
    return set(map(match_key, rounds.values_list("name", flat=True)))


def chosen_by(centre: Centre, wish: Wish) -> Chosen:
    """Return the records of a wish inside a centre's territory."""
    inside = territory_of(centre)
    if wish.place is not None:
        inside = overlap(inside, (wish.place.interval,))
    return Chosen(inside, wish.kinds, wish.unconfirmed_since, wish.only_never)


def wish_of(found: VerificationRound) -> Wish:
    """Return what a round was started with."""
    place = None if found.place is None else PlaceCode.of(found.place, found.place_level)
    return Wish(place, tuple(found.kinds), found.unconfirmed_since, found.only_never)


def record_round(actor: str, verb: str, found: VerificationRound, changes: Mapping[str, list[Any]]) -> None:
    """Record an act on a round, in the caller's transaction."""
    place = place_of(found.centre)
    record(actor, f"verification.{verb}", (SUBJECT, str(found.pk)), place=place, changes=changes, wakes=())
