"""What this room shows on the pages of a centre and of an organisation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sanphalang.access.queries import centre_with_number
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.queries import organisation
from sanphalang.verification.models import VerificationAnswer, VerificationRound
from sanphalang.verification.queries import samples_of
from sanphalang.verification.round_rules import AnswerState, Outcome, RoundState
from sanphalang.verification.round_words import ANSWER_STATES, OUTCOME_TONES, OUTCOMES
from sanphalang.verification.rounds import may_at
from sanphalang.verification.rules import points_gained
from sanphalang.verification.shares import HEIGHT, WIDTH, in_percent, in_points, line_of
from sanphalang.verification.tables import samples_table
from sanphalang.web.days import day_shown


def of_all_centres(viewer: Viewer, _subject: int) -> tuple[str, dict[str, Any]] | None:
    """Return the way to how fresh all centres' organisations are."""
    return "verification/centres_panel.html", {}


def of_centre(viewer: Viewer, centre_id: int) -> tuple[str, dict[str, Any]] | None:
    """Return how fresh a centre's organisations are, now and over the year."""
    samples = samples_of(centre_id)
    if not samples:
        return None
    now = samples[-1]
    context = {
        "now": now,
        "share": in_percent(now.share),
        "day": day_shown(now.day),
        "first": {"day": day_shown(samples[0].day), "share": in_percent(samples[0].share)},
        "gained": in_points(points_gained(samples)),
        "line": line_of(samples),
        "size": {"width": WIDTH, "height": HEIGHT},
        "table": samples_table(samples, _("How fresh the organisations were, by month")),
    }
    return "verification/centre_panel.html", context


def rounds_of_centre(viewer: Viewer, centre_id: int) -> tuple[str, dict[str, Any]] | None:
    """Return the rounds of a centre that run, to who runs them."""
    if not viewer.is_signed_in:
        return None
    centre = centre_with_number(centre_id)
    if centre is None or not may_at(viewer, centre):
        return None
    running = VerificationRound.objects.filter(centre=centre).exclude(state=RoundState.CLOSED).order_by("until", "pk")
    return "verification/rounds_panel.html", {"rounds": list(running)}


def of_organisation(viewer: Viewer, organisation_id: int) -> tuple[str, dict[str, Any]] | None:
    """Return the latest check of a record; that it was not found, to everybody, the rest to who edits it."""
    answers = VerificationAnswer.objects.filter(organisation=organisation_id).order_by("-pk")
    latest = answers.exclude(state=AnswerState.REFUSED).select_related("task__round").first()
    found = organisation(viewer, organisation_id) if viewer.is_signed_in else None
    may_edit = found is not None and found.may_edit
    applied = latest if latest is not None and latest.state == AnswerState.APPLIED else None
    is_missing = applied is not None and applied.outcome == Outcome.NOT_FOUND
    if not may_edit and not is_missing:
        return None
    context: dict[str, Any] = {
        "organisation_id": organisation_id,
        "may_edit": may_edit,
        "missing_on": applied.answered_on if applied and is_missing else None,
    }
    if latest is not None and may_edit:
        context |= {
            "answer": latest,
            "round": latest.task.round if latest.task else None,
            "outcome": {"word": OUTCOMES[latest.outcome], "tone": OUTCOME_TONES[latest.outcome]},
            "state": ANSWER_STATES[latest.state],
            "waits": latest.state == AnswerState.WAITING,
        }
    return "verification/organisation_panel.html", context
