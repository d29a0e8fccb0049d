"""What an import shows of the organisations that its rows may tell of."""

from __future__ import annotations

from collections.abc import Iterable

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import Shown, shown


def with_ids(viewer: Viewer, ids: Iterable[int]) -> dict[int, Shown]:
    """Return the organisations with these ids as the viewer may see them; one query."""
    return {found.pk: shown(viewer, found) for found in Organisation.objects.filter(pk__in=list(ids))}


def names_of(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of the organisations with these ids, which are public."""
    return dict(Organisation.objects.filter(pk__in=list(ids)).values_list("pk", "name"))
