"""The own account: how one signs in, and the password."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from sanphalang.access import providers
from sanphalang.access.forms import NewPasswordForm
from sanphalang.access.heading import came_from, safe_target
from sanphalang.access.models import User
from sanphalang.access.own_account import change_own_password
from sanphalang.access.second_factor import ways_of
from sanphalang.access.viewer import Viewer


def own(request: HttpRequest) -> User:
    """Return the account of somebody whom ``login_required`` has let in."""
    if not isinstance(request.user, User):
        raise TypeError("This view is for people who have signed in.")
    return request.user


def crumbs_to(title: str) -> list[dict[str, str]]:
    """Return where a page of the own account is."""
    return [{"label": _("Sign-in and security"), "url": reverse("access:security")}, {"label": title, "url": ""}]


def led_to_second_step(request: HttpRequest) -> HttpResponse | None:
    """Lead to the second step that the account has, where this session has not shown it; None where nothing is missing.

    Such a session was opened before the step was set up, perhaps by somebody who only knows the password: it must not
    change how the account opens.
    """
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if viewer.has_second_factor or not isinstance(request.user, User) or not ways_of(request.user):
        return None
    return redirect(reverse("access:second_step", query={"next": came_from(request)}))


@never_cache
@login_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Show how one signs in to the own account."""
    user = own(request)
    context = {
        "ways": ways_of(user),
        "has_password": user.has_usable_password(),
        "provider": providers.provider_name(),
        "is_linked": bool(providers.provider_name()) and providers.is_linked(user),
        "email": user.email,
    }
    return render(request, "access/security.html", context)


@never_cache
@login_required
@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Explain the second step to somebody who needs it, or ask for it where it is set up, then lead back."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    target = safe_target(request)
    if viewer.has_second_factor:
        return HttpResponseRedirect(target)
    ways = ways_of(own(request))
    if ways:
        name = "mfa_reauthenticate" if ways.app or ways.codes_left else "mfa_reauthenticate_webauthn"
        return redirect(reverse(name, query={"next": target}))
    return render(request, "access/second_step.html", {"next": target})


@sensitive_post_parameters("password", "new", "again")
@never_cache
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the own password, which ends all other sessions of the account."""
    user = own(request)
    if led := led_to_second_step(request):
        return led
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        change_own_password(user, form.cleaned_data["new"])
        update_session_auth_hash(request, user)
        messages.success(request, _("The password is changed. Whoever was signed in elsewhere has to sign in again."))
        return redirect("access:security")
    return render(request, "access/change_password.html", {"form": form})


@never_cache
@login_required
@require_POST
def link_provider(request: HttpRequest) -> HttpResponse:
    """Lead to the provider, to sign in with it from now on."""
    if led := led_to_second_step(request):
        return led
    raise_if_reauthentication_required(request, app="allauth.mfa")
    return providers.lead_there(request, "connect", reverse("access:security"))


@never_cache
@login_required
def unlink_provider(request: HttpRequest) -> HttpResponse:
    """Ask once, then let the account open with the provider no more."""
    user, name = own(request), {"provider": providers.provider_name()}
    if not user.has_usable_password() or not providers.is_linked(user):
        return redirect("access:security")
    if led := led_to_second_step(request):
        return led
    raise_if_reauthentication_required(request, app="allauth.mfa")
    if request.method == "POST":
        providers.unlink(user)
        messages.success(request, _("You no longer sign in with %(provider)s.") % name)
        return redirect("access:security")
    title = _("Stop signing in with %(provider)s") % name
    context = {
        "title": title,
        "crumbs": crumbs_to(title),
        "question": _("E-mail address and password remain the way to sign in."),
        "submit": _("Stop signing in with it"),
        "cancel": reverse("access:security"),
        "undo": _("You can link the two again at any time."),
    }
    return render(request, "web/confirm.html", context)
