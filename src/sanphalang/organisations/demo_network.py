"""Local authorities that the demo made, their network and its partners: making many at once, and taking them away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sanphalang.organisations.local_authorities import put_authorities
from sanphalang.organisations.models import (
    LearningCentre,
    LocalAuthority,
    NetworkMembership,
    NetworkPartnership,
    NetworkTraining,
)

CODES = "demo-"
"""The beginning of the codes of the demo's authorities; no official code has it."""


class Invented(NamedTuple):
    """An authority of the demo."""

    code: str
    name: str
    kind: str
    place: int
    level: str


class Joined(NamedTuple):
    """Since when an authority belongs to the network, and until when."""

    code: str
    since: int | None
    year: int
    left: int | None


def put_demo_authorities(found: Iterable[Invented], *, source: int) -> dict[str, int]:
    """Make authorities; return their numbers by code. The caller holds the transaction."""
    rows = {
        each.code: {"name": each.name, "kind": each.kind, "place": each.place, "place_level": each.level}
        for each in found
    }
    put_authorities(rows, source=source)
    return dict(LocalAuthority.objects.filter(code__startswith=CODES).values_list("code", "id"))


def put_demo_network(
    ids: dict[str, int],
    joined: Sequence[Joined],
    trained: Iterable[tuple[str, str, int, int | None]],
    centres: Iterable[tuple[str, str, str, int | None, int]],
) -> None:
    """Write down memberships, trainings (code, kind, year, people) and centres (code, kind, issue, since, year)."""
    NetworkMembership.objects.bulk_create(
        NetworkMembership(
            authority_id=ids[each.code],
            joined_from=each.since,
            joined_year=each.year,
            left_year=each.left,
            is_demo=True,
        )
        for each in joined
    )
    NetworkTraining.objects.bulk_create(
        NetworkTraining(authority_id=ids[code], kind=kind, year=year, people=people, is_demo=True)
        for code, kind, year, people in trained
    )
    LearningCentre.objects.bulk_create(
        LearningCentre(authority_id=ids[code], kind=kind, issue=issue, year_from=since, year=year, is_demo=True)
        for code, kind, issue, since, year in centres
    )


def put_demo_partnerships(since: Iterable[tuple[int, int]]) -> None:
    """Write down since which year organisations are partners; the rows go with their organisations."""
    NetworkPartnership.objects.bulk_create(
        NetworkPartnership(organisation_id=organisation, since_year=year) for organisation, year in since
    )


def remove() -> int:
    """Remove them; return how many authorities there were. The caller holds the transaction and records it."""
    made = LocalAuthority.objects.filter(code__startswith=CODES)
    for model in (NetworkMembership, NetworkTraining, LearningCentre):
        model.objects.filter(authority__in=made).delete()
    return made.delete()[0]
