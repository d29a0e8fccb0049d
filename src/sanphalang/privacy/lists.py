"""What lists tell of a person who is erased: rows, cells, headings, files; emptied inside the reach, else told of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.queries import centre_with_code, territory_of
from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import remove_file
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.queries import batches
from sanphalang.intake.rows_of_a_person import empty_rows, forget_headings, forget_remembered, lists_headed_with
from sanphalang.people.erasing import Known
from sanphalang.people.naming import Sought, TextFound, sought_by_name
from sanphalang.places.rules import NATION
from sanphalang.privacy.reach import Reach, keeper
from sanphalang.privacy.rows import (
    Cells,
    Search,
    by_batch,
    empty_cells,
    flat,
    place_of_row,
    row_found,
    rows_naming,
    split,
    what_to_empty,
)

FILE, HEADINGS = "file", "list"
"""How the keys of what tells of a person beside rows begin."""


class Left(NamedTuple):
    """Something that stays until the centre that keeps it decides; of a row, which cells are the person's."""

    found: TextFound
    cells: Cells = []


def forget_lists(person: Known, search: Search, reach: Reach) -> tuple[dict[str, int], list[Left]]:
    """Empty what tells of the person for certain inside the reach; return how much that was, and what lies outside."""
    what, naming = search.what, rows_naming(person, search)
    whole = flat(search.claimed) | flat(naming.whole)
    own, whole_elsewhere = split(reach, whole)
    own_cells, cells_elsewhere = split(reach, naming.cells)
    left = [Left(row_found(row, place)) for row, place in sorted(whole_elsewhere.items())]
    left += [
        Left(row_found(row, place), what_to_empty(row, what, person)) for row, place in sorted(cells_elsewhere.items())
    ]
    headed = list(batches(OPERATOR).filter(pk__in=lists_headed_with(what)))
    own_headed = [batch for batch in headed if reach.has_list(batch)]
    counts = {"rows": empty_rows(person.identity, by_batch(own)), "cells": empty_cells(own_cells, what)}
    forget_headings(what, [batch.pk for batch in own_headed])
    counts["headings"] = len(own_headed) + forget_remembered(what, lambda code: _has_centre(reach, code))
    left += [_found(HEADINGS, batch, _("Headings or name of a list")) for batch in headed if batch not in own_headed]
    return counts, left + remove_files({batch for batch, _row in own | own_cells}, reach)


def with_cells(found: Iterable[TextFound], person: Known, what: Sought) -> list[Left]:
    """Return what was found, of each row with the cells that are the person's."""
    return [Left(each, what_to_empty(place_of_row(each.key), what, person) if each.is_row else []) for each in found]


def remove_files(lists: Collection[int], reach: Reach) -> list[Left]:
    """Remove the files of lists that named somebody; return those that are not of the territory alone.

    The same bytes are kept once: a file that another centre handed in too is that centre's.
    """
    left: dict[int, Left] = {}
    for batch in batches(OPERATOR).filter(pk__in=lists, file__removed_at=None):
        same = list(batches(OPERATOR).filter(file=batch.file_id))
        others = [each for each in same if not reach.has_list(each)]
        if not others:
            remove_file(batch.file)
        left |= {each.pk: _found(FILE, each, _("File of a list")) for each in others}
    return list(left.values())


def is_of_a_list(key: str) -> bool:
    """Say whether a key is that of the file or the headings of a list."""
    return key.startswith((f"{FILE}:", f"{HEADINGS}:"))


def remove_of_a_list(key: str, name: str) -> None:
    """Remove the file of a list, or what names the person in its headings, as its centre decided."""
    kind, number = key.split(":")
    for batch in batches(OPERATOR).filter(pk=number):
        if kind == FILE:
            remove_file(batch.file)
        else:
            forget_headings(sought_by_name(name), [batch.pk])


def _found(kind: str, batch: ImportBatch, what: str) -> Left:
    where, url = _("List %(list)s") % {"list": batch.pk}, reverse("intake:batch", args=[batch.pk])
    return Left(TextFound(f"{kind}:{batch.pk}", what, where, url, keeper(batch, None)))


def _has_centre(reach: Reach, code: str) -> bool:
    if not code:
        return reach.intervals == NATION
    centre = centre_with_code(code)
    return centre is not None and all(reach.has(place) for interval in territory_of(centre) for place in interval)
