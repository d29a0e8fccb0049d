"""The 82 centres: the list, a page for each, and what the national administrators change about them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.answers import centre_behind
from sanphalang.access.centres import edit_centre, may_edit_centres, move_place
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.queries import centres
from sanphalang.access.team import NATIONAL, colleagues_of_centres, may_see_team
from sanphalang.access.team_forms import CentreForm, MovePlaceForm
from sanphalang.places.names import full_name, own_name
from sanphalang.web.table import Cell, Column, Table


@require_safe
@kept_for_the_public
def centre_list(request: HttpRequest) -> HttpResponse:
    """All centres with their territories."""
    viewer = viewer_of(request)
    may_edit = may_edit_centres(viewer)
    context = {
        "table": _table(colleagues_of_centres() if may_edit else None),
        "may_edit": may_edit,
        "sees_national": may_see_team(viewer, None),
    }
    return render(request, "access/centres.html", context)


@require_safe
@kept_for_the_public
@answering_refusals
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One centre: its territory, how to reach its office, and for its people the way to their colleagues."""
    centre = centre_behind(code)
    if centre is None:
        return redirect("centres:team", NATIONAL)
    viewer = viewer_of(request)
    context = {
        "title": own_name(centre),
        "centre": centre,
        "crumbs": [{"label": _("Centres"), "url": reverse("centres:list")}],
        "places": [{"name": full_name(place), "code": place.code} for place in centre.territory.order_by("padded")],
        "contact": [
            {"label": _("Address of the office"), "value": centre.address},
            {"label": _("Telephone of the office"), "value": centre.telephone},
            {"label": _("E-mail of the office"), "value": centre.email},
        ],
        "has_contact": bool(centre.address or centre.telephone or centre.email),
        "sees_team": may_see_team(viewer, centre),
        "may_edit": may_edit_centres(viewer),
    }
    return render(request, "access/centre.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Names, the office's contact, and places that come from another centre."""
    centre = _editable(request, code)
    is_move = request.method == "POST" and "place" in request.POST
    sent = request.POST if request.method == "POST" else None
    form = CentreForm(None if is_move else sent, centre=centre)
    moving = MovePlaceForm(sent if is_move else None)
    if is_move and moving.is_valid() and moving.cleaned_data["place"]:
        place = moving.cleaned_data["place"]
        try:
            move_place(viewer_of(request), padded=place.padded, to=centre.code)
        except Refused as refusal:
            moving.add_error("place", str(refusal))
        else:
            taken = _("%(place)s is looked after by this centre now.") % {"place": full_name(place)}
            return _saved(request, code, taken)
    elif not is_move and sent is not None and form.is_valid():
        edit_centre(viewer_of(request), code, values=form.cleaned_data)
        return _saved(request, code, _("Saved."))
    return render(request, "access/centre_form.html", {"centre": centre, "form": form, "moving": moving})


def _editable(request: HttpRequest, code: str) -> Centre:
    if not may_edit_centres(viewer_of(request)):
        raise Refused(_("Centres are managed by the national administrators."))
    centre = centre_behind(code)
    if centre is None:
        raise Refused(_("The national team has no page of its own to edit."))
    return centre


def _saved(request: HttpRequest, code: str, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("centres:page", code)


def _table(colleagues: dict[int, int] | None) -> Table:
    columns = [Column(_("Centre")), Column(_("Territory"))]
    rows: list[list[Cell | int]] = []
    for centre in centres():
        places = ", ".join(full_name(place) for place in centre.territory.all())
        row: list[Cell | int] = [Cell(own_name(centre), url=reverse("centres:page", args=[centre.code])), Cell(places)]
        if colleagues is not None:
            row.append(colleagues.get(centre.pk, 0))
        rows.append(row)
    if colleagues is not None:
        columns.append(Column(_("Colleagues"), kind="figure"))
    return Table(columns, rows, _("The coordination centres"))
