"""How knowledge is found: what is published, by every word of it. Drafts and withdrawn items are nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.models import AlsoPlace, KnowledgeItem, Part
from sanphalang.knowledge.queries import published
from sanphalang.knowledge.rules import SUBJECT
from sanphalang.knowledge.words import KINDS
from sanphalang.places.queries import lines
from sanphalang.places.rules import NATION, Intervals
from sanphalang.web.searched import Content, Document, Searched, Shelf, Titled, keys_of


class Written(NamedTuple):
    """What is written of a published item."""

    id: int
    title: str
    texts: tuple[str, ...]
    place: int | None


def _everywhere(viewer: Viewer) -> Intervals:
    return NATION


_PUBLIC = Shelf("knowledge", _everywhere)


def written(chosen: Q, *, limit: int | None = None) -> list[Written]:
    """Return what is written of published items."""
    items = KnowledgeItem.objects.filter(chosen, pk__in=published().values("item")).order_by("pk")
    versions = published().filter(item__in=list(items.values_list("pk", flat=True)[:limit])).order_by("item")
    rows = list(versions.values_list("pk", "item", "title", "summary", "place"))
    texts: dict[int, list[str]] = {}
    for version, text in Part.objects.filter(version__in=[row[0] for row in rows]).values_list("version", "text"):
        texts.setdefault(version, []).append(text)
    also = list(AlsoPlace.objects.filter(version__in=[row[0] for row in rows]).values_list("version", "place"))
    names = lines(place for _version, place in also) if also else {}
    for version, place in also:
        texts.setdefault(version, []).append(names.get(place, ""))
    return [Written(row[1], row[2], (row[3], *texts.get(row[0], ())), row[4]) for row in rows]


def documents(written: Iterable[Written]) -> Iterator[Document]:
    """Yield each item."""
    for each in written:
        keys = keys_of((each.title,))
        yield Document(_PUBLIC, each.id, each.place, Content((each.title,), each.texts, keys, sounds=keys))


def titled(viewer: Viewer, ids: Collection[int]) -> Iterator[Titled]:
    """Yield items as they are shown."""
    found = published().filter(item__in=list(ids))
    for item, title, key, kind, place in found.values_list("item", "title", "title_key", "kind", "place"):
        yield Titled(item, title, place, "knowledge:page", (key,), str(KINDS[kind]))


SEARCHED = Searched(SUBJECT, _("Knowledge"), (_PUBLIC,), written, documents, titled)
