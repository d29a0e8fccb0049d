"""The two registers whose records are compared, each as the same few functions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.matching import organisation_pairs, person_pairs
from sanphalang.matching.evidence import Pair
from sanphalang.organisations import lookups as organisations
from sanphalang.organisations.from_imports import names_of as names_of_organisations
from sanphalang.people import from_imports as people
from sanphalang.places.rules import Intervals

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Compared:
    """What comparing the records of one register takes.

    ``rows`` yields columns of the records inside intervals, those of one province behind each other: ``columns`` are
    compared, ``names`` are counted to know how frequent names are; ``names_of`` tells what records are called.
    ``private`` are the columns that only ``sees_private`` may see, and ``sees`` (None: everybody) says who sees the
    records at all.
    """

    columns: tuple[str, ...]
    names: tuple[str, ...]
    private: tuple[str, ...]
    sees: Act | None
    sees_private: Act
    rows: Callable[[tuple[str, ...], Intervals], Iterator[Row]]
    names_of: Callable[[Viewer, Iterable[int]], Mapping[int, str]]
    with_ids: Callable[[tuple[str, ...], Sequence[int]], Iterator[Row]]
    facts_of: Callable[[Row], Any]
    known_of: Callable[[Iterable[Row]], Any]
    local_keys: Callable[[Any], Iterable[Hashable]]
    global_keys: Callable[[Any], Iterable[Hashable]]
    neighbours: Callable[[Any], Any]
    compare: Callable[[Any, Any, Any], Pair]

    def without_private(self, row: Sequence[Any]) -> Row:
        """Return a row without what only some may see."""
        return tuple(
            _nothing(value) if name in self.private else value for name, value in zip(self.columns, row, strict=True)
        )


def _nothing(value: Any) -> Any:
    return "" if isinstance(value, str) else None


ORGANISATIONS = Compared(
    columns=organisation_pairs.COLUMNS,
    names=organisation_pairs.NAMES,
    private=("telephone", "contact_name", "email"),
    sees=None,
    sees_private=Act.ORGANISATIONS_SEE_CONTACT,
    names_of=lambda viewer, ids: names_of_organisations(ids),
    rows=organisations.compared,
    with_ids=organisations.compared_with_ids,
    facts_of=organisation_pairs.facts_of,
    known_of=organisation_pairs.known_of,
    local_keys=organisation_pairs.local_keys,
    global_keys=organisation_pairs.global_keys,
    neighbours=organisation_pairs.neighbours,
    compare=organisation_pairs.compare,
)

PEOPLE = Compared(
    columns=person_pairs.COLUMNS,
    names=person_pairs.NAMES,
    private=("telephone", "email", "line_id", "home_address", "birth_date", "birth_year", "citizen_id_digest"),
    sees=Act.PEOPLE_SEE,
    sees_private=Act.PEOPLE_SEE_PRIVATE,
    names_of=people.names_of,
    rows=people.compared,
    with_ids=people.compared_with_ids,
    facts_of=person_pairs.facts_of,
    known_of=person_pairs.known_of,
    local_keys=person_pairs.local_keys,
    global_keys=person_pairs.global_keys,
    neighbours=person_pairs.neighbours,
    compare=person_pairs.compare,
)

REGISTERS = {"organisations": ORGANISATIONS, "people": PEOPLE}
"""By the names of the command."""
