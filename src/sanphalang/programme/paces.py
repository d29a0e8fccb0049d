"""The pace of an indicator in sentences, and its past as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sanphalang.programme.queries import Standing
from sanphalang.programme.rules import Point, State, planned_on
from sanphalang.programme.words import STATE_TONES, STATES
from sanphalang.web.charts import Chart, Series
from sanphalang.web.days import month_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Tone, Words

MONTHS_SHOWN = 13


def state_shown(standing: Standing) -> tuple[Words, Tone]:
    """Return how an indicator stands as a word with its tone."""
    return STATES[standing.pace.state], STATE_TONES[standing.pace.state]


def share_shown(standing: Standing) -> str:
    """Return the share of the target in whole per cent; nothing where there is none. 100 is said when it is reached."""
    if standing.share is None:
        return ""
    percent = int(100 * standing.share)
    if percent == 0 and standing.share > 0:
        return _("less than 1 percent")
    return _("%(share)s %%") % {"share": show_figure(percent)}


def pace_sentences(standing: Standing) -> list[str]:
    """Return what the pace means, in whole sentences."""
    pace, unit, said = standing.pace, standing.indicator.unit, []
    if pace.needed is not None:
        said.append(
            _("To reach the target in time it has to grow by %(number)s %(unit)s a month.")
            % {"number": _a_month(pace.needed), "unit": unit}
        )
    if pace.kept is not None:
        said.append(_("Lately it grew by %(number)s %(unit)s a month.") % {"number": _a_month(pace.kept), "unit": unit})
    if pace.forecast is not None and standing.aim.ends_on is not None:
        said.append(
            _("At this pace it will stand at %(number)s %(unit)s at the end, in %(month)s.")
            % {"number": show_figure(pace.forecast), "unit": unit, "month": month_shown(standing.aim.ends_on)}
        )
    if pace.reached_on is not None and pace.state != State.ON_TIME:
        said.append(_("At this pace the target is reached in %(month)s.") % {"month": month_shown(pace.reached_on)})
    return said or [_why_unknown(standing)]


def pace_shown(number: float | None) -> str:
    """Return a pace as a figure of a table; a dash where it is not known."""
    return "–" if number is None else _a_month(number)


def _why_unknown(standing: Standing) -> str:
    if standing.pace.state == State.REACHED:
        return _("The target is reached.")
    if standing.aim.target is None:
        return _("No target has been set.")
    if standing.now.value is None:
        return _("Nothing has been counted yet.")
    if standing.aim.ends_on is None:
        return _("The pace that is needed is shown once the first month of the programme is entered.")
    return _("The pace is shown after half a quarter: samples are taken once a day.")


def _a_month(number: float) -> str:
    """Return a pace as people say it: whole from ten on, with one decimal below."""
    return show_figure(round(number) if abs(number) >= 10 else round(number, 1))


def past_chart(standing: Standing, *, name: str = "past", title: Words = "") -> Chart:
    """Return what an indicator stood at over the months, and where the way to the target would stand."""
    points: Sequence[Point] = standing.points[-MONTHS_SHOWN:]
    series = [Series(_("Counted"), [point.value for point in points], "silk")]
    planned = [planned_on(standing.aim, point.day) for point in points]
    if any(value is not None for value in planned):
        whole = [None if value is None else round(value) for value in planned]
        series.append(Series(_("On the way to the target"), whole, "indigo", is_planned=True))
    return Chart(
        title or _("Over time"),
        "line",
        _("Month"),
        [month_shown(point.day) for point in points],
        series,
        name=name,
        counted=standing.indicator.unit,
    )
