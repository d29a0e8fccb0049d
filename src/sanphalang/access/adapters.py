"""Where django-allauth meets the platform: who may sign in, what is said in which words, how secrets are kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanphalang.access import providers
from sanphalang.access.backends import AccountBackend
from sanphalang.access.heading import is_path
from sanphalang.access.kept_secrets import locked, unlocked
from sanphalang.access.mail import send_password_link
from sanphalang.access.models import User
from sanphalang.access.replaced_keys import tell_at_sign_in
from sanphalang.access.throttle import TooManyTries
from sanphalang.access.trying import right_password, wait

_CLOSED = _("This account is closed. Please ask the coordinator of your centre or the national team.")
_WRONG_CODE = _("This is not the code of the moment. Please take the newest one from the app and try again.")
_LATER = _("There were too many wrong tries. Please try again in half an hour.")

# What allauth would say by templates of its own; what is not listed is not said.
_SAID: dict[str, Promise] = {
    "mfa/messages/totp_activated.txt": _("The app is set up. From now on signing in asks for its code."),
    "mfa/messages/totp_deactivated.txt": _("The app has been removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey has been added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey has been removed."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "There are new recovery codes. Please print them or write them down."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: nobody opens one for themselves, and every password that is tried is counted."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("This is not the present password. Please try again."),
        "too_many_login_attempts": _LATER,
        "rate_limited": _LATER,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by invitation and by the national team."""
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        """Turn away closed accounts, and those of the demo in production, however they came in."""
        if AccountBackend().user_can_authenticate(user):
            return None
        clear_login(request)
        return self.respond_user_inactive(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponseRedirect:
        """Say on the sign-in page that the account is closed."""
        messages.error(request, str(_CLOSED))
        return HttpResponseRedirect(reverse("account_login"))

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session, and say what others replaced of the account since the last time."""
        since = user.last_login
        super().login(request, user)
        if isinstance(user, User):
            tell_at_sign_in(request, user, since)

    def is_safe_url(self, url: str) -> bool:
        """Lead to the site's own addresses alone, written from its root."""
        return bool(url) and is_path(url) and bool(super().is_safe_url(url))

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Say whether this is the password of somebody signed in; a try like any other."""
        try:
            return isinstance(user, User) and right_password(self.request, user.email, password) == user
        except TooManyTries as locked_out:
            raise wait(locked_out) from None

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link to the page of our own; its key names the account, then the secret part."""
        token = key.partition("-")[2]
        return str(self.request.build_absolute_uri(reverse("access:open_password_link", args=[token])))

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """Send the link in our own words."""
        send_password_link(user, context["password_reset_url"])

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say in our own words what allauth would say in its own."""
        said = message or _SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways of showing again who one is, in our own words."""
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code from the app or a recovery code"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted with the installation's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
    }

    def get_totp_issuer(self) -> str:
        """Name the platform in the person's app."""
        return str(_("Sanphalang"))

    def encrypt(self, text: str) -> str:
        """Lock a secret before it goes into the database."""
        return locked(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Unlock a secret."""
        return unlocked(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002 (allauth's name)
        """Name a passkey for which the person gave no name."""
        return str(_("Passkey"))


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Sign-in with an OpenID Connect provider: only for accounts that exist."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """No provider opens an account here."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who is linked, link by a confirmed address or at the person's own wish, and turn away the rest."""
        answer = providers.settle(request, sociallogin)
        if answer is not None:
            raise ImmediateHttpResponse(answer)

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Say on the sign-in page that the provider's answer could not be used."""
        raise ImmediateHttpResponse(providers.not_understood(request))
