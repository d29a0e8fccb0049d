"""The records of a batch's register as the pages name and link them."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse

from sanphalang.access.viewer import Viewer
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.registers import (
    KNOWLEDGE_KIND,
    MEMBERSHIPS_KIND,
    ORGANISATIONS_KIND,
    PEOPLE_KIND,
    names_people,
    tells_cases,
    tells_memberships,
)
from sanphalang.knowledge import from_lists as cases
from sanphalang.organisations import from_imports as organisations
from sanphalang.organisations.network_lists import authorities_with_ids
from sanphalang.people import from_imports as people

_PAGES = {
    ORGANISATIONS_KIND: "organisations:page",
    PEOPLE_KIND: "people:page",
    KNOWLEDGE_KIND: "knowledge:page",
    MEMBERSHIPS_KIND: "authorities:page",
}
_LISTS = {
    ORGANISATIONS_KIND: "organisations:list",
    PEOPLE_KIND: "people:list",
    KNOWLEDGE_KIND: "knowledge:work",
    MEMBERSHIPS_KIND: "authorities:list",
}


def page_of(batch: ImportBatch, record: int) -> str:
    """Return the address of a record's page."""
    return reverse(_PAGES.get(batch.kind, _PAGES[ORGANISATIONS_KIND]), args=(record,))


def list_of(batch: ImportBatch) -> str:
    """Return the address of the list of records."""
    return reverse(_LISTS.get(batch.kind, _LISTS[ORGANISATIONS_KIND]))


def names_of(viewer: Viewer, batch: ImportBatch, records: Collection[int]) -> dict[int, str]:
    """Return the names of records as far as the viewer may know them; one query."""
    if not records:
        return {}
    if tells_cases(batch):
        return cases.names_of(viewer, records)
    if tells_memberships(batch):
        return {number: known.name for number, known in authorities_with_ids(records).items()}
    return people.names_of(viewer, records) if names_people(batch) else organisations.names_of(records)
