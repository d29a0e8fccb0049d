"""Names of persons: title, given name, surname, nickname; clergy and royal descent.

A cell is taken apart from both ends: brackets, telephones and a second person are set aside first, then the titles are
read from the front, and what is left is a given name and a surname. Nothing that was read is thrown away: it is either
part of the answer or named in a finding.
"""

import re
from typing import Literal, NamedTuple

from sanphalang.thai.findings import Finding, FindingKind
from sanphalang.thai.key import clean_text
from sanphalang.thai.title_words import Title, TitleKind, title_at
from sanphalang.thai.titles import KIN, OF_PLACES

PersonKind = Literal["lay", "clergy", "royal", "unknown"]


class PersonName(NamedTuple):
    """The parts of a person's name; a part that is not there is "".

    ``title`` holds all titles (คำนำหน้า) in their usual form, joined by spaces; ``monastic_name`` (ฉายา) is given to
    clergy, who then have no surname. ``kind`` is ``unknown`` where there is no name at all.
    """

    title: str = ""
    given: str = ""
    surname: str = ""
    nickname: str = ""
    monastic_name: str = ""
    kind: PersonKind = "unknown"
    findings: tuple[Finding, ...] = ()


# Most cells: a civil title, one given name, one surname.
_PLAIN = re.compile(r"(นางสาว|นาง|นาย)(?![ะ-ฺๅ-๎]|แพทย์|สัตวแพทย์)\s?([ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]+) (?!ณ |ณ$)([ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]+)")
_NOTHING = re.compile(r"(?:[-–—./\s]|ไม่มี(?:ข้อมูล)?|ไม่ระบุ|ไม่ทราบ|n/?a|none|null|nan)*", re.IGNORECASE)
_NUMBERING = re.compile(r"(?:ลำดับ\s*)?[0-9๐-๙]{1,3}\s*[.)]\s*")
_LABEL = re.compile(
    r"(?:ผู้ติดต่อ|ผู้ประสานงาน|ผู้รับผิดชอบ|ประธานกลุ่ม|ประธาน|เจ้าของ|โดย|ติดต่อ|ชื่อ\s?[-–]?\s?(?:นาม)?สกุล|ชื่อ)"
    r"(?:\s*:\s*|\s+|(?=นา[ยง]|น\.ส\.|คุณ))"
)
# Behind a given name and a surname: what the person is, or where.
_ROLE_BEHIND = re.compile(
    r"\S+\s\S+(\s(?:(?:รอง)?(?:ประธาน|กรรมการ|เลขา|เหรัญญิก|กำนัน|นายก(?:เทศ|อบ|องค์|\s)|ปลัด|หัวหน้า|สมาชิก)"
    r"|ผู้|หมู่|บ้าน[ก-ฮเ-ไ]|บ้านเลขที่|เลขที่|ม\.\s?[0-9]|ต\.|ตำบล|อำเภอ|จังหวัด|[0-9]).*)"
)
_TELEPHONE = re.compile(r"(?:(?:โทรศัพท์|โทร|มือถือ|เบอร์)[\s.:]*)?[(]?\+?[0-9๐-๙][0-9๐-๙\s().-]{7,}[0-9๐-๙][)]?")
_NICKNAME = re.compile(r"[(\"“'‘]?\s?ชื่อเล่น\s?[:(\"“'‘]?\s?([^\s)\"”'’]+)[)\"”'’]?")
_BRACKETS = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?|[\"“‘]([^\"”’]*)[\"”’]")
_SHORT_WORD = re.compile(r"[ก-ฮเ-ไA-Za-z][ก-ฮะ-ฺเ-ๅ็-๎A-Za-z]{0,11}")
_NOT_NICKNAME = re.compile(
    "ประธาน|กรรมการ|เลขา|เหรัญญิก|กลุ่ม|บ้าน|หมู่|ผู้|ตำบล|อำเภอ|เดิม|หัวหน้า|สมาชิก|ตัวแทน|นายก|กำนัน|เจ้าของ|ปลัด"
)
_NEXT_PERSON = re.compile(r"\s*(?:[,;/|+&\n]|\s-\s|\sและ|และ(?=นา[ยง]|คุณ)|\sกับ|\s(?=(?:นาย|นาง|นางสาว)\s?[ก-ฮเ-ไ]))\s*")
_MONASTIC = re.compile(r".*(?:โ[ก-ฮ]|ฺ.*|ํ.*|เมธี|สิริ|มุนี)$")
_ORGANISATION = re.compile(
    "กลุ่ม|วิสาหกิจ|ร้าน|บริษัท|บจก|บจ[.]|หจก|ห้างหุ้น|สหกรณ์|สมาคม|มูลนิธิ|ชมรม|กองทุน|ศูนย์|องค์การ|เทศบาล|อบต|โรงเรียน"
    "|เครือข่าย|สำนักงาน|ธนาคาร"
)
_CLAN = "แซ่"


def parse_person_name(text: str) -> PersonName:
    """Take a cell with one person's name apart. Never raises; of several persons the first is answered."""
    cleaned = clean_text(text)
    plain = _PLAIN.fullmatch(cleaned)
    if plain and not plain[3].startswith(("ณ", _CLAN)):
        return PersonName(plain[1], plain[2], plain[3], kind="lay")
    if _NOTHING.fullmatch(cleaned):
        return PersonName()
    return _Reader().read(clean_text(text.replace("\n", " , ")) if "\n" in text else cleaned)


class _Reader:
    """Reads one cell; collects findings."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def read(self, text: str) -> PersonName:
        text = self._set_aside_telephone(text)
        numbering = _NUMBERING.match(text)
        text = text[numbering.end() :] if numbering else text
        label = _LABEL.match(text)
        text = text[label.end() :] if label else text
        text, nickname = self._set_aside_nickname(text)
        text = self._set_aside_next_person(text)
        found, rest = _titles(text)
        organisation = None if found else _ORGANISATION.match(text)
        if organisation:
            self._find(FindingKind.LOOKS_LIKE_ORGANISATION, organisation[0])
            return PersonName(given=rest, findings=tuple(self.findings))
        kind = _kind(found)
        words = self._set_aside_role(rest).split()
        name = self._clergy_name(words) if kind == "clergy" else self._lay_name(words, nickname)
        if not (name.given or name.nickname or nickname):
            return PersonName(findings=tuple(self.findings))
        title = " ".join([title.text for title in found]) or name.title
        return name._replace(title=title, nickname=nickname or name.nickname, kind=kind, findings=tuple(self.findings))

    def _find(self, kind: FindingKind, detail: str) -> None:
        self.findings.append(Finding(kind, detail))

    def _set_aside_telephone(self, text: str) -> str:
        telephone = _TELEPHONE.search(text)
        if not telephone:
            return text
        self._find(FindingKind.TELEPHONE_BESIDE_NAME, telephone[0].strip(" ()"))
        return _tidy(text[: telephone.start()] + " " + text[telephone.end() :])

    def _set_aside_nickname(self, text: str) -> tuple[str, str]:
        nickname = ""
        named = _NICKNAME.search(text)
        if named:
            nickname = named[1]
            text = _tidy(text[: named.start()] + " " + text[named.end() :])
        for bracket in _BRACKETS.findall(text):
            inside = "".join(bracket).strip()
            if inside and not nickname and _SHORT_WORD.fullmatch(inside) and not _NOT_NICKNAME.search(inside):
                nickname = inside
            elif inside and inside != "ญ":
                self._find(FindingKind.TEXT_BESIDE_NAME, inside)
        return _tidy(_BRACKETS.sub(_keep_female, text)), nickname

    def _set_aside_next_person(self, text: str) -> str:
        first_title = title_at(text)
        cut = _NEXT_PERSON.search(text, first_title.end if first_title else 0)
        if not cut or cut.start() == 0:
            return text
        rest = text[cut.end() :].strip(" ,;/")
        if rest:
            another = title_at(rest) is not None
            self._find(FindingKind.SEVERAL_PERSONS if another else FindingKind.TEXT_BESIDE_NAME, rest)
        return text[: cut.start()]

    def _set_aside_role(self, text: str) -> str:
        role = _ROLE_BEHIND.match(text)
        if not role:
            return text
        self._find(FindingKind.TEXT_BESIDE_NAME, role[1].strip())
        return text[: role.start(1)]

    def _clergy_name(self, words: list[str]) -> PersonName:
        given = words[0] if words else ""
        rest = [word for word in words[1:] if word != "ฉายา"]
        if not rest:
            return PersonName(given=given)
        last = " ".join(rest)
        if "ฉายา" in words or _MONASTIC.fullmatch(last):
            return PersonName(given=given, monastic_name=last)
        return PersonName(given=given, surname=last)

    def _lay_name(self, words: list[str], nickname: str) -> PersonName:
        if not words:
            return PersonName()
        if len(words) == 1:
            return self._single_word(words[0], nickname)
        given, surname = words[0], _surname(words[1:])
        if surname is None:
            surname = " ".join(words[1:])
            self._find(FindingKind.NAME_PARTS_DOUBTFUL, surname)
        return PersonName(given=given, surname=surname)

    def _single_word(self, word: str, nickname: str) -> PersonName:
        before, clan, after = word.partition(_CLAN)
        if before and clan and after:
            return PersonName(given=before, surname=clan + after)
        for kin in KIN:
            called = word[len(kin) :]
            if word.startswith(kin) and _SHORT_WORD.fullmatch(called):
                self._find(FindingKind.SURNAME_MISSING, word)
                return PersonName(title=kin, nickname=called)
        self._find(FindingKind.SURNAME_MISSING, word)
        return PersonName(given=word)


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:/-–")


def _keep_female(bracket: re.Match[str]) -> str:
    return bracket[0] if bracket[0] == "(ญ)" else " "


def _titles(text: str) -> tuple[list[Title], str]:
    """All titles at the front. After a civil title only abbreviations follow: นาย ดร., but พลเอก is then a name."""
    found: list[Title] = []
    at = 0
    while title := title_at(text, at):
        if found and found[-1].kind == "civil" and not title.short:
            break
        if title.end >= len(text) or _is_given_name(text, at, title):
            break
        found.append(title)
        at = title.end
    return found, text[at:]


def _is_given_name(text: str, start: int, title: Title) -> bool:
    """พลเอก ใจดี: a rank written out, one word after it and a space between are a given name and a surname."""
    written_apart = title.kind == "rank" and not title.short and text[title.end - 1] == " "
    return written_apart and start == 0 and title.text != "ว่าที่" and " " not in text[title.end :]


def _kind(found: list[Title]) -> PersonKind:
    kinds: set[TitleKind] = {title.kind for title in found}
    if "clergy" in kinds:
        return "clergy"
    return "royal" if "royal" in kinds else "lay"


def _surname(words: list[str]) -> str | None:
    """One surname out of the words after the given name; None where a middle name may be among them."""
    if words[0] == _CLAN and len(words) == 2:
        return "".join(words)
    if "ณ" in words[:2] and words[-1] != "ณ":
        return " ".join(words)
    if len(words) == 1:
        word = words[0]
        place = word[1:].lstrip(".")
        return f"ณ {place}" if word[0] == "ณ" and place in OF_PLACES else word
    return None
