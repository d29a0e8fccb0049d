"""Writing an item: check, change, record, in one transaction. What becomes of its versions: ``life``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import ChangedMeanwhileError, NoSuchRecordError
from sanphalang.knowledge.models import ComparisonRow, Figure, FollowUp, KnowledgeItem, Part, Unsaved, Version
from sanphalang.knowledge.rules import BASICS, PARTS, WITH_COMPARISON, WITH_FIGURES, WITH_FOLLOW_UPS, Form
from sanphalang.knowledge.writing import Values, compared, differing, locked, require, told, touch, working, write_down
from sanphalang.thai.key import match_key
from sanphalang.thai.sort import sort_key


class FollowUpSaid(NamedTuple):
    """What followed: the day, and a line."""

    day: date
    said: str


class ComparisonSaid(NamedTuple):
    """A factor and what is said of it for each case; the first row of a comparison names the cases instead."""

    factor: str = ""
    case_1: str = ""
    case_2: str = ""
    case_3: str = ""
    case_4: str = ""
    case_5: str = ""
    case_6: str = ""


class FigureSaid(NamedTuple):
    """A row of the table of figures, as somebody wrote it."""

    what: str
    before: str = ""
    after: str = ""
    unit: str = ""


def create_item(viewer: Viewer, *, values: Values, is_demo: bool = False) -> int:
    """Begin an item and return its id; nobody reads it yet but those who may write there."""
    require(viewer, Act.KNOWLEDGE_WRITE, values["place"])
    with transaction.atomic():
        version = Version(number=1, **{"form": Form.CASE.value, **derived(values)})
        item = KnowledgeItem.objects.create(author=viewer.actor, is_demo=is_demo, **compared(version))
        version.item = item
        version.save()
        Part.objects.bulk_create(Part(version=version, name=name) for name in PARTS[version.form])
        write_down(viewer, "create", item.pk, version.place, told({name: ["", each] for name, each in values.items()}))
    return item.pk


def edit_basics(viewer: Viewer, item_id: int, *, expected_revision: int | None, values: Values) -> None:
    """Change what differs of title, kind, place, year and summary. Raises :class:`ChangedMeanwhileError`."""
    with transaction.atomic():
        version = working(locked(viewer, item_id))
        if expected_revision not in (None, version.revision):
            raise ChangedMeanwhileError(item_id)
        require(viewer, Act.KNOWLEDGE_WRITE, values.get("place", version.place))
        changes = differing(version, derived(values))
        forget_unsaved(viewer, item_id, BASICS)
        if changes:
            for name, (_before, after) in changes.items():
                setattr(version, name, after)
            version.revision += 1
            touch(version, *changes, "revision")
            write_down(viewer, "edit", item_id, version.place, told(changes))


def edit_part(
    viewer: Viewer,
    item_id: int,
    name: str,
    *,
    expected_revision: int | None,
    text: str,
    figures: Sequence[FigureSaid] | None = None,
    follow_ups: Sequence[FollowUpSaid] | None = None,
    comparison: Sequence[ComparisonSaid] | None = None,
) -> None:
    """Write a part of the draft, with the table below it where it has one: figures, what followed, a comparison.

    Raises :class:`ChangedMeanwhileError`.
    """
    with transaction.atomic():
        version = working(locked(viewer, item_id))
        part = version.parts.filter(name=name).first()
        if part is None:
            raise NoSuchRecordError(name)
        if expected_revision not in (None, part.revision):
            raise ChangedMeanwhileError(item_id)
        changes = differing(part, {"text": text})
        if figures is not None and name == WITH_FIGURES:
            changes |= _put_figures(version, figures)
        if follow_ups is not None and name == WITH_FOLLOW_UPS:
            changes |= _put_follow_ups(version, follow_ups)
        if comparison is not None and name == WITH_COMPARISON:
            changes |= _put_comparison(version, comparison)
        forget_unsaved(viewer, item_id, name)
        if changes:
            part.text, part.revision = text, part.revision + 1
            part.save(update_fields=["text", "revision"])
            touch(version)
            write_down(viewer, "edit_part", item_id, version.place, {"part": ["", name]} | told(changes))


def keep_unsaved(viewer: Viewer, item_id: int, step: str, content: str) -> None:
    """Keep what somebody is typing into a step; the item itself stays as it is, so there is nothing to record."""
    with transaction.atomic():
        working(locked(viewer, item_id))
        values = {"content": content, "kept_at": timezone.now()}
        Unsaved.objects.update_or_create(item_id=item_id, step=step, actor=viewer.actor, defaults=values)


def forget_unsaved(viewer: Viewer, item_id: int, step: str) -> None:
    """Forget what somebody typed into a step and did not save."""
    Unsaved.objects.filter(item=item_id, step=step, actor=viewer.actor).delete()


def forget_old_unsaved(before: datetime) -> int:
    """Forget what was typed before a moment and never saved; return how much."""
    return Unsaved.objects.filter(kept_at__lt=before).delete()[0]


def derived(values: Values) -> dict[str, Any]:
    """Return the values with what follows from the title."""
    if "title" not in values:
        return dict(values)
    title = values["title"]
    return {**values, "title_key": match_key(title)[:200], "title_sort": sort_key(title)}


def _put_figures(version: Version, figures: Sequence[FigureSaid]) -> dict[str, list[Any]]:
    """Store the rows, and return what differs as words."""
    before = [tuple(row) for row in version.figures.values_list(*FigureSaid._fields)]
    after = [tuple(row) for row in figures]
    if before == after:
        return {}
    version.figures.all().delete()
    Figure.objects.bulk_create(
        Figure(version=version, number=number, **row._asdict()) for number, row in enumerate(figures, start=1)
    )
    return {"figures": [str(before), str(after)]}


def _put_follow_ups(version: Version, follow_ups: Sequence[FollowUpSaid]) -> dict[str, list[Any]]:
    """Store the lines in the order of their days, and return what differs as words."""
    before = [tuple(row) for row in version.follow_ups.values_list(*FollowUpSaid._fields)]
    lines = sorted(follow_ups)
    after = [tuple(row) for row in lines]
    if before == after:
        return {}
    version.follow_ups.all().delete()
    FollowUp.objects.bulk_create(
        FollowUp(version=version, number=number, day=line.day, said=line.said)
        for number, line in enumerate(lines, start=1)
    )
    return {"follow_ups": [str(before), str(after)]}


def _put_comparison(version: Version, comparison: Sequence[ComparisonSaid]) -> dict[str, list[Any]]:
    """Store the rows, the names of the cases first, and return what differs as words."""
    before = [tuple(row) for row in version.comparison.values_list(*ComparisonSaid._fields)]
    after = [tuple(row) for row in comparison]
    if before == after:
        return {}
    version.comparison.all().delete()
    ComparisonRow.objects.bulk_create(
        ComparisonRow(version=version, number=number, **row._asdict()) for number, row in enumerate(comparison)
    )
    return {"comparison": [str(before), str(after)]}
