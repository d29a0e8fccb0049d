"""The walk (ลงพื้นที่) as pages: the list and one answer without a script, and what a telephone keeps of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.files.pictures import NotAPicture
from sanphalang.verification.round_words import told
from sanphalang.verification.sending import NoLongerAskedError, OthersAnswerError, require_checker, send_answer
from sanphalang.verification.walk_forms import PlainAnswerForm
from sanphalang.verification.walk_shell import addresses, shell, worker_script
from sanphalang.verification.walk_words import walk_words
from sanphalang.verification.walking import walk_list
from sanphalang.web.form_pages import Done, FormPage, form_page, go_on

_A_PAGE = 50


def for_walkers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead whoever is not signed in to the sign-in, and tell whoever checks nothing; no copy of the page is kept."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.user_id is None:
            return redirect_to_login(request.get_full_path())
        try:
            require_checker(viewer)
            response = view(request, viewer, *args, **kwargs)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return answered


@require_safe
@for_walkers
def walk(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The assigned organisations: a plain list, which the script takes over where there is one."""
    mine = walk_list(viewer)
    open_ones = [task for task in mine["tasks"] if task["state"] == "open"]
    context = {
        "walk": addresses(),
        "words": walk_words(),
        "account": mine["account"],
        "page": Paginator(open_ones, _A_PAGE).get_page(request.GET.get("page")),
        "left": len(open_ones),
        "total": len(mine["tasks"]),
        "done": len(mine["tasks"]) - len(open_ones),
    }
    return render(request, "verification/walk.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_walkers
def walk_task(request: HttpRequest, viewer: Viewer, task_id: int) -> HttpResponse:
    """One of them, answered without a script."""
    task = next((each for each in walk_list(viewer)["tasks"] if each["id"] == task_id), None)
    if task is None:
        messages.warning(request, _("This place is not on your list any more."))
        return redirect("verification:walk")
    form = PlainAnswerForm(task, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid() and form.answer is not None:
        try:
            answer = send_answer(viewer, task_id, form.answer.sent())
            return go_on(request, Done(told(answer), reverse("verification:walk")))
        except (NoLongerAskedError, OthersAnswerError) as over:
            form.add_error(None, str(over))
        except NotAPicture as broken:
            form.add_error("photo", str(broken))
    lead = " · ".join(filter(None, (task["kind_name"], task["village"], task["place_name"])))
    return form_page(request, form, FormPage(task["name"], lead, reverse("verification:walk"), is_private=True))


@never_cache
@require_safe
def walk_shell(request: HttpRequest, language: str) -> HttpResponse:
    """The page as a telephone keeps it, for everybody the same."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return HttpResponse(shell(language), headers={"Content-Language": language})


@never_cache
@require_safe
def walk_worker(request: HttpRequest) -> HttpResponse:
    """The service worker; from here, because it serves only addresses below its own."""
    return HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")
