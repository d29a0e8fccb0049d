"""What a withdrawal had to leave, as its page lists it: records, or facts of local authorities."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.access.viewer import Viewer
from sanphalang.files import told
from sanphalang.intake.brought import rows_that_stay
from sanphalang.intake.membership_shown import shown_with_ids
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.records import names_of, page_of
from sanphalang.intake.registers import register_of, tells_memberships
from sanphalang.intake.tables import kept_table
from sanphalang.web.table import Cell, Column, Table

_FACTS = (
    Column(gettext_lazy("Local administrative organisation")),
    Column(gettext_lazy("Row"), kind="figure"),
    Column(gettext_lazy("What the registry says now")),
)


def count_of_kept(batch: ImportBatch) -> int:
    """Return how many records, or rows of a list of the network, a withdrawal could not take back."""
    if tells_memberships(batch):
        return rows_that_stay(batch).count()
    return told.count_kept(register_of(batch), batch.pk)


def table_of_kept(viewer: Viewer, batch: ImportBatch, start: int, stop: int) -> Table:
    """Return them in the order of the file, from one to another; a fixed number of queries."""
    if tells_memberships(batch):
        return _facts_that_stay(viewer, batch, start, stop)
    kept = told.kept_records(register_of(batch), batch.pk, start, stop)
    return kept_table(batch, kept, names_of(viewer, batch, {each.id for each in kept}))


def _facts_that_stay(viewer: Viewer, batch: ImportBatch, start: int, stop: int) -> Table:
    rows = rows_that_stay(batch).order_by("number").values_list("number", "record")[start:stop]
    records = {number: record for number, record in rows if record is not None}
    known = shown_with_ids(viewer, set(records.values()))
    cells = []
    for number, record in records.items():
        authority = known.get(record)
        facts = " · ".join(f"{label} {value}" for label, value in authority.facts) if authority else ""
        name = Cell(authority.known.name, url=page_of(batch, record)) if authority else Cell("–")
        cells.append([name, Cell(number), Cell(facts or "–")])
    return Table(_FACTS, cells, caption=_("What stays in the registry"))
