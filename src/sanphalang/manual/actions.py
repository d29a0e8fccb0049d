"""Reporting a problem, and working through reports: check, change, record, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.throttle import first_free
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.manual.models import ProblemReport
from sanphalang.manual.rules import OF_A_VISITOR, OF_AN_ACCOUNT, OF_VISITORS, State

SUBJECT = "problem_report"
"""What the ledger calls a report."""
_HOUR = timedelta(hours=1)


def report_problem(viewer: Viewer, *, values: Mapping[str, str], visitor: str = "") -> int:
    """Keep a report; return its number. Anybody may, so many times in an hour.

    ``visitor`` tells who has no account from others, where that is known. Of it a keyed digest is counted for an hour
    and removed within a day, apart from the report. The ledger tells the page alone: the words may name somebody.
    """
    now = timezone.now()
    with transaction.atomic():
        recent = ProblemReport.objects.filter(actor=viewer.actor, at__gt=now - _HOUR).count()
        most = OF_AN_ACCOUNT if viewer.is_signed_in else OF_VISITORS
        if recent >= most or not (viewer.is_signed_in or _has_a_turn(visitor)):
            raise CannotBeError(
                _(
                    "Many problems have been reported within this hour. Please try again in an hour, or tell the "
                    "coordination centre of your province."
                )
            )
        report = ProblemReport.objects.create(at=now, changed_at=now, actor=viewer.actor, **values)
        changes = {"page": ["", report.page]}
        record(viewer.actor, "manual.report_problem", (SUBJECT, str(report.pk)), place=None, changes=changes)
    return report.pk


def _has_a_turn(visitor: str) -> bool:
    """Say whether a visitor may report once more within the hour, and count it."""
    if not visitor:
        return True
    name = f"problem:{private_digest(visitor)}"
    return first_free((f"{name}:{number}" for number in range(OF_A_VISITOR)), int(_HOUR.total_seconds())) is not None


def mark_report(viewer: Viewer, number: int, *, state: State) -> None:
    """Say how far a report is. The same once more is no change."""
    with transaction.atomic():
        report = _found(viewer, number)
        if report.state == state:
            return
        changes = {"state": [report.state, str(state)]}
        report.state, report.changed_at = state, timezone.now()
        report.save(update_fields=["state", "changed_at"])
        record(viewer.actor, "manual.mark_report", (SUBJECT, str(number)), place=None, changes=changes)


def empty_words(viewer: Viewer, number: int) -> None:
    """Empty the words of a report, which may name somebody; that it was, where and when, stays."""
    with transaction.atomic():
        forget_words(viewer.actor, _found(viewer, number).pk)


def forget_words(actor: str, number: int) -> None:
    """Empty the words of a report, because its reader or an erasure wants them gone. Belongs in a transaction.

    Who may is the caller's to say. Words that are empty already are no change.
    """
    said = ProblemReport.objects.filter(pk=number).exclude(happened="", expected="")
    if said.update(happened="", expected=""):
        record(actor, "manual.empty_words", (SUBJECT, str(number)), place=None)


def forget_words_before(moment: datetime) -> int:
    """Empty the words of reports that were kept long enough, and the browser; return how many.

    The caller records the run.
    """
    old = ProblemReport.objects.filter(at__lt=moment).exclude(happened="", expected="", browser="")
    return old.update(happened="", expected="", browser="")


def _found(viewer: Viewer, number: int) -> ProblemReport:
    if not policy.may(viewer, Act.PROBLEMS_SOLVE, None):
        raise Refused(_("Reports of problems are read by the national administrators."))
    report = ProblemReport.objects.select_for_update().filter(pk=number).first()
    if report is None:
        raise NoSuchRecordError
    return report
