"""Whether what somebody is about to add is in the registry already: compared with those that share a key with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from sanphalang.access import policy
from sanphalang.access.viewer import Viewer
from sanphalang.files.registers import DERIVED
from sanphalang.matching.evidence import POSSIBLE, Pair
from sanphalang.matching.words import REASONS
from sanphalang.organisations import lookups as organisations
from sanphalang.people import from_imports as people
from sanphalang.places.queries import lines
from sanphalang.places.rules import NATION, Intervals, Level, PlaceCode, contains, overlap
from sanphalang.stewardship import records
from sanphalang.stewardship.registers import KEPT, Kept
from sanphalang.stewardship.shown import name_of
from sanphalang.stewardship.work_page import tells_private
from sanphalang.web.twins import Twin

_SHOWN = 3
_NEW = 0  # the number of what is not saved yet


def _likely(register: str, viewer: Viewer, values: Mapping[str, Any]) -> list[Twin]:
    """Return the records that may be the same, as far as the viewer may see them; a few queries."""
    kept = KEPT[register]
    compared = kept.compared
    sees = NATION if kept.sees is None else policy.intervals(viewer, kept.sees)
    private = policy.intervals(viewer, kept.register.sees_private)
    at_place = compared.columns.index("place")
    rows = {row[0]: row for row in _candidates(kept, values, sees) if contains(sees, row[at_place])}
    if not rows:
        return []
    known = compared.known_of(compared.rows(compared.names, _around(values, sees)))
    new = compared.facts_of(_row(kept, values))
    seen = (row if contains(private, row[at_place]) else compared.without_private(row) for row in rows.values())
    pairs = [compared.compare(new, compared.facts_of(row), known) for row in seen]
    likely = sorted((pair for pair in pairs if pair.score >= POSSIBLE), key=lambda pair: -pair.score)[:_SHOWN]
    return _told(kept, likely, private)


of_organisation = partial(_likely, "organisations")
of_person = partial(_likely, "people")


def _candidates(kept: Kept, values: Mapping[str, Any], sees: Intervals) -> Iterator[tuple[Any, ...]]:
    """Yield those of the same name or number, and those of the same subdistrict."""
    identity = kept.register.derive(values)[DERIVED.index("identity")]
    if kept.code == "people":
        named: Iterable[Any] = people.with_identities([identity])
        numbered: Iterable[Any] = people.with_citizen_ids([values.get("citizen_id_digest") or ""])
    else:
        named = organisations.with_identities([identity])
        numbered = organisations.with_registration_numbers([values.get("registration_no") or ""])
    numbers = sorted({row[0] for row in (*named, *numbered)})
    yield from kept.compared.with_ids(kept.compared.columns, numbers)
    place = _place(values)
    if place is not None and place.level in {Level.SUBDISTRICT, Level.VILLAGE}:
        inside = overlap((place.up_to(Level.SUBDISTRICT).interval,), sees)
        if inside:
            yield from kept.compared.rows(kept.compared.columns, inside)


def _around(values: Mapping[str, Any], sees: Intervals) -> Intervals:
    """Return where it is counted how frequent names are: the province, as far as the viewer sees it."""
    place = _place(values)
    return () if place is None else overlap((place.up_to(Level.PROVINCE).interval,), sees)


def _place(values: Mapping[str, Any]) -> PlaceCode | None:
    return None if values["place"] is None else PlaceCode.of(values["place"], values["place_level"])


def _row(kept: Kept, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what was typed as a row of what is compared."""
    derived = zip(DERIVED, kept.register.derive(values), strict=False)
    told = {**kept.register.defaults, **values, **dict(derived), "id": _NEW}
    return tuple(told[name] for name in kept.compared.columns)


def _told(kept: Kept, pairs: Iterable[Pair], private: Intervals) -> list[Twin]:
    pairs = list(pairs)
    found = records.read(kept, [pair.other for pair in pairs])
    places = lines(each.place for each in found.values() if each.place is not None)
    return [
        Twin(
            name_of(kept, records.values_of(kept, twin := found[pair.other])),
            places.get(twin.place, "") if twin.place is not None else "",
            kept.page_of(twin.pk),
            [
                REASONS[kind]
                for kind in pair.reasons
                if kind in REASONS and (contains(private, twin.place) or not tells_private(kind))
            ],
        )
        for pair in pairs
    ]
