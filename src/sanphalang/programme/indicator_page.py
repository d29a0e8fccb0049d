"""What the page of an indicator shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.programme import by_hand, queries
from sanphalang.programme.counting import Rule
from sanphalang.programme.history import history
from sanphalang.programme.models import Indicator
from sanphalang.programme.paces import pace_sentences, past_chart, share_shown, state_shown
from sanphalang.programme.queries import Standing
from sanphalang.programme.rules import INDICATOR
from sanphalang.programme.tables import cell_of, centres_table, readings_table
from sanphalang.programme.writing import may_edit
from sanphalang.web.days import day_shown
from sanphalang.web.table import Table, Words

_QUARTER = timedelta(days=92)


def indicator_page(viewer: Viewer, chosen: Indicator, sort: str) -> dict[str, Any]:
    """Return the context of the page."""
    standing = queries.standings(viewer, [chosen])[0]
    word, tone = state_shown(standing)
    editor, rule = may_edit(viewer), standing.rule
    is_by_hand = rule is not None and rule.is_by_hand
    readings = by_hand.readings_of(chosen) if is_by_hand else []
    return {
        "title": chosen.name,
        "crumbs": [{"label": _("The programme"), "url": reverse("programme:overview")}],
        "indicator": chosen,
        "standing": standing,
        "now_shown": cell_of(standing.now).text if standing.now.is_few else standing.now.value,
        "records": rule.records(viewer, None) if rule else "",
        "share": share_shown(standing),
        "state": {"word": word, "tone": tone},
        "sentences": pace_sentences(standing),
        "chart": past_chart(standing),
        "table": centres_of(viewer, standing, sort) if rule else None,
        "definitions": _definitions(standing),
        "is_by_hand": is_by_hand,
        "readings": readings_table(readings, may_edit=editor) if readings else None,
        "events": history(viewer, INDICATOR, chosen.code),
        "may_edit": editor,
    }


def centres_of(viewer: Viewer, standing: Standing, sort: str) -> Table | None:
    """Return the indicator by centre; nothing where no centre has a figure."""
    figures = queries.figures_now(standing.indicator)
    places = [each.centre for each in queries.all_territories()]
    if standing.rule is None or not any(number is not None for number in figures):
        return None
    before = queries.sampled_on(standing.indicator, timezone.localdate() - _QUARTER)
    return centres_table(viewer, standing.indicator, standing.rule, figures, before, places, sort)


def _definitions(standing: Standing) -> list[dict[str, Words | None]]:
    rule: Rule | None = standing.rule
    aim, chosen = standing.aim, standing.indicator
    return [
        {"label": _("Unit that is counted"), "value": chosen.unit},
        {"label": _("What is counted"), "value": rule.counts if rule else None},
        {"label": _("What is left out"), "value": rule.leaves_out if rule else None},
        {"label": _("What counts as verified"), "value": rule.verified if rule else None},
        {"label": _("First day"), "value": day_shown(aim.starts_on) or None},
        {"label": _("Last day"), "value": day_shown(aim.ends_on) or None},
        {"label": _("Source of baseline and target"), "value": chosen.source or None},
    ]
