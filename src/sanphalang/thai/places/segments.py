"""Cutting an address into its marked parts: จ. อ. ต. หมู่ ถนน …, and the words between them.

Nothing here knows a place; the gazetteer reads the parts afterwards.
"""

import re
from dataclasses import dataclass, field

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.key import clean_text

LONGEST_TEXT = 1000  # letters of an address or cell that are read; the rest of a longer one is no address
_NOT_INSIDE = "(?<![ก-๙])"

# Names in which เขต is no mark: สนามชัยเขต คลองนครเนื่องเขต หลักเขต อีสานเขต คีรีเขต; and สามตำบล.
_MARK = re.compile(
    rf"""
    (?=[กจชซตถทนบผพมรวศสหอเแโไa-z])(?:  # what a mark can begin with
    (?P<authority>องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาล(?:ตำบล|เมือง|นคร)
        |(?:{_NOT_INSIDE}|(?<=สำนักงาน)|(?<=ที่ทำการ))(?:อบต\.?|อบจ\.?|ทต\.|ทม\.|ทน\.))
    |(?P<noise_abbreviation>{_NOT_INSIDE}(?:บจ|บมจ|สจ|ศปจ|กศน|อสม|สภ|รพ|สต|พมจ|พชจ|พชอ|สสจ|สสอ|กกต|ศพค|อปท|ตชด|พม|รพ\.?สต|ผอ)\.)
    |(?P<province>จังหวัด|จว\.|(?<![ก-ฮ]\.)จ\.(?![ก-ฮ]\.)|{_NOT_INSIDE}จ(?=\s)
        |\b(?:changwat|jangwat|province)\b|(?<![a-z.])[jc]\.(?!\s*[a-z]\.))
    |(?P<district>กิ่ง\s*(?:อำเภอ|อ\.)|อำเภอ|(?<![ก-ฮ]\.)อ\.(?![ก-ฮ]\.)|{_NOT_INSIDE}อ(?=\s)
        |(?<!สนามชัย)(?<!เนื่อง)(?<!หลัก)(?<!อีสาน)(?<!คีรี)เขต(?!เทศบาล|อบต|องค์การ|พื้นที่|การศึกษา|บริการ|อุตสาหกรรม
          |รับผิดชอบ|ปกครอง|เลือกตั้ง|ตรวจ|สุขภาพ|เมือง|ตำบล|อำเภอ|จังหวัด)
        |\b(?:amphoe|amphur|ampur|amphor|ampher|khet|district)\b|(?<![a-z.])a\.(?!\s*[a-z]\.))
    |(?P<subdistrict>(?<!สาม)ตำบล|แขวง|(?<![ก-ฮ]\.)ต\.(?![ก-ฮ]\.)|{_NOT_INSIDE}ต(?=\s)
        |\b(?:tambon|tambol|tumbon|tumbol|khwaeng|kwaeng|sub-?\ ?district)\b|(?<![a-z.])t\.(?!\s*[a-z]\.))
    |(?P<moo>หมู่ที่|{_NOT_INSIDE}(?:หมู่(?!บ้าน)|หมุ่)(?:\s*ที่)?|หมู่(?=\s*\d)|(?<!กท)ม\.(?=\s*\d)|{_NOT_INSIDE}ม\.|\bmoo\b\.?)
    |(?P<noise>{_NOT_INSIDE}(?:ถนน|ถ\.|ซอย|ซ\.|ตรอก|อาคาร|ตึก|ชั้น|ห้อง|เลขที่|บ้านเลขที่|โทรศัพท์|โทร|โทร\.|มือถือ|แฟกซ์|นางสาว|น\.ส\.|นาย|นาง)
        |\b(?:soi|road|rd|street|floor|tel|fax)\b\.?)
    |(?P<postal>รหัสไปรษณีย์|ไปรษณีย์|\b(?:post\ ?code|zip)\b)
    |(?P<weak>{_NOT_INSIDE}(?:หมู่บ้าน|บ้าน|ชุมชน|วัด|ตลาด|โรงเรียน|ร้าน|กลุ่ม|วิสาหกิจชุมชน))
    )""",
    re.VERBOSE,
)
_TOKEN = re.compile(r"[ก-ฮะ-ฺเ-ๅ็-๎]+|\d+(?:[/-]\d+)*|[a-z][a-z'’]*")
_NOTHING = re.compile(r"[\s.:;,]*")
_TOGETHER = re.compile(r"\s*[/(]\s*")
_SUFFIXED = re.compile(r"(?P<name>[a-z][a-z '’-]*?)\s+(?P<mark>sub-?\s?district|district|province)\b")
_POSTAL_CODE = re.compile(r"[1-9]\d{4}")
_PLACE_KINDS = ("province", "district", "subdistrict")
_NAMED_KINDS = (*_PLACE_KINDS, "authority")


@dataclass(slots=True)
class Part:
    """The words behind one mark.

    ``kind``: a level, ``authority`` (อปท.), ``weak`` (บ้าน, ชุมชน …), ``noise`` (a street, a person …) or ``free``.
    The word of a weak or noise part holds its mark: บ้านโพธิ์ and นางรอง may after all be names of places.
    """

    kind: str
    tokens: list[str]
    mark: str = ""


@dataclass(slots=True)
class Reading:
    """An address cut up: its parts in their order, postal code (``""``: none), หมู่ที่ (0: none)."""

    parts: list[Part] = field(default_factory=list)
    postal_code: str = ""
    village_no: int = 0


def _one_slip(word: str) -> str:
    """Return a pattern of the word with one letter missing, changed, added or swapped with the next."""
    places = range(len(word))
    any_letter = "[ก-๎]"
    slips = [word[:i] + any_letter + word[i:] for i in places[1:]]
    slips += [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in places[:-1]]
    slips += [word[:i] + any_letter + word[i + 1 :] for i in places]
    slips += [word[:i] + word[i + 1 :] for i in places]
    return "|".join(slips)


_MISTYPED_MARKS = tuple(
    (kind, re.compile(f"{_NOT_INSIDE}(?:{_one_slip(word)})"), word)
    for kind, word in (("province", "จังหวัด"), ("district", "อำเภอ"), ("subdistrict", "ตำบล"))
)


def read_segments(text: str) -> Reading:
    """Return the address cut into parts. Never fails; text without any mark is one run of free words."""
    text = to_arabic(clean_text(text[:LONGEST_TEXT])).lower()
    if " district" in text or " province" in text or "subdistrict" in text:
        text = _SUFFIXED.sub(r"\g<mark> \g<name>,", text)
    reading = Reading()
    text, marks = _with_mistyped_marks(text, _meaningful_marks(text))
    _take("free", text[: marks[0][1] if marks else len(text)], "", reading)
    for index, (kind, start, end) in enumerate(marks):
        value = text[end : marks[index + 1][1] if index + 1 < len(marks) else len(text)]
        _take(kind, value, text[start:end], reading)
    return reading


def _meaningful_marks(text: str) -> list[tuple[str, int, int]]:
    """Return the marks that open a part: not those inside the name that follows another mark (ต.บ้านใหม่, ต.ถนนหัก)."""
    marks: list[tuple[str, int, int]] = []
    for found in _MARK.finditer(text):
        kind = found.lastgroup or ""
        start, end = found.span()
        if marks and marks[-1][0] in _NAMED_KINDS:
            between = text[marks[-1][2] : start]
            if kind in ("noise", "weak", "moo") and _NOTHING.fullmatch(between) and text[end - 1] != ".":
                continue
            both_places = kind in _PLACE_KINDS and marks[-1][0] in _PLACE_KINDS
            if both_places and _TOGETHER.fullmatch(between):  # ตำบล/แขวง, อำเภอ (เขต)
                marks[-1] = (marks[-1][0], marks[-1][1], end)
                continue
        marks.append((kind, start, end))
    return marks


def _with_mistyped_marks(text: str, marks: list[tuple[str, int, int]]) -> tuple[str, list[tuple[str, int, int]]]:
    """Repair อำดภอ, ตำบ, จังหวั where the level has no proper mark."""
    present = {kind for kind, _, _ in marks}
    repaired = text
    for kind, pattern, word in _MISTYPED_MARKS:
        if kind not in present:
            repaired = pattern.sub(word + " ", repaired, count=1)
    return (text, marks) if repaired == text else (repaired, _meaningful_marks(repaired))


def _take(kind: str, value: str, mark: str, reading: Reading) -> None:
    value, _, after_comma = value.partition(",")
    tokens = _TOKEN.findall(value)
    if kind == "moo":
        tokens = _take_village_number(tokens, reading)
    elif kind == "noise_abbreviation":
        tokens = tokens[1:]  # the name of the office itself
    elif kind in ("noise", "weak"):
        glued = tokens and value.startswith(tokens[0])
        tokens = [mark + tokens[0], *tokens[1:]] if glued else [mark, *tokens[kind == "noise" :]]
    tokens = _take_postal_code(tokens, reading, announced=kind == "postal")
    if kind in ("noise", "weak") and tokens:
        reading.parts.append(Part(kind, tokens[:1], mark))
        tokens, kind = tokens[1:], "free"
    if tokens:
        kept = kind if kind in _NAMED_KINDS else "free"
        reading.parts.append(Part(kept, tokens, mark))
    if after_comma:
        _take("free", after_comma, "", reading)


def _take_village_number(tokens: list[str], reading: Reading) -> list[str]:
    if tokens and tokens[0].isdecimal() and len(tokens[0]) <= 2:
        reading.village_no = reading.village_no or int(tokens[0])
        return tokens[1:]
    return tokens


def _take_postal_code(tokens: list[str], reading: Reading, *, announced: bool) -> list[str]:
    kept = []
    for token in tokens:
        if _POSTAL_CODE.fullmatch(token):
            if announced or not reading.postal_code or reading.parts:
                reading.postal_code = token
        elif not token[0].isdecimal():
            kept.append(token)
    return kept
