"""Questions and remarks over HTTP, and what changed from version to version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.knowledge import queries, review
from sanphalang.knowledge.answering import address_of, answer_form, draft_of
from sanphalang.knowledge.comparing import differences
from sanphalang.knowledge.forms import RemarkForm
from sanphalang.knowledge.rules import steps_of
from sanphalang.knowledge.words import PARTS
from sanphalang.web.form_pages import Done, go_on


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def open_thread(request: HttpRequest, item_id: int, step: str) -> HttpResponse:
    """Ask or say something about a step."""
    shown = draft_of(request, item_id)
    if step not in steps_of(shown.form):
        raise NoSuchRecordError(step)
    form = RemarkForm(request.POST if request.method == "POST" else None)

    def save(form: RemarkForm) -> Done:
        review.open_thread(viewer_of(request), item_id, step, text=form.cleaned_data["text"])
        return Done(_("Said. Those who write it see it at this part."), address_of("desk", item_id))

    context = {
        "title": _("Ask or say something"),
        "lead": PARTS[step],
        "submit": _("Say it"),
        "is_wrong": False,
        "cancel": address_of("desk", item_id),
        "consequences": [],
    }
    return answer_form(request, form, "knowledge/ask.html", context, save)


@require_POST
@answering_refusals
def add_remark(request: HttpRequest, item_id: int, thread_id: int) -> HttpResponse:
    """Answer."""
    draft_of(request, item_id)
    form = RemarkForm(request.POST)
    if form.is_valid():
        review.add_remark(viewer_of(request), item_id, thread_id, text=form.cleaned_data["text"])
    return go_on(request, Done(_("Said."), address_of("desk", item_id)))


@require_POST
@answering_refusals
def resolve_thread(request: HttpRequest, item_id: int, thread_id: int) -> HttpResponse:
    """Settled."""
    review.resolve_thread(viewer_of(request), item_id, thread_id)
    return go_on(request, Done(_("Settled. It can be opened again."), address_of("desk", item_id)))


@require_POST
@answering_refusals
def reopen_thread(request: HttpRequest, item_id: int, thread_id: int) -> HttpResponse:
    """Open again."""
    review.reopen_thread(viewer_of(request), item_id, thread_id)
    return go_on(request, Done(_("Open again."), address_of("desk", item_id)))


@require_safe
@answering_refusals
def changes(request: HttpRequest, item_id: int, number: int) -> HttpResponse:
    """What changed from the version before, to those who write or review."""
    viewer = viewer_of(request)
    versions = [each.number for each in queries.versions_of(viewer, item_id)]
    after = found(queries.version_numbered(viewer, item_id, number))
    if not (after.may_write or after.may_review):
        raise NoSuchRecordError(number)
    earlier = max((each for each in versions if each < number), default=None)
    before = None if earlier is None else queries.version_numbered(viewer, item_id, earlier)
    context = {
        "item": after,
        "before": before,
        "differences": [] if before is None else differences(viewer, before, after),
        "crumbs": [
            {"label": _("Knowledge"), "url": address_of("list")},
            {"label": after.title, "url": address_of("desk", item_id)},
        ],
    }
    return render(request, "knowledge/changes.html", context)
