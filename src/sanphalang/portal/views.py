"""Pages that mix rooms: HTTP only, what they show is made elsewhere in the room."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.places.forms import code_chosen
from sanphalang.places.models import AbolishedPlace
from sanphalang.places.names import full_name
from sanphalang.places.queries import abolished_place, exact_place, place_by_code
from sanphalang.places.search import search_places
from sanphalang.portal.home_page import home_page
from sanphalang.portal.lost_page import lost_page
from sanphalang.portal.my_work import due_for_checking, my_work
from sanphalang.portal.nation_page import SCHEMES, areas_shown, table_of_found
from sanphalang.portal.place_children import communities_of
from sanphalang.portal.place_page import kinds_in, place_page
from sanphalang.privacy.consents import purposes
from sanphalang.privacy.own_page import shown_purpose
from sanphalang.stewardship.pairs import may_decide
from sanphalang.web.chart_files import chart_file


@require_safe
@kept_for_the_public
def home(request: HttpRequest) -> HttpResponse:
    """The front page."""
    return render(request, "portal/home.html", {"page": home_page(_viewer(request))})


@require_safe
@kept_for_the_public
def nation(request: HttpRequest) -> HttpResponse:
    """The whole country by region or cluster, or the places that ``?q=`` looks for."""
    text = request.GET.get("q", "").strip()
    if place_by_code(code_chosen(text)):
        return redirect("place", code=code_chosen(text))
    scheme = request.GET.get("by", "")
    scheme = scheme if scheme in SCHEMES else next(iter(SCHEMES))
    shown = [] if text else areas_shown(_viewer(request), scheme)
    found = search_places(text, limit=50) if text else []
    table = table_of_found(found) if found else None
    columns = (shown[::2], shown[1::2])
    context = {"text": text, "found": table, "areas": columns, "scheme": scheme, "schemes": SCHEMES.items()}
    return render(request, "portal/nation.html", context)


@require_safe
@kept_for_the_public
def place(request: HttpRequest, code: str) -> HttpResponseBase:
    """One place. An abolished code leads to its successor, any other unknown code to a page that helps."""
    found = exact_place(code)
    if found is None:
        return _lost(request, code)
    if found.code != code:
        return redirect("place", code=found.code, permanent=True)
    came_from = abolished_place(request.GET.get("from", ""))
    if came_from is not None and came_from.successor != found:
        came_from = None
    file = chart_file(request, map(kinds_in, [found]))  # made only where it is asked for
    return file or render(request, "portal/place.html", {"page": place_page(found), "came_from": came_from})


@require_safe
@kept_for_the_public
def communities(request: HttpRequest, code: str) -> HttpResponse:
    """The communities of the towns of a district."""
    found = exact_place(code)
    table = found and communities_of(_viewer(request), found)
    if found is None or table is None:
        return _lost(request, code)
    return render(request, "portal/communities.html", {"place": found, "title": full_name(found), "table": table})


def _lost(request: HttpRequest, code: str) -> HttpResponse:
    abolished: AbolishedPlace | None = abolished_place(code)
    if abolished is not None and abolished.successor is not None:
        response = redirect("place", code=abolished.successor.code)
        response["Location"] += f"?from={abolished.code}"
        return response
    return render(request, "portal/lost.html", {"page": lost_page(code, abolished)}, status=404)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, who sees it, and whom to ask."""
    return render(request, "portal/privacy.html", {"purposes": map(shown_purpose, purposes())})


@require_safe
@never_cache
def work(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the viewer."""
    viewer = _viewer(request)
    if not viewer.is_signed_in:
        return redirect_to_login(request.path)
    shown = {"work": my_work(viewer), "due": due_for_checking(viewer), "may_compare": may_decide(viewer)}
    return render(request, "portal/my_work.html", shown)


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = getattr(request, "viewer", PUBLIC)
    return viewer
