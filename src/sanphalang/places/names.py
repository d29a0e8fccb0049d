"""How places are called: with the prefix of their level, in full or short, in the reader's language.

A stored name carries no prefix; Bangkok's levels are called เขต and แขวง, and Bangkok itself has no prefix at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.places.rules import Level

BANGKOK = "10"

_FULL = {Level.PROVINCE: "จังหวัด", Level.DISTRICT: "อำเภอ", Level.SUBDISTRICT: "ตำบล"}
_SHORT = {Level.PROVINCE: "จ.", Level.DISTRICT: "อ.", Level.SUBDISTRICT: "ต."}
_BANGKOK = {Level.PROVINCE: "", Level.DISTRICT: "เขต", Level.SUBDISTRICT: "แขวง"}
_COMMUNITY = "ชุมชน"


class Named(Protocol):
    """What has a Thai and perhaps an English name: a ``Place``, an ``Area``, a centre."""

    @property
    def name_th(self) -> str: ...
    @property
    def name_en(self) -> str: ...


class Located(Named, Protocol):
    """What stands in the tree: a ``Place``, or what has the same code, level and padded code of its parent."""

    @property
    def code(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def parent_id(self) -> int | None: ...


def own_name(named: Named) -> str:
    """Return the name alone: เมืองนครราชสีมา; in English the Latin name, when there is one."""
    return named.name_en if _in_english() and named.name_en else named.name_th


def full_name(place: Located) -> str:
    """Return the name as official texts write it: จังหวัดนครราชสีมา, เขตพระนคร, หมู่ที่ 4 บ้านหนองแซง."""
    if place.level == Level.VILLAGE:
        return _village(place)
    if _in_english() and place.name_en:
        return _english(place)
    return _prefix(place, _FULL) + place.name_th


def short_name(place: Located) -> str:
    """Return the name as lists write it: จ.นครราชสีมา, อ.ปากช่อง, ต.หมูสี; in English the name alone."""
    if place.level == Level.VILLAGE:
        return _village(place)
    return own_name(place) if _in_english() else _prefix(place, _SHORT) + place.name_th


def in_one_line(names: Iterable[str]) -> str:
    """Join names, the most exact first: ต.หมูสี อ.ปากช่อง จ.นครราชสีมา; Mu Si, Pak Chong, Nakhon Ratchasima."""
    return (", " if _in_english() else " ").join(names)


def level_name(level: str, code: str = "") -> str:
    """Return what a place of this level is called: Bangkok is no province; its districts are เขต, subdistricts แขวง."""
    in_bangkok = code.startswith(BANGKOK)
    words = {
        Level.PROVINCE: _("Capital") if in_bangkok else _("Province"),
        Level.DISTRICT: _("District of Bangkok") if in_bangkok else _("District"),
        Level.SUBDISTRICT: _("Subdistrict of Bangkok") if in_bangkok else _("Subdistrict"),
        Level.VILLAGE: _("Village or community"),
    }
    return words[Level(level)]


def _in_english() -> bool:
    return (get_language() or "th").startswith("en")


def _prefix(place: Located, prefixes: dict[Level, str]) -> str:
    return (_BANGKOK if place.code.startswith(BANGKOK) else prefixes)[Level(place.level)]


def _english(place: Located) -> str:
    if place.code == BANGKOK:
        return place.name_en
    if place.level == Level.PROVINCE:
        return _("%(name)s Province") % {"name": place.name_en}
    if place.level == Level.DISTRICT:
        return _("%(name)s District") % {"name": place.name_en}
    return _("%(name)s Subdistrict") % {"name": place.name_en}


def _village(place: Located) -> str:
    """A village's last two digits are its number (หมู่ที่); a community of a town, or one of a district, has none."""
    if _COMMUNITY in place.name_th or place.parent_id != int(place.code[:6]) * 100:
        return own_name(place)
    return _("Village no. %(number)d %(name)s") % {"number": int(place.code[6:]), "name": own_name(place)}
