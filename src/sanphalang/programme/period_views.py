"""The report of a period over HTTP: a page to choose it, and its files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.committees.fields import DayField
from sanphalang.programme.period_document import period_document, period_shown
from sanphalang.programme.periods import quarter_around, report_of
from sanphalang.reports.document_views import answer_document
from sanphalang.thai.periods import Period
from sanphalang.web.chart_files import chart_file, table_file
from sanphalang.web.days import day_shown
from sanphalang.web.paper import can_print


class PeriodForm(forms.Form):
    """From which day to which day."""

    first = DayField(label=gettext_lazy("From day"), help_text=gettext_lazy("Such as 1/10/2568."))
    last = DayField(label=gettext_lazy("To day"), help_text=gettext_lazy("Such as 31/12/2568."))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, or has not begun yet."""
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day has to lie after the first one."))
        if first and first > timezone.localdate():
            self.add_error("first", _("This day lies ahead. Please choose a period that has begun."))
        return self.cleaned_data

    @property
    def period(self) -> Period:
        """The period that was chosen."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


@require_safe
@kept_for_the_public
@answering_refusals
def report(request: HttpRequest) -> HttpResponseBase:
    """The report of a period as a page; this quarter's unless another one is chosen."""
    form, viewer = _form(request), viewer_of(request)
    context: dict[str, Any] = {
        "title": _("Report of the programme"),
        "crumbs": [{"label": _("The programme"), "url": reverse("programme:overview")}],
        "lead": "",
        "document": None,
        "form": form,
        "offered": _offered(),
        "can_print": can_print(),
    }
    if form.is_valid():
        document = period_document(viewer, report_of(viewer, form.period), site="")
        table = next((each.table for each in document.sections if each.name == request.GET.get("chart")), None)
        if table is not None and request.GET.get("file") in {"csv", "xlsx"}:
            return table_file(table, f"programme-{request.GET['chart']}", request.GET["file"])
        charts = [each.chart for each in document.sections if each.chart is not None]
        answer = chart_file(request, charts)
        if answer is not None:
            return answer
        context |= {"document": document, "asked": _asked(form.period), "lead": period_shown(form.period)}
    return render(request, "programme/report.html", context)


@require_safe
@answering_refusals
def report_file(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """The same as a PDF, a Word document or a workbook, with what who asks may see."""
    form, viewer = _form(request), viewer_of(request)
    page = reverse("programme:report")
    if not form.is_valid():
        return redirect(f"{page}?{request.GET.urlencode()}")  # where it says what is wrong
    period, site = form.period, request.build_absolute_uri("/").rstrip("/")
    return answer_document(
        request,
        lambda: period_document(viewer, report_of(viewer, period), site=site),
        name="programme",
        file_format=file_format,
        page=f"{page}?{_asked(period)}",
        asked=None if viewer.grants else ("programme", period, site),
    )


def _form(request: HttpRequest) -> PeriodForm:
    """Return the form as it was sent; days that are understood are shown in the reader's era."""
    asked = {"first": request.GET.get("first", ""), "last": request.GET.get("last", "")}
    form = PeriodForm(asked)
    if any(asked.values()) and not form.is_valid():
        return form
    period = form.period if form.is_valid() else quarter_around(timezone.localdate())
    return PeriodForm({"first": day_shown(period.start), "last": day_shown(period.end)})


def _offered() -> list[dict[str, str]]:
    """Return the periods that are asked for most: this quarter, the one before, this fiscal year, the one before."""
    today = timezone.localdate()
    now, year = quarter_around(today), Period.fiscal_of(today)
    before = quarter_around(now.start - timedelta(days=1))
    chosen = (
        (_("This quarter"), now),
        (_("Last quarter"), before),
        (_("This fiscal year"), year),
        (_("Last fiscal year"), Period.fiscal_of(year.start - timedelta(days=1))),
    )
    return [{"label": label, "asked": _asked(period)} for label, period in chosen]


def _asked(period: Period) -> str:
    return urlencode({"first": period.start.isoformat(), "last": period.end.isoformat()})
