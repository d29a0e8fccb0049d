"""Forgotten passwords over HTTP: asking for a link, making one for a colleague, and choosing a new password with it.

As with invitations, the secret part of a link stands in an address once, which leads on at once.
"""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sanphalang.access.account_views import asked, found_account
from sanphalang.access.answering import answering_refusals, viewer_of
from sanphalang.access.answers import centre_behind
from sanphalang.access.invitations import digest_of, remember
from sanphalang.access.mail import mail_is_configured
from sanphalang.access.password_forms import ChosenPasswordForm, ForgottenPasswordForm
from sanphalang.access.password_links import (
    BY_HAND,
    MadeLink,
    is_password_link,
    link_behind,
    make_password_link,
    set_password_with,
)
from sanphalang.access.policy import Refused
from sanphalang.access.queries import names_given
from sanphalang.access.replaced_keys import check_may_replace_password
from sanphalang.access.team_views import about
from sanphalang.web.qr import qr_code

_KEY = "password_link"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say who helps; where there is a mail server, send a link. Nothing tells whether there is such an account."""
    if not mail_is_configured():
        if request.method == "POST":
            raise Http404
        return render(request, "access/forgotten.html")
    form = ForgottenPasswordForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if consume(request, action="reset_password", key=email.lower()):
            form.save(request)
            return render(request, "access/forgotten_sent.html", {"email": email})
        form.add_error(None, _("A link was asked for too often. Please wait a minute and try again."))
        status = 429
    return render(request, "access/forgotten.html", {"form": form}, status=status)


@csrf_exempt
@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the secret part of a link for a value of the session; the next page tells whether it is any good.

    However it is asked for, it leads on: a refusal would write the address into the log. It changes nothing.
    """
    digest = digest_of(token)
    remember(request.session, _KEY, digest, is_known=is_password_link(digest))
    response = redirect("access:new_password")
    response["Referrer-Policy"] = "no-referrer"
    return response


@sensitive_post_parameters("new", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """Choose a new password with a link; afterwards one signs in as always, the second step included."""
    digest = str(request.session.get(_KEY, ""))
    try:
        link = link_behind(digest)
        form = ChosenPasswordForm(request.POST if request.method == "POST" else None, user=link.user)
        if request.method == "POST" and form.is_valid():
            set_password_with(digest, form.cleaned_data["new"])
            logout(request)
            messages.success(request, _("The new password is set. Please sign in with it."))
            return redirect("access:sign_in")
    except Refused as refusal:
        return render(request, "access/password_problem.html", {"sentence": str(refusal)}, status=410)
    return render(request, "access/new_password.html", {"form": form, "account": link.user})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def make_link(request: HttpRequest, code: str, grant_id: int) -> HttpResponse:
    """Make a link for a colleague who has forgotten the password: asked once, then shown this once."""
    found = found_account(request, code, grant_id)
    check_may_replace_password(viewer_of(request), found.user_id)
    if request.method == "POST":
        return _letter(request, make_password_link(viewer_of(request), email=found.email), code, grant_id)
    name = {"name": found.name, "days": BY_HAND.days}
    words = {
        "title": _("Make a link for a new password"),
        "question": _("Has %(name)s forgotten the password?") % name,
        "consequences": [
            _("Please make sure first, by voice or face to face, that it is really %(name)s who asks.") % name,
            _("You see a link once, on the screen and as a letter; please hand it to %(name)s alone.") % name,
            _("Whoever opens it chooses a new password. It works once, within %(days)s days.") % name,
            _("The second step of %(name)s stays as it is and is asked for as before.") % name,
            _("That you made the link stands in the log.") % name,
        ],
        "undo": _("Until the link is used, the present password stays as it is. A newer link makes this one useless."),
        "submit": _("Make the link"),
        "look": "btn-primary",
    }
    return asked(request, code, found, words)


def _letter(request: HttpRequest, made: MadeLink, code: str, grant_id: int) -> HttpResponse:
    centre, title, sender = centre_behind(code), _("Link for a new password"), viewer_of(request).actor
    link = request.build_absolute_uri(reverse("access:open_password_link", args=[made.token]))
    context = about(centre, code)
    context["crumbs"] = [*context["crumbs"], {"label": title, "url": ""}]
    context |= {
        "name": str(made.user),
        "sender": names_given({sender}).get(sender, ""),
        "created_at": made.created_at,
        "expires_at": made.expires_at,
        "link": link,
        "qr_code": qr_code(link, _("The link for a new password as a QR code")),
        "back": reverse("centres:member", args=[code, grant_id]),
    }
    return render(request, "access/password_letter.html", context)
