"""The pages of an import over HTTP: the list, the file, and one address for a batch that shows what its stage asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.storage import keep_file
from sanphalang.intake import actions, queries, summary
from sanphalang.intake.broken_off import broken_off, check_broke_off
from sanphalang.intake.deciding import Pair, pairs
from sanphalang.intake.forms import PlacesForm, UploadForm
from sanphalang.intake.jobs import ask_for_work
from sanphalang.intake.kept_shown import count_of_kept, table_of_kept
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.looks import note_records, note_rows
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.records import list_of
from sanphalang.intake.registers import (
    KNOWLEDGE_KIND,
    MEMBERSHIPS_KIND,
    PEOPLE_KIND,
    names_people,
    tells_cases,
    tells_memberships,
)
from sanphalang.intake.review import found_by_kind, place_questions
from sanphalang.intake.sentences import refusal_sentence
from sanphalang.intake.sight import Sight, sight_of
from sanphalang.intake.tables import batches_table, places_table

Stage = ImportBatch.Stage
_View = Callable[..., HttpResponseBase]
Pairs = Sequence[Pair]
_BATCHES_A_PAGE = 25
_PAIRS_A_PAGE = 5
_PLACES = 10
_KEPT_A_PAGE = 50


def for_importers(view: _View) -> _View:
    """Open a view to those who may bring in lists, giving it the viewer; a batch of others does not exist for them.

    The pages hold cells that may be private, so no copy is kept on the way.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if not policy.may_anywhere(viewer, Act.INTAKE_IMPORT):
            raise PermissionDenied(_("Lists are brought in by the data managers and coordinators of the centres."))
        try:
            return view(request, viewer, *args, **kwargs)
        except queries.NoSuchBatchError as missing:
            raise Http404 from missing

    return never_cache(answered)


@require_safe
@for_importers
def imports(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The imports that the viewer may see."""
    page = Paginator(queries.batches(viewer), _BATCHES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "intake/list.html", {"page": page, "table": batches_table(list(page.object_list))})


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Choose a file and begin."""
    posted = request.method == "POST"
    form = UploadForm(viewer, request.POST if posted else None, request.FILES if posted else None)
    form.initial["kind"] = request.GET.get("kind")
    if posted and form.is_valid():
        uploaded: UploadedFile[Any] = form.cleaned_data["file"]
        try:
            batch = actions.start_import(
                viewer,
                kind=form.cleaned_data.get("kind") or "organisations",
                role=form.cleaned_data.get("role", ""),
                file=keep_file(uploaded.chunks()),
                file_name=uploaded.name or "",
                source=form.cleaned_data["source"],
                centre=form.cleaned_data["centre"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            ask_for_work(batch, viewer.actor)
            return redirect("intake:batch", batch.pk)
    context = {
        "form": form,
        "crumbs": crumbs(),
        "most": settings.UPLOAD_LIMIT_BYTES // 1_000_000,
        "may_bring_people": queries.may_import_kind(viewer, PEOPLE_KIND),
        "may_bring_cases": queries.may_import_kind(viewer, KNOWLEDGE_KIND),
        "may_bring_memberships": queries.may_import_kind(viewer, MEMBERSHIPS_KIND),
        "needs_second_step": policy.lacks_only_second_factor(viewer, Act.PEOPLE_SEE_PRIVATE),
    }
    return render(request, "intake/new.html", context)


@require_safe
@for_importers
def batch(request: HttpRequest, viewer: Viewer, batch_id: int) -> HttpResponseBase:
    """What the batch's stage asks for: waiting, another file, columns, a review, or nothing any more."""
    found = queries.batch(viewer, batch_id)
    if found.stage in queries.RUNNING:
        return _progress(request, found)
    if request.htmx:  # type: ignore[attr-defined]  # the page that waited has what it waited for
        return HttpResponseClientRefresh()
    if found.stage == Stage.REFUSED:
        sentence = refusal_sentence(found.refusal)
        names_people = found.refusal.get("kind") == queries.NAMES_PEOPLE
        shown = {"sentence": sentence, "may_try_again": check_broke_off(found), "names_people": names_people}
        return render(request, "intake/refused.html", frame(found) | shown)
    if found.stage == Stage.COLUMNS:
        return redirect("intake:columns", found.pk)
    if found.stage == Stage.REVIEW:
        return review(request, viewer, found)
    return _finished(request, viewer, found)


def note_look(viewer: Viewer, found: ImportBatch, sight: Sight, rows: Iterable[int], beside: Pairs = ()) -> None:
    """Have the ledger keep that private cells of a list, and records beside its rows, are shown."""
    if sight.of_file or sight.of_corrections:
        note_rows(viewer, found, rows)
    note_records(viewer, found, {pair.known.record for pair in beside if pair.known})


def crumbs(found: ImportBatch | None = None, *, below: str = "") -> list[dict[str, str]]:
    """Return where a page is; ``below`` names a page under the batch's own."""
    way = [{"label": _("Imports"), "url": reverse("intake:list")}]
    if found is not None:
        way.append({"label": found.file_name, "url": reverse("intake:batch", args=(found.pk,)) if below else ""})
    if below:
        way.append({"label": below, "url": ""})
    return way


def frame(found: ImportBatch, *, below: str = "") -> dict[str, Any]:
    """Return what every page of a batch shows around its contents."""
    steps, now = summary.steps(found)
    return {
        "batch": found,
        "crumbs": crumbs(found, below=below),
        "steps": steps,
        "now": now,
        "broke": broken_off(found),
        "is_people": names_people(found),
        "is_cases": tells_cases(found),
        "is_memberships": tells_memberships(found),
        "list_url": list_of(found),
    }


def review(request: HttpRequest, viewer: Viewer, found: ImportBatch, places: PlacesForm | None = None) -> HttpResponse:
    """The list before it is brought in: four numbers, what was found by kind, what waits for a decision."""
    doubts = queries.doubts(found)
    page = Paginator(queries.possible_matches(found), _PAIRS_A_PAGE).get_page(request.GET.get("page"))
    earlier = queries.earlier_with_same_file(found)
    sight, kind = sight_of(viewer, found), IMPORT_KINDS[found.kind]
    kinds = found_by_kind(found, sight)
    shown = pairs(viewer, found, list(page.object_list))
    questions = place_questions(found, sight) if doubts.place and kind.is_judged else []
    examples = [each.private_row for each in kinds if each.private_row]
    note_look(viewer, found, sight, [*(pair.row for pair in shown if pair.shows_private), *examples], shown)
    context = frame(found) | {
        "may_take_home": sight.of_file,
        "numbers": summary.numbers(found, doubts),
        "rows": sum(found.counts.values()),
        "understood": summary.understood(found),
        "ready": summary.ready(found),
        "brought": sum(found.report.get("brought", {}).values()),
        "earlier": earlier if earlier and queries.batches(viewer).filter(pk=earlier.pk).exists() else None,
        "found": [each for each in kinds if each.state != "told"],
        "noticed": [each for each in kinds if each.state == "told"],
        "doubts": doubts,
        "places": places or PlacesForm(questions, needs_place=tells_memberships(found)),
        "page": page,
        "pairs": shown,
        "to_fix": sum(doubts) + found.counts.get("rejected", 0),
    }
    return render(request, "intake/review.html", context)


def _progress(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    context = {"batch": found, "progress": summary.progress(found), "stands_still": queries.stands_still(found)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "intake/progress_part.html", context)
    return render(request, "intake/progress.html", frame(found) | context)


def _finished(request: HttpRequest, viewer: Viewer, found: ImportBatch) -> HttpResponse:
    doubts = queries.doubts(found)
    is_done = found.stage == Stage.DONE
    kept = range(0 if is_done else count_of_kept(found))
    page = Paginator(kept, _KEPT_A_PAGE).get_page(request.GET.get("page"))
    context = frame(found) | {
        "may_take_home": sight_of(viewer, found).of_file,
        "numbers": summary.numbers(found, doubts),
        "brought": summary.brought(found),
        "withdrawn": summary.withdrawn(found),
        "waits": max(found.counts.get("doubtful", 0) - doubts.outside, 0),
        "outside": doubts.outside,
        "rejected": found.counts.get("rejected", 0),
        "where": places_table(queries.where_rows_are(found)[:_PLACES]) if is_done else None,
        "within": found.layout.get("within", ""),
        "is_judged": IMPORT_KINDS[found.kind].is_judged,
        "page": page,
        "kept_count": page.paginator.count,
        "kept": table_of_kept(viewer, found, max(page.start_index() - 1, 0), page.end_index()),
    }
    return render(request, "intake/done.html" if is_done else "intake/withdrawn.html", context)
