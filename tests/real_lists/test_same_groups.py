"""Two hundred pairs of rows of a real list, each read by a person who said whether both tell of the same group.

``same_groups.csv`` holds the numbers of the rows and the answer, 1 or 0, nothing of the list itself.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from sanphalang.files import originals
from sanphalang.matching import organisation_pairs
from sanphalang.matching.evidence import POSSIBLE, SURE
from sanphalang.organisations.rules import derived_from_name
from tests.real_lists.files import DATA, PRODUCTS, needs_real_lists
from tests.real_lists.journeys import checked

pytestmark = [pytest.mark.django_db, needs_real_lists]

_UNKNOWN: dict[str, Any] = {"place": None, "founded_year": None, "members": None}


def _facts(number: int, values: dict[str, Any]) -> organisation_pairs.Facts:
    derived = derived_from_name(values["name"])
    told = _UNKNOWN | derived._asdict() | {"kind_id": derived.kind} | values | {"id": number}
    return organisation_pairs.facts_of(tuple(told.get(column, "") for column in organisation_pairs.COLUMNS))


def test_what_is_sure_is_the_same_group() -> None:
    with (Path(__file__).parent / "same_groups.csv").open(encoding="utf-8", newline="") as file:
        labelled = {(int(row["one"]), int(row["other"])): row["same"] == "1" for row in csv.DictReader(file)}
    batch = checked(DATA / PRODUCTS, source="ที่มา")
    numbers = list(batch.rows.values_list("number", flat=True))
    values = originals.read_some(originals.Kind.VALUES, batch.pk, numbers)
    named = {number: said for number, said in values.items() if said.get("name")}
    keys = [(derived_from_name(said["name"]).name_key,) for said in named.values()]
    known = organisation_pairs.known_of(keys)
    facts = {number: _facts(number, named[number]) for pair in labelled for number in pair}
    scores = {pair: organisation_pairs.compare(facts[pair[0]], facts[pair[1]], known).score for pair in labelled}
    sure = [pair for pair, score in scores.items() if score >= SURE]
    possible = [pair for pair, score in scores.items() if score >= POSSIBLE]
    right = sum(labelled[pair] for pair in sure)
    found = sum(labelled[pair] for pair in possible)
    print(  # noqa: T201
        f"{len(labelled)} pairs: {len(sure)} sure, {right} of them rightly; of {sum(labelled.values())} that are one, "
        f"{found} are at least possible; of {len(possible)} possible ones {len(possible) - found} are not one"
    )
    assert len(labelled) == 200
    assert right / len(sure) >= 0.97
    assert found / sum(labelled.values()) >= 0.9
