"""Where an item is written: its desk with the steps, and each step of the guided form."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.knowledge import actions, queries
from sanphalang.knowledge.answering import address_of, answer_form, draft_of, own_draft
from sanphalang.knowledge.desk import desk_page, work_page
from sanphalang.knowledge.forms import BasicsForm, PartForm, stored_rows
from sanphalang.knowledge.item_page import item_page
from sanphalang.knowledge.queries import Shown
from sanphalang.knowledge.rules import BASICS, WITH_COMPARISON, WITH_FIGURES, WITH_FOLLOW_UPS
from sanphalang.knowledge.rules import PARTS as PARTS_OF_FORMS
from sanphalang.knowledge.steps import next_address, step_context
from sanphalang.knowledge.words import PARTS
from sanphalang.places.queries import exact_place
from sanphalang.web.form_pages import Done

_NOT_HERE = gettext_lazy("Knowledge is written by the data managers and coordinators of the centres.")
_MOST_KEPT = 200_000  # bytes of what somebody is typing


@require_safe
@answering_refusals
def work(request: HttpRequest) -> HttpResponse:
    """What is being written and what waits for a word, to those who write or review anywhere."""
    viewer = viewer_of(request)
    if not any(policy.may_anywhere(viewer, act) for act in (Act.KNOWLEDGE_WRITE, Act.KNOWLEDGE_REVIEW)):
        raise Refused(_NOT_HERE)
    return render(request, "knowledge/work.html", work_page(viewer, request.GET.get("page")))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest) -> HttpResponse:
    """Begin an item: its first step."""
    viewer = viewer_of(request)
    if not policy.may_anywhere(viewer, Act.KNOWLEDGE_WRITE):
        raise Refused(_NOT_HERE)
    form = BasicsForm(request.POST if request.method == "POST" else None, viewer=viewer)

    def save(form: BasicsForm) -> Done:
        number = actions.create_item(viewer, values=form.values)
        address = next_address(found(queries.working_version(viewer, number)), BASICS)
        return Done(_("Saved as a draft. Nobody else reads it yet."), address)

    context = {"title": _("Write down what you learned"), "lead": PARTS[BASICS], "cancel": address_of("list")}
    return answer_form(request, form, "knowledge/begin.html", context, save)


@require_safe
@answering_refusals
def desk(request: HttpRequest, item_id: int) -> HttpResponse:
    """All steps of an item, how far it is, and what can be done with it."""
    viewer = viewer_of(request)
    shown = found(queries.standing_version(viewer, item_id))
    return render(request, "knowledge/desk.html", desk_page(viewer, shown))


@require_safe
@answering_refusals
def preview(request: HttpRequest, item_id: int) -> HttpResponse:
    """The draft as its readers will see it."""
    shown = draft_of(request, item_id)
    return render(request, "knowledge/page.html", item_page(viewer_of(request), shown) | {"is_preview": True})


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def step(request: HttpRequest, item_id: int, step: str) -> HttpResponse:
    """One step of the guided form."""
    viewer, shown = viewer_of(request), own_draft(request, item_id)
    _require_written(shown, step)
    unsaved = queries.unsaved_of(viewer, item_id, step) if request.method != "POST" else None
    stored = _stored(shown, step)
    initial = stored | (orjson.loads(unsaved.content) if unsaved else {})
    form: Any
    if step == BASICS:
        form = BasicsForm(request.POST or None, viewer=viewer, stored=initial)
    else:
        form = PartForm(request.POST or None, part=step, stored=initial)

    def save(form: Any) -> Done:
        _save(request, item_id, step, form)
        return Done(_("Saved."), next_address(shown, step) if "go_on" in request.POST else address_of("desk", item_id))

    context = step_context(viewer_of(request), shown, step) | {
        "unsaved": unsaved,
        "template": "knowledge/figures_form.html" if step != BASICS and form.has_table else "",
        "keep": f"{viewer.actor}:{item_id}:{step}",
    }

    def stored_now() -> dict[str, Any]:
        return _stored(own_draft(request, item_id), step)

    return answer_form(request, form, "knowledge/step.html", context, save, stored_now)


@require_POST
@answering_refusals
def keep(request: HttpRequest, item_id: int, step: str) -> HttpResponse:
    """Keep what somebody is typing; answered with a word that it is kept."""
    shown = own_draft(request, item_id)
    _require_written(shown, step)
    typed = {name: value for name, value in request.POST.items() if name not in {"csrfmiddlewaretoken", "go_on"}}
    content = orjson.dumps(typed).decode()
    if len(content.encode()) > _MOST_KEPT:
        return HttpResponse(status=413)
    actions.keep_unsaved(viewer_of(request), item_id, step, content)
    return render(request, "knowledge/kept.html", {"kept_at": timezone.localtime()})


@require_POST
@answering_refusals
def drop(request: HttpRequest, item_id: int, step: str) -> HttpResponse:
    """Forget what was typed and not saved."""
    own_draft(request, item_id)
    actions.forget_unsaved(viewer_of(request), item_id, step)
    return redirect(address_of("step", item_id, step))


def _require_written(shown: Shown, step: str) -> None:
    """Refuse a step that is no text, or of another form."""
    if step != BASICS and step not in PARTS_OF_FORMS[shown.form]:
        raise NoSuchRecordError(step)


def _save(request: HttpRequest, item_id: int, step: str, form: Any) -> None:
    viewer = viewer_of(request)
    if step == BASICS:
        actions.edit_basics(viewer, item_id, expected_revision=form.expected_revision, values=form.values)
        return
    actions.edit_part(
        viewer,
        item_id,
        step,
        expected_revision=form.expected_revision,
        text=form.cleaned_data["text"],
        figures=form.figures,
        follow_ups=form.follow_ups,
        comparison=form.comparison,
    )


def _stored(shown: Shown, step: str) -> dict[str, Any]:
    if step == BASICS:
        return {
            "title": shown.title,
            "kind": shown.kind,
            "place": None if shown.place is None else exact_place(shown.place.text),
            "year": shown.year,
            "summary": shown.summary,
            "revision": shown.revision,
        }
    part = queries.parts_of(shown)[step]
    stored: dict[str, Any] = {"text": part.text, "revision": part.revision}
    if step == WITH_FIGURES:
        stored |= stored_rows(step, queries.figures_of(shown))
    if step == WITH_COMPARISON:
        stored |= stored_rows(step, queries.comparison_of(shown))
    if step == WITH_FOLLOW_UPS:
        stored |= stored_rows(step, queries.follow_ups_of(shown))
    return stored
