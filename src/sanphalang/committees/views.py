"""Committees over HTTP: the list, the page, its print, its form, and the boxes that suggest."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.committees import actions
from sanphalang.committees.answering import address_of, answer_form, committee_of, edited_committee
from sanphalang.committees.committee_page import committee_page, print_page
from sanphalang.committees.fields import body_suggestions, person_suggestions
from sanphalang.committees.forms import CommitteeForm
from sanphalang.committees.listing import CommitteeFilter
from sanphalang.committees.meeting_queries import open_counts
from sanphalang.committees.queries import Shown, visible
from sanphalang.committees.tables import list_table
from sanphalang.organisations.bodies import BodyKind, search_bodies
from sanphalang.people.seen import search_persons
from sanphalang.places.filter_words import filters_in_force
from sanphalang.places.names import full_name
from sanphalang.places.queries import exact_place
from sanphalang.web.figures import show_figure
from sanphalang.web.form_pages import Done, FormPage, ask_once, go_on

_PAGE_SIZE = 25
_SEPARATOR = " · "


@require_safe
def committees(request: HttpRequest) -> HttpResponse:
    """The list; htmx takes the part of the page that it needs."""
    viewer = viewer_of(request)
    asked = CommitteeFilter(request.GET, visible(viewer))
    page = Paginator(asked.qs.order_by("name_sort", "id"), _PAGE_SIZE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    count = page.paginator.count
    context = {
        "title": _title(asked),
        "form": asked.form,
        "page": page,
        "table": list_table(rows, open_counts(row.pk for row in rows)),
        "count": ngettext("%(n)s committee", "%(n)s committees", count) % {"n": show_figure(count)},
        "order": _("in alphabetical order"),
        "active": filters_in_force(asked.form, request.GET),
        "is_filtered": bool(asked.form.errors) or any(asked.form.cleaned_data.values()),
        "may_add": policy.may_anywhere(viewer, Act.COMMITTEES_EDIT),
    }
    return render(request, "committees/list.html", context)


@require_safe
@answering_refusals
def page(request: HttpRequest, committee_id: int) -> HttpResponse:
    """Everything that the viewer may know of one committee."""
    shown = committee_of(request, committee_id)
    return render(request, "committees/page.html", committee_page(viewer_of(request), shown))


@require_safe
@answering_refusals
def print_members(request: HttpRequest, committee_id: int) -> HttpResponse:
    """The list of members on paper."""
    shown = committee_of(request, committee_id)
    return render(request, "committees/print_members.html", print_page(viewer_of(request), shown))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest) -> HttpResponse:
    """A form for a new committee."""
    viewer = viewer_of(request)
    if not policy.may_anywhere(viewer, Act.COMMITTEES_EDIT):
        raise Refused(_("Committees are kept by the centres. Please ask the coordinator of your centre."))
    form = CommitteeForm(request.POST or None, viewer=viewer)

    def save(form: CommitteeForm) -> Done:
        number = actions.create_committee(viewer, values=form.values)
        return Done(_("Saved."), address_of("page", number))

    return answer_form(request, form, FormPage(_("Add a committee"), "", address_of("list")), save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, committee_id: int) -> HttpResponse:
    """A form for a committee."""
    viewer, shown = viewer_of(request), edited_committee(request, committee_id)
    form = CommitteeForm(request.POST or None, viewer=viewer, stored=_stored(shown))

    def save(form: CommitteeForm) -> Done:
        actions.edit_committee(viewer, shown.id, expected_revision=form.expected_revision, values=form.values)
        return Done(_("Saved."), address_of("page", shown.id))

    where = FormPage(_("Edit the committee"), shown.name, address_of("page", shown.id))
    return answer_form(request, form, where, save, lambda: _stored(committee_of(request, committee_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def end(request: HttpRequest, committee_id: int) -> HttpResponse:
    """It has ended its work: asked once."""
    shown, there = edited_committee(request, committee_id), address_of("page", committee_id)
    question = _("Has “%(name)s” ended its work?") % {"name": shown.name}
    return ask_once(
        request,
        lambda: actions.end_committee(viewer_of(request), shown.id),
        page=FormPage(_("Mark as ended"), question, there),
        consequences=[_("It stays in the list with its members, meetings and history, and is shown as ended.")],
        undo=_("You can mark it as at work again from its page."),
        done=Done(_("It is marked as ended. This can be undone on this page."), there),
    )


@require_POST
@answering_refusals
def reopen(request: HttpRequest, committee_id: int) -> HttpResponse:
    """It is at work again."""
    shown, there = edited_committee(request, committee_id), address_of("page", committee_id)
    actions.reopen_committee(viewer_of(request), shown.id)
    return go_on(request, Done(_("It is marked as at work again."), there))


@require_POST
def pick_person(request: HttpRequest) -> HttpResponse:
    """Up to ten people whom the viewer may see; asked by POST, since names belong into no address."""
    text = request.POST.get(request.GET.get("field", "person"), "")
    found = search_persons(viewer_of(request), _name_in(text))
    return render(request, "places/options.html", {"offered": person_suggestions(found)})


@require_safe
def pick_body(request: HttpRequest) -> HttpResponse:
    """Up to ten organisations and local authorities."""
    return _bodies(request, ("local_authority", "organisation"))


@require_safe
def pick_organisation(request: HttpRequest) -> HttpResponse:
    """Up to ten organisations."""
    return _bodies(request, ("organisation",))


def _bodies(request: HttpRequest, kinds: tuple[BodyKind, ...]) -> HttpResponse:
    text = request.GET.get(request.GET.get("field", "body"), "")
    return render(request, "places/options.html", {"offered": body_suggestions(search_bodies(_name_in(text), kinds))})


def _name_in(text: str) -> str:
    """Return the name of a suggestion that was chosen; of any other text, the text itself."""
    parts = text.split(_SEPARATOR)
    return parts[1] if len(parts) > 1 else text


def _stored(shown: Shown) -> dict[str, Any]:
    return {
        "name": shown.name,
        "kind": shown.kind,
        "place": exact_place(shown.place.text),
        "criteria": shown.criteria,
        "revision": shown.revision,
    }


def _title(asked: CommitteeFilter) -> str:
    place = asked.chosen_place
    if place is None:
        return _("Committees and working groups")
    return _("Committees and working groups, %(place)s") % {"place": full_name(place)}
