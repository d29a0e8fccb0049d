"""The pages of the manual: HTTP only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sanphalang.access.answering import viewer_of
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.access.viewer import Viewer
from sanphalang.manual import texts
from sanphalang.manual.pictures import picture_of


@require_safe
@kept_for_the_public
def index(request: HttpRequest) -> HttpResponse:
    """The first page: by what one wants to do, and by who one is."""
    context = {"groups": _shown(texts.by_task()), "people": _shown(texts.by_person()), "own": _own(viewer_of(request))}
    return render(request, "manual/index.html", context)


@require_safe
@kept_for_the_public
def task(request: HttpRequest, task: str) -> HttpResponse:
    """How one task is done."""
    found = texts.tasks().get(task)
    if found is None:
        raise Http404
    context = {
        "task": found,
        "url": reverse(found.page) if found.page else "",
        "picture": picture_of(task),
        "crumbs": [{"label": _("Help"), "url": reverse("manual:index")}],
        "see": [texts.tasks()[name] for name in found.see],
    }
    return render(request, "manual/task.html", context)


def _shown(groups: tuple[texts.Group, ...]) -> list[dict[str, object]]:
    known = texts.tasks()
    return [{"group": group, "tasks": [known[name] for name in group.tasks]} for group in groups]


def _own(viewer: Viewer) -> set[str]:
    """Return the names of the groups that are opened at once: of the viewer's own roles."""
    return {grant.role for grant in viewer.grants}
