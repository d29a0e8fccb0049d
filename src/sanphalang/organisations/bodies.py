"""Bodies in which somebody can hold a post: organisations and local authorities, by number and by a part of the name.

Both are public, so no viewer is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sanphalang.organisations.models import LocalAuthority, Organisation
from sanphalang.organisations.name_parts import with_name_part
from sanphalang.thai.key import clean_text, match_key

BodyKind = Literal["organisation", "local_authority"]
_LEAST_LETTERS, _MOST_LETTERS = 2, 200


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or a local authority, with the padded code of its place."""

    kind: BodyKind
    id: int
    name: str
    place: int | None


def bodies(kind: BodyKind, ids: Iterable[int]) -> dict[int, Body]:
    """Return those of the bodies that there are; one query."""
    wanted = set(ids)
    rows = _rows(kind).filter(id__in=wanted).values_list("id", "name", "place") if wanted else ()
    return {number: Body(kind, number, name, place) for number, name, place in rows}


def hold_body(kind: BodyKind, number: int) -> Body | None:
    """Keep merges away from a body until the transaction ends, so that what is tied to it moves along; return it."""
    row = _rows(kind).select_for_update(no_key=True).filter(id=number).values_list("id", "name", "place").first()
    return None if row is None else Body(kind, *row)


def search_bodies(text: str, kinds: Iterable[BodyKind], *, limit: int = 10) -> list[Body]:
    """Return bodies whose name holds the text, local authorities first because they are few."""
    key = match_key(clean_text(text[:_MOST_LETTERS]))
    if len(key) < _LEAST_LETTERS:
        return []
    found: list[Body] = []
    if "local_authority" in kinds:
        rows = LocalAuthority.objects.filter(name_key__contains=key).order_by("name_key", "id")
        found += [
            Body("local_authority", number, name, place)
            for number, name, place in rows.values_list("id", "name", "place")[: limit // 2]
        ]
    if "organisation" in kinds:
        named = with_name_part(Organisation.objects.all(), key).order_by("name_sort", "id")
        found += [
            Body("organisation", number, name, place)
            for number, name, place in named.values_list("id", "name", "place")[: limit - len(found)]
        ]
    return found


def _rows(kind: BodyKind):  # type: ignore[no-untyped-def]  # two models behind one name
    return Organisation.objects.all() if kind == "organisation" else LocalAuthority.objects.all()
