"""What is asked of the place resolver and what it answers."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Level = Literal["province", "district", "subdistrict", "village"]

LEVEL_OF_LENGTH: dict[int, Level] = {2: "province", 4: "district", 6: "subdistrict", 8: "village"}

ReasonKind = Literal[
    "exact",  # the name stands in the gazetteer as it stands in the text
    "prefix_stripped",  # it does once a mark, or what was written on to the name, is taken off
    "nickname",  # a common short or spoken name: โคราช, กทม.
    "mueang_alone",  # เมือง, or the province's own name, where a district is expected: the capital district
    "typo",  # read through a typing error
    "renamed",  # a former name
    "abolished_successor",  # a place that is no more, answered by the one that took its territory
    "local_authority",  # read from the name of an อปท.
    "code",  # an official code in the row
    "postal_code",  # the postal code chose between places, or stood alone
    "from_other_column",  # a column held the name of another level than its own
    "from_context",  # the file's own area chose between places
    "parent_inferred",  # a level above was not stated; the name occurs only once
    "ambiguous",  # several places fit; see the alternatives
    "contradiction",  # a stated name does not belong with the others
    "unknown_name",  # a stated name or code is not in the gazetteer
    "no_place",  # the text states no place
]


class Reason(NamedTuple):
    """One step from the text to the answer: what was written, and what it was read as (empty where nothing was)."""

    kind: ReasonKind
    written: str = ""
    read_as: str = ""


class Alternative(NamedTuple):
    """A place that fits less well than the answer, or as well as the others when nothing was answered."""

    code: str
    level: Level
    confidence: float


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """The place a text means, with how sure that is and why.

    ``code`` is the official code, unpadded, and ``""`` with ``level`` ``None`` when unanswered. ``confidence`` lies
    between 0 and 1; an answer below :data:`LEAST_CONFIDENCE` is never given. ``village_no`` is the หมู่ที่ of the text,
    0 when it has none.
    """

    code: str
    level: Level | None
    confidence: float
    reasons: tuple[Reason, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    village_no: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before the text is read: the file, the centre or the other rows lie ``within`` this code.

    It chooses between places that the text leaves open and never overrides what the text states.
    """

    within: str = ""


@dataclass(frozen=True, slots=True)
class PlaceColumns:
    """The cells of a row that say where it is; any may be empty, prefixed, joined, swapped or wrong."""

    subdistrict: str = ""
    district: str = ""
    province: str = ""
    address: str = ""
    postal_code: str = ""
    village_no: str = ""
    code: str = ""


NO_CONTEXT = Context()
LEAST_CONFIDENCE = 0.5
