"""What the page of likely duplicates shows: one pair, side by side, with what speaks for and against it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.matching.words import REASONS
from sanphalang.stewardship import records
from sanphalang.stewardship.actions import may_see_private
from sanphalang.stewardship.comparisons import is_under_way, last_compared
from sanphalang.stewardship.models import Merge, Pair
from sanphalang.stewardship.pairs import Decision, last_decided, next_pair, open_pairs
from sanphalang.stewardship.registers import KEPT, Kept
from sanphalang.stewardship.shown import lines_of, name_of
from sanphalang.web.table import Words

_TELL_PRIVATE = ("telephone", "contact", "email", "reach", "citizen_id", "birth_date", "birth_year", "home")
"""Endings of the kinds of signs that tell of private fields."""


def work_page(viewer: Viewer, *, is_unsure: bool) -> dict[str, Any]:
    """Return the context of the page: the likeliest pair that waits, and the last answer to be taken back."""
    decision = Decision.UNSURE if is_unsure else Decision.OPEN
    found = next_pair(viewer, decision)
    last = last_decided(viewer)
    return {
        "crumbs": [{"label": _("My work"), "url": reverse("my_work")}],
        "is_unsure": is_unsure,
        "is_comparing": is_under_way(viewer),
        "compared_at": last_compared(viewer),
        "waiting": open_pairs(viewer, decision).count(),
        "unsure": open_pairs(viewer, Decision.UNSURE).count(),
        "last": last,
        "last_merge": _merge_of(last) if last else None,
        **(pair_shown(viewer, *found) if found else {}),
    }


def _merge_of(pair: Pair) -> dict[str, Any] | None:
    """Return the merge in force that came of a pair: its number, and the page of the record that stays."""
    both = (pair.one, pair.other)
    merge = Merge.objects.filter(register=pair.register, kept__in=both, absorbed__in=both, undone_at=None).first()
    return {"id": merge.pk, "url": KEPT[pair.register].page_of(merge.kept)} if merge else None


def pair_shown(viewer: Viewer, pair: Pair, one: Any, other: Any, *, with_private: bool = False) -> dict[str, Any]:
    """Return what is shown of a pair; ``with_private`` where the look was just recorded."""
    kept = KEPT[pair.register]
    values = [records.values_of(kept, each) for each in (one, other)]
    may = may_see_private(viewer, kept, (one, other))
    lines = lines_of(kept, values[0], values[1], with_private=with_private)
    return {
        "pair": pair,
        "percent": min(99, round(pair.score * 100)),  # nothing is certain until somebody has looked
        "is_people": kept.code == "people",
        "sides": [
            {"name": name_of(kept, said), "url": kept.page_of(each.pk)}
            for said, each in zip(values, (one, other), strict=True)
        ],
        "differing": [line for line in lines if line.differs],
        "agreeing": [line for line in lines if not line.differs],
        "signs": signs_told(pair, with_private=may),
        "shows_private": with_private,
        "may_show_private": may and not with_private and _has_private(kept, values),
    }


def signs_told(pair: Pair, *, with_private: bool) -> list[Words]:
    """Return in words what speaks for and against a pair; of private fields only where the viewer may see them."""
    return [REASONS[sign] for sign in pair.signs if sign in REASONS and (with_private or not tells_private(sign))]


def tells_private(sign: str) -> bool:
    """Say whether a sign tells of a private field."""
    return sign.endswith(_TELL_PRIVATE)


def merge_address(pair: Pair, one: Any, other: Any) -> str:
    """Return where two records are merged: the one of which more is known is kept, else the elder."""
    kept = KEPT[pair.register]
    known = {each.pk: _known(kept, each) for each in (one, other)}
    keep, absorb = (one, other) if known[one.pk] >= known[other.pk] else (other, one)
    return reverse(f"stewardship:merge_{kept.code}", args=[keep.pk, absorb.pk])


def _known(kept: Kept, record: Any) -> int:
    values = records.values_of(kept, record)
    return sum(not kept.shape.is_unknown(group, values) for group in kept.shape.groups)


def _has_private(kept: Kept, several: list[dict[str, Any]]) -> bool:
    return any(values[name] not in ("", None) for values in several for name in kept.register.private_fields)
