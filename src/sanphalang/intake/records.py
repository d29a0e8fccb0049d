"""The records of a batch's register as the pages name and link them."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from sanphalang.access.viewer import Viewer
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.registers import names_people
from sanphalang.organisations import from_imports as organisations
from sanphalang.people import from_imports as people


def page_of(batch: ImportBatch, record: int) -> str:
    """Return the address of a record's page."""
    return reverse("people:page" if names_people(batch) else "organisations:page", args=(record,))


def list_of(batch: ImportBatch) -> str:
    """Return the address of the list of records."""
    return reverse("people:list" if names_people(batch) else "organisations:list")


def names_of(viewer: Viewer, batch: ImportBatch, records: Collection[int]) -> dict[int, str]:
    """Return the names of records as far as the viewer may know them; one query."""
    if not records:
        return {}
    return people.names_of(viewer, records) if names_people(batch) else organisations.names_of(records)
