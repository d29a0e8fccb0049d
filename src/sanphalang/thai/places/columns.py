"""Reading the place columns of a row: each cell first as what its column is for, then as what it may hold instead."""

import re

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.places.answer import PlaceColumns
from sanphalang.thai.places.gazetteer import Gazetteer
from sanphalang.thai.places.mention import LEVELS, Mention, Mentions, PlaceLevel
from sanphalang.thai.places.mentions import read_mentions, read_name
from sanphalang.thai.places.order import put_in_order
from sanphalang.thai.places.repair import repair_province
from sanphalang.thai.places.segments import LONGEST_TEXT, Reading, read_segments

_PLACEHOLDERS = frozenset(
    match_key(word)
    for word in ("-", "ไม่ระบุ", "ไม่มี", "ไม่ทราบ", "ไม่มีข้อมูล", "ว่าง", "n/a", "na", "none", "null", "nan", "unknown")
)
_OWN_MARK: dict[PlaceLevel, re.Pattern[str]] = {
    "province": re.compile(r"^\s*(?:จังหวัด|จ\.)"),
    "district": re.compile(r"^\s*(?:อำเภอ|อ\.|เขต)"),
    "subdistrict": re.compile(r"^\s*(?:ตำบล|ต\.|แขวง)"),
}
_NUMBER = re.compile(r"\d+")


def read_cells(columns: PlaceColumns, gazetteer: Gazetteer) -> tuple[Reading, Mentions]:
    """Return what each cell states by itself; the address and the code are not looked at."""
    reading = Reading()
    mentions: Mentions = {}
    cells = (columns.province, columns.district, columns.subdistrict)
    for level, cell in zip(LEVELS, cells, strict=True):
        if cell:
            _read_cell(level, cell[:LONGEST_TEXT], reading, mentions, gazetteer)
    if columns.postal_code and (found := _NUMBER.search(to_arabic(columns.postal_code))):
        reading.postal_code = found[0]
    if columns.village_no and (found := _NUMBER.search(to_arabic(columns.village_no))) and len(found[0]) <= 2:
        reading.village_no = int(found[0])
    return reading, mentions


def arrange_cells(mentions: Mentions, gazetteer: Gazetteer) -> None:
    """Put names that stand in each other's columns where they belong."""
    if not put_in_order(mentions, gazetteer):
        repair_province(mentions, gazetteer)
        _move_misplaced(mentions, gazetteer)


def _read_cell(level: PlaceLevel, cell: str, reading: Reading, mentions: Mentions, gazetteer: Gazetteer) -> None:
    key = gazetteer.key_of(cell)
    if key in _PLACEHOLDERS or not key:
        return
    names = gazetteer.announced_provinces if level == "province" else gazetteer.names[level]
    if hits := names.get(key):
        mentions[level] = Mention(level, key, hits)
        return
    if hits := names.get(bare := gazetteer.key_of(_OWN_MARK[level].sub("", cell))):
        mentions[level] = Mention(level, bare, hits)
        return
    cut = read_segments(cell)
    reading.postal_code = reading.postal_code or cut.postal_code
    reading.village_no = reading.village_no or cut.village_no
    if any(part.kind in LEVELS for part in cut.parts):
        for found in read_mentions(cut, gazetteer).values():
            if found.level == level or found.level not in mentions:
                mentions[found.level] = found
    elif len(joined := read_mentions(cut, gazetteer)) > 1:  # ในเมือง / เมือง / ขอนแก่น
        for found in joined.values():
            mentions.setdefault(found.level, found)
    elif cut.parts:
        mentions[level] = read_name(level, [token for part in cut.parts for token in part.tokens], gazetteer)[0]


def _move_misplaced(mentions: Mentions, gazetteer: Gazetteer) -> None:
    """Let a name that its own level does not know stand for the level that knows it, where that one is not known."""
    unknown = [mention for mention in mentions.values() if not mention.hits]
    for mention in unknown:
        for level in LEVELS:
            standing = mentions.get(level)
            hits = gazetteer.names[level].get(mention.key)
            if hits and (standing is None or not standing.hits):
                if mentions.get(mention.level) is mention:
                    del mentions[mention.level]
                mentions[level] = Mention(level, mention.key, hits, moved=True)
                break


def read_address(address: str, reading: Reading, mentions: Mentions, gazetteer: Gazetteer) -> int:
    """Add what the address states where the cells state nothing that is known; return its own หมู่ที่, 0 if none."""
    cut = read_segments(address)
    reading.postal_code = reading.postal_code or cut.postal_code
    reading.village_no = reading.village_no or cut.village_no
    for level, mention in read_mentions(cut, gazetteer).items():
        standing = mentions.get(level)
        if standing is None or (not standing.hits and mention.hits):
            mentions[level] = mention
    return cut.village_no
