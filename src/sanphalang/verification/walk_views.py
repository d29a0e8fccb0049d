"""What telephones of checkers ask and send, as JSON. No copy of any answer is kept on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.files.pictures import NotAPicture
from sanphalang.verification.answer_forms import AnswerForm
from sanphalang.verification.round_words import told
from sanphalang.verification.sending import NoLongerAskedError, OthersAnswerError, require_checker, send_answer
from sanphalang.verification.walking import walk_list

_View = Callable[[HttpRequest, Viewer], JsonResponse]


def for_checkers(view: _View) -> Callable[[HttpRequest], JsonResponse]:
    """Answer whoever is not signed in, or checks nothing any more, so that a program understands it."""

    @wraps(view)
    def answered(request: HttpRequest) -> JsonResponse:
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.user_id is None:
            response = _error(_("Please sign in first."), 401)
        else:
            try:
                require_checker(viewer)
                response = view(request, viewer)
            except Refused as refusal:
                response = _error(str(refusal), 403)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return answered


@require_safe
@for_checkers
def walk_records(request: HttpRequest, viewer: Viewer) -> JsonResponse:
    """The records that the viewer is asked to check."""
    return JsonResponse({"csrf": get_token(request), **walk_list(viewer)})


@sensitive_post_parameters()
@require_POST
@for_checkers
def walk_answer(request: HttpRequest, viewer: Viewer) -> JsonResponse:
    """What the viewer found out about one of them."""
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"errors": form.told()}, status=422)
    try:
        answer = send_answer(viewer, form.cleaned_data["task"], form.sent())
    except NoLongerAskedError as over:
        return _error(str(over), 410)
    except OthersAnswerError:
        return _error(_("An answer with this number was sent by somebody else."), 409)
    except NotAPicture as broken:
        return JsonResponse({"errors": {"photo": str(broken)}}, status=422)
    return JsonResponse({"instance": str(answer.instance), "state": answer.told, "message": told(answer)})


def _error(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
