"""The journey of a real list through the import, and what the registry holds on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import begin_bringing_in, begin_withdrawing, start_import
from sanphalang.intake.bringing import bring_in_batch, withdraw_batch
from sanphalang.intake.models import ImportBatch, Outcome
from sanphalang.intake.stages import read_and_check
from sanphalang.organisations.models import Claim, LocalAuthority, Organisation

DOMAIN_TABLES = (Organisation, Claim, LocalAuthority)


def registry() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the domain's tables, without revision and time of change: a withdrawal is a change too."""
    return {
        model.__name__: [row | {"revision": None, "updated_at": None} for row in model.objects.order_by("pk").values()]
        for model in DOMAIN_TABLES
    }


def checked(path: Path, *, kind: str = "organisations", source: str = "") -> ImportBatch:
    """Check a file."""
    kept = keep_file([path.read_bytes()])
    batch = start_import(OPERATOR, kind=kind, file=kept, file_name=path.name, source=source)
    read_and_check(batch)
    return batch


def brought_in(batch: ImportBatch) -> ImportBatch:
    """Bring in what is ready."""
    begin_bringing_in(OPERATOR, batch.pk)
    bring_in_batch(OPERATOR, batch.pk)
    batch.refresh_from_db()
    return batch


def withdrawn(batch: ImportBatch) -> ImportBatch:
    """Take the list back."""
    begin_withdrawing(OPERATOR, batch.pk)
    withdraw_batch(OPERATOR, batch.pk)
    batch.refresh_from_db()
    return batch


def figures(batch: ImportBatch) -> str:
    """Return the outcomes of a batch in one line."""
    counts = ", ".join(f"{outcome} {batch.counts[outcome]}" for outcome in Outcome.values)
    return f"{batch.file_name}: rows {sum(batch.counts.values())}, {counts}"
