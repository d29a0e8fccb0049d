"""The academic partners that a document names by year, beside since when they are partners by the records."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.partnership_queries import PartnersInYear, partner_since, partners, year_by_year
from sanphalang.organisations.queries import called
from sanphalang.reports import stated
from sanphalang.reports.areas import Where
from sanphalang.reports.document import Section
from sanphalang.reports.partner_sections import ACADEMIC
from sanphalang.reports.stated_cells import NONE, beside, difference, difference_note
from sanphalang.reports.stated_rules import named_again
from sanphalang.web.days import years_ahead
from sanphalang.web.table import Cell, Column, Table, Value


def stated_partners(viewer: Viewer, area: Where) -> list[Section]:
    """Return the partners that the document names, and how many it names and the records know in each year."""
    return [_names(viewer), _years(viewer, area)]


def _names(viewer: Viewer) -> Section:
    known = called(viewer, {name for _year, name in stated.partners()})
    since, ahead = partner_since(viewer, set(known.values())), years_ahead()
    columns = [Column(_("Year")), Column(_("Academic partner")), Column(_("In the registry"))]
    columns.append(Column(_("Partner since, records")))
    rows: list[list[Cell | Value]] = []
    for year, name in stated.partners():
        number = known.get(name)
        url = "" if number is None else reverse("organisations:page", args=[number])
        here = None if number is None else since.get(number)
        apart = "" if here in (None, year) else difference(year, here).text
        rows.append(
            [
                Cell(str(year + ahead)),
                Cell(name),
                Cell(_("No") if number is None else _("Yes"), url=url),
                Cell(NONE if here is None else str(here + ahead), note=apart),
            ]
        )
    title = _("Academic partners by year, as the document states them")
    again = [
        _("The document names %(name)s in %(first)s and again in %(year)s.")
        % {"name": name, "first": first + ahead, "year": year + ahead}
        for name, first, year in named_again(stated.partners())
    ]
    notes = [_("Below a year of the records stands by how many years it differs from that of the document."), *again]
    return Section("stated-partners", title, table=Table(columns, rows, title, phone="scroll"), notes=notes)


def _years(viewer: Viewer, area: Where) -> Section:
    """Return the years of the document, and those up to its last one in which the records know more."""
    said = Counter(year for year, _name in stated.partners())
    found = partners(viewer, ACADEMIC, stated.YEAR, area.intervals)
    here = {each.year: each for each in year_by_year(found, stated.YEAR)}
    joined, standing = _("Joined in the year"), _("At the end of the year")
    labels = [
        _("%(what)s, document") % {"what": joined},
        _("%(what)s, records") % {"what": joined},
        _("%(what)s, records") % {"what": standing},
    ]
    columns = [Column(_("Year")), *(Column(label, kind="figure") for label in labels)]
    rows: list[list[Cell | Value]] = []
    for year in sorted({*said, *(year for year, each in here.items() if each.joined)}):
        counted = here.get(year, PartnersInYear(year, 0, 0, 0))
        rows.append([Cell(str(year + years_ahead())), *beside(said[year], counted.joined), counted.standing])
    title = _("Academic partners in the document and in the records, by year")
    notes = [difference_note()]
    return Section("stated-partners-years", title, table=Table(columns, rows, title, phone="scroll"), notes=notes)
