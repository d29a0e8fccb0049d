"""Reads of themes. A theme shows what its lessons say now: one that is withdrawn, or emptied, is left out at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.safestring import SafeString

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.markdown import as_html
from sanphalang.knowledge.models import Part, Theme, ThemePassage, Version
from sanphalang.knowledge.queries import published
from sanphalang.knowledge.rules import PARTS as PARTS_OF_FORMS
from sanphalang.knowledge.rules import Form, State
from sanphalang.knowledge.words import PARTS
from sanphalang.places.queries import within
from sanphalang.places.rules import NATION
from sanphalang.web.table import Words

_DRAFTS = 50
_OF_ITEM = "passages__item__versions"
_SAID = Q(
    **{
        f"{_OF_ITEM}__state": State.PUBLISHED,
        f"{_OF_ITEM}__form": Form.LESSON.value,
        f"{_OF_ITEM}__parts__name": F("passages__part"),
        f"{_OF_ITEM}__parts__text__gt": "",
    }
)
"""A passage under which a published lesson says something."""


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """What a lesson says under one question."""

    part: str
    heading: Words
    html: SafeString


@dataclass(frozen=True, slots=True)
class ShownLesson:
    """A published lesson with the passages that a theme is drawn from, or could be."""

    version: Version
    passages: Sequence[ShownPassage]


def seen_themes(viewer: Viewer) -> QuerySet[Theme]:
    """Return the themes that the viewer may read: the published ones, and drafts where the viewer writes."""
    writes = policy.intervals(viewer, Act.KNOWLEDGE_WRITE)
    if writes == NATION:
        return Theme.objects.all()
    return Theme.objects.filter(Q(published_at__isnull=False) | (within("place", writes) if writes else Q(pk__in=())))


def theme_seen(viewer: Viewer, theme_id: int) -> Theme | None:
    """Return one theme as far as the viewer may read it."""
    return seen_themes(viewer).filter(pk=theme_id).first()


def may_write(viewer: Viewer, theme: Theme) -> bool:
    """Say whether the viewer may write on a theme as it stands."""
    act = Act.KNOWLEDGE_WRITE if theme.published_at is None else Act.KNOWLEDGE_PUBLISH
    return policy.may(viewer, act, theme.place)


def may_publish(viewer: Viewer, theme: Theme) -> bool:
    """Say whether the viewer may publish a theme, and take it back."""
    return policy.may(viewer, Act.KNOWLEDGE_PUBLISH, theme.place)


def with_lessons(themes: QuerySet[Theme]) -> QuerySet[Theme]:
    """Return themes with how many published lessons each is drawn from (``lessons``)."""
    return themes.annotate(lessons=Count("passages__item", filter=_SAID, distinct=True))


def published_themes() -> QuerySet[Theme]:
    """Return the themes that everybody reads and of which a lesson is left, the latest first."""
    themes = with_lessons(Theme.objects.filter(published_at__isnull=False))
    return themes.filter(Q(lessons__gt=0)).order_by("-published_at", "-id")


def drafts(viewer: Viewer) -> list[Theme]:
    """Return the drafts of themes that the viewer writes, the latest first."""
    return list(with_lessons(seen_themes(viewer).filter(published_at=None)).order_by("-updated_at", "-id")[:_DRAFTS])


def themes_of(item_id: int) -> list[Theme]:
    """Return the published themes that are drawn from what a published lesson says."""
    said = {part for _item, part in passages_of_lessons([item_id])}
    drawn = ThemePassage.objects.filter(item=item_id, part__in=said).values("theme")
    return list(Theme.objects.filter(published_at__isnull=False, pk__in=drawn).order_by("title_key", "id"))


def lessons() -> QuerySet[Version]:
    """Return the lessons that everybody reads, the latest first."""
    return published().filter(form=Form.LESSON).order_by("-published_at", "-id")


def lessons_of(theme: Theme) -> list[ShownLesson]:
    """Return the published lessons that a theme is drawn from, with the passages; three queries."""
    drawn: dict[int, set[str]] = {}
    for item, part in theme.passages.values_list("item", "part"):
        drawn.setdefault(item, set()).add(part)
    shown = with_passages(lessons().filter(item__in=drawn)) if drawn else []
    of_theme = (
        ShownLesson(each.version, [one for one in each.passages if one.part in drawn[each.version.item_id]])
        for each in shown
    )
    return [each for each in of_theme if each.passages]


def with_passages(versions: Iterable[Version]) -> list[ShownLesson]:
    """Return lessons with everything that they say, in the order of the form."""
    rows = list(versions)
    texts: dict[int, dict[str, str]] = {}
    for version, name, text in _written(row.pk for row in rows).values_list("version", "name", "text"):
        texts.setdefault(version, {})[name] = text
    return [
        ShownLesson(
            row,
            [
                ShownPassage(name, PARTS[name], as_html(texts[row.pk][name]))
                for name in PARTS_OF_FORMS[Form.LESSON]
                if name in texts.get(row.pk, {})
            ],
        )
        for row in rows
    ]


def passages_of_lessons(items: Iterable[int]) -> set[tuple[int, str]]:
    """Return what the published ones of some lessons say something under, as item and part."""
    rows = _written(lessons().filter(item__in=list(items)).values_list("pk", flat=True))
    return set(rows.values_list("version__item", "name"))


def chosen_of(theme: Theme, items: Collection[int]) -> set[tuple[int, str]]:
    """Return the passages of some lessons that a theme is drawn from."""
    return set(theme.passages.filter(item__in=items).values_list("item", "part"))


def _written(versions: Iterable[int]) -> QuerySet[Part]:
    return Part.objects.filter(version__in=list(versions), name__in=PARTS_OF_FORMS[Form.LESSON]).exclude(text="")
