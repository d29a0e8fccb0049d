"""What waits for approval, over HTTP: the queue, one answer beside what is stored, its photo, the decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.pictures import send_picture
from sanphalang.organisations.actions import ChangedMeanwhileError
from sanphalang.places.address_field import AddressPlaceField
from sanphalang.verification.answer_page import answer_shown, plain_by_sender, queue_table, task_page
from sanphalang.verification.deciding import (
    NotDecidableError,
    PlaceMissingError,
    approve,
    approve_plain,
    refuse,
    seen_answer,
    stored_of,
    waiting,
)
from sanphalang.verification.doors import for_runners
from sanphalang.verification.models import VerificationAnswer, VerificationTask
from sanphalang.verification.round_page import crumbs
from sanphalang.verification.round_rules import AnswerState
from sanphalang.verification.rounds import NoSuchRoundError, round_of
from sanphalang.verification.sending import record_answer
from sanphalang.web.fields import TextField
from sanphalang.web.figures import show_figure
from sanphalang.web.ordered_pages import PAGE_SIZE


class ApproveForm(forms.Form):
    """The record as it was shown to who approves, and where it has moved to where that was told in words."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    place = AddressPlaceField(label=gettext_lazy("New place"), required=False)


class RefuseForm(forms.Form):
    """Why it is refused."""

    reason = TextField(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy("Who sent it is asked to check again. Please name nobody in it."),
    )


@require_safe
@answering_refusals
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the viewer's approval, the eldest first."""
    viewer = _approver(request)
    answers = waiting(viewer)
    number = request.GET.get("round", "")
    is_narrowed = number.isascii() and number.isdecimal() and len(number) < 18
    if is_narrowed:
        answers = answers.filter(task__round=int(number))
    page = Paginator(answers, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "table": queue_table(viewer, page.object_list),
        "plain": plain_by_sender(viewer),
        "is_narrowed": is_narrowed,
        "first": page.object_list[0].pk if page.object_list else None,
    }
    return render(request, "verification/queue.html", context)


@require_safe
@answering_refusals
def answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    """One answer beside what is stored, with its note, its photo and its spot."""
    return _answer_page(request, seen_answer(viewer_of(request), answer_id))


@require_POST
@answering_refusals
def approve_answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Apply it, if the record is still as it was shown; else both are shown again (409)."""
    viewer = viewer_of(request)
    found = seen_answer(viewer, answer_id)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, found, approve_form=form)
    values = form.cleaned_data
    try:
        done = approve(viewer, found.pk, expected_revision=values["revision"], place=values["place"])
    except ChangedMeanwhileError:
        return _answer_page(request, seen_answer(viewer, answer_id), meanwhile=True)
    except PlaceMissingError as sentence:
        form.add_error("place", str(sentence))
        return _answer_page(request, found, approve_form=form)
    except NotDecidableError as sentence:
        messages.warning(request, str(sentence))
        return redirect("verification:answer", answer_id)
    if done.state == AnswerState.WAITING:
        messages.success(request, _("It is passed on to the centre of its new place, which decides now."))
    else:
        messages.success(request, _("Approved. The record says so now."))
    return _next(request, viewer)


@require_POST
@answering_refusals
def refuse_answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Leave the record as it is, and say why."""
    viewer = viewer_of(request)
    found = seen_answer(viewer, answer_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, found, refuse_form=form)
    try:
        refuse(viewer, found.pk, reason=form.cleaned_data["reason"])
    except NotDecidableError as sentence:
        messages.warning(request, str(sentence))
        return _next(request, viewer)
    messages.success(request, _("Refused. The record stays as it was."))
    return _next(request, viewer)


@require_POST
@answering_refusals
def approve_all_plain(request: HttpRequest) -> HttpResponse:
    """Approve what one checker sent and in which there is nothing to read."""
    viewer = _approver(request)
    done = approve_plain(viewer, request.POST.get("actor", ""))
    sentence = ngettext("%(n)s answer was approved.", "%(n)s answers were approved.", done) % {"n": show_figure(done)}
    messages.success(request, sentence)
    return redirect("verification:queue")


@require_safe
@answering_refusals
def photo(request: HttpRequest, answer_id: int) -> HttpResponseBase:
    """The photo of an answer, for who decides about it. It may show people, so each look is recorded."""
    viewer = viewer_of(request)
    found = seen_answer(viewer, answer_id)
    if found.photo is None or found.photo.removed_at is not None:
        raise Http404
    with transaction.atomic():
        record_answer(viewer.actor, "see_photo", found, stored_of(found).place, {})
    return send_picture(found.photo, is_private=True)


@require_safe
@for_runners
def task(request: HttpRequest, round_id: int, task_id: int) -> HttpResponse:
    """One record of a round: where it stands, and what was answered."""
    viewer = viewer_of(request)
    found = round_of(viewer, round_id)
    here = VerificationTask.objects.filter(pk=task_id, round=found).first()
    if here is None:
        raise NoSuchRoundError(task_id)
    return render(request, "verification/task.html", {"crumbs": crumbs(found), **task_page(viewer, here)})


def _answer_page(
    request: HttpRequest,
    found: VerificationAnswer,
    *,
    approve_form: ApproveForm | None = None,
    refuse_form: RefuseForm | None = None,
    meanwhile: bool = False,
) -> HttpResponse:
    shown: dict[str, Any] = answer_shown(found)
    revision = shown["organisation"].revision if shown["organisation"] else 0
    context = shown | {
        "approve_form": approve_form or ApproveForm(initial={"revision": revision}),
        "refuse_form": refuse_form or RefuseForm(),
        "meanwhile": meanwhile,
        "may_edit": policy.may(viewer_of(request), Act.ORGANISATIONS_EDIT, shown["organisation"].place)
        if shown["organisation"]
        else False,
        "crumbs": [{"label": _("What waits for approval"), "url": reverse("verification:queue")}],
    }
    return render(request, "verification/answer.html", context, status=409 if meanwhile else 200)


def _next(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Go on to the answer that waits longest, or to the queue when none is left."""
    following = waiting(viewer).values_list("pk", flat=True).first()
    return redirect("verification:answer", following) if following else redirect("verification:queue")


def _approver(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not policy.may_anywhere(viewer, Act.ROUNDS_APPROVE):
        raise PermissionDenied(_("What checkers send is approved by the data managers and coordinators of the centre."))
    return viewer
