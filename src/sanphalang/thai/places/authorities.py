"""Places by the names of local authorities (อปท.): อบต.หนองสาหร่าย lies in the subdistrict of that name.

Read only for a level that the address does not state itself.
"""

from sanphalang.thai.places.gazetteer import Gazetteer, Hit, authority_key
from sanphalang.thai.places.mention import LONGEST_NAME, STATED, UNMARKED, Mention, Mentions, PlaceLevel
from sanphalang.thai.places.segments import Part

_OF_PROVINCES = ("อบจ", "องค์การบริหารส่วนจังหวัด")
_OF_TOWNS = ("เทศบาลนคร", "เทศบาลเมือง", "ทน.", "ทม.")
_LISTED_COST = 0.02  # the gazetteer was given this อปท.
_LIKELY_COST = 0.15  # most bear the name of their place
_LEVELS: dict[int, PlaceLevel] = {2: "province", 4: "district", 6: "subdistrict"}


def read_authorities(mentions: Mentions, parts: list[Part], gazetteer: Gazetteer) -> None:
    """Add the place of each อปท. that the address names."""
    for part in parts:
        if part.kind == "authority" and (found := _mention_of(part, gazetteer)):
            mentions.setdefault(found.level, found)


def _mention_of(part: Part, gazetteer: Gazetteer) -> Mention | None:
    for count in range(min(LONGEST_NAME, len(part.tokens)), 0, -1):
        key = "".join(part.tokens[:count])
        if codes := gazetteer.authorities.get(authority_key(part.mark) + key) or gazetteer.authorities.get(key):
            hits = tuple(Hit(code, code, "local_authority", _LISTED_COST) for code in codes)
            return Mention(_LEVELS[len(codes[0])], key, hits, STATED)
        level = _likely_level(part.mark, key, gazetteer)
        if same := gazetteer.names[level].get(key):
            hits = tuple(hit._replace(how="local_authority", cost=hit.cost + _LIKELY_COST) for hit in same)
            return Mention(level, key, hits, UNMARKED)
    return None


def _likely_level(mark: str, key: str, gazetteer: Gazetteer) -> PlaceLevel:
    """อบจ. is of a province; a town named like a province is its capital; the others are of a subdistrict."""
    if mark.startswith(_OF_PROVINCES):
        return "province"
    return "district" if mark.startswith(_OF_TOWNS) and key in gazetteer.names["province"] else "subdistrict"
