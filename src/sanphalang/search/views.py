"""The page and its suggestions over HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.search.forms import SearchForm
from sanphalang.search.page import results, results_of_kind, suggestions


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What was found, by kind; htmx takes the results while somebody types."""
    form = SearchForm(request.GET)
    context = {"form": form, "text": form.text, "search_query": form.text, "found": None}
    if form.text and not form.errors:
        viewer, place = _viewer(request), form.chosen_place.code if form.chosen_place else ""
        context["found"] = (
            results_of_kind(viewer, form.text, form.chosen_kind, inside=form.inside, number=request.GET.get("page"))
            if form.chosen_kind
            else results(viewer, form.text, inside=form.inside, place=place)
        )
    return render(request, "search/page.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The best few for the box in the header, as a piece of a page."""
    text = request.GET.get("q", "").strip()
    text = text if len(text) > 1 else ""
    entries = suggestions(_viewer(request), text) if text else []
    return render(request, "search/suggestions.html", {"entries": entries, "text": text})


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = getattr(request, "viewer", PUBLIC)
    return viewer
