"""Pure decisions about people."""

from __future__ import annotations

import hashlib
import hmac
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sanphalang.thai.digits import to_arabic
from sanphalang.thai.findings import Finding
from sanphalang.thai.key import match_key
from sanphalang.thai.names import PersonName, parse_person_name
from sanphalang.thai.sort import sort_key

SUBJECT = "person"
"""What the ledger calls a person."""


class PersonRole(StrEnum):
    """What somebody is in the network (บทบาท); a person may be several. What an account may do is a grant, not this."""

    FACILITATOR = "facilitator"  # วิทยากรกระบวนการ
    LEADER = "leader"  # ผู้นำชุมชน
    VOLUNTEER = "volunteer"  # พลเมืองจิตอาสา
    DATA_MANAGER = "data_manager"  # นักจัดการข้อมูล
    COORDINATOR = "coordinator"  # ผู้ประสานงาน
    EXECUTIVE = "executive"  # นักบริหาร (นายก, ปลัด)
    TECHNICAL_OFFICER = "technical_officer"  # นักวิชาการของ อปท.
    COMMUNITY_RESEARCHER = "community_researcher"  # นักวิจัยชุมชน
    SAGE = "sage"  # ปราชญ์ชุมชน
    CHANGE_LEADER = "change_leader"  # ผู้นำการเปลี่ยนแปลง
    TOP_LEADER = "top_leader"  # สุดยอดผู้นำ
    ONLINE_OPERATOR = "online_operator"  # ผู้ปฏิบัติการชุมชนออนไลน์


PRIVATE_FIELDS = (
    "telephone",
    "email",
    "line_id",
    "home_address",
    "birth_date",
    "birth_year",
    "citizen_id_digest",
    "citizen_id_tail",
    "health_or_belief",
)
"""Shown to the person's own centre only, and to national staff in a timed session with a reason."""

VALUE_FIELDS = (
    "title",
    "given_name",
    "surname",
    "monastic_name",
    "nickname",
    "roles",
    "place",
    "place_level",
    "occupation",
    *PRIVATE_FIELDS,
    "status",
    "confirmed_on",
)
"""What somebody or a source can say of a person, by column."""

RECORDED_IN_CLEAR = ("roles", "place", "place_level", "status", "confirmed_on", "skills", "merged")
"""What the ledger keeps as it is. Of all else it keeps keyed digests: it outlives a person who asks to be erased."""


NO_LONGER = ("inactive", "deceased")
"""Statuses of people who are counted no longer: the network has what it had of them, and cannot call on them."""


def roles_text(roles: frozenset[PersonRole] | set[PersonRole]) -> str:
    """Return roles as their column holds them: in their usual order, a space around each (" leader volunteer ")."""
    codes = [role.value for role in PersonRole if role in roles]
    return f" {' '.join(codes)} " if codes else ""


@lru_cache(maxsize=4_096)  # every line of a list asks, and few sets of roles occur
def roles_of(text: str) -> frozenset[PersonRole]:
    """Return the roles that a column holds; a code that is no longer known is left out."""
    known = {role.value for role in PersonRole}
    return frozenset(PersonRole(code) for code in text.split() if code in known)


class Derived(NamedTuple):
    """What is stored beside a name: for comparing, for sorting, and for recognising."""

    name_key: str
    name_sort: bytes
    identity: str


def derived_from_name(given_name: str, surname: str) -> Derived:
    """Return what is stored beside a person's name. Titles change with rank and marriage: they are no part of it."""
    name_key = match_key(f"{given_name} {surname}")[:160]
    return Derived(name_key, sort_key(f"{given_name} {surname}".strip()), name_key)


class NameReading(NamedTuple):
    """A name taken apart, with the findings on the way."""

    name: PersonName
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=4_096)  # the rows of one chunk are read, checked and brought in by turns
def read_name(text: str) -> NameReading:
    """Take a cell with a person's name apart."""
    parsed = parse_person_name(text)
    return NameReading(parsed, parsed.findings)


class CitizenId(NamedTuple):
    """What is kept of a citizen ID (เลขประจำตัวประชาชน): a keyed digest for comparing, and its last four digits."""

    digest: str
    tail: str


_DIGITS = 13
_DIGEST_BYTES = 16


def citizen_id_digits(text: object) -> str:
    """Return the thirteen digits of a valid citizen ID however it is written, or nothing when it is none."""
    digits = "".join(c for c in to_arabic(str(text)) if c.isdecimal())
    if len(digits) != _DIGITS or digits[0] == "0":
        return ""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(_DIGITS, 1, -1), strict=False))
    return digits if (11 - total % 11) % 10 == int(digits[-1]) else ""


def kept_citizen_id(digits: str, key: bytes) -> CitizenId:
    """Return what is kept of a citizen ID; the ID itself is nowhere stored. ``key`` is the installation's own."""
    digest = hmac.new(key, digits.encode(), hashlib.sha256).digest()[:_DIGEST_BYTES].hex()
    return CitizenId(digest, digits[-4:])
