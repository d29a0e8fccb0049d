"""The report of a period as a document: indicators, work plan, centres."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.programme.gantt import timing_shown, when_shown
from sanphalang.programme.health import health
from sanphalang.programme.health_pages import health_table
from sanphalang.programme.paces import pace_shown, share_shown, state_shown
from sanphalang.programme.periods import InPeriod, Report
from sanphalang.programme.queries import all_territories, programme
from sanphalang.programme.rules import State, Timing
from sanphalang.programme.tables import NONE, cell_of, change_shown, short_name
from sanphalang.reports.document import Document, Fact, Section
from sanphalang.thai.periods import Period
from sanphalang.web.charts import Chart, Series
from sanphalang.web.days import day_in_full, day_shown, years_ahead
from sanphalang.web.table import Cell, Column, Table, Value


def period_document(viewer: Viewer, report: Report, *, site: str) -> Document:
    """Return the report on paper; how the centres are doing is in it for who may see it."""
    sections = [_indicators(report), *_shares(report), _activities(report), *_notes(report)]
    sections += [*_health(viewer), _centres(report)]
    asked = urlencode({"first": report.period.start.isoformat(), "last": report.period.end.isoformat()})
    name = programme(viewer).name or _("The programme")
    return Document(
        name="programme",
        kicker=name,
        title=_("Report of the programme"),
        lead=period_shown(report.period),
        as_of=_("Figures as of %(day)s") % {"day": day_in_full(report.last)},
        address=f"{site}{reverse('programme:report')}?{asked}",
        sections=sections,
        facts=_facts(report),
        kept_by=_("Computed from the central database. Each figure can be followed on the page:"),
    )


def period_shown(period: Period) -> str:
    """Return a period in words; a quarter of the fiscal year, or the whole year, by its name too."""
    days = _("%(first)s to %(last)s") % {"first": day_in_full(period.start), "last": day_in_full(period.end)}
    year = Period.fiscal_of(period.start)
    told = {"days": days, "year": year.end.year + years_ahead()}
    if year == period:
        return _("Fiscal year %(year)s (%(days)s)") % told
    number = next((number for number in range(1, 5) if year.quarter(number) == period), None)
    if number is None:
        return days
    return _("Quarter %(number)s of the fiscal year %(year)s (%(days)s)") % (told | {"number": number})


def _facts(report: Report) -> list[Fact]:
    states = [each.standing.pace.state for each in report.indicators]
    timings = [each.timing for each in report.courses]
    return [
        Fact(_("Indicators reached or on time"), str(sum(each in {State.REACHED, State.ON_TIME} for each in states))),
        Fact(_("Indicators too slow"), str(sum(each in {State.TOO_SLOW, State.OVER} for each in states))),
        Fact(_("Activities in the period"), str(len(timings))),
        Fact(_("Activities done"), str(timings.count(Timing.DONE))),
        Fact(_("Activities late"), str(timings.count(Timing.LATE))),
    ]


def _indicators(report: Report) -> Section:
    columns = [
        Column(_("Indicator")),
        *(
            Column(label, kind="figure")
            for label in (
                _("Baseline"),
                _("Target"),
                _("Now") if report.last == timezone.localdate() else _("On the last day"),
                _("Change in the period"),
                _("Of the target"),
                _("Needed a month"),
                _("Kept a month"),
            )
        ),
        Column(_("How it stands")),
    ]
    title = _("Indicators")
    rows = [_indicator_row(each) for each in report.indicators]
    notes = [
        _("The change is that against the last sample before the first day; where there is none, a dash stands."),
        *([_by_hand(report)] if _by_hand(report) else []),
    ]
    return Section("indicators", title, table=Table(columns, rows, title), notes=notes)


def _indicator_row(each: InPeriod) -> list[Cell | Value]:
    standing, chosen = each.standing, each.standing.indicator
    word, _tone = state_shown(standing)
    return [
        Cell(f"{chosen.code} {chosen.name}", note=chosen.unit, url=reverse("programme:indicator", args=[chosen.code])),
        Cell(NONE) if chosen.baseline is None else chosen.baseline,
        Cell(NONE) if chosen.target is None else chosen.target,
        cell_of(standing.now),
        Cell(change_shown(each.change)),
        Cell(share_shown(standing) or NONE),
        Cell(pace_shown(standing.pace.needed)),
        Cell(pace_shown(standing.pace.kept)),
        Cell(word),
    ]


def _by_hand(report: Report) -> str:
    codes = [
        each.standing.indicator.code for each in report.indicators if (rule := each.standing.rule) and rule.is_by_hand
    ]
    return _("Entered by hand with their sources: %(codes)s.") % {"codes": ", ".join(codes)} if codes else ""


def _shares(report: Report) -> list[Section]:
    known = [each.standing for each in report.indicators if each.standing.share is not None]
    if not known:
        return []
    title = _("How much of the target is reached")
    chart = Chart(
        title,
        "bars",
        _("Indicator"),
        [f"{each.indicator.code} {each.indicator.name}" for each in known],
        [Series(_("Of the target in per cent"), [int(100 * (each.share or 0)) for each in known], "silk")],
        name="shares",
        unit="%",
        highest=100,
    )
    return [Section("shares", title, chart=chart)]


def _activities(report: Report) -> Section:
    columns = [
        Column(_("Number")),
        Column(_("Activity")),
        Column(_("When")),
        Column(_("Progress in per cent"), kind="figure"),
        Column(_("How it stands")),
        Column(_("Budget in baht"), kind="figure"),
        Column(_("Spent so far in baht"), kind="figure"),
    ]
    rows: list[list[Cell | Value]] = []
    for course in report.courses:
        each = course.activity
        rows.append(
            [
                Cell(each.number, url=reverse("programme:activity", args=[each.number])),
                Cell(each.name, note=each.owner),
                Cell(when_shown(report.plan, course)),
                _or_dash(each.progress),
                Cell(timing_shown(report.plan, course)),
                _or_dash(each.budget),
                _or_dash(each.spent),
            ]
        )
    title = _("Activities of the work plan in the period")
    said = [] if rows else [_("No activity of the work plan lies in this period.")]
    table = Table(columns, rows, title) if rows else None
    return Section("activities", title, said=said, table=table)


def _notes(report: Report) -> list[Section]:
    """Return what was noted in the period; nothing where nothing was."""
    if not report.notes:
        return []
    columns = [
        Column(_("As of")),
        Column(_("Activity")),
        Column(_("What happened")),
        Column(_("Progress in per cent"), kind="figure"),
        Column(_("Spent so far in baht"), kind="figure"),
    ]
    rows: list[list[Cell | Value]] = [
        [
            Cell(day_shown(each.day)),
            Cell(f"{each.activity.number} {each.activity.name}"),
            Cell(each.text or NONE),
            _or_dash(each.progress),
            _or_dash(each.spent),
        ]
        for each in report.notes
    ]
    title = _("What was noted in the period")
    return [Section("notes", title, table=Table(columns, rows, title))]


def _health(viewer: Viewer) -> list[Section]:
    """Return how the centres are doing that the viewer may see; nothing where these are none."""
    try:
        seen = health(viewer)
    except Refused:
        return []
    title = _("How the centres are doing")
    notes = [_("As of today, whatever the period: no past is kept of it. Shown to the centres and the national team.")]
    table = health_table(seen, "centre")
    unsorted = replace(table, columns=[replace(column, sort="") for column in table.columns], sort="")
    return [Section("health", title, table=unsorted, notes=notes)]


def _centres(report: Report) -> Section:
    """Return every indicator by centre, with the change in the period below."""
    codes = [each.standing.indicator.code for each in report.indicators]
    columns = [Column(_("Centre")), *(Column(code, kind="figure") for code in codes)]
    centres = sorted((each.centre for each in all_territories()), key=lambda each: each.code)
    rows = [[Cell(short_name(centre)), *(_at(each, centre.pk) for each in report.indicators)] for centre in centres]
    title = _("Figures by centre")
    notes = [
        _("Below a figure stands its change in the period."),
        "; ".join(f"{each.standing.indicator.code} {each.standing.indicator.name}" for each in report.indicators),
    ]
    return Section("centres", title, table=Table(columns, rows, title, phone="scroll"), notes=notes)


def _at(each: InPeriod, centre: int) -> Cell:
    """Return the figure of a centre; what nobody entered or counted is a dash."""
    told, before = cell_of(each.figures[centre]) if centre in each.figures else Cell(NONE), each.before.get(centre)
    if told.value is None:
        return Cell(NONE)
    value = each.figures[centre].value if centre in each.figures else None
    if value is None or before is None or before.value is None or value == before.value:
        return told
    return Cell(told.value, note=change_shown(value - before.value))


def _or_dash(value: int | None) -> Cell:
    return Cell(NONE if value is None else value)
