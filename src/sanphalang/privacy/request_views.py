"""The queue of requests, and links to people's own records, for those who keep a territory."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.people.actions import ChangedMeanwhileError
from sanphalang.privacy import links, requests
from sanphalang.privacy.answers import for_colleagues
from sanphalang.privacy.copies import serve_copy
from sanphalang.privacy.forms import AnswerForm, OpenForm, RefuseForm
from sanphalang.privacy.letters import can_be_sent, letter_of, send_letter
from sanphalang.privacy.own_page import days_in_words, shown_request
from sanphalang.privacy.requests import Asked
from sanphalang.privacy.rules import Ground, Kind, urgency
from sanphalang.privacy.texts import UndecidedError
from sanphalang.privacy.views import as_file
from sanphalang.privacy.words import KINDS, STATE_TONES, STATES
from sanphalang.web.days import day_shown
from sanphalang.web.table import Cell, Column, Table, Value

_A_PAGE = 50


@require_safe
@for_colleagues
def queue(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Requests of the territory: those that wait, the most urgent first, or those that were answered."""
    if not requests.may_read_requests(viewer):
        raise Refused(_("Requests about personal data are served by the centres."))
    waiting = request.GET.get("done") != "1"
    page = Paginator(requests.queue(viewer, waiting=waiting), _A_PAGE).get_page(request.GET.get("page"))
    rows = requests.shown(viewer, page.object_list)
    context = {"page": page, "table": _table(rows, waiting=waiting) if rows else None, "waiting": waiting}
    return render(request, "privacy/queue.html", context)


@require_safe
@for_colleagues
def page(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    """One request, and what can be done with it."""
    return _page(request, requests.one(viewer, request_id))


@sensitive_post_parameters()
@require_POST
@for_colleagues
def serve(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    """It was served: the copy handed over, the record corrected, the consents withdrawn."""
    asked = requests.one(viewer, request_id)
    form = AnswerForm(request.POST)
    if not form.is_valid() and asked.may_serve:
        return _page(request, asked, answer=form)
    answer = form.cleaned_data["answer"] if form.is_valid() else ""
    if asked.kind is Kind.WITHDRAWAL:
        requests.withdraw_for(viewer, request_id)
    else:
        requests.mark_served(viewer, request_id, answer=answer)
    messages.success(request, _("The request is noted as done."))
    return redirect("privacy:request", request_id)


@require_POST
@for_colleagues
def hand_over(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    """The copy to hand over."""
    asked = requests.one(viewer, request_id)
    if not asked.may_serve:
        raise Refused(_("Requests are served by the person's own centre."))
    if not asked.has_person:
        return redirect("privacy:request", request_id)
    file_format = "csv" if request.POST.get("file_format") == "csv" else "json"
    return as_file(serve_copy(viewer, asked.number, file_format), file_format)


@sensitive_post_parameters()
@require_POST
@for_colleagues
def refuse(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    """Refuse it for a reason in law."""
    asked = requests.one(viewer, request_id)
    if not asked.may_serve:
        raise Refused(_("Requests are served by the person's own centre."))
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, refusal=form)
    values = form.cleaned_data
    requests.refuse(viewer, request_id, ground=Ground(values["ground"]), answer=values["answer"])
    messages.success(request, _("The request is refused, and the person is told why."))
    return redirect("privacy:request", request_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def erase(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    """Erase the person who asked for it: asked once, for it cannot be undone."""
    asked = requests.one(viewer, request_id)
    requests.check_may_erase(viewer, asked)
    if asked.kind is not Kind.ERASURE or not asked.is_open or not (asked.has_person or asked.waits_again):
        return redirect("privacy:request", request_id)
    found, undecided, changed = requests.to_decide(viewer, asked), False, False
    seen = requests.seen_of(request_id)
    chosen = {each.found.key: request.POST.get(f"decided-{each.found.key}", "") for each in found}
    if request.method == "POST":
        try:
            requests.erase_person(viewer, request_id, decided=chosen, seen=request.POST.get("seen", ""))
        except UndecidedError:
            undecided = True
        except ChangedMeanwhileError:
            changed = True
        else:
            again = _("It is noted as done. The name to look for is gone now.")
            messages.success(
                request, again if asked.waits_again else _("The person was erased. Only a number remains.")
            )
            return redirect("privacy:request", request_id)
    context = {
        "name": asked.asked if asked.waits_again else asked.name,
        "again": asked.waits_again,
        "asked_by": asked.asked_by.value,
        "request_id": request_id,
        "found": [(each, chosen[each.found.key]) for each in found],
        "undecided": undecided,
        "changed": changed,
        "seen": seen,
    }
    return render(request, "privacy/erase.html", context, status=422 if undecided else 409 if changed else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def open_request(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    """A request of somebody who came, called or wrote."""
    person = requests.person_to_serve(viewer, person_id)
    form = OpenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = requests.open_for(viewer, person_id, kind=Kind(values["kind"]), asked=values["asked"])
        messages.success(request, _("The request is in the queue."))
        return redirect("privacy:request", made.pk)
    context = {"form": form, "name": person.name, "back": reverse("people:page", args=[person_id])}
    return render(request, "privacy/open_request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def link(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    """Links to a person's own record: those that can be used; a new one is shown once, as a letter."""
    person = links.person_for_link(viewer, person_id)
    context: dict[str, Any] = {"name": person.name, "person_id": person_id, "letter": None}
    if request.method == "POST":
        made = links.make_link(viewer, person_id)
        context["letter"] = letter_of(request, made, person)
        context["was_sent"] = request.POST.get("send") == "1" and send_letter(made, context["letter"])
    context["links"] = links.links_of(viewer, person_id)
    context["can_be_sent"] = can_be_sent(person_id)
    return render(request, "privacy/link.html", context)


@require_POST
@for_colleagues
def revoke(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    """Make the person's links dead."""
    links.revoke_links(viewer, person_id)
    messages.success(request, _("The link and its code no longer open anything. A new one can be made on this page."))
    return redirect("privacy:link", person_id)


def _page(
    request: HttpRequest, asked: Asked, *, refusal: RefuseForm | None = None, answer: AnswerForm | None = None
) -> HttpResponse:
    context = {
        "asked": shown_request(asked),
        "request_id": asked.id,
        "code": asked.kind.value,
        "has_person": asked.has_person,
        "may_serve": asked.may_serve and asked.is_open,
        "waits_again": asked.waits_again,
        "asked_by": asked.asked_by.value,
        "needs_another": asked.needs_another,
        "answer_form": answer or AnswerForm(),
        "refuse_form": refusal or RefuseForm(),
    }
    return render(request, "privacy/request.html", context)


def _table(rows: list[Asked], *, waiting: bool) -> Table:
    columns = [Column(_("Request")), Column(_("Person")), Column(_("Asked on")), Column(_("Deadline"))]
    cells: list[list[Cell | Value]] = [
        [
            Cell(KINDS[row.kind], url=reverse("privacy:request", args=[row.id])),
            row.name or _("Person %(number)d, erased") % {"number": row.number},
            day_shown(timezone.localdate(row.opened_at)),
            Cell(days_in_words(row.days_left), tone=urgency(row.days_left), title=day_shown(row.due_on))
            if waiting
            else Cell(STATES[row.state], tone=STATE_TONES[row.state]),
        ]
        for row in rows
    ]
    return Table(columns, cells, _("Requests about personal data"))
