"""What a draft is tied to, over HTTP: goals, issues, places; organisations and people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.knowledge import tie_actions
from sanphalang.knowledge.answering import address_of, answer_form, own_draft
from sanphalang.knowledge.models import Version
from sanphalang.knowledge.queries import Shown
from sanphalang.knowledge.rules import PARTNERS, TIES
from sanphalang.knowledge.steps import next_address, step_context
from sanphalang.knowledge.tie_forms import NamingForm, ParticipantForm, PartnerForm, TiesForm
from sanphalang.knowledge.tie_queries import participants_of, partners_of
from sanphalang.knowledge.words import BASES
from sanphalang.people.seen import person_seen
from sanphalang.web.days import day_shown
from sanphalang.web.form_pages import Done, go_on


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def ties(request: HttpRequest, item_id: int) -> HttpResponse:
    """The step of goals, issues and other places."""
    shown = own_draft(request, item_id)
    form = TiesForm(request.POST if request.method == "POST" else None, ties=_ties(shown))

    def save(form: TiesForm) -> Done:
        tie_actions.put_ties(viewer_of(request), item_id, form.ties)
        address = next_address(shown, TIES) if "go_on" in request.POST else address_of("desk", item_id)
        return Done(_("Saved."), address)

    return answer_form(request, form, "knowledge/step.html", step_context(viewer_of(request), shown, TIES), save)


@require_safe
@answering_refusals
def partners(request: HttpRequest, item_id: int) -> HttpResponse:
    """The step of organisations and people."""
    return _partners(request, own_draft(request, item_id))


@require_POST
@answering_refusals
def add_partner(request: HttpRequest, item_id: int) -> HttpResponse:
    """Tie an organisation."""
    shown, form = own_draft(request, item_id), PartnerForm(request.POST)

    def add() -> None:
        chosen = form.cleaned_data
        body, more = chosen["organisation"], {"did": chosen["did"], "joined_on": chosen["joined_on"]}
        tie_actions.add_partner(viewer_of(request), item_id, body.id, kind=body.kind, **more)

    return _added(request, shown, form, add, partner_form=form)


@require_POST
@answering_refusals
def remove_partner(request: HttpRequest, item_id: int, partner_id: int) -> HttpResponse:
    """Untie an organisation."""
    tie_actions.remove_partner(viewer_of(request), item_id, partner_id)
    return go_on(request, Done(_("Taken out."), address_of(PARTNERS, item_id)))


@require_POST
@answering_refusals
def add_participant(request: HttpRequest, item_id: int) -> HttpResponse:
    """Tie a person."""
    shown, form = own_draft(request, item_id), ParticipantForm(request.POST, viewer=viewer_of(request))

    def add() -> None:
        chosen = form.cleaned_data
        tie_actions.add_participant(viewer_of(request), item_id, chosen["person"].id, role=chosen["role"])

    return _added(request, shown, form, add, participant_form=form)


@require_POST
@answering_refusals
def remove_participant(request: HttpRequest, item_id: int, participant_id: int) -> HttpResponse:
    """Untie a person."""
    tie_actions.remove_participant(viewer_of(request), item_id, participant_id)
    return go_on(request, Done(_("Taken out."), address_of(PARTNERS, item_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def name_person(request: HttpRequest, item_id: int, person_id: int) -> HttpResponse:
    """Show a name to everybody: asked once, with how and when the person agreed."""
    shown, person = own_draft(request, item_id), person_seen(viewer_of(request), person_id)
    if person is None:
        raise NoSuchRecordError(person_id)
    form = NamingForm(request.POST if request.method == "POST" else None)

    def save(form: NamingForm) -> Done:
        tie_actions.name_person(viewer_of(request), item_id, person_id, **form.cleaned_data)
        return Done(_("The name is shown to everybody who reads it."), address_of(PARTNERS, item_id))

    context = {
        "title": _("Show the name to everybody"),
        "lead": person.name,
        "submit": _("Show the name"),
        "is_wrong": False,
        "cancel": address_of(PARTNERS, shown.id),
        "consequences": [
            _("Everybody reads the name beside the role, also without an account."),
            _("The person can take it back at any time; the name is then gone at once."),
        ],
    }
    return answer_form(request, form, "knowledge/ask.html", context, save)


@require_POST
@answering_refusals
def unname_person(request: HttpRequest, item_id: int, person_id: int) -> HttpResponse:
    """Take a name back, also out of what is published."""
    tie_actions.unname_person(viewer_of(request), item_id, person_id)
    return go_on(request, Done(_("The name is no longer shown; the role stays."), address_of("desk", item_id)))


def _ties(shown: Shown) -> tie_actions.Ties:
    return tie_actions.ties_of(Version(pk=shown.version))


def _added(
    request: HttpRequest, shown: Shown, form: forms.Form, add: Callable[[], None], **forms_of_page: Any
) -> HttpResponse:
    """Add what a form says and go on; what cannot be is said in the form."""
    if form.is_valid():
        try:
            add()
        except CannotBeError as because:
            form.add_error(None, str(because))
        else:
            return go_on(request, Done(_("Added."), address_of(PARTNERS, shown.id)))
    return _partners(request, shown, **forms_of_page)


def _partners(request: HttpRequest, shown: Shown, **forms_of_page: Any) -> HttpResponse:
    viewer = viewer_of(request)
    people = [
        {
            "id": each.id,
            "person": each.person,
            "role": each.role,
            "is_named": each.is_named,
            "because": BASES.get(each.basis, ""),
            "agreed_on": day_shown(each.agreed_on),
        }
        for each in participants_of(viewer, shown)
    ]
    own = {"partner_form": PartnerForm(), "participant_form": ParticipantForm(viewer=viewer), **forms_of_page}
    context = {
        **step_context(viewer_of(request), shown, PARTNERS),
        "partners": partners_of(shown),
        "people": people,
        **own,
    }
    return render(request, "knowledge/partners.html", context)
