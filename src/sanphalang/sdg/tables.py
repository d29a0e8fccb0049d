"""The columns of the tables, declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from sanphalang.sdg.models import AgencyRole, Target
from sanphalang.sdg.words import ROLES
from sanphalang.web.table import Cell, Column, Table, Value

_NOBODY = "–"


def targets_table(targets: Iterable[Target], roles: Mapping[str, Sequence[AgencyRole]]) -> Table:
    """Return the targets of a goal with who answers for each."""
    columns = [Column(_("Target in short")), Column(_("Who answers for it"))]
    rows: list[list[Cell | Value]] = [[Cell(str(target)), _who(roles.get(target.code, ()))] for target in targets]
    return Table(columns, rows, _("Targets of this goal"))


def _who(roles: Sequence[AgencyRole]) -> Cell:
    if not roles:
        return Cell(_NOBODY)
    return Cell(", ".join(role.agency for role in roles), note=", ".join(str(ROLES[role.kind]) for role in roles))
