"""Themes of lessons: what several lessons say together, gathered, published, taken back. Check, change, record.

A draft is written by who writes there; what everybody reads, by who publishes there.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, ChangedMeanwhileError, NoSuchRecordError
from sanphalang.knowledge.models import Theme, ThemePassage
from sanphalang.knowledge.rules import MOST_PASSAGES, THEME_SUBJECT
from sanphalang.knowledge.theme_queries import passages_of_lessons
from sanphalang.knowledge.writing import Changes, Values, differing, require, told
from sanphalang.ledger.actions import record
from sanphalang.thai.key import match_key

Passage = tuple[int, str]
"""A lesson and the question under which it says something."""


def create_theme(viewer: Viewer, *, values: Values) -> int:
    """Begin a theme and return its id; nobody reads it yet but those who may write there."""
    require(viewer, Act.KNOWLEDGE_WRITE, values["place"])
    with transaction.atomic():
        theme = Theme.objects.create(author=viewer.actor, **_derived(values))
        _write_down(viewer, "create_theme", theme, told({name: ["", value] for name, value in values.items()}))
    return theme.pk


def edit_theme(viewer: Viewer, theme_id: int, *, expected_revision: int | None, values: Values) -> None:
    """Change what differs of title, sentence and place. Raises :class:`ChangedMeanwhileError`."""
    with transaction.atomic():
        theme = _locked(viewer, theme_id)
        if expected_revision not in (None, theme.revision):
            raise ChangedMeanwhileError(theme_id)
        require(viewer, _act_for(theme), values.get("place", theme.place))
        changes = differing(theme, _derived(values))
        if changes:
            for name, (_before, after) in changes.items():
                setattr(theme, name, after)
            _touch(theme, *changes)
            _write_down(viewer, "edit_theme", theme, told(changes))


def gather_passages(viewer: Viewer, theme_id: int, *, shown: Collection[int], chosen: Collection[Passage]) -> None:
    """Of the lessons shown, draw the theme from these passages and no others; other lessons stay as they are."""
    with transaction.atomic():
        theme = _locked(viewer, theme_id)
        before = set(theme.passages.values_list("item", "part"))
        here = {each for each in before if each[0] in set(shown)}
        wanted = set(chosen) & passages_of_lessons(shown)
        if len(before - here) + len(wanted) > MOST_PASSAGES:
            raise CannotBeError(_("Up to %(count)d passages, please.") % {"count": MOST_PASSAGES})
        if wanted == here:
            return
        for item, part in here - wanted:
            theme.passages.filter(item=item, part=part).delete()
        ThemePassage.objects.bulk_create(
            ThemePassage(theme=theme, item_id=item, part=part) for item, part in sorted(wanted - here)
        )
        _touch(theme)
        after = before - here | wanted
        _write_down(viewer, "gather_passages", theme, told({"passages": [_as_words(before), _as_words(after)]}))


def publish_theme(viewer: Viewer, theme_id: int) -> None:
    """Let everybody read a theme. Needs ``KNOWLEDGE_PUBLISH``: whoever only writes cannot publish."""
    with transaction.atomic():
        theme = _locked(viewer, theme_id, Act.KNOWLEDGE_PUBLISH)
        if theme.published_at is not None:
            return
        if not theme.sentence:
            raise CannotBeError(_("Please write first, in a sentence, what the lessons say together."))
        chosen = set(theme.passages.values_list("item", "part"))
        if not chosen & passages_of_lessons(item for item, _part in chosen):
            raise CannotBeError(_("Please choose first the lessons that it is drawn from."))
        theme.published_at, theme.published_by = timezone.now(), viewer.actor
        _touch(theme, "published_at", "published_by")
        _write_down(viewer, "publish_theme", theme)


def unpublish_theme(viewer: Viewer, theme_id: int) -> None:
    """Take a theme from everybody's sight; it is a draft again."""
    with transaction.atomic():
        theme = _locked(viewer, theme_id, Act.KNOWLEDGE_PUBLISH)
        if theme.published_at is None:
            return
        theme.published_at, theme.published_by = None, ""
        _touch(theme, "published_at", "published_by")
        _write_down(viewer, "unpublish_theme", theme)


def remove_theme(viewer: Viewer, theme_id: int) -> None:
    """Remove a draft for good; the lessons stay as they are."""
    with transaction.atomic():
        theme = _locked(viewer, theme_id)
        if theme.published_at is not None:
            raise CannotBeError(_("This is published. Please take it back to a draft first."))
        _write_down(viewer, "remove_theme", theme)
        theme.delete()


def _locked(viewer: Viewer, theme_id: int, act: Act | None = None) -> Theme:
    """Return a theme at whose place the viewer may do the act, locked until the transaction ends.

    Who may not know of a draft is told that there is none.
    """
    theme = Theme.objects.select_for_update().filter(pk=theme_id).first()
    if theme is None:
        raise NoSuchRecordError(theme_id)
    if theme.published_at is None and not policy.may(viewer, Act.KNOWLEDGE_WRITE, theme.place):
        raise NoSuchRecordError(theme_id)
    require(viewer, act or _act_for(theme), theme.place)
    return theme


def _act_for(theme: Theme) -> Act:
    """Return what writing on a theme takes: of what everybody reads, every word is published."""
    return Act.KNOWLEDGE_WRITE if theme.published_at is None else Act.KNOWLEDGE_PUBLISH


def _derived(values: Values) -> dict[str, Any]:
    return {**values, "title_key": match_key(values["title"])[:200]} if "title" in values else dict(values)


def _touch(theme: Theme, *fields: str) -> None:
    theme.revision += 1
    theme.updated_at = timezone.now()
    theme.save(update_fields=[*fields, "revision", "updated_at"])


def _as_words(passages: Collection[Passage]) -> list[str]:
    return [f"{item}:{part}" for item, part in sorted(passages)]


def _write_down(viewer: Viewer, verb: str, theme: Theme, changes: Changes | None = None) -> None:
    subject = (THEME_SUBJECT, str(theme.pk))
    record(viewer.actor, f"knowledge.{verb}", subject, place=theme.place, changes=changes or {})
