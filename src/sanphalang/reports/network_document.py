"""The network report as a document."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.places.names import own_name
from sanphalang.reports.document import Document, Fact
from sanphalang.reports.network import NetworkReport
from sanphalang.web.days import day_in_full, years_ahead
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Words

PARTS: dict[str, Words] = {
    "provinces": gettext_lazy("Local authorities of the network by province"),
    "joined": gettext_lazy("Local authorities as members, by year"),
    "trained": gettext_lazy("People trained, by year"),
    "centres": gettext_lazy("Centres of the network, by issue and year"),
    "partners": gettext_lazy("Partners and social assets by province"),
    "academic": gettext_lazy("Academic partners, by year"),
    "stated": gettext_lazy("What documents state beside what the records say"),
}
"""The sections that can be asked for alone, by the name of the first one."""


def network_document(report: NetworkReport, *, site: str) -> Document:
    """Return the report on paper; ``site`` is where its QR code leads to."""
    total, where = report.total, report.where
    asked = urlencode({"area": where.code, "year": str(report.year)})
    facts = [
        Fact(_("Local authorities"), show_figure(total.authorities)),
        Fact(_("In the network"), show_figure(total.members), f"{report.share} %" if total.authorities else ""),
        Fact(_("Leaders' camp: people"), _figure(total.camp_people)),
        Fact(_("Top leaders: people"), _figure(total.top_people)),
    ]
    return Document(
        name="network",
        kicker=_("Report of the network"),
        title=_("The network of local authorities"),
        lead=_("%(area)s, by %(year)d") % {"area": where.name, "year": report.year + years_ahead()},
        as_of=_("As of %(day)s") % {"day": day_in_full(timezone.localdate())},
        address=f"{site}{reverse('sheets:network')}?{asked}",
        sections=report.sections,
        facts=facts,
        kept_by=_("Computed from the records of the central database. Each figure can be followed on the page:"),
        names=[own_name(place) for place in where.provinces],
    )


def _figure(number: int | None) -> str:
    return "–" if number is None else show_figure(number)
