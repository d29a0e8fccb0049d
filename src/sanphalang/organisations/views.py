"""One organisation over HTTP: its page, its form, and the acts of one button."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.merged import kept_for
from sanphalang.organisations import actions
from sanphalang.organisations.contacts import note_look
from sanphalang.organisations.forms import OrganisationForm
from sanphalang.organisations.history import history
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.network import CannotBeError
from sanphalang.organisations.network_forms import PartnershipForm
from sanphalang.organisations.partnership_queries import partnership_of
from sanphalang.organisations.partnerships import note_partnership, remove_partnership
from sanphalang.organisations.queries import Shown, organisation
from sanphalang.organisations.record_page import record_page
from sanphalang.thai.names_inside import person_names_inside
from sanphalang.web.form_pages import Done, FormPage, ask_once, form_page, go_on
from sanphalang.web.twins import Twin, likely_twins

_View = Callable[..., HttpResponse]


def answering_refusals(view: _View) -> _View:
    """Turn a refusal into the page that says why, and a missing record into the one that says so."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except actions.NoSuchOrganisationError as missing:
            raise Http404 from missing

    return answered


@require_safe
@answering_refusals
def page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Everything that the viewer may know of one organisation, with where it came from.

    One that was merged into another leads there.
    """
    viewer = viewer_of(request)
    kept = kept_for(Organisation, organisation_id)
    if kept is not None:
        return redirect(_page_of(kept))
    found = _found(viewer, organisation_id)
    note_look(viewer, found)
    return render(request, "organisations/page.html", record_page(viewer, found, history(viewer, found)))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest) -> HttpResponse:
    """A form for a new organisation; what may be there already is shown before it is saved."""
    viewer = viewer_of(request)
    if not policy.may_anywhere(viewer, Act.ORGANISATIONS_EDIT):
        raise Refused(_("Organisations are added by the data managers and coordinators of their centre."))
    form, twins = OrganisationForm(request.POST if request.method == "POST" else None), list[Twin]()
    if request.method == "POST" and form.is_valid():
        twins = likely_twins("organisations", viewer, form.values, request.POST)
    if request.method == "POST" and form.is_valid() and not twins:
        try:
            return _saved(request, actions.create_organisation(viewer, values=form.values), form)
        except Refused as refusal:
            form.add_error("place", str(refusal))
    page = FormPage(_("Add an organisation"), "", reverse("organisations:list"))
    return form_page(request, form, page, twins=twins)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """A form for an organisation; what somebody else stored meanwhile is shown beside what was typed."""
    viewer = viewer_of(request)
    found = _editable(viewer, organisation_id)
    note_look(viewer, found)
    form = OrganisationForm(request.POST if request.method == "POST" else None, organisation=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_organisation(viewer, found.id, expected_revision=form.expected_revision, values=form.values)
        except Refused as refusal:
            form.add_error("place", str(refusal))
        except actions.ChangedMeanwhileError:
            found = _found(viewer, found.id)
            return form_page(request, form.with_what_is_stored(found), _edit_page(found), changed_meanwhile=True)
        else:
            return _saved(request, found.id, form)
    return form_page(request, form, _edit_page(found))


@require_POST
@answering_refusals
def confirm(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Everything is still correct."""
    actions.confirm_organisation(viewer_of(request), organisation_id, today=timezone.localdate())
    return go_on(request, Done(_("Thank you. It is noted as confirmed today."), _page_of(organisation_id)))


@require_POST
@answering_refusals
def reopen(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """It is active again."""
    actions.reopen_organisation(viewer_of(request), organisation_id)
    return go_on(request, Done(_("It is marked as active again."), _page_of(organisation_id)))


@require_POST
@answering_refusals
def hide_contact(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The contact is for its own centre only."""
    actions.hide_contact(viewer_of(request), organisation_id)
    return go_on(
        request, Done(_("The contact is now shown to the organisation's own centre only."), _page_of(organisation_id))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def close(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """It is no longer active: asked once."""
    viewer = viewer_of(request)
    found = _editable(viewer, organisation_id)
    return ask_once(
        request,
        lambda: actions.close_organisation(viewer, found.id),
        page=FormPage(
            _("Mark as closed"), _("Is “%(name)s” no longer active?") % {"name": found.name}, _page_of(found.id)
        ),
        consequences=[_("It stays in the registry with its history and is counted as closed.")],
        undo=_("You can mark it as active again from its page."),
        done=Done(_("It is marked as closed. This can be undone on this page."), _page_of(found.id)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def publish_contact(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The contact is for everybody: asked once."""
    viewer = viewer_of(request)
    found = _editable(viewer, organisation_id)
    if request.method != "POST" and not found.contact.is_shown:  # of the act itself the action decides
        raise Refused(_("The contact is kept by the organisation's own centre; only that centre may change it."))
    return ask_once(
        request,
        lambda: actions.publish_contact(viewer, found.id),
        page=FormPage(
            _("Publish the contact"),
            _("May everybody see the contact of “%(name)s”?") % {"name": found.name},
            _page_of(found.id),
        ),
        consequences=[
            _("The contact person, the telephone and the e-mail appear on the public page and in downloads."),
            _("Please do this only when the contact person has agreed."),
        ],
        undo=_(
            "You can take the contact back from public view on its page; copies made meanwhile cannot be called back."
        ),
        done=Done(_("The contact is published. This can be undone on this page."), _page_of(found.id)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def partnership(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Since which year it is a partner of the network, and until which."""
    viewer = viewer_of(request)
    found = _editable(viewer, organisation_id)
    known = partnership_of(viewer, found.id)
    stored = None if known is None else {"since_year": known.since_year, "until_year": known.until_year}
    form = PartnershipForm(request.POST if request.method == "POST" else None, initial=stored)
    if request.method == "POST" and form.is_valid():
        try:
            note_partnership(viewer, found.id, **form.cleaned_data)
        except CannotBeError as sentence:
            form.add_error("since_year", str(sentence))
        else:
            return go_on(request, Done(_("Saved."), _page_of(found.id)))
    return form_page(request, form, FormPage(_("Partner of the network"), found.name, _page_of(found.id)))


@require_POST
@answering_refusals
def no_partnership(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """It was written down as a partner by mistake."""
    remove_partnership(viewer_of(request), organisation_id)
    return go_on(request, Done(_("It is no longer written down as a partner."), _page_of(organisation_id)))


def _found(viewer: Viewer, organisation_id: int) -> Shown:
    found = organisation(viewer, organisation_id)
    if found is None:
        raise actions.NoSuchOrganisationError(organisation_id)
    return found


def _editable(viewer: Viewer, organisation_id: int) -> Shown:
    found = _found(viewer, organisation_id)
    if not found.may_edit:
        raise Refused(actions.who_looks_after(found.padded))
    return found


def _edit_page(found: Shown) -> FormPage:
    kept = _("The contact is kept by the organisation's own centre; it is not shown here and stays as it is.")
    kept = kept if found.contact.is_hidden else ""
    return FormPage(_("Edit an organisation"), found.name, _page_of(found.id), kept=kept)


def _saved(request: HttpRequest, organisation_id: int, form: OrganisationForm) -> HttpResponse:
    persons = person_names_inside(form.cleaned_data["name"])
    if persons:
        warning = _("The name seems to contain a person's name (%(name)s), which everybody can see. Please check it.")
        messages.warning(request, warning % {"name": ", ".join(persons)})
    return go_on(request, Done(_("Saved."), _page_of(organisation_id)))


def _page_of(organisation_id: int) -> str:
    return reverse("organisations:page", args=[organisation_id])
