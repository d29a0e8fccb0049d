"""The acts of an import over HTTP: each is a POST that leads back to the batch."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.intake import actions, queries
from sanphalang.intake.forms import PlacesForm
from sanphalang.intake.jobs import ask_for_work
from sanphalang.intake.models import ImportBatch, ImportRow
from sanphalang.intake.registers import tells_memberships
from sanphalang.intake.results import results_of
from sanphalang.intake.review import place_questions
from sanphalang.intake.sight import sight_of
from sanphalang.intake.views import crumbs, for_importers, review
from sanphalang.web.figures import show_figure

Decision = ImportRow.Decision
_View = Callable[..., HttpResponseBase]


def leading_back(view: _View) -> _View:
    """Let an act lead back to the batch; what was refused is said there. Others' batches do not exist."""

    @wraps(view)
    def answered(request: HttpRequest, viewer: Viewer, batch_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        queries.batch(viewer, batch_id)
        try:
            return view(request, viewer, batch_id, *args, **kwargs)
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect("intake:batch", batch_id)

    return answered


@require_POST
@for_importers
@leading_back
def bring_in(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Bring in the rows that are ready."""
    return _work(viewer, actions.begin_bringing_in(viewer, batch_id))


@require_POST
@for_importers
@leading_back
def check_again(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Check the list against the registry as it is now."""
    return _work(viewer, actions.check_again(viewer, batch_id, of_organisations="of_organisations" in request.POST))


@require_POST
@for_importers
@leading_back
def carry_on(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Take up work that stands still."""
    return _work(viewer, actions.carry_on(viewer, batch_id))


@require_POST
@for_importers
@leading_back
def choose_sheet(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Read another sheet of the workbook."""
    return _work(viewer, actions.choose_sheet(viewer, batch_id, sheet=_number(request.POST.get("sheet", ""))))


@require_POST
@for_importers
@leading_back
def choose_header(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Read another row as the heading, none at all, or the one that is found."""
    row: int | None = None
    if "none" in request.POST:
        row = 0
    elif "found" not in request.POST:
        row = _number(request.POST.get("row", ""))
        if not row:
            raise Refused(_("There is no such row."))
    return _work(viewer, actions.choose_header(viewer, batch_id, row=row))


@require_POST
@for_importers
@leading_back
def answer_guess(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Use the reading of one kind of finding in every row, or leave the cells blank."""
    kind = request.POST.get("kind", "")
    value = "yes" if request.POST.get("value") == "yes" else "no"
    if not any(found.endswith(f".{kind}") for found in queries.batch(viewer, batch_id).found):
        raise Refused(_("Nothing of this kind was found in the list."))
    return _work(viewer, actions.answer_for_all(viewer, batch_id, field="guess", written=kind, value=value))


@require_POST
@for_importers
@leading_back
def answer_places(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Say which places spellings mean, for every row that says the same."""
    batch = queries.batch(viewer, batch_id)
    if batch.stage not in queries.CHECKED:
        raise Refused(_("The list has not been checked yet."))
    form = PlacesForm(
        place_questions(batch, sight_of(viewer, batch)), request.POST, needs_place=tells_memberships(batch)
    )
    if not form.is_valid():
        return review(request, viewer, batch, form)
    if form.rows_as_they_are:
        batch = actions.decide_rows(viewer, batch_id, rows=form.rows_as_they_are, decision=Decision.AS_IS)
    if not form.answers:
        return _back(batch)
    return _work(viewer, actions.answer_questions(viewer, batch_id, field="place", answers=form.answers))


@require_POST
@for_importers
@leading_back
def decide(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Decide one row, ``one`` being its number and the decision, or all that were shown, by ``all``."""
    if request.POST.get("one"):
        number, _colon, decision = request.POST["one"].partition(":")
        rows = [_number(number)]
    else:
        decision, rows = request.POST.get("all", ""), [_number(row) for row in request.POST.getlist("row")]
    if decision == Decision.NONE:
        raise Refused(_("There is no such decision."))
    batch = actions.decide_rows(viewer, batch_id, rows=rows, decision=decision)
    noted = ngettext("The decision on %(n)s row is noted.", "The decision on %(n)s rows is noted.", len(rows))
    messages.success(request, noted % {"n": show_figure(len(rows))})
    return _back(batch, "#decide")


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
@leading_back
def withdraw(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponse:
    """Take the batch back: asked once."""
    if request.method == "POST":
        return _work(viewer, actions.begin_withdrawing(viewer, batch_id))
    batch = queries.batch(viewer, batch_id)
    context = {
        "title": _("Undo this import"),
        "question": _("Take back what “%(file)s” has brought in?") % {"file": batch.file_name},
        "consequences": results_of(batch).consequences(batch.report.get("brought", {})),
        "undo": _("The file and all decisions are kept, so the list can be checked and brought in again."),
        "submit": _("Yes, take it back out of the registry"),
        "cancel": reverse("intake:batch", args=(batch.pk,)),
        "crumbs": crumbs(batch, below=_("Undo")),
    }
    return render(request, "web/confirm.html", context)


def _work(viewer: Viewer, batch: ImportBatch) -> HttpResponse:
    ask_for_work(batch, viewer.actor)
    return _back(batch)


def _back(batch: ImportBatch, place: str = "") -> HttpResponse:
    return redirect(reverse("intake:batch", args=(batch.pk,)) + place)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise Refused(_("There is no such row."))
    return int(text)
