"""Rounds over HTTP: the list of them, the form that starts one, the board, its records, its end."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access.answering import viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.places.filter_words import filters_in_force
from sanphalang.places.names import own_name
from sanphalang.verification.assigning import parts_named, people_of
from sanphalang.verification.board import Rounds, board_of, tallies_of
from sanphalang.verification.doors import for_runners
from sanphalang.verification.models import VerificationRound
from sanphalang.verification.round_forms import RoundForm, TasksForm
from sanphalang.verification.round_page import board_page
from sanphalang.verification.round_rules import RoundState
from sanphalang.verification.round_tables import rounds_table, tasks_table
from sanphalang.verification.rounds import round_of
from sanphalang.verification.starting import close_round, expected, start_round
from sanphalang.verification.tasks import headings, narrowed, parts_of, rows, shown
from sanphalang.web.addresses import kept_query
from sanphalang.web.exports import in_pieces, stream_csv, write_xlsx
from sanphalang.web.figures import show_figure
from sanphalang.web.form_pages import Done, FormPage, ask_once
from sanphalang.web.ordered_pages import PAGE_SIZE

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_runners
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds that the viewer runs."""
    mine = Rounds(viewer_of(request))
    page = Paginator(mine.all, PAGE_SIZE).get_page(request.GET.get("page"))
    here = list(page.object_list)
    table = rounds_table(here, tallies_of(here), several=len(mine.centres) > 1)
    return render(request, "verification/rounds.html", {"page": page, "table": table})


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def new_round(request: HttpRequest) -> HttpResponse:
    """The form that starts a round; how many records it would hold is told beside it, and told anew as it changes."""
    viewer = viewer_of(request)
    form = RoundForm(request.POST or None, centres=Rounds(viewer).centres, place=request.GET.get("place", ""))
    is_asked = request.method == "POST" and "look" not in request.POST
    if is_asked and form.is_valid():
        try:
            return redirect("verification:round", _started(viewer, form).pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "count": _count(viewer, form), "is_asked": is_asked}
    part = request.headers.get("HX-Target") == "count"
    return render(request, "verification/new_count.html" if part else "verification/new_round.html", context)


@require_safe
@for_runners
def board(request: HttpRequest, round_id: int) -> HttpResponse:
    """How far a round is. While its records are being taken, how far that is."""
    found = round_of(viewer_of(request), round_id)
    if found.state == RoundState.PREPARING:
        part = "preparing_part" if request.headers.get("HX-Request") else "preparing"
        return render(request, f"verification/{part}.html", {"round": found})
    if request.headers.get("HX-Request"):  # it was being prepared a moment ago
        return HttpResponse(headers={"HX-Redirect": request.path})
    opened = parts_named([request.GET.get("district", "")])
    return render(request, "verification/board.html", board_page(board_of(found), opened[0] if opened else None))


@require_safe
@for_runners
def tasks(request: HttpRequest, round_id: int) -> HttpResponse:
    """The records of a round, narrowed."""
    viewer = viewer_of(request)
    found = round_of(viewer, round_id)
    people = people_of(found)
    form = TasksForm(request.GET, parts=parts_of(found), people=people)
    fitting = narrowed(found, form.cleaned_data) if form.is_valid() else narrowed(found, {}).none()
    page = Paginator(fitting, PAGE_SIZE).get_page(request.GET.get("page"))
    count = page.paginator.count
    context = {
        "title": _("Records of the round"),
        "round": found,
        "form": form,
        "page": page,
        "table": tasks_table(shown(viewer, page.object_list, people)),
        "count": ngettext("%(n)s record", "%(n)s records", count) % {"n": show_figure(count)},
        "order": _("in the order of places, villages and names"),
        "active": filters_in_force(form, request.GET) if form.is_valid() else [],
        "is_filtered": bool(request.GET),
        "query": kept_query(request.GET, without=("page", "lang")),
    }
    return render(request, "verification/tasks.html", context)


@require_safe
@for_runners
def report(request: HttpRequest, round_id: int, file_format: str) -> HttpResponseBase:
    """The records of a round as a table to take home, narrowed as the list is."""
    viewer = viewer_of(request)
    found = round_of(viewer, round_id)
    people = people_of(found)
    form = TasksForm(request.GET, parts=parts_of(found), people=people)
    fitting = narrowed(found, form.cleaned_data) if form.is_valid() else narrowed(found, {}).none()
    name, above = f"round-{found.pk}-{timezone.localdate().isoformat()}.{file_format}", _about(found)
    lines = rows(viewer, fitting, people)
    if file_format == "xlsx":
        file = write_xlsx(headings(), lines, above=above)
        return FileResponse(file, as_attachment=True, filename=name, content_type=_SPREADSHEET)
    csv = stream_csv(headings(), lines, above=above)
    response = StreamingHttpResponse(in_pieces(csv), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def close(request: HttpRequest, round_id: int) -> HttpResponse:
    """End a round: asked once."""
    viewer = viewer_of(request)
    found = round_of(viewer, round_id)
    address = reverse("verification:round", args=[found.pk])
    left = board_of(found).all.open
    return ask_once(
        request,
        lambda: close_round(viewer, found.pk),
        page=FormPage(_("End the round"), _("Shall “%(name)s” end now?") % {"name": found.name}, address),
        consequences=[
            ngettext(
                "%(n)s record was not checked. It stays visible here as not checked.",
                "%(n)s records were not checked. They stay visible here as not checked.",
                left,
            )
            % {"n": show_figure(left)},
            _("The list disappears from the telephones of those who check; what they send later waits for approval."),
        ],
        undo=_("A round that has ended does not run again, but a new one can be started with what is left."),
        done=Done(_("The round has ended."), address),
    )


def _started(viewer: Viewer, form: RoundForm) -> VerificationRound:
    values = form.cleaned_data
    said = {"name": values["name"], "until": values["until"], "rule": values["policy"], "wish": form.wish}
    return start_round(viewer, centre=form.chosen_centre, **said)


def _count(viewer: Viewer, form: RoundForm) -> int | None:
    """Return how many records the round would hold, None while that cannot be told."""
    asked = form if form.is_bound else form.as_proposed()
    return expected(viewer, asked.chosen_centre, asked.wish) if asked.can_be_counted else None


def _about(found: VerificationRound) -> list[str]:
    return [f"{found.name} · {own_name(found.centre)}"]
