"""Setting up and removing second factors: allauth's views, on our pages and in our ledger."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgain
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from sanphalang.access.forms import AppForm, CodeAgainForm, PasswordAgainForm
from sanphalang.access.own_account import note_own_change
from sanphalang.access.passkey_forms import PasskeyAgainForm, PasskeyForm
from sanphalang.access.second_factor import count_as_shown
from sanphalang.access.views_account import crumbs_to, led_to_second_step, own

_SECURITY = reverse_lazy("access:security")


def _onward(request: HttpRequest, name: str) -> str:
    """Return the address of a page that still knows where the person was heading."""
    wanted = get_next_redirect_url(request)
    return f"{reverse(name)}?{urlencode({'next': wanted})}" if wanted else reverse(name)


class _KeepsHeading:
    """Gives templates ``next``: where the person was heading, if it is one of our addresses."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "next": get_next_redirect_url(self.request) or ""}


class _NeedsTheStepThatIsThere:
    """Lets nobody touch the second step of an account without having shown it: the password alone is not enough."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead there and back first."""
        led = led_to_second_step(request)
        return led or super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class PasswordAgainView(_KeepsHeading, ReauthenticateView):
    """Asks for the present password before something that would open the account to others."""

    template_name = "access/again.html"
    form_class = PasswordAgainForm


@method_decorator(never_cache, name="dispatch")
class CodeAgainView(_KeepsHeading, CodeAgain):
    """Asks somebody who is signed in for a code."""

    template_name = "access/again.html"
    form_class = CodeAgainForm


@method_decorator(never_cache, name="dispatch")
class PasskeyAgainView(_KeepsHeading, ReauthenticateWebAuthnView):
    """Asks somebody who is signed in for a passkey."""

    template_name = "access/again_passkey.html"
    form_class = PasskeyAgainForm


@method_decorator(never_cache, name="dispatch")
class AppView(_NeedsTheStepThatIsThere, _KeepsHeading, ActivateTOTPView):
    """Sets up an app that makes codes; the picture of its secret is data of the page, no file."""

    template_name = "access/app.html"
    form_class = AppForm

    def form_valid(self, form: AppForm) -> HttpResponse:
        """Keep the app; the code that was just given counts for this session."""
        user = own(self.request)
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            note_own_change(user, "access.add_app")
        count_as_shown(self.request, user, Authenticator.Type.TOTP)
        return response

    def get_success_url(self) -> str:
        """Lead to the recovery codes, and from there to where the person was heading."""
        return _onward(self.request, "mfa_view_recovery_codes")


@method_decorator(never_cache, name="dispatch")
class PasskeyView(_NeedsTheStepThatIsThere, _KeepsHeading, AddWebAuthnView):
    """Adds a passkey."""

    template_name = "access/passkey.html"
    form_class = PasskeyForm

    def form_valid(self, form: PasskeyForm) -> HttpResponse:
        """Keep the passkey; the person has just used it, so it counts for this session."""
        user = own(self.request)
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            note_own_change(user, "access.add_passkey")
        count_as_shown(self.request, user, Authenticator.Type.WEBAUTHN)
        return response

    def get_success_url(self) -> str:
        """Lead to the recovery codes, and from there to where the person was heading."""
        return _onward(self.request, "mfa_view_recovery_codes")


@method_decorator(never_cache, name="dispatch")
class RecoveryCodesView(_NeedsTheStepThatIsThere, _KeepsHeading, ViewRecoveryCodesView):
    """Shows the recovery codes, to be printed."""

    template_name = "access/recovery_codes.html"


class _AsksOnce(_NeedsTheStepThatIsThere):
    """A question before something is taken away, on the page that all rooms use for it."""

    request: HttpRequest

    def words(self) -> dict[str, Any]:
        """Return the words of the question."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        words = self.words()
        return {**context, "cancel": _SECURITY, "crumbs": crumbs_to(words["title"]), **words}


@method_decorator(never_cache, name="dispatch")
class NewRecoveryCodesView(_AsksOnce, GenerateRecoveryCodesView):
    """Replaces the recovery codes."""

    template_name = "web/confirm.html"

    def words(self) -> dict[str, Any]:
        return {
            "title": _("New recovery codes"),
            "question": _("The codes that you have printed before will no longer work."),
            "submit": _("Make new codes"),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            note_own_change(own(self.request), "access.renew_recovery_codes")
        return response


@method_decorator(never_cache, name="dispatch")
class RemoveAppView(_AsksOnce, DeactivateTOTPView):
    """Removes the app."""

    template_name = "web/confirm.html"
    success_url = _SECURITY

    def words(self) -> dict[str, Any]:
        return {
            "title": _("Remove the app"),
            "question": _("The codes of the app will no longer be asked for, nor accepted."),
            "consequences": [
                _("Work that needs a second step is closed until you set up another one."),
                _("The entry in the app itself stays until you delete it there."),
            ],
            "submit": _("Remove the app"),
            "undo": _("You can set it up again at any time."),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            note_own_change(own(self.request), "access.remove_app")
        return response


@method_decorator(never_cache, name="dispatch")
class RemovePasskeyView(_AsksOnce, RemoveWebAuthnView):
    """Removes a passkey."""

    template_name = "web/confirm.html"
    success_url = _SECURITY

    def words(self) -> dict[str, Any]:
        return {
            "title": _("Remove the passkey “%(name)s”") % {"name": self.object.wrap().name},
            "question": _("It will no longer open this account."),
            "consequences": [_("Work that needs a second step is closed when no other one is left.")],
            "submit": _("Remove the passkey"),
            "undo": _("You can add it again at any time."),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            note_own_change(own(self.request), "access.remove_passkey")
        return response
