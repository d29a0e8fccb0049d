"""Local authorities of the small country, with what is written down of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanphalang.files.sources import source_named
from sanphalang.organisations.local_authorities import put_authorities
from sanphalang.organisations.models import LearningCentre, LocalAuthority, NetworkTraining
from sanphalang.places.rules import PlaceCode

if TYPE_CHECKING:
    from tests.access.world import World


def add_authority(world: World, relation: str, place: str, number: int) -> None:
    """Add one with a training and a centre of the same number, so that one address leads to either."""
    code = PlaceCode.parse(place)
    named = {"name": f"อบต.ทดลอง{number}", "kind": "sao", "place": code.padded, "place_level": str(code.level)}
    put_authorities({f"T{number}": named}, source=source_named("กรมทดลอง").pk)
    record = LocalAuthority.objects.get(code=f"T{number}")
    training = NetworkTraining.objects.create(authority=record, kind="camp", year=2020, people=7)
    LearningCentre.objects.create(pk=training.pk, authority=record, kind="swk", year=2020)
    world.add("authority", relation, record, authority_id=record.pk, note_id=training.pk)
