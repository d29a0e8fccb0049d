"""Pure decisions about organisations."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sanphalang.thai.findings import Finding
from sanphalang.thai.key import match_key
from sanphalang.thai.organisation_names import parse_organisation_name
from sanphalang.thai.sort import sort_key

SUBJECT = "organisation"
"""What the ledger calls an organisation."""

LOOK = "organisations.see_contact"
"""What the ledger calls a look at a contact that is not published."""

SOURCE = "source"
"""Beside the columns that an act changed the ledger keeps the number of the source that it rests on."""

PRIVATE_FIELDS = ("contact_name", "telephone", "email")
"""Shown to the organisation's own centre only, unless its contact is published."""

VALUE_FIELDS = (
    "name",
    "kind_id",
    "registration_no",
    "place",
    "place_level",
    "village_no",
    "address",
    "latitude",
    "longitude",
    *PRIVATE_FIELDS,
    "website",
    "members",
    "founded_year",
    "activity",
    "status",
    "confirmed_on",
)
"""What a person or a source can say of an organisation, by column."""
RECORDED_IN_CLEAR = (
    *("kind_id", "place", "place_level", "latitude", "longitude", "members", "founded_year"),
    *("status", "confirmed_on", "contact_published", "merged", "since_year", "until_year"),
)
"""What the ledger keeps as it is. Of all that is written in words, and of the contact, it keeps keyed digests: a name,
a former one too, an address or an activity may name somebody, and it outlives who asks to be erased."""

PARTNER_KINDS = ("academic", "shop", "social_enterprise", "community_enterprise", "facilitator_team")
"""The kinds of organisations that are partners of the network, or assets which neighbours can share, in usual order."""

THAILAND = {"latitude": (5.5, 20.6), "longitude": (97.2, 105.8)}
"""Between which degrees a spot in Thailand lies."""

# Words that do not tell one group from another: "กลุ่มทอผ้าบ้านหนองบัว" may register as a community enterprise.
_GENERIC_KINDS = frozenset({"community_group", "occupation_group", "community_enterprise", "other"})


class NameReading(NamedTuple):
    """What a name says: its identity, its kind ("other" when it tells none), and the findings on the way."""

    identity: str
    kind: str
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=4_096)  # the rows of one chunk are read, checked and brought in by turns
def read_name(name: str) -> NameReading:
    """Read a name.

    Two spellings of one organisation's name share an identity: the name without its kind words, led by the kind where
    the kind tells groups of one village apart (a savings group from a women's group).
    """
    parsed = parse_organisation_name(name)
    kind = parsed.kind_code or "other"
    core = parsed.core_key or parsed.key
    identity = core if kind in _GENERIC_KINDS else f"{kind}:{core}"
    return NameReading(identity[:240], kind, parsed.findings)


class Derived(NamedTuple):
    """What is stored beside a name: for comparing, for sorting, and for recognising; and the kind that it tells."""

    name_key: str
    name_sort: bytes
    identity: str
    kind: str


def derived_from_name(name: str, reading: NameReading | None = None) -> Derived:
    """Return what is stored beside a name; ``reading`` spares reading it again where that was done."""
    reading = reading or read_name(name)
    return Derived(match_key(name)[:200], sort_key(name), reading.identity, reading.kind)


def lies_in_thailand(latitude: float, longitude: float) -> bool:
    """Say whether a spot may lie in Thailand."""
    spot = {"latitude": latitude, "longitude": longitude}
    return all(low <= spot[name] <= high for name, (low, high) in THAILAND.items())


def joined_activities(known: str, said: str) -> str:
    """Return the activities (one a line) of both texts, the known ones first, none twice; nothing is taken away."""
    lines = {match_key(line): line for line in known.splitlines() if line.strip()}
    for line in said.splitlines():
        if line.strip():
            lines.setdefault(match_key(line), line.strip())
    return "\n".join(lines.values())


def activities_shown(text: str) -> str:
    """Return activities, which are kept one a line, in one line as they are read."""
    return " · ".join(line.strip() for line in text.splitlines() if line.strip())
