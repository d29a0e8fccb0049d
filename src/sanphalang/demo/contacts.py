"""Contacts of nobody: every private value carries a mark by which it is recognised as invented (``contract.md``)."""

from __future__ import annotations

from random import Random

from sanphalang.demo.words import GIVEN_NAMES, SURNAMES
from sanphalang.thai.telephones import format_telephone

TELEPHONE_MARK = "0000"
"""No telephone in Thailand begins so."""

EMAIL_MARK = "@private.example"
"""A domain that no one can ever own (RFC 2606)."""


def person(chance: Random) -> str:
    """Return a person's name with its title; the surname says that it is made up (สมมติ, จำลอง, ตัวอย่าง)."""
    given = GIVEN_NAMES[int(chance.random() * len(GIVEN_NAMES))]
    return f"{given} {SURNAMES[int(chance.random() * len(SURNAMES))]}"


def telephone(chance: Random) -> str:
    """Return ten digits that ring nobody, as the registry writes them."""
    return format_telephone(f"{TELEPHONE_MARK}{int(chance.random() * 1_000_000):06d}")


def email(name: str) -> str:
    """Return an address that reaches nobody."""
    return name + EMAIL_MARK
