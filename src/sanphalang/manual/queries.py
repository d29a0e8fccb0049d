"""Reads of reports."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.manual.models import ProblemReport
from sanphalang.manual.rules import State


def may_solve(viewer: Viewer) -> bool:
    """Say whether the viewer reads reports."""
    return policy.may(viewer, Act.PROBLEMS_SOLVE, None)


def reports(viewer: Viewer, *, state: str = "") -> QuerySet[ProblemReport]:
    """Return the reports that the viewer may read, latest first; of one state only where one is named."""
    if not may_solve(viewer):
        return ProblemReport.objects.none()
    return ProblemReport.objects.filter(state=state) if state in set(State) else ProblemReport.objects.all()


def counts(viewer: Viewer) -> dict[str, int]:
    """Return how many reports are in each state."""
    found = reports(viewer).order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(map(str, State), 0) | dict(found)


def reports_saying(spellings: Iterable[str]) -> QuerySet[ProblemReport]:
    """Return the reports in whose words any of the spellings stands, for an erasure: whoever reads on decides."""
    said = Q(pk__in=())
    for text in spellings:
        said |= Q(happened__icontains=text) | Q(expected__icontains=text)
    return ProblemReport.objects.filter(said).order_by("pk")
