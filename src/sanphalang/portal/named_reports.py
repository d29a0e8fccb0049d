"""Reports by name, for the command ``report``: each is computed by the functions of its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.access.viewer import Viewer
from sanphalang.organisations.network_queries import years_known
from sanphalang.programme.period_document import period_document
from sanphalang.programme.periods import quarter_around, report_of
from sanphalang.reports.areas import where_called
from sanphalang.reports.document import Document
from sanphalang.reports.network import network_report
from sanphalang.reports.network_document import PARTS, network_document
from sanphalang.thai.dates import parse_date, parse_year
from sanphalang.thai.periods import Period
from sanphalang.thai.years import BUDDHIST_AHEAD
from sanphalang.web.table import Words


class CannotReportError(ValueError):
    """There is no such report; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for, as it was typed; ``site`` is where QR codes lead to."""

    area: str = ""
    year: str = ""
    first: str = ""
    last: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A report: what it is called in words, and how it is made."""

    title: Words
    make: Callable[[Viewer, Asked], Document]


def _network(viewer: Viewer, asked: Asked) -> Document:
    if asked.first or asked.last:
        raise CannotReportError(_("The reports of the network are for a year: please give --year."))
    area = where_called(asked.area)
    if area is None:
        told = {"area": asked.area}
        raise CannotReportError(
            _(
                "There is no region, cluster or province “%(area)s”. Please write the code of a province such as 30, "
                "its name, or region:northeast."
            )
            % told
        )
    return network_document(network_report(viewer, area, _year(viewer, asked.year)), site=asked.site)


def _part(name: str) -> Callable[[Viewer, Asked], Document]:
    return lambda viewer, asked: _only(_network(viewer, asked), name)


def _only(document: Document, name: str) -> Document:
    alone = document.only(name)
    if not alone.tables:
        raise CannotReportError(
            _("There is nothing to report: no figures of this kind are known of %(area)s.") % {"area": document.lead}
        )
    return alone


def _year(viewer: Viewer, text: str) -> int | None:
    """Return the year of the Common Era that was typed in either era; refuse one of which nothing can be known."""
    if not text:
        return None
    year, known = parse_year(text).year, years_known(viewer)
    if year is None:
        raise CannotReportError(_("“%(year)s” is no year. Please write it like 2563 or 2020.") % {"year": text})
    if not known:
        raise CannotReportError(_("Nothing is known of the network yet, in no year."))
    if not known[-1] <= year <= timezone.localdate().year:
        told = {"year": year + BUDDHIST_AHEAD, "first": known[-1] + BUDDHIST_AHEAD}
        raise CannotReportError(
            _("Nothing is known of B.E. %(year)s: the network is known from B.E. %(first)s until today.") % told
        )
    return year


def _programme(viewer: Viewer, asked: Asked) -> Document:
    if asked.area:
        raise CannotReportError(_("The report of the programme is for the whole country; figures by centre are in it."))
    return period_document(viewer, report_of(viewer, _period(asked)), site=asked.site)


def _period(asked: Asked) -> Period:
    """Return the days from and to, else the fiscal year that was asked for, else this quarter of it."""
    today = timezone.localdate()
    if asked.year and (asked.first or asked.last):
        raise CannotReportError(_("Please give either --year or --from and --to."))
    if asked.year:
        year = parse_year(asked.year).year
        if year is None:
            raise CannotReportError(
                _("“%(year)s” is no year. Please write it like 2563 or 2020.") % {"year": asked.year}
            )
        period = Period.fiscal(be=year + BUDDHIST_AHEAD)
    else:
        now = quarter_around(today)
        period = Period(_day(asked.first) or now.start, _day(asked.last) or max(today, _day(asked.first) or now.end))
    if period.start > today:
        raise CannotReportError(_("This period has not begun yet."))
    if period.end < period.start:
        raise CannotReportError(_("The last day has to lie after the first one."))
    return period


def _day(text: str) -> date | None:
    if not text:
        return None
    answer = parse_date(text)
    if answer.date is None or answer.precision != "day":
        raise CannotReportError(_("“%(day)s” is no day. Please write it like 1/10/2568 or 2025-10-01.") % {"day": text})
    return answer.date


NAMED: dict[str, Named] = {
    "network": Named(gettext_lazy("The network of local authorities, whole"), _network),
    **{name: Named(title, _part(name)) for name, title in PARTS.items()},
    "programme": Named(gettext_lazy("The programme in a period"), _programme),
}
"""The reports by their names."""
