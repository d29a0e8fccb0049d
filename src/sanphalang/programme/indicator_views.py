"""Indicators over HTTP: the page, its forms, and figures that are entered by hand."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answer_form, answering_refusals, found, viewer_of
from sanphalang.programme import actions, queries
from sanphalang.programme.forms import IndicatorForm, NewIndicatorForm, ReadingForm
from sanphalang.programme.indicator_page import indicator_page
from sanphalang.programme.models import Indicator, Reading
from sanphalang.programme.writing import require_editor
from sanphalang.web.chart_files import chart_file, table_file
from sanphalang.web.form_pages import Done, FormPage, ask_once, go_on

_FORM = (
    *("name_th", "name_en", "counts", "unit_th", "unit_en", "baseline", "target", "starts_on", "ends_on", "source"),
    "revision",
)


@require_safe
@answering_refusals
def indicator(request: HttpRequest, indicator: str) -> HttpResponseBase:
    """One indicator: now, over time, by centre; its figures to take home."""
    viewer = viewer_of(request)
    chosen = found(queries.indicator(viewer, indicator))
    context = indicator_page(viewer, chosen, request.GET.get("sort", ""))
    if request.GET.get("table") in {"csv", "xlsx"} and context["table"]:
        return table_file(context["table"], f"{chosen.code}-centres", request.GET["table"])
    return chart_file(request, [context["chart"]]) or render(request, "programme/indicator.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest) -> HttpResponse:
    """Add an indicator."""
    viewer = viewer_of(request)
    require_editor(viewer)

    def save(form: NewIndicatorForm) -> Done:
        return Done(_("Saved."), _address(actions.add_indicator(viewer, values=form.values)))

    form = NewIndicatorForm(request.POST if request.method == "POST" else None)
    page = FormPage(_("Add an indicator"), _("What is counted, and up to where."), reverse("programme:overview"))
    return answer_form(request, form, page, save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, indicator: str) -> HttpResponse:
    """Change an indicator."""
    viewer = viewer_of(request)
    require_editor(viewer)

    def stored() -> dict[str, Any]:
        chosen = found(queries.indicator(viewer, indicator))
        return {name: getattr(chosen, name) for name in _FORM}

    def save(form: IndicatorForm) -> Done:
        actions.edit_indicator(viewer, indicator, expected_revision=form.expected_revision, values=form.values)
        return Done(_("Saved."), _address(indicator))

    chosen = found(queries.indicator(viewer, indicator))
    form = IndicatorForm(request.POST if request.method == "POST" else None, stored=stored())
    page = FormPage(_("Edit an indicator"), chosen.name, _address(indicator))
    return answer_form(request, form, page, save, stored)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def close(request: HttpRequest, indicator: str) -> HttpResponse:
    """Ask once, then count it no longer."""
    viewer = viewer_of(request)
    require_editor(viewer)
    chosen: Indicator = found(queries.indicator(viewer, indicator))
    return ask_once(
        request,
        lambda: actions.close_indicator(viewer, indicator),
        page=FormPage(
            _("Close the indicator"),
            _("Shall “%(name)s” be counted no longer?") % {"name": chosen.name},
            _address(indicator),
        ),
        consequences=[_("It leaves the overview. What it stood at until now stays.")],
        undo=_("It can be opened again on its page."),
        done=Done(_("The indicator is closed."), _address(indicator)),
    )


@require_POST
@answering_refusals
def reopen(request: HttpRequest, indicator: str) -> HttpResponse:
    """Count it again."""
    actions.reopen_indicator(viewer_of(request), indicator)
    return go_on(request, Done(_("The indicator is counted again."), _address(indicator)))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def enter_reading(request: HttpRequest, indicator: str) -> HttpResponse:
    """Enter a figure by hand."""
    viewer = viewer_of(request)
    require_editor(viewer)
    chosen = found(queries.indicator(viewer, indicator))

    def save(form: ReadingForm) -> Done:
        actions.enter_reading(viewer, indicator, values=form.values)
        return Done(_("The figure is entered."), f"{_address(indicator)}#readings")

    form = ReadingForm(request.POST if request.method == "POST" else None)
    lead = _("%(name)s: how many there are all in all as of a day, not how many were added.") % {"name": chosen.name}
    return answer_form(request, form, FormPage(_("Enter a figure"), lead, _address(indicator)), save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def take_reading_back(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Ask once, then leave out a figure that was entered wrongly."""
    viewer = viewer_of(request)
    require_editor(viewer)
    reading: Reading = found(queries.reading(viewer, reading_id))
    back = _address(reading.indicator.code)
    return ask_once(
        request,
        lambda: _taken_back(request, reading_id),
        page=FormPage(
            _("Take the figure back"),
            _("Shall %(value)s, from “%(source)s”, be left out?") % {"value": reading.value, "source": reading.source},
            back,
        ),
        consequences=[_("The figure that was entered before it counts again.")],
        undo=_("It can be entered anew."),
        done=Done(_("The figure is taken back."), f"{back}#readings"),
    )


def _taken_back(request: HttpRequest, reading_id: int) -> None:
    actions.take_reading_back(viewer_of(request), reading_id)


def _address(code: str) -> str:
    return reverse("programme:indicator", args=[code])
