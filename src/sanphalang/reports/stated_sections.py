"""What a document states beside what the records say, with the difference, and where the document disagrees itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.network_queries import (
    InProvince,
    joined_by_year,
    learning_centres_by_year,
    network_by_province,
    trained_by_year,
)
from sanphalang.organisations.words import CENTRE_KINDS, ISSUES
from sanphalang.places.models import Place
from sanphalang.places.names import own_name
from sanphalang.reports import stated
from sanphalang.reports.areas import Where
from sanphalang.reports.document import Section
from sanphalang.reports.network_sections import share, span_shown
from sanphalang.reports.stated_cells import NONE, beside, difference, difference_note
from sanphalang.reports.stated_partners import stated_partners
from sanphalang.reports.stated_rules import (
    MEASURES,
    MORE_BODIES,
    PERCENT,
    REPEATED,
    SO_FAR,
    SUM,
    TWO_TOTALS,
    Contradiction,
    between,
    in_provinces,
    in_years,
)
from sanphalang.web.days import years_ahead
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell, Column, Table, Value

_CAMP = "camp"


def stated_sections(viewer: Viewer, area: Where, places: Sequence[Place]) -> list[Section]:
    """Return what documents state of an area; nothing where they state nothing."""
    by_name = {place.name_th: place for place in places}
    rows = [row for row in stated.by_province() if row.province in by_name]
    if not rows:
        return []
    here = network_by_province(viewer, stated.YEAR, area.intervals)
    found = [(row, here.get(by_name[row.province].padded, InProvince())) for row in rows]
    names = {name: own_name(place) for name, place in by_name.items()}
    wrong = list(in_provinces(rows))
    sections = []
    if area.code == stated.AREA:
        wrong += [*in_years(stated.by_year()), *between(stated.by_province(), stated.by_year(), stated.YEAR)]
        sections = [_years(viewer, area), _people(), _centres(viewer, area)]
        sections += stated_partners(viewer, area)
    return [_totals(found, wrong, names), _provinces(found, names), *sections]


def _totals(
    found: Sequence[tuple[stated.StatedProvince, InProvince]],
    wrong: Iterable[Contradiction],
    names: dict[str, str],
) -> Section:
    said = sum((row.counted for row, _here in found), InProvince())
    here = sum((counted for _row, counted in found), InProvince())
    labels = (
        _("Local authorities"),
        _("In the network"),
        _("Leaders' camp: people"),
        _("Leaders' camp: authorities"),
        _("Top leaders: people"),
        _("Top leaders: authorities"),
    )
    rows: list[list[Cell | Value]] = [
        [Cell(label), measure(said), measure(here), difference(measure(said), measure(here))]
        for label, measure in zip(labels, MEASURES, strict=True)
    ]
    rows.append([Cell(_("Percent of all")), Cell(share(said)), Cell(share(here)), Cell(NONE)])
    columns = [
        Column(_("What is counted")),
        Column(_("The document"), kind="figure"),
        Column(_("The records"), kind="figure"),
        Column(_("Difference"), kind="figure"),
    ]
    title = _("What the document states of %(year)d, and what the records say") % {"year": stated.YEAR + years_ahead()}
    count = _("The document gives figures of %(count)d of its provinces that lie in this area.") % {"count": len(found)}
    sentences = [sentence_of(each, names) for each in wrong]
    if sentences:
        sentences.insert(0, _("The document disagrees with itself. Its figures are shown as printed:"))
    notes = [*sentences, _("Source: %(source)s") % {"source": stated.SOURCE}]
    return Section("stated", title, said=[count], table=Table(columns, rows, title, phone="scroll"), notes=notes)


def _provinces(found: Sequence[tuple[stated.StatedProvince, InProvince]], names: dict[str, str]) -> Section:
    pairs = (
        (_("Local authorities"), MEASURES[0]),
        (_("In the network"), MEASURES[1]),
        (_("Leaders' camp: people"), MEASURES[2]),
        (_("Top leaders: people"), MEASURES[4]),
    )
    columns = [Column(_("Province"))]
    for label, _measure in pairs:
        columns.append(Column(_("%(what)s, document") % {"what": label}, kind="figure"))
        columns.append(Column(_("%(what)s, records") % {"what": label}, kind="figure"))
    rows: list[list[Cell | Value]] = []
    for row, here in found:
        cells: list[Cell | Value] = [Cell(names[row.province])]
        for _label, measure in pairs:
            cells += beside(measure(row.counted), measure(here))
        rows.append(cells)
    title = _("Document and records by province")
    table = Table(columns, rows, title, phone="scroll")
    return Section("stated-provinces", title, table=table, notes=[difference_note()])


def _years(viewer: Viewer, area: Where) -> Section:
    """Return members and people of the camp by year; what the records hold besides stands in the parts above."""
    joined = joined_by_year(viewer, area.intervals)
    trained = [(year, people) for year, kind, people, _n in trained_by_year(viewer, area.intervals) if kind == _CAMP]
    columns = [Column(_("Year"))]
    for label in (_("Joined in the year"), _("Joined so far"), _("Leaders' camp: people")):
        columns.append(Column(_("%(what)s, document") % {"what": label}, kind="figure"))
        columns.append(Column(_("%(what)s, records") % {"what": label}, kind="figure"))
    rows: list[list[Cell | Value]] = []
    for row in stated.by_year():
        so_far = max((each.so_far for each in joined if each.year <= row.year), default=0)
        people = [number for year, number in trained if number is not None and _lies_in(row, year)]
        rows.append(
            [
                Cell(span_shown(row.since, row.year)),
                *beside(row.joined, sum(each.joined for each in joined if _lies_in(row, each.year))),
                *beside(row.so_far, so_far),
                *beside(row.trained, sum(people) if people else None),
            ]
        )
    title = _("Document and records by year")
    return Section("stated-years", title, table=Table(columns, rows, title, phone="scroll"), notes=[difference_note()])


def _people() -> Section:
    columns = [Column(_("Year"))]
    columns += [
        Column(label, kind="figure")
        for label in (_("Change leaders"), _("Executives"), _("Technical officers"), _("Data managers"))
    ]
    rows: list[list[Cell | Value]] = [
        [
            Cell(span_shown(row.since, row.year)),
            Cell(NONE) if row.change_leaders is None else row.change_leaders,
            *(row.executives, row.technical_officers, row.data_managers),
        ]
        for row in stated.by_year()
    ]
    title = _("People of the network by year, as the document states them")
    notes = [
        _("Change leaders are those of the year, the others all so far. The records hold nothing to compare with.")
    ]
    return Section("stated-people", title, table=Table(columns, rows, title, phone="scroll"), notes=notes)


def _centres(viewer: Viewer, area: Where) -> Section:
    here = Counter[tuple[int, str, str]]()
    for _since, year, kind, issue, counted in learning_centres_by_year(viewer, area.intervals):
        here[year, kind, issue] += counted
    columns = [
        Column(_("Year")),
        Column(_("Kind")),
        Column(_("Issue")),
        Column(_("The document"), kind="figure"),
        Column(_("The records"), kind="figure"),
        Column(_("Difference"), kind="figure"),
    ]
    rows: list[list[Cell | Value]] = []
    for row in stated.centres():
        number = sum(here[year, row.kind, row.issue] for year in range(row.since or row.year, row.year + 1))
        what = [Cell(span_shown(row.since, row.year)), Cell(CENTRE_KINDS[row.kind]), Cell(ISSUES.get(row.issue, NONE))]
        rows.append([*what, row.number, number, difference(row.number, number)])
    title = _("Centres in the document and in the records")
    return Section("stated-centres", title, table=Table(columns, rows, title, phone="scroll"))


def _lies_in(row: stated.StatedYear, year: int) -> bool:
    """Say whether a year is that of a row, or one of its span."""
    return (row.since or row.year) <= year <= row.year


def sentence_of(found: Contradiction, names: dict[str, str]) -> str:
    """Return a contradiction in a whole sentence."""
    at = names.get(found.at, found.at) if isinstance(found.at, str) else found.at + years_ahead()
    told = {"at": at} | {f"n{number}": show_figure(each) for number, each in enumerate(found.numbers, start=1)}
    sentences = {
        SO_FAR: _("%(at)s: %(n1)s authorities so far and %(n2)s more are not %(n3)s."),
        SUM: _("By %(at)s: those who joined in each year add up to %(n1)s, the number so far is given as %(n2)s."),
        REPEATED: _(
            "%(at)s: the number of data managers, %(n1)s, repeats the year before; in other years it is that of the "
            "authorities, which is %(n2)s."
        ),
        TWO_TOTALS: _("%(at)s: the table by year counts %(n1)s authorities, the table by province %(n2)s."),
        MORE_BODIES: _("%(at)s: %(n1)s people come from %(n2)s authorities, which cannot be."),
        PERCENT: _("%(at)s: the share is printed as %(n1)s %%, the numbers beside it give %(n2)s %%."),
    }
    return sentences[found.kind] % told
