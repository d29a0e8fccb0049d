"""How each field of a person is read from a cell, and how the cells of a row become a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sanphalang.intake.citizen_ids import is_masked, read_token
from sanphalang.intake.cleaning import NAME_READING, Cell, Cleaned, Cleaner, FoundMark
from sanphalang.intake.organisation_cells import (
    email,
    marks,
    plain_text,
    record_id,
    remembered_dates,
    telephone,
    text_of,
)
from sanphalang.intake.reading.cells import is_error, lost_digits
from sanphalang.people.models import Person
from sanphalang.people.rules import PersonRole, derived_from_name, read_name, roles_of, roles_text
from sanphalang.thai.dates import parse_date, parse_year
from sanphalang.thai.findings import FindingKind
from sanphalang.thai.key import match_key

_NOTHING: Cleaned = (None, ())
_OLDEST = 120
_Status = Person.Status
_STATUS_WORDS: dict[str, str] = {
    match_key(word): status
    for status, words in {
        _Status.ACTIVE: (
            "ร่วมงานอยู่",
            "taking part",
            "ปฏิบัติงาน",
            "ปฏิบัติงานอยู่",
            "ทำงานอยู่",
            "ยังทำงาน",
            "ปกติ",
            "มีชีวิตอยู่",
            "active",
        ),
        _Status.INACTIVE: (
            "เลิกร่วมงานแล้ว",
            "พ้นสภาพ",
            "ลาออก",
            "พ้นจากตำแหน่ง",
            "หยุดทำงาน",
            "ไม่ได้ทำงานแล้ว",
            "inactive",
            "no longer active",
        ),
        _Status.DECEASED: ("เสียชีวิต", "เสียชีวิตแล้ว", "ถึงแก่กรรม", "ตาย", "deceased"),
        _Status.UNKNOWN: ("ไม่ทราบ", "ไม่ทราบสถานะ", "unknown", "status not known"),
    }.items()
    for word in words
}
_ROLE_WORDS: dict[str, PersonRole] = {
    match_key(word): role
    for role, words in {
        PersonRole.FACILITATOR: ("วิทยากรกระบวนการ", "วิทยากร", "facilitator", "process facilitator"),
        PersonRole.LEADER: ("ผู้นำชุมชน", "ผู้นำ", "แกนนำชุมชน", "แกนนำ", "leader", "community leader"),
        PersonRole.VOLUNTEER: (
            *("พลเมืองจิตอาสา", "จิตอาสา", "อาสาสมัคร", "volunteer", "volunteer citizen"),
            *("อสม.", "อสม", "อาสาสมัครสาธารณสุข", "อาสาสมัครสาธารณสุขประจำหมู่บ้าน", "อพม.", "อพม"),
        ),
        PersonRole.DATA_MANAGER: ("นักจัดการข้อมูล", "data manager"),
        PersonRole.COORDINATOR: ("ผู้ประสานงาน", "coordinator"),
        PersonRole.EXECUTIVE: ("นักบริหาร", "ผู้บริหาร", "ผู้บริหาร อปท.", "executive"),
        PersonRole.TECHNICAL_OFFICER: ("นักวิชาการ", "นักวิชาการ อปท.", "technical officer"),
        PersonRole.COMMUNITY_RESEARCHER: ("นักวิจัยชุมชน", "นักวิจัย", "community researcher"),
        PersonRole.SAGE: ("ปราชญ์ชุมชน", "ปราชญ์ชาวบ้าน", "ปราชญ์", "community sage"),
        PersonRole.CHANGE_LEADER: ("ผู้นำการเปลี่ยนแปลง", "ผู้นำการเปลี่ยนแปลง (cl)", "change leader"),
        PersonRole.TOP_LEADER: ("สุดยอดผู้นำ", "top leader"),
        PersonRole.ONLINE_OPERATOR: (
            *("ผู้ปฏิบัติการชุมชนออนไลน์", "ผู้ปฏิบัติงานชุมชนออนไลน์", "ผู้นำชุมชนออนไลน์", "ผู้ปฏิบัติการออนไลน์"),
            "online community operator",
        ),
    }.items()
    for word in (*words, role.value)
}
_BETWEEN_ROLES = re.compile(r"[,/;|+&\n]|\s-\s|และ|\s(?=(?:ผู้|นัก|วิทยากร|จิตอาสา|พลเมือง|ปราชญ์))")
_ROLES_IN_TITLES: tuple[tuple[re.Pattern[str], PersonRole], ...] = (
    (re.compile("วิทยากรกระบวนการ"), PersonRole.FACILITATOR),
    (re.compile("ปฏิบัติ(?:การ|งาน)ชุมชนออนไลน์|ผู้นำชุมชนออนไลน์"), PersonRole.ONLINE_OPERATOR),
    (re.compile("สุดยอดผู้นำ"), PersonRole.TOP_LEADER),
    (re.compile("ผู้นำการเปลี่ยนแปลง"), PersonRole.CHANGE_LEADER),
    (re.compile("ผู้นำชุมชน(?!ออนไลน์)|แกนนำชุมชน"), PersonRole.LEADER),
    (re.compile(r"จิตอาสา|อสม\.?(?:\s|$)|อาสาสมัครสาธารณสุข"), PersonRole.VOLUNTEER),
    (re.compile("นักจัดการข้อมูล"), PersonRole.DATA_MANAGER),
    (re.compile("ปราชญ์ชุมชน|ปราชญ์ชาวบ้าน"), PersonRole.SAGE),
    (re.compile("นักวิจัยชุมชน"), PersonRole.COMMUNITY_RESEARCHER),
)
_OWN_WORDS = ("title", "name", "surname", "monastic_name", "nickname")
_AFTER_HOUSE = re.compile(r"หมู่|ม\.\s*[0-9๐-๙]")


def role_said(texts: Collection[str]) -> str:
    """Return the role of everybody on a list of which its titles say one, and only one; else nothing."""
    found = {role for text in texts for pattern, role in _ROLES_IN_TITLES if pattern.search(text)}
    return found.pop().value if len(found) == 1 else ""


def person_cleaners(today: date) -> dict[str, Cleaner]:
    """Return the cleaner of each field."""
    return {
        "id": record_id,
        "name": text_of(200),
        "title": text_of(80),
        "surname": text_of(100),
        "monastic_name": text_of(100),
        "nickname": text_of(60),
        "citizen_id": _citizen_id,
        "role": _role,
        "position": text_of(160),
        "organisation": text_of(160),
        "occupation": text_of(160),
        "birth_date": lambda cell: _birth_date(cell, today),
        "birth_year": lambda cell: _birth_year(cell, today),
        "telephone": telephone,
        "email": email,
        "line_id": text_of(80),
        "address": text_of(500),
        "status": _status,
        "confirmed_on": remembered_dates(today),
        "source_ref": text_of(60),
    }


def _citizen_id(cell: Cell) -> Cleaned:
    known = read_token(cell)
    if known is not None:
        return {"citizen_id_digest": known.digest, "citizen_id_tail": known.tail}, ()
    if lost_digits(cell):
        return None, (("digits_lost", ""),)
    text = plain_text(cell)
    if not text or is_error(cell):
        return _NOTHING
    return _NOTHING if is_masked(text) else (None, _INVALID)


_INVALID = (("citizen_id_invalid", ""),)


def _role(cell: Cell) -> Cleaned:
    text = plain_text(cell)
    if not text:
        return _NOTHING
    parts = [part.strip() for part in _BETWEEN_ROLES.split(text) if part and part.strip()]
    found = {_ROLE_WORDS[key] for part in parts if (key := match_key(part)) in _ROLE_WORDS}
    unknown = any(match_key(part) not in _ROLE_WORDS for part in parts)
    return roles_text(found) or None, (("role_unknown", ""),) if unknown else ()


def _birth_date(cell: Cell, today: date) -> Cleaned:
    answer = parse_date(cell, today=today)
    if answer.date is None:
        return _birth_year(cell, today) if answer.findings else _NOTHING
    if not today.year - _OLDEST <= answer.date.year or answer.date > today:
        return None, (("birth_not_possible", ""),)
    found = marks(answer.findings)
    year = answer.date.year
    return (
        {"birth_date": answer.date.isoformat(), "birth_year": year}
        if answer.precision == "day"
        else {"birth_year": year}
    ), found


def _birth_year(cell: Cell, today: date) -> Cleaned:
    answer = parse_year(cell, today=today)
    if answer.year is None:
        return None, marks(answer.findings)
    if not today.year - _OLDEST <= answer.year <= today.year:
        return None, (("birth_not_possible", ""),)
    return {"birth_year": answer.year}, marks(answer.findings)


def _status(cell: Cell) -> Cleaned:
    text = plain_text(cell)
    if not text:
        return _NOTHING
    status = _STATUS_WORDS.get(match_key(text))
    return (status, ()) if status else (None, (("status_unknown", ""),))


class PersonRows:
    """Makes of the cells of a row a person: the name in its parts, roles, occupation, home address.

    ``role`` is the role of everybody on the list. ``fields`` are the fields that the list has: a row that names a
    record by our own number in a list with names apart, as our own export has, means every part to the letter.
    """

    def __init__(self, role: str, fields: Collection[str]) -> None:
        self._roles = roles_of(role)
        self._apart = "surname" in fields

    def __call__(self, values: dict[str, Any], findings: list[FoundMark]) -> list[str]:
        """Change the values into those of a person's columns; return doubts."""
        doubts = self._name(values, findings)
        roles = roles_of(values.pop("role", "")) | self._roles
        position = values.pop("position", "")
        told = _ROLE_WORDS.get(match_key(position)) if position else None
        if told is not None and told != PersonRole.VOLUNTEER:
            roles |= {told}
        if roles:
            values["roles"] = roles_text(roles)
        parts = dict.fromkeys(
            part for part in (values.get("occupation"), position, values.pop("organisation", "")) if part
        )
        if parts:
            values["occupation"] = ", ".join(parts)[:160]
        _home_address(values)
        return doubts

    def _name(self, values: dict[str, Any], findings: list[FoundMark]) -> list[str]:
        said = {name: values.pop(name, "") for name in _OWN_WORDS}
        doubts: list[str] = []
        if "id" in values and self._apart:
            parts = {**said, "given_name": said["name"]}
        else:
            parts, found = _taken_apart(said)
            findings += [("name", kind, "") for kind in found]
            if FindingKind.LOOKS_LIKE_ORGANISATION in found:
                doubts.append(FindingKind.LOOKS_LIKE_ORGANISATION.value)
        given, surname = parts["given_name"][:100], parts["surname"][:100]
        derived = derived_from_name(given, surname)
        if not given or not derived.name_key:
            return []
        values["given_name"] = given
        values |= {name: parts[name] for name in ("title", "surname", "monastic_name", "nickname") if parts[name]}
        values["name"] = " ".join(f"{parts['title']}{given} {surname or parts['monastic_name']}".split())
        values[NAME_READING] = ["", derived.name_key, derived.name_sort.decode("latin-1")]
        return doubts


def _taken_apart(said: Mapping[str, str]) -> tuple[dict[str, str], list[FindingKind]]:
    """Return the parts of a name that stands in one cell or in several, and what was noticed."""
    title, name, surname = said["title"], said["name"], said["surname"]
    reading = read_name(" ".join(part for part in (title, name, surname) if part))
    parsed, found = reading.name, [finding.kind for finding in reading.findings]
    given, family = parsed.given or parsed.nickname, parsed.surname
    if surname and name and (found or family != surname) and not parsed.monastic_name:
        # The column of surnames knows best where the name ends.
        alone = read_name(f"{title} {name}".strip()).name
        if alone.surname in {"", surname} or not alone.given:
            given = alone.given or alone.nickname or given
        else:
            given = f"{alone.given} {alone.surname}"
        family = surname
        kept = {FindingKind.LOOKS_LIKE_ORGANISATION, FindingKind.SEVERAL_PERSONS, FindingKind.TELEPHONE_BESIDE_NAME}
        found = [kind for kind in found if kind in kept]
    parts = {
        "title": parsed.title[:80],
        "given_name": given,
        "surname": family,
        "monastic_name": (said["monastic_name"] or parsed.monastic_name)[:100],
        "nickname": (said["nickname"] or parsed.nickname)[:60],
    }
    return parts, found


def _home_address(values: dict[str, Any]) -> None:
    """Keep house and village as the home address; they tell nothing that everybody may know."""
    address, village_no = values.pop("address", ""), values.pop("village_no", "")
    if village_no and not _AFTER_HOUSE.search(address):
        address = f"{address} หมู่ที่ {village_no}".strip()
    if address:
        values["home_address"] = address[:500]
