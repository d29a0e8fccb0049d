"""From a text or the columns of a row to the place it means."""

import re
from dataclasses import replace

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import match_key
from sanphalang.thai.places.agreed import agreed_answer
from sanphalang.thai.places.answer import NO_CONTEXT, Context, PlaceAnswer, PlaceColumns, Reason
from sanphalang.thai.places.columns import arrange_cells, read_address, read_cells
from sanphalang.thai.places.conclude import conclude
from sanphalang.thai.places.gazetteer import Gazetteer, Hit
from sanphalang.thai.places.mention import STATED, Mentions
from sanphalang.thai.places.mentions import read_mentions
from sanphalang.thai.places.order import put_in_order
from sanphalang.thai.places.plain_address import with_plain_address
from sanphalang.thai.places.repair import repair
from sanphalang.thai.places.scoring import Evidence, rank_candidates
from sanphalang.thai.places.segments import LONGEST_TEXT, read_segments

_VILLAGE_NUMBER = re.compile("[1-9][0-9]?")
_REMEMBERED = 8_000  # answers of one gazetteer; rows of a list repeat their places


def resolve_text(gazetteer: Gazetteer, text: str, *, context: Context = NO_CONTEXT) -> PlaceAnswer:
    """Return the place that one free address text means.

    Example: ``"12 ม.3 ต.ในเมือง อ.เมือง จ.ขอนแก่น 40000"`` -> subdistrict 400101, village_no 3.
    """
    reading = read_segments(text)
    mentions = read_mentions(reading, gazetteer)
    evidence = Evidence(reading.postal_code, context.within)
    if agreed := agreed_answer(mentions, gazetteer, evidence, reading.village_no):
        return agreed
    if all(mention.weight == STATED for mention in mentions.values()):
        put_in_order(mentions, gazetteer)
    return _weigh(mentions, gazetteer, evidence, reading.village_no)


def resolve_columns(gazetteer: Gazetteer, columns: PlaceColumns, *, context: Context = NO_CONTEXT) -> PlaceAnswer:
    """Return the place that the cells of one row mean together; any of them may be empty, joined, swapped or wrong."""
    if columns.address:
        plain = with_plain_address(columns)
        if plain is None:  # other addresses hardly repeat
            return _resolve_columns(gazetteer, columns, context)
        columns = plain
    number = columns.village_no
    # Where no villages are known, a village's number tells nothing of the place, and rows of other villages repeat it.
    apart = bool(number) and not gazetteer.villages and _VILLAGE_NUMBER.fullmatch(number) is not None
    asked = (
        columns.subdistrict, columns.district, columns.province, columns.postal_code,
        "" if apart else number, columns.code, context.within,
    )  # fmt: skip
    answer = gazetteer.answered.get(asked)
    if answer is None:
        answer = _resolve_columns(gazetteer, replace(columns, village_no="") if apart else columns, context)
        if len(gazetteer.answered) >= _REMEMBERED:
            gazetteer.answered.clear()
        gazetteer.answered[asked] = answer
    return replace(answer, village_no=int(number)) if apart else answer


def _resolve_columns(gazetteer: Gazetteer, columns: PlaceColumns, context: Context) -> PlaceAnswer:
    reading, mentions = read_cells(columns, gazetteer)
    if not (columns.address or columns.code):
        evidence = Evidence(reading.postal_code, context.within)
        if agreed := agreed_answer(mentions, gazetteer, evidence, reading.village_no):
            return agreed
    arrange_cells(mentions, gazetteer)
    numbers = {reading.village_no}
    if columns.address:
        numbers.add(read_address(columns.address, reading, mentions, gazetteer))
    code = _official_code(columns.code[:LONGEST_TEXT])
    coded = tuple(Hit(current, code[:6], "code") for current in gazetteer.current_codes(code[:6]))
    village_no = int(code[6:]) if len(code) == 8 else reading.village_no
    numbers = (numbers | {village_no}) - {0}
    unknown_code = "" if coded else columns.code[:LONGEST_TEXT].strip()
    evidence = Evidence(reading.postal_code, context.within, coded, unknown_code, bool(columns.postal_code))
    answer = _weigh(mentions, gazetteer, evidence, village_no)
    return _without_village(answer, numbers) if len(numbers) > 1 and answer.level == "village" else answer


def _without_village(answer: PlaceAnswer, numbers: set[int]) -> PlaceAnswer:
    """Return the subdistrict of a village about whose number the cells of the row disagree."""
    told = Reason("contradiction", " ".join(map(str, sorted(numbers))))
    return replace(answer, code=answer.code[:6], level="subdistrict", reasons=(*answer.reasons, told))


def _weigh(mentions: Mentions, gazetteer: Gazetteer, evidence: Evidence, village_no: int) -> PlaceAnswer:
    repair(mentions, gazetteer, evidence.postal_code, evidence.within)
    ranked = rank_candidates(mentions, gazetteer, evidence)
    return conclude(ranked, mentions, gazetteer, evidence, village_no)


def _official_code(code: str) -> str:
    """Return an official code without TH, blanks or the ``.0`` of a spreadsheet's number; ``""`` when it is none."""
    digits = match_key(to_arabic(code).strip().removesuffix(".0")).removeprefix("th")
    return digits if digits.isascii() and digits.isdecimal() and len(digits) in (2, 4, 6, 8) else ""
