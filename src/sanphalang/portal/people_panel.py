"""How many people of the network there are in a place, as far as everybody may know."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.people.suppression import Cell as Count
from sanphalang.people.suppression import Untold
from sanphalang.people.words import ROLES
from sanphalang.places.models import Place
from sanphalang.places.names import full_name
from sanphalang.places.rules import PlaceCode
from sanphalang.reports.told import people_told
from sanphalang.web.table import Cell, Column, Table

COLUMNS = (Column(gettext_lazy("Role")), Column(gettext_lazy("Number of people"), kind="figure"))


@dataclass(frozen=True, slots=True)
class PeoplePanel:
    """The table, and whether something in it is not told."""

    table: Table
    is_anything_untold: bool


def people_in(place: PlaceCode | None, of: Place | None = None) -> PeoplePanel | None:
    """Return the people of a place by role, of the nation for None; nothing where nothing is told.

    ``of`` is the place whose people are told where that has to be said: a village's subdistrict.
    """
    counts = people_told(place)
    if not counts:
        return None
    rows = [[Cell(ROLES[role]), _shown(count)] for role, count in counts.items()]
    title = _("People of the network by role")
    if of is not None:
        title = _("People of the network by role, %(place)s") % {"place": full_name(of)}
    table = Table(COLUMNS, rows, title, phone="keep")
    return PeoplePanel(table, any(isinstance(count, Untold) for count in counts.values()))


def _shown(count: Count) -> Cell:
    if count is Untold.FEW:
        return Cell(_("Fewer than 5"))
    return Cell(_("Not shown") if isinstance(count, Untold) else count)
