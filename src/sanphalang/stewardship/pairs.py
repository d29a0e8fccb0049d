"""Pairs of records that may be one: found anew, shown to who may edit both, decided and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from sanphalang.access import policy
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.files.merged import stands
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.matching import evidence
from sanphalang.matching.finding import Scope, find_pairs
from sanphalang.places.queries import within
from sanphalang.places.rules import NATION, Intervals, overlap
from sanphalang.stewardship import records
from sanphalang.stewardship.actions import require_both
from sanphalang.stewardship.models import Pair
from sanphalang.stewardship.registers import KEPT, Kept

Decision = Pair.Decision
_AT_ONCE = 500
_LOOKED_AT = 50
_DISTRICT = 10_000


def refresh_pairs(register: str, inside: Intervals = NATION) -> int:
    """Find the likely pairs inside a territory anew; return how many there are.

    What was decided stays decided as long as what was compared is the same; a pair that is not likely any more, and
    about which nobody has decided, goes. Who decides while records are compared is heard: no decision is written here
    but that an outdated one is open again.
    """
    kept = KEPT[register]
    found = {(pair.one, pair.other): pair for pair in find_pairs(kept.compared, Scope(inside, NATION))}
    known = list(Pair.objects.filter(_inside(inside), register=register))
    places = _places(kept, {number for both in found for number in both})
    now = timezone.now()
    made = [_as_found(kept, pair, places, now) for pair in found.values()]
    outdated = _outdated(kept, [pair for pair in known if (pair.one, pair.other) in found])
    lost = [pair.pk for pair in known if (pair.one, pair.other) not in found]
    with transaction.atomic():
        for at in range(0, len(lost), _AT_ONCE):
            Pair.objects.filter(pk__in=lost[at : at + _AT_ONCE], decision=Decision.OPEN).delete()
        for pair in outdated:
            Pair.objects.filter(pk=pair.pk, seen=pair.seen).update(decision=Decision.OPEN, seen="")
        Pair.objects.bulk_create(
            made,
            batch_size=_AT_ONCE,
            update_conflicts=True,
            unique_fields=["register", "one", "other"],
            update_fields=["one_place", "other_place", "score", "signs", "found_at"],
        )
    return len(found)


def open_pairs(viewer: Viewer, decision: str = Decision.OPEN) -> QuerySet[Pair]:
    """Return the pairs of records that the viewer may both edit, the likeliest first."""
    mine = Q(pk__in=())
    for kept in KEPT.values():
        territory = policy.intervals(viewer, kept.register.edits)
        if kept.sees is not None:
            territory = overlap(territory, policy.intervals(viewer, kept.sees))
        if territory:
            mine |= Q(_inside(territory), register=kept.code)
    return Pair.objects.filter(mine, _both_stand(), decision=decision).order_by("-score", "pk")


def waiting_by_districts() -> dict[tuple[int | None, int | None], int]:
    """Return how many pairs wait, by the padded codes of the districts of both records; for who sees how centres do."""
    districts = {"one": F("one_place") / _DISTRICT, "other": F("other_place") / _DISTRICT}
    rows = (
        Pair.objects.filter(_both_stand(), decision=Decision.OPEN)
        .order_by()
        .values(**{f"{k}_at": v for k, v in districts.items()})
    )
    counted = rows.annotate(n=Count("*")).values_list("one_at", "other_at", "n")
    return {(_padded(one), _padded(other)): number for one, other, number in counted}


def _padded(district: int | None) -> int | None:
    return None if district is None else district * _DISTRICT


def may_decide(viewer: Viewer) -> bool:
    """Say whether the viewer may edit the records of any register, and so decide about pairs of them."""
    return any(policy.may_anywhere(viewer, kept.register.edits) for kept in KEPT.values())


def next_pair(viewer: Viewer, decision: str = Decision.OPEN) -> tuple[Pair, Any, Any] | None:
    """Return the likeliest pair with both its records, as they are now; a merged one is passed over."""
    return next(_that_stand(viewer, open_pairs(viewer, decision)[:_LOOKED_AT]), None)


def both_of(viewer: Viewer, pair: Pair) -> tuple[Any, Any]:
    """Return the records of a pair. Raises ``Refused`` or ``NoSuchRecordError`` for who may not edit both."""
    kept = KEPT[pair.register]
    found = records.read(kept, (pair.one, pair.other))
    require_both(viewer, kept, found.values())
    return found[pair.one], found[pair.other]


def _that_stand(viewer: Viewer, pairs: QuerySet[Pair]) -> Iterator[tuple[Pair, Any, Any]]:
    for pair in pairs:
        try:
            one, other = both_of(viewer, pair)
        except (NoSuchRecordError, policy.Refused):
            continue
        if stands(one) and stands(other):
            yield pair, one, other


def decide(viewer: Viewer, pair_id: int, decision: str) -> Pair:
    """Remember what somebody says of a pair; an empty decision takes the last one back."""
    with transaction.atomic():
        pair = Pair.objects.select_for_update().filter(pk=pair_id).first()
        if pair is None:
            raise NoSuchRecordError(pair_id)
        one, _other = both_of(viewer, pair)
        before, pair.decision = pair.decision, Decision(decision)
        pair.decided_by, pair.decided_at = viewer.actor, timezone.now()
        pair.seen = _digest(_compared(KEPT[pair.register], {pair.one, pair.other}), pair.one, pair.other)
        pair.save(update_fields=["decision", "decided_by", "decided_at", "seen"])
        changes = {"decision": [before, str(pair.decision)]}
        record(viewer.actor, "stewardship.decide", ("pair", str(pair.pk)), place=one.place, changes=changes, wakes=())
    return pair


def last_decided(viewer: Viewer) -> Pair | None:
    """Return the pair about which the viewer decided last, to be taken back from the same place."""
    return Pair.objects.filter(decided_by=viewer.actor).exclude(decision="").order_by("-decided_at").first()


def pair_of(register: str, one: int, other: int) -> Pair | None:
    """Return the pair of two records, or None."""
    return Pair.objects.filter(register=register, one=min(one, other), other=max(one, other)).first()


def _inside(territory: Intervals) -> Q:
    return within("one_place", territory) & within("other_place", territory)


def _both_stand() -> Q:
    """Leave out pairs of which a record went since they were found: with its list, or into another record."""
    there = Q(pk__in=())
    for kept in KEPT.values():
        standing = kept.register.model._default_manager.order_by()
        one, other = (Exists(standing.filter(pk=OuterRef(which))) for which in ("one", "other"))
        there |= Q(one, other, register=kept.code)
    return there


def _places(kept: Kept, numbers: set[int]) -> dict[int, int | None]:
    return dict(kept.compared.with_ids(("id", "place"), sorted(numbers)))


def _as_found(kept: Kept, pair: evidence.Pair, places: dict[int, int | None], now: datetime) -> Pair:
    return Pair(
        register=kept.code,
        one=pair.one,
        other=pair.other,
        one_place=places.get(pair.one),
        other_place=places.get(pair.other),
        score=pair.score,
        signs=[sign.kind for sign in pair.signs],
        found_at=now,
    )


def _outdated(kept: Kept, pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs of which a record says something else than when somebody decided about them."""
    decided = [pair for pair in pairs if pair.decision in {Decision.DIFFERENT, Decision.SAME}]
    compared = _compared(kept, {number for pair in decided for number in (pair.one, pair.other)})
    return [pair for pair in decided if pair.seen != _digest(compared, pair.one, pair.other)]


_Compared = Mapping[int, tuple[Any, ...]]


def _compared(kept: Kept, numbers: set[int]) -> _Compared:
    """Return by number what is compared of records; the number is the first of it."""
    return {row[0]: row for row in kept.compared.with_ids(kept.compared.columns, sorted(numbers))}


def _digest(compared: _Compared, one: int, other: int) -> str:
    """Return a keyed digest of what is compared of two records."""
    return private_digest(str(sorted(compared[number] for number in (one, other) if number in compared)))
