"""A network of local authorities that tests report on."""

from __future__ import annotations

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.sources import source_named
from sanphalang.organisations import network
from sanphalang.organisations.local_authorities import put_authorities
from sanphalang.organisations.models import LocalAuthority


def join_two_authorities() -> None:
    """Add two local authorities of the north-east: one joined and trained, the other is a learning centre."""
    named = {"kind": "sao", "place_level": "district"}
    put_authorities(
        {
            "1": {**named, "name": "อบต.หมูสี", "place": 30_210_000},
            "2": {**named, "name": "อบต.นางรอง", "place": 31_040_000},
        },
        source=source_named("ก").pk,
    )
    one, other = LocalAuthority.objects.order_by("code")
    network.join_network(OPERATOR, one.pk, year=2013)
    network.note_training(OPERATOR, one.pk, kind="camp", year=2020, people=7)
    network.note_learning_centre(OPERATOR, other.pk, kind="srs", issue="elderly", year=2017)
