"""Local administrative organisations (อปท.) as reference data: brought in from the ministry's list, found by code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import ForeignObjectRel

from sanphalang.ledger.actions import mark
from sanphalang.organisations.models import LocalAuthority
from sanphalang.places.rules import PlaceCode
from sanphalang.thai.key import match_key
from sanphalang.thai.places import LocalAuthorityEntry

Kind = LocalAuthority.Kind
SUBJECT = "local_authority"
"""What the ledger calls a local authority."""

_KIND_WORDS: dict[str, Kind] = {
    match_key(word): kind
    for kind, words in {
        Kind.PAO: ("อบจ.", "องค์การบริหารส่วนจังหวัด", "PAO"),
        Kind.CITY: ("เทศบาลนคร", "ทน.", "ThesabanNakhon", "city municipality"),
        Kind.TOWN: ("เทศบาลเมือง", "ทม.", "ThesabanMueang", "town municipality"),
        Kind.SUBDISTRICT_MUNICIPALITY: ("เทศบาลตำบล", "ทต.", "ThesabanTambon", "subdistrict municipality"),
        Kind.SAO: ("อบต.", "องค์การบริหารส่วนตำบล", "TAO", "SAO"),
        Kind.SPECIAL: ("กทม.", "กรุงเทพมหานคร", "เมืองพัทยา", "Mueang", "special"),
    }.items()
    for word in words
}
_FULL_WORD = {
    Kind.PAO: "องค์การบริหารส่วนจังหวัด",
    Kind.CITY: "เทศบาลนคร",
    Kind.TOWN: "เทศบาลเมือง",
    Kind.SUBDISTRICT_MUNICIPALITY: "เทศบาลตำบล",
    Kind.SAO: "องค์การบริหารส่วนตำบล",
}
_MUNICIPALITIES = frozenset({Kind.CITY, Kind.TOWN, Kind.SUBDISTRICT_MUNICIPALITY})
_MUNICIPALITY = match_key("เทศบาล")
_MUNICIPALITY_WORDS = frozenset((_MUNICIPALITY, match_key("municipality")))
_LONGEST_FIRST = sorted(_KIND_WORDS, key=len, reverse=True)


def kind_said(kind: str, name: str) -> Kind | None:
    """Return the kind that the cell of kinds says, else the one with which the name begins."""
    said = _KIND_WORDS.get(match_key(kind))
    if said or kind:
        return said
    key = match_key(name)
    return next((_KIND_WORDS[word] for word in _LONGEST_FIRST if key.startswith(word)), None)


def name_keys(name: str, kind: Kind | None) -> tuple[str, ...]:
    """Return the keys by which an authority of a kind is found: of its name without the kind, and of the whole.

    A name such as เมืองพล begins with what may be a word for its kind.
    """
    key = match_key(name)
    return (key,) if kind is None else tuple(dict.fromkeys((_without_kind(name, kind), key)))


def read_authority_name(name: str, kind: str = "") -> tuple[frozenset[Kind], tuple[str, ...]]:
    """Return the kinds that a name and a cell of kinds allow (none: any), and the keys that the name may have.

    A cell that says what is no kind leaves no key, unless the name tells its kind itself.
    """
    in_cell = match_key(kind)
    is_municipality = in_cell in _MUNICIPALITY_WORDS
    said = _KIND_WORDS.get(in_cell) or kind_said("", name)
    if said is not None and (not is_municipality or said in _MUNICIPALITIES):
        return frozenset({said}), name_keys(name, said)
    key = match_key(name)
    bare = key.removeprefix(_MUNICIPALITY) or key
    if is_municipality or bare != key:
        return _MUNICIPALITIES, (bare,)
    return frozenset(), () if in_cell else (key,)


def known_authorities(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what is stored of the authorities with these codes, as :func:`put_authorities` takes it."""
    rows = LocalAuthority.objects.filter(code__in=list(codes))
    columns = ("name", "kind", "place", "place_level", "source_id")
    return {code: dict(zip(columns, values, strict=True)) for code, *values in rows.values_list("code", *columns)}


def authority_entries() -> Iterator[LocalAuthorityEntry]:
    """Yield the authorities for the gazetteer: each by its name without its kind, its kind in full, and its place."""
    stored = LocalAuthority.objects.values_list("name", "kind", "place", "place_level")
    for name, kind, place, level in stored.order_by("place", "id").iterator(chunk_size=5_000):
        word = _FULL_WORD.get(Kind(kind), "")
        yield LocalAuthorityEntry(_without_kind(name, Kind(kind)), word, PlaceCode.of(place, level).text)


def _without_kind(name: str, kind: Kind) -> str:
    key = match_key(name)
    words = [word for word in _LONGEST_FIRST if _KIND_WORDS[word] == kind and key.startswith(word) and key != word]
    return key.removeprefix(words[0]) if words else key


def put_authorities(rows: Mapping[str, Mapping[str, Any]], *, source: int) -> None:
    """Add or correct authorities, given as columns by code; part of an import, which records it.

    ``source`` is the id of the source of those that name none themselves.
    """
    LocalAuthority.objects.bulk_create(
        [
            LocalAuthority(code=code, name_key=match_key(columns["name"]), **{"source_id": source, **columns})
            for code, columns in rows.items()
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_key", "kind", "place", "place_level", "source"],
    )
    _mark(LocalAuthority.objects.filter(code__in=list(rows)).values_list("pk", flat=True))


def remove_authorities(codes: Iterable[str]) -> set[str]:
    """Remove authorities by code; return those that have to stay, because a record names them."""
    found = LocalAuthority.objects.select_for_update().filter(code__in=list(codes))
    by_id = dict(found.values_list("pk", "code"))
    named: set[int] = set()
    for relation in LocalAuthority._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            column = relation.field.name
            rows = relation.field.model._base_manager.filter(**{f"{column}__in": list(by_id)})
            named.update(rows.values_list(column, flat=True))
    LocalAuthority.objects.filter(pk__in=by_id.keys() - named).delete()
    _mark(by_id)
    return {by_id[each] for each in named}


def _mark(ids: Iterable[int]) -> None:
    mark((SUBJECT, str(number)) for number in ids)
