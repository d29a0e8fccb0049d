"""Reporting a problem, and reading the reports: HTTP only."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, save_or_draw, viewer_of
from sanphalang.access.queries import names_of_actors
from sanphalang.access.viewer import Viewer
from sanphalang.manual.actions import empty_words, mark_report, report_problem
from sanphalang.manual.addresses import page_told
from sanphalang.manual.forms import ReportForm
from sanphalang.manual.models import ProblemReport
from sanphalang.manual.queries import counts, may_solve
from sanphalang.manual.queries import reports as reports_for
from sanphalang.manual.rules import State, window_told
from sanphalang.web.days import day_shown
from sanphalang.web.form_pages import Done, FormPage, ask_once, go_on
from sanphalang.web.table import Cell, Column, Table, Tone, Value
from sanphalang.web.visitors import visitor_of

_A_PAGE = 50
_TONES: dict[str, Tone] = {State.NEW: "doubt", State.SEEN: "note", State.SOLVED: "right"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest) -> HttpResponse:
    """The form of a report, about the page that ``?page=`` names."""
    page = page_told(request.POST.get("page") or request.GET.get("page", ""))
    form = ReportForm(request.POST or None)
    return save_or_draw(
        request,
        form,
        lambda sent: _kept(request, sent, page),
        lambda _meanwhile: render(request, "manual/report.html", {"form": form, "page": page}),
    )


def _kept(request: HttpRequest, form: ReportForm, page: str) -> Done:
    values = form.cleaned_data | {
        "page": page,
        "language": get_language() or "th",
        "window": window_told(request.POST.get("window", "")),
        "browser": request.headers.get("User-Agent", "")[:300].replace("\0", ""),
    }
    number = report_problem(viewer_of(request), values=values, visitor=visitor_of(request))
    sentence = _("Thank you. Your report has the number %(number)d; the national administrators read it.")
    return Done(sentence % {"number": number}, reverse("manual:index"))


@require_safe
@never_cache
def reports(request: HttpRequest) -> HttpResponse:
    """All reports, or those of one state."""
    viewer, state = viewer_of(request), request.GET.get("state", "")
    _refuse_others(viewer)
    page = Paginator(reports_for(viewer, state=state), _A_PAGE).get_page(request.GET.get("page"))
    numbers = counts(viewer)
    states = [{"name": name, "label": label, "count": numbers[name]} for name, label in ProblemReport.STATES]
    context = {"table": _table(list(page.object_list)), "page": page, "states": states, "state": state}
    return render(request, "manual/reports.html", context)


def _table(shown: list[ProblemReport]) -> Table:
    names = names_of_actors({each.actor for each in shown})
    columns = [Column(each) for each in (_("Number"), _("State"), _("Page"), _("When"), _("Who"))]
    rows: list[list[Cell | Value]] = [
        [
            Cell(str(each.pk), url=reverse("manual:problem", args=[each.pk])),
            Cell(each.get_state_display(), tone=_TONES[each.state]),
            each.page or _("Not told"),
            day_shown(each.at),
            _who(each, names),
        ]
        for each in shown
    ]
    return Table(columns, rows, _("Reported problems"))


@require_safe
@never_cache
def problem(request: HttpRequest, number: int) -> HttpResponse:
    """One report."""
    viewer = viewer_of(request)
    _refuse_others(viewer)
    each = reports_for(viewer).filter(pk=number).first()
    if each is None:
        raise Http404
    items = [
        {"label": _("State"), "value": each.get_state_display()},
        {"label": _("Page"), "value": each.page or _("Not told")},
        {"label": _("When"), "value": day_shown(each.at)},
        {"label": _("Who"), "value": _who(each, names_of_actors({each.actor}))},
        {"label": _("Language"), "value": each.language},
        {"label": _("Window in pixels"), "value": each.window},
        {"label": _("Browser"), "value": each.browser},
    ]
    others = [{"name": name, "label": label} for name, label in ProblemReport.STATES if name != each.state]
    crumbs = [{"label": _("Reported problems"), "url": reverse("manual:reports")}]
    context = {"report": each, "items": items, "others": others, "crumbs": crumbs}
    return render(request, "manual/problem.html", context)


@require_POST
@answering_refusals
def mark(request: HttpRequest, number: int, state: str) -> HttpResponse:
    """Say how far a report is."""
    if state not in set(State):
        raise Http404
    mark_report(viewer_of(request), number, state=State(state))
    return go_on(request, Done(_("Saved."), reverse("manual:problem", args=[number])))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def empty(request: HttpRequest, number: int) -> HttpResponse:
    """Ask once, then empty the words of a report."""
    viewer, back = viewer_of(request), reverse("manual:problem", args=[number])
    _refuse_others(viewer)
    page = FormPage(_("Empty the words"), _("Shall the words of report %(number)d go?") % {"number": number}, back)
    return ask_once(
        request,
        lambda: empty_words(viewer, number),
        page=page,
        consequences=[_("The page, the day and the state stay.")],
        undo=_("This cannot be undone."),
        done=Done(_("The words of the report are emptied."), back),
    )


def _refuse_others(viewer: Viewer) -> None:
    if not may_solve(viewer):
        raise PermissionDenied(_("Reports of problems are read by the national administrators."))


def _who(report: ProblemReport, names: dict[str, str]) -> str:
    return names.get(report.actor) or (_("A visitor") if report.actor == "public" else report.actor)
