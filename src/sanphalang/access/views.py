"""Signing in and out."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sanphalang.access import providers
from sanphalang.access.forms import CodeForm, SignInForm
from sanphalang.access.heading import safe_target
from sanphalang.access.passkey_forms import PasskeySignInForm, PasskeyStepForm


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form, or sign in (with the second factor, where the account has one) and go where the person headed."""
    target = safe_target(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(target)
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.user is not None:
        # The password was given this moment: nothing asks for it again in the next minutes.
        record_authentication(request, form.user, method="password", reauthenticated=True)
        answer: HttpResponse = perform_login(request, Login(user=form.user, redirect_url=target))
        return answer
    context = {"form": form, "next": target, "provider": providers.provider_name()}
    response = render(request, "access/sign_in.html", context, status=429 if form.lock else 200)
    if form.lock:
        response["Retry-After"] = str(max(1, int((form.lock.until - timezone.now()).total_seconds())))
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponseRedirect:
    """End the session and go home; what pages keep in the browser to work without a signal goes with it."""
    was_signed_in = request.user.is_authenticated
    logout(request)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    if was_signed_in:  # not while somebody is still asked for the second step: nothing has been shown to them
        response["Clear-Site-Data"] = '"storage"'
    return response


class SecondFactorView(AuthenticateView):
    """Asks for the second factor while somebody signs in."""

    template_name = "access/code.html"
    form_class = CodeForm
    webauthn_form_class = PasskeyStepForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell which of the two ways the account has."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        kinds = {each.type for each in self.stage.login.user.authenticator_set.all()}
        return {**context, "has_app": "totp" in kinds, "has_passkey": "webauthn" in kinds}


@method_decorator(never_cache, name="dispatch")
class PasskeySignInView(LoginWebAuthnView):
    """Signs in with a passkey alone, which is two factors in one: the device, and what opens it."""

    form_class = PasskeySignInForm

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Let somebody who waits for a code take the passkey instead."""


@never_cache
@require_POST
def begin_with_provider(request: HttpRequest) -> HttpResponse:
    """Lead to the OpenID Connect provider to sign in."""
    return providers.lead_there(request, "login", safe_target(request))


@never_cache
def answer_of_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer."""
    if not providers.provider_name() or provider_id != providers.PROVIDER_ID:
        raise Http404
    return providers.take_answer(request)
