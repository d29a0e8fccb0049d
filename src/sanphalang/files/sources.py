"""Sources by name."""

from __future__ import annotations

from collections.abc import Iterable

from sanphalang.files.models import Source
from sanphalang.thai.key import clean_text, match_key


def source_named(name: str) -> Source:
    """Return the source with this name, made when it is new; spelling variants are one source."""
    return Source.objects.get_or_create(name_key=match_key(name)[:200], defaults={"name": clean_text(name)[:200]})[0]


def names_of_sources(numbers: Iterable[int | None]) -> dict[int | None, str]:
    """Return the names of sources by number; without a number nothing is asked."""
    wanted = {number for number in numbers if number is not None}
    return dict(Source.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
