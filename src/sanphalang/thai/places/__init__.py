"""Places in Thai text: which province, district or subdistrict an address means."""

from sanphalang.thai.places.answer import (
    LEAST_CONFIDENCE,
    NO_CONTEXT,
    Alternative,
    Context,
    Level,
    PlaceAnswer,
    PlaceColumns,
    Reason,
    ReasonKind,
)
from sanphalang.thai.places.gazetteer import (
    AbolishedEntry,
    Gazetteer,
    LocalAuthorityEntry,
    PlaceEntry,
    VillageEntry,
)
from sanphalang.thai.places.resolve import resolve_columns, resolve_text

__all__ = [
    "LEAST_CONFIDENCE",
    "NO_CONTEXT",
    "AbolishedEntry",
    "Alternative",
    "Context",
    "Gazetteer",
    "Level",
    "LocalAuthorityEntry",
    "PlaceAnswer",
    "PlaceColumns",
    "PlaceEntry",
    "Reason",
    "ReasonKind",
    "VillageEntry",
    "resolve_columns",
    "resolve_text",
]
