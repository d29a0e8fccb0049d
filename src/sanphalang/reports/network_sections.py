"""The parts of the network report: by province, who joined, who was trained, which centres there were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.network_queries import (
    InProvince,
    joined_by_year,
    learning_centres_by_year,
    trained_by_year,
)
from sanphalang.organisations.words import CENTRE_KINDS, ISSUES, TRAININGS
from sanphalang.places.models import Place
from sanphalang.places.names import own_name
from sanphalang.places.outlines import CROWDED, CROWDED_TARGET, province_outlines
from sanphalang.reports.areas import Where
from sanphalang.reports.document import Section
from sanphalang.web import choropleth
from sanphalang.web.charts import Chart, Series
from sanphalang.web.days import years_ahead
from sanphalang.web.table import Cell, Column, Table, Value


def share(counted: InProvince) -> str:
    """Return how many in a hundred belong to the network; a dash where there is no local authority."""
    return f"{100 * counted.members / counted.authorities:.2f}" if counted.authorities else "–"


def province_section(
    area: Where, year: int, places: Sequence[Place], counted: Mapping[int, InProvince], total: InProvince
) -> Section:
    """Return the network by province in a year: a map where there is more than one, and the table."""
    title = _("The network of local authorities in %(area)s, by %(year)d") % {
        "area": area.name,
        "year": year + years_ahead(),
    }
    rows = [_row(Cell(own_name(place)), counted.get(place.padded, InProvince())) for place in places]
    if len(rows) > 1:
        rows.append(_row(Cell(_("Total")), total))
    table = Table(_columns(), rows, title, phone="scroll")
    drawn = _map(area, year, places, counted) if len(places) > 1 else None
    return Section("provinces", title, map=drawn, table=table)


def _columns() -> list[Column]:
    return [
        Column(_("Province")),
        *(
            Column(label, kind="figure")
            for label in (
                _("Local authorities"),
                _("In the network"),
                _("Percent of all"),
                _("Leaders' camp: people"),
                _("Leaders' camp: authorities"),
                _("Top leaders: people"),
                _("Top leaders: authorities"),
            )
        ),
    ]


def _row(name: Cell, counted: InProvince) -> list[Cell | Value]:
    return [
        name,
        counted.authorities,
        counted.members,
        share(counted),
        counted.camp_people if counted.camp_authorities else Cell("–"),
        counted.camp_authorities,
        counted.top_people if counted.top_authorities else Cell("–"),
        counted.top_authorities,
    ]


def _map(area: Where, year: int, places: Sequence[Place], counted: Mapping[int, InProvince]) -> choropleth.Choropleth:
    outlines, is_nation = province_outlines(), not area.code
    drawn = []
    for place in places:
        found, box = counted.get(place.padded, InProvince()), outlines.box_around([place.code])
        asked = urlencode({"area": place.code, "year": str(year)})
        drawn.append(
            choropleth.Area(
                name=own_name(place),
                path=outlines.paths[place.code],
                url=f"{reverse('sheets:network')}?{asked}",
                value=round(100 * found.members / found.authorities, 2) if found.authorities else None,
                inset=is_nation and place.code in CROWDED,
                middle=(box[0] + box[2] / 2, box[1] + box[3] / 2),
            )
        )
    inset = choropleth.Inset(_("Bangkok and around"), outlines.box_around(CROWDED), CROWDED_TARGET)
    box = outlines.view_box if is_nation else outlines.box_around(place.code for place in places)
    title = _("Percent of all local authorities that belong to the network, by province")
    columns = [Column(_("Province")), Column(_("Percent of all"), kind="figure")]
    return choropleth.Choropleth(title, drawn, box, columns, inset if is_nation else None)


def joined(viewer: Viewer, area: Where) -> Section:
    """Return who joined the network in which year, and how many had joined by its end."""
    years = joined_by_year(viewer, area.intervals)
    chart = Chart(
        _("Local authorities that joined, by year"),
        "line",
        _("Year"),
        [span_shown(each.since, each.year) for each in years],
        [
            Series(_("In the year"), [each.joined for each in years], look="indigo"),
            Series(_("So far, those who left too"), [each.so_far for each in years], look="silk"),
        ],
        name="joined",
    )
    return of_chart(chart)


def trained(viewer: Viewer, area: Where) -> Section:
    """Return how many people were trained or became top leaders in which year, and of how many authorities."""
    found = {(kind, year): (people, bodies) for year, kind, people, bodies in trained_by_year(viewer, area.intervals)}
    years = sorted({year for _kind, year in found})
    shown = [str(year + years_ahead()) for year in years]
    series = [
        Series(label, [found.get((kind, year), (None, 0))[0] for year in years]) for kind, label in TRAININGS.items()
    ]
    columns = [Column(_("Year"))]
    for label in TRAININGS.values():
        columns.append(Column(_("%(training)s: people") % {"training": label}, kind="figure"))
        columns.append(Column(_("%(training)s: authorities") % {"training": label}, kind="figure"))
    rows: list[list[Cell | Value]] = []
    for year, words in zip(years, shown, strict=True):
        row: list[Cell | Value] = [Cell(words)]
        for kind in TRAININGS:
            people, bodies = found.get((kind, year), (0, 0))
            row += [people, bodies]
        rows.append(row)
    title = _("People trained, by year")
    table = Table(columns, rows, title, phone="scroll")
    chart = Chart(title, "bars", _("Year"), shown, series, name="trained", counted=_("people"), own_table=table)
    return of_chart(chart)


def centres(viewer: Viewer, area: Where) -> Section:
    """Return the centres of the network by kind, issue and year."""
    found = learning_centres_by_year(viewer, area.intervals)
    counted: dict[tuple[int, int], Counter[str]] = {}
    for since, year, kind, _issue, number in found:
        counted.setdefault((year, since or year), Counter())[kind] += number
    years = sorted(counted)
    kinds = [kind for kind in CENTRE_KINDS if any(counted[year][kind] for year in years)]
    columns = [Column(_("Year")), Column(_("Kind")), Column(_("Issue")), Column(_("Number of centres"), kind="figure")]
    rows: list[list[Cell | Value]] = [
        [Cell(span_shown(since, year)), Cell(CENTRE_KINDS[kind]), Cell(ISSUES.get(issue, "–")), number]
        for since, year, kind, issue, number in found
    ]
    title = _("Centres of the network, by year")
    chart = Chart(
        title,
        "stacked",
        _("Year"),
        [span_shown(since, year) for year, since in years],
        [Series(CENTRE_KINDS[kind], [counted[year][kind] or None for year in years]) for kind in kinds],
        name="centres",
        own_table=Table(columns, rows, _("Centres of the network, by issue and year"), phone="scroll"),
    )
    return of_chart(chart)


def of_chart(chart: Chart) -> Section:
    """Return a chart with its table as a section, or the sentence that there are no figures yet."""
    none = [] if chart.table.rows else [_("There are no figures yet.")]
    return Section(
        chart.name, str(chart.title), chart=chart, table=chart.table if chart.table.rows else None, said=none
    )


def span_shown(since: int | None, year: int) -> str:
    """Return a year, or a span of years of the Common Era, in the reader's own era."""
    ahead = years_ahead()
    return str(year + ahead) if since is None or since == year else f"{since + ahead}–{year + ahead}"
