"""Finding places by a part of their name, for pickers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from sanphalang.places.gazetteer import current
from sanphalang.places.models import Place
from sanphalang.places.names import full_name, in_one_line, short_name
from sanphalang.places.queries import place_by_code
from sanphalang.places.rules import Level
from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import clean_text, match_key

_LEVEL_WORDS = {
    Level.PROVINCE: ("จังหวัด", "จ."),
    Level.DISTRICT: ("อำเภอ", "เขต", "อ."),
    Level.SUBDISTRICT: ("ตำบล", "แขวง", "ต."),
}
_CODE = re.compile(r"\d{2}(?:\d\d){0,3}")
_LONGEST = 200  # letters of what is looked for; no place's name and surroundings are longer
_LOOKED_AT = 200  # candidates whose surroundings are compared when the text has several words


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place with its full name and with where it lies: อ.ปากช่อง จ.นครราชสีมา (empty for a province)."""

    place: Place
    name: str
    around: str


def search_places(text: str, *, limit: int = 10) -> list[FoundPlace]:
    """Return the places whose name holds the text, best first: exact, then beginning with it, larger places first.

    The text may be an official code, a province's nickname (โคราช), may begin with a level (ต.หมูสี), and further words
    may name what lies around (``หมูสี ปากช่อง``). Two letters are the least.
    """
    text = clean_text(text[:_LONGEST])
    code = to_arabic(text)
    if _CODE.fullmatch(code):
        place = place_by_code(code)
        return _described([place]) if place else []
    words = text.split()
    if len(match_key(text)) < 2:
        return []
    found = _provinces_called(text)
    found += [place for place in _candidates(text)[:limit] if place not in found]
    if not found and len(words) > 1:
        found = _around_too(words[0], words[1:])
    return _described(found[:limit])


def _provinces_called(text: str) -> list[Place]:
    """Return the provinces that are called just this, by name or by nickname."""
    level, name = _level_and_name(text)
    hits = current().announced_provinces.get(match_key(name), ()) if level in {None, Level.PROVINCE} else ()
    return list(Place.objects.filter(code__in=[hit.code for hit in hits])) if hits else []


def _candidates(text: str) -> QuerySet[Place]:
    level, name = _level_and_name(text)
    key = match_key(name)
    # A name may itself begin with a level's word, as เขตร does.
    named = Q(name_key__contains=key) & (Q(level=level) if level else Q()) | Q(name_key__startswith=match_key(text))
    if key.isascii():
        named |= Q(name_en__icontains=name)
    rank = Case(
        When(name_key=key, then=Value(0)),
        When(name_key__startswith=key, then=Value(1)),
        When(name_en__istartswith=name, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    size = Case(*(When(level=level, then=Value(level.digits)) for level in Level), output_field=IntegerField())
    return Place.objects.filter(named).order_by(rank, size, "padded")


def _level_and_name(text: str) -> tuple[Level | None, str]:
    """Take the word of a level off the beginning; a text that is nothing but that word is a name."""
    text = text.strip()
    for level, words in _LEVEL_WORDS.items():
        for word in words:
            if text.startswith(word) and len(match_key(text.removeprefix(word))) > 1:
                return level, text.removeprefix(word).strip()
    return None, text


def _around_too(first: str, rest: list[str]) -> list[Place]:
    """Return the places named by the first word whose surroundings hold all the other words."""
    candidates = list(_candidates(first)[:_LOOKED_AT])
    surroundings = _surroundings(candidates)
    wanted = [match_key(_level_and_name(word)[1]) for word in rest]
    return [
        place
        for place in candidates
        if all(any(key in around.name_key for around in surroundings[place.padded]) for key in wanted)
    ]


def _surroundings(places: list[Place]) -> dict[int, list[Place]]:
    """Return the ancestors of each place, the nearest first; one query."""
    codes = {place.padded: [code.padded for code in reversed(place.place_code.ancestors)] for place in places}
    found = Place.objects.in_bulk({padded for chain in codes.values() for padded in chain})
    return {padded: [found[link] for link in chain if link in found] for padded, chain in codes.items()}


def _described(places: list[Place]) -> list[FoundPlace]:
    surroundings = _surroundings(places)
    return [
        FoundPlace(place, full_name(place), in_one_line(short_name(around) for around in surroundings[place.padded]))
        for place in places
    ]
