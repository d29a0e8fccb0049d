"""How many people of the network there are in a place, as far as everybody may know."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.people.counts import public_counts
from sanphalang.people.suppression import Cell as Count
from sanphalang.people.suppression import Untold
from sanphalang.people.words import ROLES
from sanphalang.places.rules import PlaceCode
from sanphalang.web.table import Cell, Column, Table

COLUMNS = (Column(gettext_lazy("Role")), Column(gettext_lazy("Number of people"), kind="figure"))


@dataclass(frozen=True, slots=True)
class PeoplePanel:
    """The table, and whether something in it is not told."""

    table: Table
    is_anything_untold: bool


def people_in(place: PlaceCode | None) -> PeoplePanel | None:
    """Return the people of a place by role, of the nation for None; nothing where nothing is told."""
    counts = public_counts(place)
    if not counts:
        return None
    rows = [[Cell(ROLES[role]), _shown(count)] for role, count in counts.items()]
    table = Table(COLUMNS, rows, _("People of the network by role"), phone="keep")
    return PeoplePanel(table, any(isinstance(count, Untold) for count in counts.values()))


def _shown(count: Count) -> Cell:
    if count is Untold.FEW:
        return Cell(_("Fewer than 5"))
    return Cell(_("Not shown") if isinstance(count, Untold) else count)
