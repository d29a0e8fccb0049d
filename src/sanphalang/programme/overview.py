"""What the overview of the programme shows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.programme import activities, queries
from sanphalang.programme.paces import pace_sentences, share_shown, state_shown
from sanphalang.programme.queries import Standing
from sanphalang.programme.rules import State, Timing
from sanphalang.programme.tables import cell_of
from sanphalang.programme.writing import may_edit
from sanphalang.web.days import month_shown
from sanphalang.web.figures import show_figure


def overview_page(viewer: Viewer) -> dict[str, Any]:
    """Return the context of the page."""
    whole, standings = queries.programme(viewer), queries.standings(viewer)
    timings = [course.timing for course in activities.plan(viewer).courses]
    months = [whole.first_month, standings[0].aim.ends_on] if whole.first_month and standings else []
    return {
        "title": whole.name or _("The programme"),
        "window": " – ".join(month_shown(month) for month in months),
        "needs_month": whole.first_month is None,
        "cards": [indicator_card(each) for each in standings],
        "slow": sum(each.pace.state in (State.TOO_SLOW, State.OVER) for each in standings),
        "plan": {
            "count": len(timings),
            "under_way": timings.count(Timing.UNDER_WAY),
            "done": timings.count(Timing.DONE),
            "late": timings.count(Timing.LATE),
        },
        "may_edit": may_edit(viewer),
        "sees_health": policy.may_anywhere(viewer, Act.PROGRAMME_SEE_HEALTH),
    }


def indicator_card(standing: Standing) -> dict[str, Any]:
    """Return what a card of the overview says of an indicator."""
    word, tone = state_shown(standing)
    target, verified = standing.aim.target, standing.now.verified
    rule = standing.rule
    return {
        "code": standing.indicator.code,
        "name": standing.indicator.name,
        "now": cell_of(standing.now).text,
        "done": min(standing.now.value or 0, target) if target and standing.now.value is not None else None,
        "target": target,
        "of": _("of %(target)s %(unit)s") % {"target": show_figure(target), "unit": standing.indicator.unit}
        if target
        else standing.indicator.unit,
        "share": share_shown(standing),
        "verified": None if verified is None else show_figure(verified),
        "is_by_hand": rule is not None and rule.is_by_hand,
        "state": {"word": word, "tone": tone},
        "sentence": pace_sentences(standing)[0],
    }
