"""The network of local authorities as lists tell of it: which authority a row means, and what is put in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sanphalang.ledger.actions import mark
from sanphalang.organisations.local_authorities import SUBJECT, Kind, name_keys, read_authority_name
from sanphalang.organisations.models import LocalAuthority, NetworkMembership, NetworkTraining
from sanphalang.organisations.network_facts import (
    JOINED,
    LEFT,
    MEMBER,
    Fact,
    State,
    Value,
    fact_of,
    key_of,
    training,
)
from sanphalang.places.rules import PlaceCode, overlap


class KnownAuthority(NamedTuple):
    """A local authority as far as a row of a list is compared with it, and as pages show it beside one."""

    id: int
    name: str
    kind: str
    padded: int
    place_level: str

    @property
    def place_code(self) -> PlaceCode:
        """The place as a value."""
        return PlaceCode.of(self.padded, self.place_level)


_COLUMNS = ("id", "name", "kind", "place", "place_level")


class Authorities:
    """All local authorities by the keys of their names; one query."""

    def __init__(self) -> None:
        self._by_key: defaultdict[str, list[KnownAuthority]] = defaultdict(list)
        for known in map(KnownAuthority._make, LocalAuthority.objects.values_list(*_COLUMNS)):
            for key in name_keys(known.name, Kind(known.kind)):
                self._by_key[key].append(known)

    def meant(self, name: str, kind: str, place: PlaceCode | None) -> list[KnownAuthority]:
        """Return those that a row may mean by its name, and by kind and place as far as it says them.

        Without a kind and a place a name alone tells nothing for certain, even if only one authority here bears it.
        """
        kinds, keys = read_authority_name(name, kind)
        if place is None and not kinds:
            return []
        found = {known.id: known for key in keys for known in self._by_key.get(key, ())}
        return [
            known
            for known in found.values()
            if (not kinds or known.kind in kinds)
            and (place is None or overlap((place.interval,), (known.place_code.interval,)))
        ]


def authorities_with_ids(ids: Iterable[int]) -> dict[int, KnownAuthority]:
    """Return the local authorities with these ids; one query."""
    rows = LocalAuthority.objects.filter(pk__in=list(ids)).values_list(*_COLUMNS)
    return {row[0]: KnownAuthority._make(row) for row in rows}


def hold_authorities(ids: Collection[int]) -> set[int]:
    """Hold authorities until the caller's transaction ends, as the pages do; return those that are there."""
    held = LocalAuthority.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    return set(held.values_list("pk", flat=True))


def known_facts(authorities: Iterable[int]) -> dict[str, Value]:
    """Return everything that is stored of these authorities' part in the network, by the key of each fact."""
    ids = list(authorities)
    facts: dict[str, Value] = {}
    members = NetworkMembership.objects.filter(authority__in=ids)
    for authority, since, year, left in members.values_list("authority", "joined_from", "joined_year", "left_year"):
        facts[key_of(authority, JOINED)] = [since, year]
        if left is not None:
            facts[key_of(authority, LEFT)] = [left]
    trained = NetworkTraining.objects.filter(authority__in=ids)
    for authority, kind, year, people in trained.values_list("authority", "kind", "year", "people"):
        facts[key_of(authority, training(kind, year))] = [people]
    return facts


def put_states(states: Mapping[str, State]) -> None:
    """Write what is to stand of some matters, each as a whole; one of which nothing is to stand is removed.

    Part of an import, which records it and holds the authorities.
    """
    members: list[NetworkMembership] = []
    trained: list[NetworkTraining] = []
    gone: list[Fact] = []
    row: dict[str, Any]
    for key, state in states.items():
        fact = fact_of(key)
        if not state:
            gone.append(fact)
        elif fact.what == MEMBER:
            (since, year), left = state[JOINED], state.get(LEFT, [None])[0]
            row = {"joined_from": since, "joined_year": year, "left_year": left}
            members.append(NetworkMembership(authority_id=fact.authority, **row))
        else:
            row = {"kind": fact.what, "year": fact.year, "people": state[training(fact.what, fact.year)][0]}
            trained.append(NetworkTraining(authority_id=fact.authority, **row))
    _remove(gone)
    NetworkMembership.objects.bulk_create(
        members,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["authority"],
        update_fields=["joined_from", "joined_year", "left_year"],
    )
    NetworkTraining.objects.bulk_create(
        trained,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["authority", "kind", "year"],
        update_fields=["people"],
    )
    _mark(states)


def _remove(matters: Iterable[Fact]) -> None:
    gone: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for fact in matters:
        gone[fact.what, fact.year].append(fact.authority)
    for (what, year), authorities in gone.items():
        if what == MEMBER:
            NetworkMembership.objects.filter(authority__in=authorities).delete()
        else:
            NetworkTraining.objects.filter(kind=what, year=year, authority__in=authorities).delete()


def _mark(keys: Iterable[str]) -> None:
    mark((SUBJECT, str(number)) for number in sorted({fact_of(key).authority for key in keys}))
