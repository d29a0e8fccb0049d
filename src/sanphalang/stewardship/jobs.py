"""Long work as jobs: safe to run twice and to kill."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from sanphalang.access.policy import intervals
from sanphalang.access.queries import viewer_of_actor
from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.queries import lists_brought_in
from sanphalang.stewardship.comparisons import ask_once, asked_today, compared_since
from sanphalang.stewardship.models import Comparison
from sanphalang.stewardship.pairs import refresh_pairs
from sanphalang.stewardship.registers import KEPT

_LATELY = timedelta(days=1)  # what came in before, the daily comparison has seen


def compare_anew(actor: str) -> None:
    """Have all records be compared where the actor may edit them; one comparison of the same actor at a time."""
    asked, is_new = ask_once(actor)
    if is_new:
        find_pairs_anew.enqueue(asked.pk)


def compare_daily() -> None:
    """Have all records of the country be compared, once a day: who opens the page of pairs finds them there."""
    if not asked_today(OPERATOR.actor):
        compare_anew(OPERATOR.actor)


def compare_what_came_in() -> None:
    """Have the records be compared where lists came in since they were: who brought one in finds its pairs waiting."""
    for actor, ended in lists_brought_in(timezone.now() - _LATELY).items():
        if not compared_since(actor, ended):
            compare_anew(actor)


@task
def find_pairs_anew(comparison: int) -> None:
    """Find the likely pairs anew where the one who asked may edit records."""
    asked = Comparison.objects.get(pk=comparison)
    viewer = viewer_of_actor(asked.actor)
    territories = ((code, intervals(viewer, kept.register.edits)) for code, kept in KEPT.items())
    asked.found = sum(refresh_pairs(code, territory) for code, territory in territories if territory)
    asked.finished_at = timezone.now()
    asked.save(update_fields=["found", "finished_at"])
