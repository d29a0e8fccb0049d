"""How committees are found: by their names and by what they are to do. Names of members stay with the people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.committees.models import Committee
from sanphalang.committees.queries import visible
from sanphalang.committees.rules import SUBJECT
from sanphalang.committees.words import KINDS
from sanphalang.places.rules import NATION, Intervals
from sanphalang.web.searched import Content, Document, Searched, Shelf, Titled, keys_of


class Written(NamedTuple):
    """What is written of a committee."""

    id: int
    name: str
    criteria: str
    place: int


def _everywhere(viewer: Viewer) -> Intervals:
    return NATION


_PUBLIC = Shelf("committees", _everywhere)


def written(chosen: Q, *, limit: int | None = None) -> list[Written]:
    """Return what is written of committees."""
    rows = Committee.objects.filter(chosen).order_by("pk").values_list(*Written._fields)[:limit]
    return [Written(*row) for row in rows]


def documents(written: Iterable[Written]) -> Iterator[Document]:
    """Yield each committee."""
    for each in written:
        keys = keys_of((each.name,))
        yield Document(_PUBLIC, each.id, each.place, Content((each.name,), (each.criteria,), keys, sounds=keys))


def titled(viewer: Viewer, ids: Collection[int]) -> Iterator[Titled]:
    """Yield committees as they are shown."""
    for each in visible(viewer).filter(pk__in=list(ids)):
        yield Titled(each.pk, each.name, each.place, "committees:page", (each.name_key,), str(KINDS[each.kind]))


SEARCHED = Searched(SUBJECT, _("Committees"), (_PUBLIC,), written, documents, titled)
