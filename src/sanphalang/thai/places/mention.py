"""A name that an address states, with every place it may mean."""

from dataclasses import dataclass
from typing import Literal

from sanphalang.thai.places.gazetteer import Hit

PlaceLevel = Literal["province", "district", "subdistrict"]

LEVELS: tuple[PlaceLevel, ...] = ("province", "district", "subdistrict")  # widest first

STATED = 1.0  # the weight of a name behind its mark or in its own column
UNMARKED = 0.6  # of a name that only stands where such a name would stand
LONGEST_NAME = 5  # words that a name may be broken into


@dataclass(slots=True)
class Mention:
    """A name as written, its key and the places it may mean; no hits when the gazetteer does not know it."""

    level: PlaceLevel
    key: str
    hits: tuple[Hit, ...]
    weight: float = STATED
    moved: bool = False  # it stood in the column of another level


Mentions = dict[PlaceLevel, Mention]
