"""Reading names that the gazetteer does not hold as written: typing errors, words written together, บ้าน too much."""

from collections.abc import Mapping

from sanphalang.thai.places.gazetteer import Gazetteer, Hit
from sanphalang.thai.places.mention import Mention, Mentions
from sanphalang.thai.places.typing_errors import EDIT_COST, FOLD_COST, nearest

_GLUED_COST = 0.12
_NAMESAKE_COST = 0.12  # the name as written is that of a place far off
_PREFIX_COST = 0.06
_SHORTEST_GLUED = 4  # letters of a name that may be followed by other words without a space
_SHORTEST_REST = 3  # letters of those other words
_LOOSE_PREFIXES = ("บ้าน", "เมือง", "ตำบล", "อำเภอ", "จังหวัด", "เขต", "แขวง")
_NAME_ENDINGS = ("เหนือ", "ใต้", "ใหญ่", "น้อย", "ใน", "นอก", "กลาง", "เก่า", "ใหม่", "พัฒนา", "สามัคคี", "ตะวัน")
_MOST_PARENTS = 12
_SHORTEST_CUT_OFF = 8  # letters by which a name that was cut off is still told from others


def repair(mentions: Mentions, gazetteer: Gazetteer, postal_code: str, within: str) -> None:
    """Add to each mention the places it can mean once repaired, from the province down.

    A mention whose places fit the stated one above keeps only these, and is not repaired.
    """
    repair_province(mentions, gazetteer)
    provinces = _stated_provinces(mentions)
    likely = provinces or _likely_provinces(gazetteer, postal_code, within)
    if district := mentions.get("district"):
        _keep_fitting(district, provinces)
        if provinces or not district.hits:
            _repair_below(district, likely, gazetteer)
    if subdistrict := mentions.get("subdistrict"):
        districts = tuple(dict.fromkeys(c for hit in _fitting_districts(mentions) for c in (hit.code, hit.seen_as)))
        stated = districts or provinces
        _keep_fitting(subdistrict, stated)
        if stated or not subdistrict.hits:
            _repair_below(subdistrict, stated or likely, gazetteer)


def repair_province(mentions: Mentions, gazetteer: Gazetteer) -> None:
    """Read the name of the province through its typing error, when it has one."""
    if (province := mentions.get("province")) and not province.hits:
        province.hits = _repaired(province, "", gazetteer, strict=False)


def fits(hit: Hit, parent: str) -> bool:
    """Return whether the place lies in the parent's code now or did when it bore the name."""
    return hit.code.startswith(parent) or hit.seen_as.startswith(parent)


def _repair_below(mention: Mention, parents: tuple[str, ...], gazetteer: Gazetteer) -> None:
    if not parents:
        if not mention.hits:
            mention.hits = _repaired(mention, "", gazetteer, strict=True)
        return
    if any(fits(hit, parent) for hit in mention.hits for parent in parents):
        return
    found: dict[str, Hit] = {}
    for parent in parents[:_MOST_PARENTS]:
        strict = len(parent) == 2 and mention.level == "subdistrict"
        for hit in _repaired(mention, parent, gazetteer, strict=strict):
            if not _is_other_name(hit, mention, parent):
                doubted = hit._replace(cost=hit.cost + _NAMESAKE_COST) if mention.hits else hit
                found.setdefault(hit.code, doubted)
    mention.hits = mention.hits + tuple(found.values())


def _is_other_name(read: Hit, mention: Mention, parent: str) -> bool:
    """Return whether the name was meant as written: a place near by bears it exactly, or one far off, less alike."""
    if read.cost < EDIT_COST or not mention.hits:
        return False
    if read.how == "prefix_stripped":
        return True
    near = any(fits(hit, parent[:2]) for hit in mention.hits)
    return near or read.cost >= 2 * EDIT_COST


def _repaired(mention: Mention, parent: str, gazetteer: Gazetteer, *, strict: bool) -> tuple[Hit, ...]:
    level, key = mention.level, mention.key
    names = gazetteer.announced_provinces if level == "province" else gazetteer.children(level, parent)
    for prefix in _LOOSE_PREFIXES:
        for changed in (key.removeprefix(prefix), prefix + key):
            if changed != key and changed in names:
                return _priced(names[changed], _PREFIX_COST, "prefix_stripped")
    longer = _names_beginning(key, names, 3 if level == "province" else _SHORTEST_CUT_OFF)
    near = nearest(key, gazetteer.names_within(level, parent), strict=strict)
    if near and (len(longer) < 2 or near.cost < FOLD_COST + 2 * EDIT_COST):
        return _priced(names[near.key], near.cost, "typo")
    if longer:
        return _priced(names[longer[0]], FOLD_COST, "nickname") if len(longer) == 1 else ()
    whole_names = gazetteer.names["province"] if level == "province" else names
    for length in range(len(key) - _SHORTEST_REST, _SHORTEST_GLUED - 1, -1):
        if key[:length] in whole_names and not key[length:].startswith(_NAME_ENDINGS):
            return _priced(names[key[:length]], _GLUED_COST, "prefix_stripped")
    return ()


def _names_beginning(key: str, names: Mapping[str, tuple[Hit, ...]], shortest: int) -> list[str]:
    """Return the names that a cut-off key begins (สุราษ, นิคมสร้างตนเองลำ); none when too little is left of it."""
    return [name for name in names if name.startswith(key)] if len(key) >= shortest else []


def _priced(hits: tuple[Hit, ...], cost: float, how: str) -> tuple[Hit, ...]:
    return tuple(Hit(hit.code, hit.seen_as, how, hit.cost + cost) for hit in hits)  # type: ignore[arg-type]


def _keep_fitting(mention: Mention, parents: tuple[str, ...]) -> None:
    """Drop the places of the name that lie outside the stated parents, where some lie inside."""
    if fitting := tuple(hit for hit in mention.hits if any(fits(hit, parent) for parent in parents)):
        mention.hits = fitting


def _stated_provinces(mentions: Mentions) -> tuple[str, ...]:
    province = mentions.get("province")
    return tuple(dict.fromkeys(hit.code for hit in province.hits)) if province else ()


def _likely_provinces(gazetteer: Gazetteer, postal_code: str, within: str) -> tuple[str, ...]:
    """Return where to look for a mistyped name when no province is stated: by the postal code, else near by."""
    if codes := gazetteer.postal_codes.get(postal_code):
        return tuple(sorted({code[:2] for code in codes}))
    return (within[:2],) if within else ()


def _fitting_districts(mentions: Mentions) -> tuple[Hit, ...]:
    district, province = mentions.get("district"), mentions.get("province")
    if not district:
        return ()
    if province and province.hits:
        fitting = tuple(hit for hit in district.hits if any(fits(hit, p.code) for p in province.hits))
        return fitting or district.hits
    return district.hits
