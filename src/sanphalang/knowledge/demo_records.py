"""Knowledge that the demo makes: written in bulk, marked as examples, and taken away again."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.pictures import clean_picture, smaller
from sanphalang.files.queries import kept_files
from sanphalang.files.storage import keep_file, remove_file
from sanphalang.knowledge.actions import FigureSaid, derived
from sanphalang.knowledge.file_actions import SMALL_SIDE
from sanphalang.knowledge.models import (
    Figure,
    KnowledgeItem,
    Part,
    Partner,
    Picture,
    Theme,
    ThemePassage,
    TiedGoal,
    Version,
)
from sanphalang.knowledge.rules import PARTS, SUBJECT, State
from sanphalang.knowledge.writing import compared
from sanphalang.ledger.queries import subjects_touched
from sanphalang.places.rules import PlaceCode
from sanphalang.sdg.rules import goal_of
from sanphalang.thai.key import match_key

_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A made-up item; ``picture`` are the bytes of one, with what it shows."""

    title: str
    form: str
    kind: str
    summary: str
    place: PlaceCode
    year: int
    published_at: datetime
    parts: dict[str, str]
    figures: Sequence[FigureSaid] = ()
    goals: Sequence[str] = ()
    partner: int | None = None
    picture: bytes = b""
    alt: str = ""


def write_examples(examples: Iterable[Example]) -> list[int]:
    """Write them as published; return their ids. Belongs in the caller's transaction, which records it."""
    rows, ids = list(examples), []
    for at in range(0, len(rows), _CHUNK):
        ids += _write(rows[at : at + _CHUNK])
    return ids


def write_theme(title: str, sentence: str, *, place: PlaceCode, lessons: Collection[int], part: str) -> None:
    """Gather a published theme from what some of the lessons say. Belongs in the caller's transaction."""
    now = timezone.now()
    theme = Theme.objects.create(
        title=title,
        title_key=match_key(title)[:200],
        sentence=sentence,
        place=place.padded,
        place_level=place.level,
        author=OPERATOR.actor,
        published_at=now,
        published_by=OPERATOR.actor,
        is_demo=True,
    )
    ThemePassage.objects.bulk_create(ThemePassage(theme=theme, item_id=item, part=part) for item in lessons)


def edited_by_others(own_actors: Collection[str]) -> int:
    """Return how many of the demo's items anybody but these actors and the operator changed."""
    numbers = KnowledgeItem.objects.filter(is_demo=True).values_list("pk", flat=True)
    return subjects_touched(SUBJECT, map(str, numbers), but_by={*own_actors, OPERATOR.actor})


def remove() -> int:
    """Remove them with all that belongs to them; return how many there were. The caller records it."""
    Theme.objects.filter(is_demo=True).delete()
    items = KnowledgeItem.objects.filter(is_demo=True)
    count = items.count()
    pictures = Picture.objects.filter(version__item__in=items)
    kept = {number for both in pictures.values_list("file", "small") for number in both}
    items.delete()
    used = {number for both in Picture.objects.values_list("file", "small") for number in both}
    for file in kept_files().filter(pk__in=kept - used):
        remove_file(file)
    return count


def _write(examples: Sequence[Example]) -> list[int]:
    versions = [_version(each) for each in examples]
    items = KnowledgeItem.objects.bulk_create(
        KnowledgeItem(author=OPERATOR.actor, is_demo=True, created_at=each.published_at, **compared(version))
        for version, each in zip(versions, examples, strict=True)
    )
    for version, item in zip(versions, items, strict=True):
        version.item = item
    versions = Version.objects.bulk_create(versions)
    written = list(zip(versions, examples, strict=True))
    Part.objects.bulk_create(
        Part(version=version, name=name, text=each.parts.get(name, ""))
        for version, each in written
        for name in PARTS[each.form]
    )
    Figure.objects.bulk_create(
        Figure(version=version, number=number, **row._asdict())
        for version, each in written
        for number, row in enumerate(each.figures, start=1)
    )
    TiedGoal.objects.bulk_create(
        TiedGoal(version=version, code=code, goal=goal_of(code)) for version, each in written for code in each.goals
    )
    Partner.objects.bulk_create(
        Partner(version=version, organisation_id=each.partner) for version, each in written if each.partner
    )
    Picture.objects.bulk_create(_picture(version, each) for version, each in written if each.picture)
    return [item.pk for item in items]


def _version(example: Example) -> Version:
    values = {"title": example.title, "form": example.form, "kind": example.kind, "summary": example.summary}
    return Version(
        number=1,
        state=State.PUBLISHED,
        place=example.place.padded,
        place_level=example.place.level,
        year=example.year,
        published_at=example.published_at,
        updated_at=example.published_at,
        published_by=OPERATOR.actor,
        **derived(values),
    )


def _picture(version: Version, example: Example) -> Picture:
    clean = clean_picture(io.BytesIO(example.picture))
    little = smaller(clean, SMALL_SIDE)
    return Picture(
        version=version,
        number=1,
        file=keep_file([clean.jpeg]),
        small=keep_file([little.jpeg]),
        width=clean.width,
        height=clean.height,
        alt=example.alt,
        caption="ภาพตัวอย่าง สร้างขึ้นด้วยโปรแกรม",
    )
