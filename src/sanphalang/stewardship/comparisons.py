"""When the records were compared, and whether they are being compared now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.stewardship.models import Comparison

PATIENCE = timedelta(hours=1)
"""Comparing a whole country takes minutes; what is not finished by then was broken off, and may be asked for again."""


def ask_once(actor: str) -> tuple[Comparison, bool]:
    """Return the comparison of the actor that is not finished, or a new one, and whether it is new."""
    with transaction.atomic():
        under_way = _under_way().filter(actor=actor).first()
        return (under_way, False) if under_way else (Comparison.objects.create(actor=actor), True)


def asked_today(actor: str) -> bool:
    """Say whether a comparison was asked for today."""
    last = Comparison.objects.filter(actor=actor).order_by("-asked_at").first()
    return last is not None and timezone.localdate(last.asked_at) == timezone.localdate()


def compared_since(actor: str, moment: datetime) -> bool:
    """Say whether the actor's records, or all, have been compared since a moment, or are going to be."""
    return Comparison.objects.filter(actor__in=(actor, OPERATOR.actor), asked_at__gte=moment).exists()


def is_under_way(viewer: Viewer) -> bool:
    """Say whether the viewer's records are being compared now, or wait for it."""
    return _under_way().filter(actor__in=(viewer.actor, OPERATOR.actor)).exists()


def last_compared(viewer: Viewer) -> datetime | None:
    """Return when the viewer's records were last compared; None where they never were."""
    done = Comparison.objects.filter(actor__in=(viewer.actor, OPERATOR.actor)).exclude(finished_at=None)
    last = done.order_by("-finished_at").first()
    return last.finished_at if last else None


def _under_way() -> QuerySet[Comparison]:
    return Comparison.objects.filter(finished_at=None, asked_at__gt=timezone.now() - PATIENCE)
