"""Reads of issue schemes. They are public reference data, so no viewer is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from sanphalang.issues.models import Tag, TagScheme
from sanphalang.web.days import in_english


def schemes() -> QuerySet[TagScheme]:
    """Return the schemes in their order."""
    return TagScheme.objects.all()


def scheme_coded(code: str) -> TagScheme | None:
    """Return a scheme by its code, or None."""
    return TagScheme.objects.filter(code=code).first()


def tags_in_force() -> QuerySet[Tag]:
    """Return the tags of the latest edition of every scheme, in their order."""
    return Tag.objects.filter(until=None).select_related("scheme")


def tags_of(scheme: TagScheme, *, in_force: bool = True) -> QuerySet[Tag]:
    """Return the tags of a scheme: those of its latest edition, or those that an earlier one had besides."""
    return Tag.objects.filter(scheme=scheme, until__isnull=in_force)


def tags_numbered(ids: Iterable[int]) -> list[Tag]:
    """Return tags by number, also those that are no longer in force, in their order."""
    return list(Tag.objects.filter(pk__in=list(ids)).select_related("scheme"))


def scheme_name(scheme: TagScheme) -> str:
    """Return the name of a scheme in the reader's language."""
    return scheme.name_en if in_english() and scheme.name_en else scheme.name_th


def tag_choices(chosen: Iterable[int] = ()) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the tags in force by scheme, as grouped choices of a form; ``chosen`` are offered in any case."""
    groups: dict[str, list[tuple[int, str]]] = {}
    kept = Tag.objects.filter(pk__in=list(chosen)).exclude(until=None).select_related("scheme")
    for tag in [*tags_in_force(), *kept]:
        groups.setdefault(scheme_name(tag.scheme), []).append((tag.pk, tag.name))
    return list(groups.items())
