"""Rounds that the demo makes: what it needs besides the usual acts, and taking them away again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from sanphalang.verification.board import board_of
from sanphalang.verification.models import VerificationRound, VerificationTask


def begun_on(found: VerificationRound, day: date) -> None:
    """Let a round have begun some days ago, so that its board has something to tell."""
    moment = timezone.make_aware(datetime.combine(day, time(8)))
    VerificationRound.objects.filter(pk=found.pk).update(started_at=moment)


def tasks_by_part(round_id: int) -> dict[int, int]:
    """Return how many records each subdistrict of a round has, in the order of places."""
    parts = board_of(VerificationRound.objects.get(pk=round_id)).parts
    return {part: tally.total for part, tally in parts.items()}


def tasks_of(round_id: int, person: int | None) -> list[tuple[int, int]]:
    """Return the tasks of somebody with the revisions of their records."""
    mine = VerificationTask.objects.filter(round=round_id, assignee=person).order_by("pk")
    return list(mine.values_list("pk", "organisation__revision"))


def remove_rounds(own_actors: Collection[str]) -> None:
    """Remove the demo's rounds, those that its accounts started too. The caller holds the transaction."""
    rounds = VerificationRound.objects.filter(Q(is_demo=True) | Q(started_by__in=own_actors))
    sources = {found.source_id: found.source for found in rounds.select_related("source")}
    rounds.delete()
    for source in sources.values():
        if not VerificationRound.objects.filter(source=source).exists():
            source.delete()
