"""Suggestions for pickers; the pages of places mix rooms and live in ``portal``."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sanphalang.places.forms import SEPARATOR, suggestion
from sanphalang.places.search import FoundPlace, search_places


@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    """Return up to ten places for ``?q=``: options of a list for htmx, JSON for everybody else.

    ``?field=NAME`` names the parameter that holds the text, for a form whose box is called otherwise.
    """
    found = search_places(request.GET.get(request.GET.get("field", "q"), "").split(SEPARATOR)[-1])
    if request.headers.get("HX-Request"):
        offered = [suggestion(one.place, one.around) for one in found]
        return render(request, "places/options.html", {"offered": offered})
    return JsonResponse({"results": [_as_json(one) for one in found]})


def _as_json(found: FoundPlace) -> dict[str, str]:
    return {"code": found.place.code, "level": found.place.level, "name": found.name, "around": found.around}
