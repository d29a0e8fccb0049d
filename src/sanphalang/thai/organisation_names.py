"""Names of community organisations: the word that tells the kind, the core that tells one from the other, the village.

The same group is written "วิสาหกิจชุมชนกลุ่มทอผ้าบ้านหนองบัว" and "กลุ่มทอผ้าบ้านหนองบัว หมู่ 3 ต.ในเมือง": both have the
core ทอผ้าบ้านหนองบัว. The core is for comparing, not for showing; the name itself is never changed.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.findings import Finding, FindingKind
from sanphalang.thai.key import clean_text, match_key
from sanphalang.thai.names_inside import person_names_inside
from sanphalang.thai.organisation_kinds import ABBREVIATIONS, INNER, KINDS, OCCUPATIONS
from sanphalang.thai.title_words import NEW_SYLLABLE


class OrganisationName(NamedTuple):
    """What a name says.

    ``kind_prefix``: the words of the kind at the front, abbreviations written out, "" if none; ``core``: the rest
    without brackets, village number and address, never empty unless the name is; ``key`` and ``core_key``: their match
    keys; ``kind_code``: a key of ``KINDS`` or None; ``village``: the name behind บ้าน, without บ้าน; ``village_no``:
    หมู่ที่; ``brackets``: what stands in brackets.
    """

    kind_prefix: str = ""
    core: str = ""
    key: str = ""
    core_key: str = ""
    kind_code: str | None = None
    village: str | None = None
    village_no: int | None = None
    brackets: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


_CODES = {prefix: code for code, kind in KINDS.items() for prefix in kind.prefixes}
_LETTERS = "[ก-ฮะ-ฺเ-ๅ็-๎]"


_HEADS = ("กลุ่ม", "ชมรม", "เครือข่าย", "กองทุน")
_SPACED = re.compile(rf"^({'|'.join(_HEADS)})(?=[ก-ฮเ-ไA-Z])")


def _patterns(words: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """By first letter, longest first, because most names begin with none of most words; กลุ่ม สตรี is กลุ่มสตรี."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(_SPACED.sub(r"\1\\s?", re.escape(word)))
    return {first: re.compile(rf"(?:{'|'.join(some)}){NEW_SYLLABLE}\s*") for first, some in by_first.items()}


# Behind another kind word these are not kinds but parts of the name: กลุ่มแม่บ้านวัดไผ่, วิสาหกิจชุมชนร้านค้า.
_ONLY_OUTER = {
    "school",
    "child_centre",
    "temple",
    "company",
    "shop",
    "cooperative",
    "bank",
    "association",
    "foundation",
    "academic",
    "facilitator_team",
}
# Behind these every word belongs to the name: โรงเรียนสตรีบูรณวิทย์ is not โรงเรียนบูรณวิทย์.
_WITHOUT_INNER = {"school", "child_centre", "temple", "academic"}
_INNER_CODES = {word: _CODES.get(f"กลุ่ม{word}", "community_group") for word in INNER} | _CODES
_OUTER_PATTERNS = _patterns(_CODES)
_INNER_PATTERNS = _patterns(word for word, code in _INNER_CODES.items() if code not in _ONLY_OUTER)
_VAGUE = ("community_group", "club", "fund")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*")
_NUMBERING = re.compile(r"[0-9]{1,4}\s?[.)]\s*(?=[ก-๙])")
_LIMITED = re.compile(r"\s*จำกัด\s*(?:\(?\s?มหาชน\s?\)?)?\s*$")
_VILLAGE_NO = re.compile(
    r"\s*(?:หมู่\s?ที่|หมู่|(?<!ก)ม\.|(?<=\s)ม(?=[0-9]))\s?\.?\s?([0-9]{1,2})(?:\s?[-,]\s?[0-9]{1,2})*(?![0-9])\s*"
)
_SURROUNDED = re.compile(r"[\s0-9)]")  # without one of these nothing stands behind a name
_AREA = re.compile(r"(?:ตำบล|ต\.)\s*(?=[ก-ฮเ-ไ])")
_ADDRESS = re.compile(
    r"(?:(?:\s+|(?<=[0-9)]))(?:(?:ตำบล|แขวง|อำเภอ|เขต|จังหวัด|เทศบาล|อบต\.?)\s?|(?:ต|อ|จ)\.\s?)[ก-ฮเ-ไ]"
    r"|\s(?:เลขที่|[0-9]{1,4}/[0-9]|[0-9]{5}$)).*$"
)
_ADDRESS_ONLY = re.compile(r"(?:(?:เลขที่\s?)?[0-9]{1,4}(?:/[0-9]{1,4})?\s(?:หมู่|ม\.|ถนน|ซอย|ต\.|ตำบล|บ้าน)|หมู่ที่\s?[0-9])")
_VILLAGE = re.compile(
    rf"(?<!แม่)(?<!หมู่)(?<!พ่อ)(?<!ใหญ่)(?<!งาน)(?<!ชาว)(?<!เพื่อน)(?<!หน้า)(?<!คน)(?<!พื้น)บ้าน\s?((?!และ|เลขที่|เรือน)[ก-ฮเ-ไ]{_LETTERS}+)"
)
_OCCUPATION = re.compile(rf"(?:ส่งเสริม)?(?:การ|ผู้)?(?:{'|'.join(OCCUPATIONS)})")


def parse_organisation_name(text: str) -> OrganisationName:
    """Take the name of a community organisation (ชื่อองค์กรชุมชน) apart. Never raises."""
    name = clean_text(text)
    key = match_key(name)
    if not key:
        return OrganisationName()
    findings: list[Finding] = []
    numbering = _NUMBERING.match(name)
    words, codes, rest = _kind_words(to_arabic(name[numbering.end() :] if numbering else name), findings)
    code = _kind_code(codes, rest)
    core, village_no, brackets, address = _without_surroundings(rest, code)
    if _ADDRESS_ONLY.match(name):
        findings.append(Finding(FindingKind.LOOKS_LIKE_ADDRESS, name))
    elif address:
        findings.append(Finding(FindingKind.PLACE_INSIDE_NAME, address))
    village = _village(core) if words or not core.startswith("บ้าน") else None
    prefix = "".join(words)
    if not core:
        findings.append(Finding(FindingKind.KIND_WORD_ONLY, prefix))
        core = prefix or name
    findings += [Finding(FindingKind.PERSON_NAME_INSIDE, person) for person in person_names_inside(name)]
    return OrganisationName(prefix, core, key, match_key(core), code, village, village_no, brackets, tuple(findings))


def _kind_words(text: str, findings: list[Finding]) -> tuple[list[str], list[str], str]:
    """The words of the kind at the front, one behind the other, their codes, and what follows them."""
    words: list[str] = []
    codes: list[str] = []
    at = 0
    patterns = _OUTER_PATTERNS
    while pattern := patterns.get(text[at : at + 1]):
        match = pattern.match(text, at)
        if not match:
            break
        written = match[0].replace(" ", "")
        plain = ABBREVIATIONS.get(written.replace(".", ""))
        if plain:
            findings.append(Finding(FindingKind.ABBREVIATION_EXPANDED, written))
        words.append(plain or written)
        codes.append(_INNER_CODES[written])
        at = match.end()
        if codes[-1] in _WITHOUT_INNER:
            break
        patterns = _INNER_PATTERNS
    return words, codes, text[at:]


def _kind_code(codes: list[str], rest: str) -> str | None:
    """The outermost word that tells more than กลุ่ม or ชมรม decides; กลุ่ม alone is told by what the group does."""
    if not codes:
        return None
    telling = [code for code in codes if code not in _VAGUE]
    if telling:
        return telling[0]
    if codes[0] == "community_group" and _OCCUPATION.match(rest):
        return "occupation_group"
    return codes[0]


def _without_surroundings(text: str, code: str | None) -> tuple[str, int | None, tuple[str, ...], str]:
    """The core, the village's number, what stood in brackets, and the address words behind the name."""
    if code in ("company", "cooperative"):
        # Brackets are part of a company's name: (ไทยแลนด์).
        return _LIMITED.sub("", text).strip(), None, (), ""
    brackets: tuple[str, ...] = ()
    if "(" in text or "[" in text:
        brackets = tuple(inside.strip() for inside in _BRACKETS.findall(text) if inside.strip())
        text = _BRACKETS.sub(" ", text).strip()
    surrounded = _SURROUNDED.search(text)
    numbered = _VILLAGE_NO.search(text) if surrounded else None
    village_no = int(numbered[1]) if numbered else None
    if numbered:
        text = f"{text[: numbered.start()]} {text[numbered.end() :]}".strip()
    area = _AREA.match(text)
    text = text[area.end() :] if area else text
    address = _ADDRESS.search(text) if surrounded else None
    core = (text[: address.start()] if address else text).strip(" .,-/\"'")
    if not _village(core):
        core += next((inside for inside in brackets if inside.startswith("บ้าน")), "")
    return core, village_no, brackets, address[0].strip() if address else ""


def _village(core: str) -> str | None:
    villages = _VILLAGE.findall(core) if "บ้าน" in core else None
    return villages[-1] if villages else None
