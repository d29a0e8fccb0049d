"""Items that a reader of one may want next: what they share of goals, kind, place and title. Nothing is stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from heapq import nlargest
from typing import NamedTuple

from django.core.cache import caches

from sanphalang.knowledge.models import TiedGoal, Version
from sanphalang.knowledge.queries import Shown, published
from sanphalang.places.queries import within
from sanphalang.places.rules import Level

_COMPARED = 60
"""So many of each sort are compared, however many items there are."""
_SHOWN = 4
_SECONDS = 600
_PIECE = 4  # letters
_GOAL, _KIND, _PROVINCE, _DISTRICT, _TITLE = 3.0, 1.0, 2.0, 2.0, 8.0


class _Compared(NamedTuple):
    """What is compared of a version."""

    pk: int
    kind: str
    place: int | None
    title_key: str


def related(shown: Shown, goals: Collection[int]) -> list[Version]:
    """Return the items that share most with one. Which they are is chosen anew every ten minutes; one query till then.

    One that is withdrawn meanwhile is left out at once.
    """
    key = f"related-{shown.version}"
    chosen: list[int] | None = caches["figures"].get(key)
    if chosen is None:
        chosen = _chosen(shown, goals)
        caches["figures"].set(key, chosen, _SECONDS)
    found = published().select_related("item").in_bulk(chosen)
    return [found[number] for number in chosen if number in found]


def _chosen(shown: Shown, goals: Collection[int]) -> list[int]:
    shared = _sharing_goals(shown, goals)
    compared = published().filter(pk__in={*shared, *_near(shown)}).exclude(item=shown.id)
    rows = (_Compared(*row) for row in compared.values_list(*_Compared._fields))  # whole versions would take longer
    scored = sorted(((_score(shown, each, shared.get(each.pk, 0)), each.pk) for each in rows), reverse=True)
    return [number for _score_of_it, number in scored[:_SHOWN]]


def likeness_of_titles(one: str, other: str) -> float:
    """Return the share of the pieces of two titles, as match keys, that stand in both."""
    pieces, others = _pieces(one), _pieces(other)
    return len(pieces & others) / max(1, min(len(pieces), len(others)))


def _sharing_goals(shown: Shown, goals: Collection[int]) -> dict[int, int]:
    by_goal = _by_goal() if goals else {}
    counted = Counter(version for goal in goals for version in by_goal[goal] if version != shown.version)
    return dict(nlargest(_COMPARED, counted.items(), key=lambda each: (each[1], each[0])))


def _by_goal() -> Mapping[int, Collection[int]]:
    """Return the published versions of each goal: read once for all items, which takes as long as counting for one."""
    found: defaultdict[int, set[int]] | None = caches["figures"].get("versions-by-goal")
    if found is None:
        found = defaultdict(set)
        for goal, version in TiedGoal.objects.filter(version__in=published()).values_list("goal", "version"):
            found[goal].add(version)
        caches["figures"].set("versions-by-goal", found, _SECONDS)
    return found


def _near(shown: Shown) -> list[int]:
    if shown.place is None:
        return []
    province = shown.place.up_to(Level.PROVINCE)
    rows = published().filter(within("place", (province.interval,))).exclude(item=shown.id)
    return list(rows.order_by("-published_at").values_list("pk", flat=True)[:_COMPARED])


def _score(shown: Shown, other: _Compared, shared: int) -> float:
    score = shared * _GOAL + (_KIND if other.kind == shown.kind else 0)
    if shown.padded is not None and other.place is not None:
        score += _PROVINCE if shown.padded // 10**6 == other.place // 10**6 else 0
        score += _DISTRICT if shown.padded // 10**4 == other.place // 10**4 else 0
    return score + _TITLE * likeness_of_titles(shown.title_key, other.title_key)


def _pieces(key: str) -> set[str]:
    return {key[at : at + _PIECE] for at in range(max(1, len(key) - _PIECE + 1))}
