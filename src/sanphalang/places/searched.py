"""How places are found: by every name that a place bears or bore, Thai or Latin, and by its codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanphalang.places.gazetteer import current
from sanphalang.places.models import Place
from sanphalang.places.names import BANGKOK, full_name, level_name
from sanphalang.places.rules import NATION, Intervals
from sanphalang.thai.key import match_key
from sanphalang.web.searched import Content, Document, Searched, Shelf, Titled, keys_of

_ARE_NAMES = ("exact", "nickname", "renamed", "abolished_successor")
_LEVEL_WORDS = {"province": "จังหวัด", "district": "อำเภอ", "subdistrict": "ตำบล", "village": "หมู่บ้าน"}
_LEVEL_WORDS_OF_BANGKOK = {"province": "จังหวัด", "district": "เขต", "subdistrict": "แขวง", "village": "ชุมชน"}


class Written(NamedTuple):
    """What is written of a place."""

    padded: int
    code: str
    level: str
    name_th: str
    name_en: str
    postal_codes: str


def _everywhere(viewer: Any) -> Intervals:
    return NATION


_PLACES = Shelf("places", _everywhere)


def written(chosen: Q, *, limit: int | None = None) -> list[Written]:
    """Return what is written of places."""
    rows = Place.objects.filter(chosen).order_by("padded").values_list(*Written._fields)[:limit]
    return [Written(*row) for row in rows]


@lru_cache(maxsize=1)
def _names_besides() -> dict[str, set[str]]:
    """Return the match keys of spoken and former names, and of what became part of a place, by official code."""
    found: dict[str, set[str]] = {}
    gazetteer = current()
    for by_key in (*gazetteer.names.values(), gazetteer.announced_provinces):
        for key, hits in by_key.items():
            for hit in hits:
                if hit.how in _ARE_NAMES:
                    found.setdefault(hit.code, set()).add(key)
    return found


def names_of(code: str) -> list[str]:
    """Return the match keys of the other names of a place."""
    return sorted(_names_besides().get(code, ()))


def documents(written: Iterable[Written]) -> Iterator[Document]:
    """Yield each place under its former and its spoken names too."""
    for each in written:
        also = names_of(each.code)
        level = _LEVEL_WORDS_OF_BANGKOK if each.code.startswith(BANGKOK) else _LEVEL_WORDS
        content = Content(
            names=(each.name_th, each.name_en, *also),
            texts=(level[each.level], each.code, each.postal_codes),
            keys=keys_of((each.name_th, each.name_en, each.code, *also)),
            sounds=keys_of((each.name_th, each.name_en, *also)),
        )
        yield Document(_PLACES, each.padded, each.padded, content)


def names_around(padded: Iterable[int] | None = None) -> dict[int, str]:
    """Return the names of every place, former and spoken ones too, or of these and those around them.

    Records are found by the places around them.
    """
    chosen = Q() if padded is None else Q(pk__in={link for code in padded for link in chain(code)})
    return {each.padded: " ".join((each.name_th, *names_of(each.code))) for each in written(chosen)}


def chain(place: int) -> tuple[int, ...]:
    """Return the padded codes of the place and of those around it, the most exact first."""
    return tuple(dict.fromkeys(place - place % step for step in (1, 100, 10_000, 1_000_000)))


def titled(viewer: Any, padded: Collection[int]) -> Iterator[Titled]:
    """Yield places as they are shown."""
    for each in Place.objects.filter(pk__in=list(padded)):
        called, also = (each.name_key, match_key(each.name_en)), tuple(names_of(each.code))
        about, size = level_name(each.level, each.code), len(each.code)
        yield Titled(each.padded, full_name(each), each.padded, "place", called, about, size, also, each.code)


SEARCHED = Searched("place", _("Places"), (_PLACES,), written, documents, titled)
