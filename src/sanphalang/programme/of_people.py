"""Counting people of a role for an indicator, as far as everybody may be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from sanphalang.access.models import Centre
from sanphalang.access.viewer import Viewer
from sanphalang.people.counts import NATION, confirmed_in_the_nation, public_counts_of
from sanphalang.people.queries import may_see_people
from sanphalang.people.rules import PersonRole
from sanphalang.people.suppression import Cell, Untold
from sanphalang.programme.lists import territory_asked


class Told(NamedTuple):
    """What is told of a number of people: the number, how many of them are confirmed, and why nothing is told."""

    value: int | None
    verified: int | None
    is_few: bool
    is_held_back: bool


def counted(role: PersonRole, territories: Mapping[int, Sequence[int]]) -> dict[int | None, Told]:
    """Return what is told of the nation under None, and of each territory; confirmed ones of the nation alone."""
    cells = public_counts_of(role, [NATION, *(place for places in territories.values() for place in places)])
    found: dict[int | None, Told] = {None: _told(cells[NATION], confirmed_in_the_nation(role))}
    for number, places in territories.items():
        found[number] = _told(_together([cells[place] for place in places]), None)
    return found


def _together(cells: list[Cell]) -> Cell:
    """Return the sum of cells; where one is not told, the sum would tell it."""
    total = 0
    for cell in cells:
        if isinstance(cell, Untold):
            return cell if len(cells) == 1 else Untold.HELD_BACK
        total += cell
    return total


def _told(cell: Cell, confirmed: Cell | None) -> Told:
    value = None if isinstance(cell, Untold) else cell
    known = confirmed if isinstance(confirmed, int) else None
    return Told(value, known, cell is Untold.FEW, cell is Untold.HELD_BACK)


def records(role: PersonRole) -> Callable[[Viewer, Centre | None], str]:
    """Return what gives the list of people of a role to those who see people."""

    def address(viewer: Viewer, centre: Centre | None) -> str:
        if not may_see_people(viewer):
            return ""
        asked = territory_asked(centre)
        return f"{reverse('people:list')}{asked}{'&' if asked else '?'}{urlencode({'role': role.value})}"

    return address
