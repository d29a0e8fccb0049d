"""Reads of knowledge items. Everybody reads what is published; the rest is for those who write or review there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.actions import ComparisonSaid, FigureSaid, FollowUpSaid
from sanphalang.knowledge.models import KnowledgeItem, Part, Unsaved, Version
from sanphalang.knowledge.rules import PARTS, WORKING, State
from sanphalang.ledger.kept import kept
from sanphalang.places.queries import within
from sanphalang.places.rules import NATION, PlaceCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A version as one viewer may read it, with what the viewer may do with its item."""

    id: int
    version: int
    number: int
    revision: int
    state: str
    form: str
    kind: str
    title: str
    title_key: str
    summary: str
    place: PlaceCode | None
    year: int | None
    changed: str
    updated_at: datetime
    published_at: datetime | None
    author: str
    is_demo: bool
    withdrawn_because: str
    drawn_from: str
    may_write: bool
    may_publish: bool
    may_review: bool

    @property
    def padded(self) -> int | None:
        """The place as the policy takes it."""
        return None if self.place is None else self.place.padded

    @property
    def is_published(self) -> bool:
        """Whether everybody reads this version."""
        return self.state == State.PUBLISHED

    @property
    def is_replaced(self) -> bool:
        """Whether a later version took its place."""
        return self.state == State.REPLACED

    @property
    def is_working(self) -> bool:
        """Whether it is written on."""
        return self.state in WORKING


def published() -> QuerySet[Version]:
    """Return the versions that everybody reads."""
    return Version.objects.filter(state=State.PUBLISHED)


def visible(viewer: Viewer) -> QuerySet[Version]:
    """Return the versions that a viewer may read: what is published; drafts where the viewer writes; else to review."""
    writes, reviews = policy.intervals(viewer, Act.KNOWLEDGE_WRITE), policy.intervals(viewer, Act.KNOWLEDGE_REVIEW)
    seen = Q(state=State.PUBLISHED)
    if writes == NATION:
        return Version.objects.all()
    if writes:
        seen |= within("place", writes)
    if reviews:
        seen |= ~Q(state=State.DRAFT) & within("place", reviews)
    return Version.objects.filter(seen)


def published_version(viewer: Viewer, item_id: int) -> Shown | None:
    """Return what everybody reads of an item, or None; kept, because a case is read far more often than written."""

    def read() -> Version | None:
        return published().filter(item=item_id).select_related("item").first()

    version = kept(("published", item_id), read)
    return None if version is None else as_shown(viewer, version, version.item)


def working_version(viewer: Viewer, item_id: int) -> Shown | None:
    """Return what is being written of an item, to those who may see it."""
    return _shown(viewer, visible(viewer).filter(item=item_id, state__in=WORKING))


def standing_version(viewer: Viewer, item_id: int) -> Shown | None:
    """Return what an item's keepers work with, to those who write or review it: the draft, or else the latest.

    Who kept it at a place from which it moved away reads what it was there by the numbers of its versions, and nothing
    of what others say about it now.
    """
    standing = visible(viewer).filter(item=item_id).exclude(state=State.REPLACED)
    found = standing.select_related("item").order_by("-number")
    shown = (as_shown(viewer, version, version.item) for version in found)
    return next((each for each in shown if each.may_write or each.may_review), None)


def version_numbered(viewer: Viewer, item_id: int, number: int) -> Shown | None:
    """Return one version of an item as far as the viewer may read it."""
    return _shown(viewer, visible(viewer).filter(item=item_id, number=number))


def versions_of(viewer: Viewer, item_id: int) -> list[Version]:
    """Return the versions of an item that the viewer may read, the latest first."""
    return list(visible(viewer).filter(item=item_id).order_by("-number"))


def parts_of(shown: Shown) -> dict[str, Part]:
    """Return the parts of a version by name, in the order of its form."""
    found = {part.name: part for part in Part.objects.filter(version=shown.version)}
    return {name: found[name] for name in PARTS[shown.form] if name in found}


def figures_of(shown: Shown) -> list[FigureSaid]:
    """Return the table of figures of a version."""
    rows = Version(pk=shown.version).figures.values_list(*FigureSaid._fields)
    return [FigureSaid(*row) for row in rows]


def follow_ups_of(shown: Shown) -> list[FollowUpSaid]:
    """Return what followed, in the order of the days."""
    rows = Version(pk=shown.version).follow_ups.values_list(*FollowUpSaid._fields)
    return [FollowUpSaid(*row) for row in rows]


def comparison_of(shown: Shown) -> list[ComparisonSaid]:
    """Return the table of cases and factors: the names of the cases, then a row for each factor."""
    rows = Version(pk=shown.version).comparison.values_list(*ComparisonSaid._fields)
    return [ComparisonSaid(*row) for row in rows]


def unsaved_of(viewer: Viewer, item_id: int, step: str) -> Unsaved | None:
    """Return what the viewer typed into a step and did not save."""
    return Unsaved.objects.filter(item=item_id, step=step, actor=viewer.actor).first()


def unsaved_steps(viewer: Viewer, item_id: int) -> set[str]:
    """Return the steps into which the viewer typed what is not saved."""
    return set(Unsaved.objects.filter(item=item_id, actor=viewer.actor).values_list("step", flat=True))


def waiting(viewer: Viewer) -> QuerySet[Version]:
    """Return the drafts that the viewer writes or reviews, those to review first, the latest first."""
    return visible(viewer).filter(state__in=WORKING).order_by("-state", "-updated_at")


def in_review(viewer: Viewer) -> QuerySet[Version]:
    """Return what waits for review where the viewer reviews."""
    reviews = policy.intervals(viewer, Act.KNOWLEDGE_REVIEW)
    return Version.objects.filter(state=State.REVIEW) & Version.objects.filter(within("place", reviews))


def titles(viewer: Viewer, items: Collection[int]) -> Mapping[int, str]:
    """Return the titles of published items; one query."""
    return dict(published().filter(item__in=items).values_list("item", "title"))


def _shown(viewer: Viewer, found: QuerySet[Version]) -> Shown | None:
    version = found.select_related("item").first()
    return None if version is None else as_shown(viewer, version, version.item)


def as_shown(viewer: Viewer, version: Version, item: KnowledgeItem) -> Shown:
    """Return a version as the viewer may read it."""
    may = {
        act: policy.may(viewer, act, version.place)
        for act in (Act.KNOWLEDGE_WRITE, Act.KNOWLEDGE_PUBLISH, Act.KNOWLEDGE_REVIEW)
    }
    return Shown(
        id=version.item_id,
        version=version.pk,
        number=version.number,
        revision=version.revision,
        state=version.state,
        form=version.form,
        kind=version.kind,
        title=version.title,
        title_key=version.title_key,
        summary=version.summary,
        place=version.place_code,
        year=version.year,
        changed=version.changed,
        updated_at=version.updated_at,
        published_at=version.published_at,
        author=item.author,
        is_demo=item.is_demo,
        withdrawn_because=item.withdrawn_because if may[Act.KNOWLEDGE_WRITE] else "",
        drawn_from=item.drawn_from,
        may_write=may[Act.KNOWLEDGE_WRITE],
        may_publish=may[Act.KNOWLEDGE_PUBLISH],
        may_review=may[Act.KNOWLEDGE_REVIEW],
    )
