"""One person over HTTP: the page, the look at private details, the form, and the acts of one button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.merged import kept_for
from sanphalang.people import actions
from sanphalang.people.doors import for_who_sees_people
from sanphalang.people.forms import PersonForm, TrainingForm
from sanphalang.people.history import history
from sanphalang.people.models import Person
from sanphalang.people.person_page import person_page
from sanphalang.people.queries import Shown, person, private_values, skills_of
from sanphalang.people.rules import PRIVATE_FIELDS
from sanphalang.web.form_pages import Done, FormPage, ask_once, form_page, go_on
from sanphalang.web.twins import Twin, likely_twins


@require_safe
@for_who_sees_people
def page(request: HttpRequest, person_id: int) -> HttpResponse:
    """What the viewer may know of one person; private details are hidden until they are asked for.

    A record that was merged into another leads there, where the viewer may see that one.
    """
    viewer = viewer_of(request)
    shown = person(viewer, person_id)
    if shown is None and (kept := kept_for(Person, person_id)) is not None:
        return redirect(_page_of(_found(viewer, kept).id))
    shown = shown or _found(viewer, person_id)
    return render(request, "people/page.html", person_page(shown, history(viewer, shown)))


@require_POST
@for_who_sees_people
def show_private(request: HttpRequest, person_id: int) -> HttpResponse:
    """The page with private details in it; the look is recorded, and no copy is kept."""
    viewer = viewer_of(request)
    private = actions.see_private(viewer, person_id)
    shown = _found(viewer, person_id)
    response = render(request, "people/page.html", person_page(shown, history(viewer, shown), private))
    response.headers["Cache-Control"] = "no-store, private"
    return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_who_sees_people
def add(request: HttpRequest) -> HttpResponse:
    """A form for somebody new; who may be there already is shown before it is saved."""
    viewer = viewer_of(request)
    if not policy.may_anywhere(viewer, Act.PEOPLE_EDIT):
        raise Refused(_("People are added by the data managers and coordinators of their centre."))
    private = _none_yet() if policy.may_anywhere(viewer, Act.PEOPLE_SEE_PRIVATE) else None
    form, twins = PersonForm(request.POST if request.method == "POST" else None, private=private), list[Twin]()
    if request.method == "POST" and form.is_valid():
        twins = likely_twins("people", viewer, form.values, request.POST)
    if request.method == "POST" and form.is_valid() and not twins:
        try:
            made = actions.create_person(viewer, values=form.values, skills=form.skills_chosen)
        except Refused as refusal:
            form.add_error("place", str(refusal))
        else:
            return go_on(request, Done(_("Saved."), _page_of(made)))
    return _form_page(request, form, _("Add a person"), twins=twins)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_who_sees_people
def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """A form for a person; what somebody else stored meanwhile is shown beside what was typed.

    The form holds private details, so opening it is recorded as a look.
    """
    viewer = viewer_of(request)
    shown = _editable(viewer, person_id)
    if request.method != "POST":
        form = PersonForm(person=shown, skills=skills_of(shown), private=_looked(viewer, shown))
        return _form_page(request, form, _("Edit a person"), shown=shown)
    private = private_values(viewer, shown.id) if shown.may_see_private else None  # shown only with _looked below
    form = PersonForm(request.POST, person=shown, skills=skills_of(shown), private=private)
    if form.is_valid():
        try:
            actions.edit_person(
                viewer,
                shown.id,
                expected_revision=form.expected_revision,
                values=form.values,
                skills=form.skills_chosen,
            )
        except Refused as refusal:
            form.add_error("place", str(refusal))
        except actions.ChangedMeanwhileError:
            return _meanwhile(request, viewer, form, person_id)
        else:
            return go_on(request, Done(_("Saved."), _page_of(shown.id)))
    _looked(viewer, shown)
    return _form_page(request, form, _("Edit a person"), shown=shown)


@require_POST
@for_who_sees_people
def confirm(request: HttpRequest, person_id: int) -> HttpResponse:
    """Everything is still correct."""
    actions.confirm_person(viewer_of(request), person_id, today=timezone.localdate())
    return go_on(request, Done(_("Thank you. It is noted as confirmed today."), _page_of(person_id)))


@require_POST
@for_who_sees_people
def activate(request: HttpRequest, person_id: int) -> HttpResponse:
    """The person is active again."""
    actions.mark_active(viewer_of(request), person_id)
    return go_on(request, Done(_("They are marked as active again."), _page_of(person_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_who_sees_people
def deactivate(request: HttpRequest, person_id: int) -> HttpResponse:
    """The person is no longer active: asked once."""
    viewer = viewer_of(request)
    shown = _editable(viewer, person_id)
    question = _("Is %(name)s no longer active in the network?") % {"name": shown.name}
    return ask_once(
        request,
        lambda: actions.mark_inactive(viewer, person_id),
        page=FormPage(_("Mark as no longer active"), question, _page_of(person_id)),
        consequences=[_("The record stays in the registry with its history.")],
        undo=_("You can mark the person as active again from the same page."),
        done=Done(_("They are marked as no longer active. This can be undone on this page."), _page_of(person_id)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_who_sees_people
def deceased(request: HttpRequest, person_id: int) -> HttpResponse:
    """The person has died: asked once."""
    viewer = viewer_of(request)
    shown = _editable(viewer, person_id)
    return ask_once(
        request,
        lambda: actions.mark_deceased(viewer, person_id),
        page=FormPage(_("Mark as deceased"), _("Has %(name)s died?") % {"name": shown.name}, _page_of(person_id)),
        consequences=[_("The record stays in the registry with its history.")],
        undo=_("You can mark the person as active again from the same page."),
        done=Done(_("They are marked as deceased. This can be undone on this page."), _page_of(person_id)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_who_sees_people
def add_training(request: HttpRequest, person_id: int) -> HttpResponse:
    """A form for a training that the person attended."""
    viewer = viewer_of(request)
    shown = _editable(viewer, person_id)
    form = TrainingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.add_training(viewer, person_id, **form.cleaned_data)
        return go_on(request, Done(_("The training was added."), _page_of(person_id)))
    return _form_page(request, form, _("Add a training"), shown=shown)


@require_POST
@for_who_sees_people
def remove_training(request: HttpRequest, person_id: int, training_id: int) -> HttpResponse:
    """The person did not attend it."""
    actions.remove_training(viewer_of(request), person_id, training_id=training_id)
    return go_on(request, Done(_("The training was taken away. It can be added again."), _page_of(person_id)))


def _found(viewer: Viewer, person_id: int) -> Shown:
    shown = person(viewer, person_id)
    if shown is None:
        raise actions.NoSuchPersonError(person_id)
    return shown


def _editable(viewer: Viewer, person_id: int) -> Shown:
    shown = _found(viewer, person_id)
    if not shown.may_edit:
        raise Refused(actions.who_looks_after(shown.padded))
    return shown


def _none_yet() -> dict[str, Any]:
    """Stand for the private values of somebody of whom nothing private is shown."""
    return dict.fromkeys(PRIVATE_FIELDS, "") | {"birth_date": None, "birth_year": None}


def _looked(viewer: Viewer, shown: Shown) -> dict[str, Any] | None:
    """Return the private values for a form, recorded as a look; None for who may not see them."""
    return actions.see_private(viewer, shown.id) if shown.may_see_private else None


def _meanwhile(request: HttpRequest, viewer: Viewer, typed: PersonForm, person_id: int) -> HttpResponse:
    """Show both versions: what was typed, and beside it what somebody else stored."""
    shown = _editable(viewer, person_id)
    form = typed.with_what_is_stored(shown, skills_of(shown), _looked(viewer, shown))
    return _form_page(request, form, _("Edit a person"), shown=shown, changed_meanwhile=True)


def _form_page(
    request: HttpRequest,
    form: PersonForm | TrainingForm,
    title: str,
    *,
    shown: Shown | None = None,
    changed_meanwhile: bool = False,
    twins: Sequence[Twin] = (),
) -> HttpResponse:
    back = _page_of(shown.id) if shown else reverse("people:list")
    page = FormPage(title, shown.name if shown else "", back, is_private=True)
    if isinstance(form, PersonForm) and form.is_private_open:
        still_here = _(
            "Nothing has been saved yet; what you typed is still here, "
            "but for a citizen ID, which is never shown again."
        )
        page = page._replace(still_here=still_here)
    elif isinstance(form, PersonForm):
        page = page._replace(kept=_("Private details are not shown here and stay as they are."))
    return form_page(request, form, page, changed_meanwhile=changed_meanwhile, twins=twins)


def _page_of(person_id: int) -> str:
    return reverse("people:page", args=[person_id])
