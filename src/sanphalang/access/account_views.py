"""The accounts of colleagues over HTTP: closing one, opening it again, helping where the second step is lost.

Each is asked once, on a page that says what happens; the same actions do it as for the commands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sanphalang.access.actions import close_account, reopen_account
from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.answers import centre_behind
from sanphalang.access.looking_after import check_looks_after_somebody, not_looked_after
from sanphalang.access.lost_factor import remove_second_factors
from sanphalang.access.models import Centre, User
from sanphalang.access.policy import Refused
from sanphalang.access.replaced_keys import check_may_take_second_step
from sanphalang.access.roles import Role
from sanphalang.access.team import Colleague, all_roles_of, colleague
from sanphalang.access.team_views import crumbs
from sanphalang.access.viewer import Viewer
from sanphalang.access.words import ROLES
from sanphalang.places.names import own_name

Act = Callable[..., User]


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def close(request: HttpRequest, code: str, grant_id: int) -> HttpResponse:
    """Close the account: its roles end, and its sessions."""
    found = found_account(request, code, grant_id)
    name = {"name": found.name}
    if request.method == "POST":
        done = _("The account of %(name)s is closed; its sessions and roles have ended.") % name
        return _do(request, close_account, found, code, done)
    ending = ", ".join(_role_in_words(role, centre) for role, centre in all_roles_of(found.user_id))
    words = {
        "title": _("Close the account"),
        "question": _("Shall the account of %(name)s be closed now?") % name,
        "consequences": [
            _("%(name)s is signed out on every device at the next page, and cannot sign in any more.") % name,
            *([_("These roles end now: %(roles)s.") % {"roles": ending}] if ending else []),
            _("Links to downloads and invitations that %(name)s still holds or has sent no longer work.") % name,
            _("Everything that was written stays, with its history."),
        ],
        "undo": _("The account can be opened again under “Roles that have ended”; its roles are then given anew."),
        "submit": _("Close the account"),
    }
    return asked(request, code, found, words)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def reopen(request: HttpRequest, code: str, grant_id: int) -> HttpResponse:
    """Open a closed account again, without any role."""
    found = found_account(request, code, grant_id, is_open=False)
    name = {"name": found.name}
    if request.method == "POST":
        done = _("The account of %(name)s is open again. To give it a role, please invite %(name)s.") % name
        return _do(request, reopen_account, found, code, done)
    words = {
        "title": _("Open the account again"),
        "question": _("Shall the account of %(name)s be opened again?") % name,
        "consequences": [
            _("%(name)s can sign in again, with the password and the second step as they were.") % name,
            _("The account has no role yet: please invite %(name)s to one afterwards.") % name,
        ],
        "undo": _("The account can be closed again at any time."),
        "submit": _("Open the account again"),
        "look": "btn-primary",
    }
    return asked(request, code, found, words)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def remove_second_step(request: HttpRequest, code: str, grant_id: int) -> HttpResponse:
    """Take a lost second step away, so that another one can be set up."""
    found = found_account(request, code, grant_id)
    check_may_take_second_step(viewer_of(request), found.user_id)
    name = {"name": found.name}
    if request.method == "POST":
        done = _("The second step of %(name)s is taken away. Please ask %(name)s to set up another one.") % name
        return _do(request, remove_second_factors, found, code, done)
    words = {
        "title": _("Take the second step away"),
        "question": _("Has %(name)s lost the telephone or the passkey, and the printed codes too?") % name,
        "consequences": [
            _("Please make sure first, by voice or face to face, that it is really %(name)s who asks.") % name,
            _("The app, the passkeys and the printed codes of %(name)s no longer work.") % name,
            _("%(name)s is signed out on every device, and signs in again with the password alone.") % name,
            _("Work that needs a second step stays closed to %(name)s until another one is set up.") % name,
        ],
        "undo": _("%(name)s sets up another one under “Sign-in and security”; it takes about three minutes.") % name,
        "submit": _("Take the second step away"),
    }
    return asked(request, code, found, words)


def found_account(request: HttpRequest, code: str, grant_id: int, *, is_open: bool = True) -> Colleague:
    """Return whose account it is, for who looks after it; refuse what somebody else has done already."""
    viewer: Viewer = viewer_of(request)
    centre = centre_behind(code)
    check_looks_after_somebody(viewer)
    found = colleague(viewer, centre, grant_id, also_former=True)
    if found is None:
        raise Http404
    if found.is_self:
        raise Refused(_("Nobody does this to the own account. Please ask a colleague or the national team."))
    if not found.looked_after:
        raise Refused(not_looked_after())
    if found.is_open != is_open:
        raise Refused(_("This account is open.") if found.is_open else _("This account is closed."))
    return found


def _do(request: HttpRequest, act: Act, found: Colleague, code: str, done: str) -> HttpResponse:
    act(viewer_of(request), email=found.email)
    messages.success(request, done)
    return redirect("centres:team", code)


def asked(request: HttpRequest, code: str, found: Colleague, words: dict[str, Any]) -> HttpResponse:
    """Ask once, on a page that says what happens."""
    centre = centre_behind(code)
    back = ("centres:team", [code]) if found.has_ended else ("centres:member", [code, found.grant_id])
    context = words | {
        "cancel": reverse(back[0], args=back[1]),
        "crumbs": [*crumbs(centre, code), {"label": words["title"], "url": ""}],
        "fields": [],
    }
    return render(request, "web/confirm.html", context)


def _role_in_words(role: Role, centre: Centre | None) -> str:
    return f"{ROLES[role]} ({own_name(centre)})" if centre else str(ROLES[role])
