"""The pages of the goals: HTTP only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.sdg import queries
from sanphalang.sdg.tables import targets_table
from sanphalang.sdg.words import ROLES


@require_safe
@kept_for_the_public
def goals(request: HttpRequest) -> HttpResponse:
    """All goals."""
    return render(request, "sdg/goals.html", {"goals": queries.goals()})


@require_safe
@kept_for_the_public
def goal(request: HttpRequest, number: int) -> HttpResponse:
    """One goal: its targets, who answers for what, and what rooms above have to show of it."""
    found = queries.goal_at(number)
    if found is None:
        raise Http404
    roles = queries.roles_in(found)
    context = {
        "goal": found,
        "crumbs": [{"label": _("Sustainable Development Goals"), "url": reverse("sdg:goals")}],
        "answering": [(role.agency, ROLES[role.kind]) for role in roles.get(found.code, [])],
        "sources": sorted({role.source for of_one in roles.values() for role in of_one}),
        "table": targets_table(queries.targets(found), roles),
        "before": queries.goal_at(number - 1),
        "after": queries.goal_at(number + 1),
    }
    return render(request, "sdg/goal.html", context)
