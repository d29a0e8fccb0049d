"""Local authorities over HTTP: the list, a page for each, and what its centre writes down of the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import viewer_of
from sanphalang.access.policy import Refused
from sanphalang.organisations import network
from sanphalang.organisations.actions import who_looks_after
from sanphalang.organisations.authority_list import AuthorityFilter, list_table, membership_cell
from sanphalang.organisations.models import LocalAuthority
from sanphalang.organisations.network_forms import FORMS
from sanphalang.organisations.network_queries import authorities
from sanphalang.organisations.words import AUTHORITY_KINDS, CENTRE_KINDS, ISSUES, TRAININGS
from sanphalang.places.filter_words import filters_in_force
from sanphalang.places.names import in_one_line, short_name
from sanphalang.places.queries import ancestors, place_at
from sanphalang.web.days import year_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.form_pages import FormPage, form_page
from sanphalang.web.table import Words

_PAGE_SIZE = 25
_TITLES: Mapping[str, Words] = {
    "join": gettext_lazy("It belongs to the network"),
    "leave": gettext_lazy("It has left the network"),
    "training": gettext_lazy("People who were trained"),
    "centre": gettext_lazy("A centre of the network"),
}
_WRITE: Mapping[str, Callable[..., None]] = {
    "join": network.join_network,
    "leave": network.leave_network,
    "training": network.note_training,
    "centre": network.note_learning_centre,
}


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    """The list; htmx takes the part of the page that it needs."""
    asked = AuthorityFilter(request.GET, authorities(viewer_of(request)))
    page = Paginator(asked.qs.order_by("name_key", "id"), _PAGE_SIZE).get_page(request.GET.get("page"))
    count = page.paginator.count
    words = ngettext("%(n)s local authority", "%(n)s local authorities", count)
    context = {
        "title": _("Local authorities"),
        "form": asked.form,
        "page": page,
        "table": list_table(list(page.object_list)),
        "count": words % {"n": show_figure(count)},
        "order": _("in alphabetical order"),
        "active": filters_in_force(asked.form, request.GET),
        "is_filtered": any(request.GET.get(name) for name in asked.form.fields),
    }
    return render(request, "organisations/authorities.html", context)


@require_safe
def page(request: HttpRequest, authority_id: int) -> HttpResponse:
    """What is known of one local authority and of its part in the network."""
    found = _found(request, authority_id)
    place = place_at(found.place)
    around = [] if place is None else [place, *reversed(ancestors(place))]
    context = {
        "authority": found,
        "kind": AUTHORITY_KINDS[found.kind],
        "where": in_one_line(short_name(each) for each in around),
        "place": place,
        "membership": membership_cell(found),
        "belongs": hasattr(found, "membership") and found.membership.left_year is None,
        "trainings": [
            {"id": each.pk, "what": TRAININGS[each.kind], "year": year_shown(each.year), "people": each.people}
            for each in found.trainings.all()
        ],
        "centres": [
            {
                "id": each.pk,
                "what": CENTRE_KINDS[each.kind],
                "issue": ISSUES.get(each.issue, ""),
                "year": year_shown(each.year),
            }
            for each in found.learning_centres.all()
        ],
        "may_edit": network.may_edit(viewer_of(request), found.place),
        "crumbs": [{"label": _("Local authorities"), "url": reverse("authorities:list")}],
    }
    return render(request, "organisations/authority.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, authority_id: int, what: str) -> HttpResponse:
    """A form for one thing of the network."""
    if what not in FORMS:
        raise Http404
    viewer, found = viewer_of(request), _found(request, authority_id)
    if not network.may_edit(viewer, found.place):
        raise PermissionDenied(who_looks_after(found.place))
    form = FORMS[what](request.POST if request.method == "POST" else None)
    back = reverse("authorities:page", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            _WRITE[what](viewer, found.pk, **form.cleaned_data)
        except network.CannotBeError as sentence:
            form.add_error("year", str(sentence))
        except (Refused, network.NoSuchAuthorityError) as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    return form_page(request, form, FormPage(str(_TITLES[what]), found.name, back))


@require_POST
def remove(request: HttpRequest, authority_id: int, what: str, note_id: int) -> HttpResponse:
    """Take back what was written down of a training or of a centre."""
    found = _found(request, authority_id)
    named: dict[str, Any] = {"training": {"training": note_id}, "centre": {"centre": note_id}}
    if what not in named:
        raise Http404
    try:
        network.remove_note(viewer_of(request), found.pk, **named[what])
    except Refused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except network.NoSuchAuthorityError as missing:
        raise Http404 from missing
    messages.success(request, _("Removed."))
    return redirect("authorities:page", found.pk)


def _found(request: HttpRequest, authority_id: int) -> LocalAuthority:
    found = authorities(viewer_of(request)).filter(pk=authority_id).first()
    if found is None:
        raise Http404
    return found
