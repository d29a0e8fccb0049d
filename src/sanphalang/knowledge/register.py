"""Knowledge items as a register into which lists of cases are brought: each new one is a draft of its centre."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sanphalang.access.roles import Act
from sanphalang.files.registers import Register, Values, defaults_of
from sanphalang.knowledge.from_lists import joined_texts, write_drafts
from sanphalang.knowledge.models import ItemClaim, KnowledgeItem
from sanphalang.knowledge.rules import SUBJECT, Kind
from sanphalang.thai.key import match_key
from sanphalang.thai.sort import sort_key

VALUE_FIELDS = ("name", "kind", "place", "place_level", "year", "told", "drawn_from")


def _derive(values: Values) -> Sequence[Any]:
    key = match_key(values["name"])[:200]
    return key, sort_key(values["name"]), key


REGISTER = Register(
    subject=SUBJECT,
    model=KnowledgeItem,
    claims=ItemClaim,
    names="item",
    value_fields=VALUE_FIELDS,
    private_fields=(),
    named_by=("name",),
    derive=_derive,
    edits=Act.KNOWLEDGE_WRITE,
    # A column of which nobody said what it is may hold contacts, as in any other list.
    sees_private=Act.ORGANISATIONS_SEE_CONTACT,
    defaults=defaults_of(KnowledgeItem, VALUE_FIELDS, place=None, kind=Kind.OTHER.value, year=None),
    dates=(),
    joined={"told": joined_texts},
    fixed={"author": "", "is_demo": False, "withdrawn_because": "", "is_written": False},
    held="is_written",
    follow=write_drafts,
)
