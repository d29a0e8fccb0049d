"""Inviting over HTTP: what a coordinator does, and what the invited person sees.

The secret part of a link stands in an address once: that address exchanges it for a value of the web session and leads
on at once, whatever it is, so that no log, no history and no other site keeps it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.answers import centre_behind
from sanphalang.access.grants import givable_roles, latest_end
from sanphalang.access.invitation_forms import NewAccountForm
from sanphalang.access.invitations import (
    Invited,
    accept_with_account,
    accept_with_new_account,
    digest_of,
    has_account,
    invitation_behind,
    invite,
    is_invitation,
    remember,
    renew_invitation,
    withdraw_invitation,
)
from sanphalang.access.mail import mail_is_configured, send_invitation
from sanphalang.access.models import Invitation
from sanphalang.access.policy import Refused
from sanphalang.access.queries import names_given, names_of_actors
from sanphalang.access.roles import Role
from sanphalang.access.team import NATIONAL, waiting_invitation
from sanphalang.access.team_forms import InviteForm
from sanphalang.access.team_views import about, crumbs
from sanphalang.access.words import ROLES, WHAT_FOR
from sanphalang.web.qr import qr_code

_KEY = "invitation"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def new(request: HttpRequest, code: str) -> HttpResponse:
    """A form; sent, it answers with the link, which is shown this once."""
    centre, viewer = centre_behind(code), viewer_of(request)
    roles = givable_roles(viewer, centre)
    if not roles:
        raise Refused(_("Colleagues are invited by the coordinators of the centre."))
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, limit=latest_end(viewer, centre), roles=roles)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = invite(
                viewer,
                role=Role(values["role"]),
                centre=centre,
                name=values["name"],
                email=values["email"],
                role_ends_at=form.ends_at,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _letter(request, made, code)
    return render(request, "access/invite.html", about(centre, code) | {"form": form})


@never_cache
@require_POST
@answering_refusals
def renew(request: HttpRequest, code: str, invitation_id: int) -> HttpResponse:
    """Another link, shown this once; the old one is dead."""
    centre_behind(code)
    return _letter(request, renew_invitation(viewer_of(request), invitation_id), code)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def withdraw(request: HttpRequest, code: str, invitation_id: int) -> HttpResponse:
    """Take an invitation back: asked once."""
    centre, viewer = centre_behind(code), viewer_of(request)
    if request.method == "POST":
        withdraw_invitation(viewer, invitation_id)
        messages.success(request, _("The invitation is taken back; its link no longer works."))
        return redirect("centres:team", code)
    found = waiting_invitation(viewer, centre, invitation_id)
    if found is None:
        raise Http404
    context = {
        "title": _("Take an invitation back"),
        "question": _("Shall the invitation of %(name)s be taken back?") % {"name": found.name},
        "consequences": [_("The link and the letter no longer work.")],
        "undo": _("You can invite again at any time."),
        "submit": _("Take the invitation back"),
        "cancel": reverse("centres:team", args=[code]),
        "crumbs": crumbs(centre, code),
        "fields": [],
    }
    return render(request, "web/confirm.html", context)


@csrf_exempt
@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the secret part of a link for a value of the session; the next page tells whether it is any good.

    However it is asked for, it leads on: a refusal would write the address into the log. It changes nothing.
    """
    digest = digest_of(token)
    remember(request.session, _KEY, digest, is_known=is_invitation(digest))
    response = redirect("invitations:invited")
    response["Referrer-Policy"] = "no-referrer"
    return response


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest) -> HttpResponse:
    """What the invitation is for, and the way to accept it."""
    try:
        invitation = invitation_behind(str(request.session.get(_KEY, "")))
    except Refused as refusal:
        return _problem(request, str(refusal))
    viewer = viewer_of(request)
    form = None
    if not viewer.is_signed_in and not has_account(invitation.email):
        form = NewAccountForm(request.POST if request.method == "POST" else None, invitation=invitation)
    context = _words(invitation) | {"form": form}
    if request.method == "POST":
        try:
            done = _accepted(request, invitation, form)
        except Refused as refusal:
            if form is None:
                return _problem(request, str(refusal))
            form.add_error(None, str(refusal))
        else:
            if done is not None:
                return done
    return render(request, "access/invited.html", context)


def _accepted(request: HttpRequest, invitation: Invitation, form: NewAccountForm | None) -> HttpResponse | None:
    viewer = viewer_of(request)
    if form is None:
        accept_with_account(viewer, invitation.token_digest)
    elif form.is_valid():
        values = form.cleaned_data
        user = accept_with_new_account(
            invitation.token_digest, email=form.address, name=values["name"], password=values["password"]
        )
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    else:
        return None
    request.session.pop(_KEY, None)
    messages.success(request, _("Welcome. Your role is now: %(role)s.") % {"role": ROLES[Role(invitation.role)]})
    return redirect("centres:team", invitation.centre.code if invitation.centre else NATIONAL)


def _problem(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "access/invitation_problem.html", {"sentence": sentence}, status=410)


def _words(invitation: Invitation) -> dict[str, Any]:
    role = Role(invitation.role)
    return {
        "invitation": invitation,
        "centre": invitation.centre,
        "role": ROLES[role],
        "what_for": WHAT_FOR[role],
        "inviter": names_of_actors({invitation.invited_by}).get(invitation.invited_by, ""),
    }


def _letter(request: HttpRequest, made: Invited, code: str) -> HttpResponse:
    """Show the link, and send it where there is an address and a mail server."""
    invitation = made.invitation
    link = request.build_absolute_uri(reverse("invitations:open", args=[made.token]))
    signed = names_given({invitation.invited_by}).get(invitation.invited_by, "")
    letter = _words(invitation) | {"link": link}
    context = about(invitation.centre, code) | letter
    context |= {
        "name": invitation.name,
        "sender": signed,
        "created_at": invitation.created_at,
        "qr_code": qr_code(link, _("The link of the invitation as a QR code")),
        "is_sent": send_invitation(invitation, letter),
        "may_send": mail_is_configured(),
    }
    return render(request, "access/invitation_letter.html", context)
