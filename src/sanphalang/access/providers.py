"""Who may come in with an OpenID Connect provider: accounts that exist, linked by hand or by a confirmed address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from sanphalang.access.models import User
from sanphalang.access.provider import CallbackView, CheckingAdapter
from sanphalang.ledger.actions import record

PROVIDER_ID = "provider"  # in the settings, and in the address to which the provider sends people back


def provider_name() -> str:
    """Return the name of the provider that the settings name, empty without one."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


def provider_of(request: HttpRequest) -> Any:
    """Return the provider that the settings name."""
    return get_adapter(request).get_provider(request, PROVIDER_ID)


def lead_there(request: HttpRequest, process: str, target: str) -> HttpResponse:
    """Lead to the provider, to ``login`` or to ``connect`` the own account; it sends the person back to us."""
    if not provider_name():
        raise Http404
    try:
        answer: HttpResponse = provider_of(request).redirect(request, process, target)
    except (RequestException, OAuth2Error, ValueError):
        return not_understood(request)
    return answer


def take_answer(request: HttpRequest) -> HttpResponse:
    """Check the provider's answer, and sign in or link whom it vouches for."""
    view: Callable[[HttpRequest], HttpResponse] = CallbackView.adapter_view(  # type: ignore[no-untyped-call]
        CheckingAdapter(request, PROVIDER_ID)
    )
    return view(request)


def is_linked(user: User) -> bool:
    """Say whether the account opens with the provider."""
    return SocialAccount.objects.filter(user=user).exists()


def settle(request: HttpRequest, login: Any) -> HttpResponse | None:
    """Decide about somebody whom the provider vouches for; None lets them go on to the rest of the sign-in."""
    login.token = None  # the platform asks the provider nothing else
    if login.state.get("process") == "connect":
        return _link_at_wish(request, login)
    if login.is_existing:
        return None
    user = _account_with_confirmed_address(login)
    if user is None:
        messages.error(
            request,
            _(
                "There is no account for this person yet. Please sign in with e-mail address and password once and "
                "link the two on the page “Sign-in and security”, or ask the coordinator of your centre."
            ),
        )
        return HttpResponseRedirect(reverse("account_login"))
    _link(login, user)
    return None


def not_understood(request: HttpRequest) -> HttpResponse:
    """Lead back to where the person began, with a sentence."""
    messages.error(
        request, _("The answer of %(provider)s could not be used. Please try again.") % {"provider": provider_name()}
    )
    return HttpResponseRedirect(reverse("access:security" if request.user.is_authenticated else "account_login"))


def unlink(user: User) -> None:
    """Let the account open with the provider no more."""
    with transaction.atomic():
        SocialAccount.objects.filter(user=user).delete()
        record(f"user:{user.pk}", "access.unlink_provider", ("user", str(user.pk)), place=None)


def _link_at_wish(request: HttpRequest, login: Any) -> HttpResponse:
    home = HttpResponseRedirect(reverse("access:security"))
    if not isinstance(request.user, User):
        return HttpResponseRedirect(reverse("account_login"))
    if login.is_existing and login.user != request.user:
        messages.error(request, _("This identity is linked with another account already."))
        return home
    if not login.is_existing:
        _link(login, request.user)
    messages.success(request, _("From now on you can sign in with %(provider)s.") % {"provider": provider_name()})
    return home


def _account_with_confirmed_address(login: Any) -> User | None:
    confirmed = [address.email.lower() for address in login.email_addresses if address.verified is True]
    found = User.objects.filter(email__in=confirmed, is_active=True, is_demo=False)
    user = found.first() if len(confirmed) == 1 else None
    return None if user is not None and _chose_the_address(user) else user


def _chose_the_address(user: User) -> bool:
    """Say whether the account was opened with a letter that named no address.

    Whoever held the letter wrote any address they liked; the person whose it is must not be led into that account.
    """
    letters = user.invitations.filter(email="", created_at__lte=user.created_at, accepted_at__gte=user.created_at)
    return letters.exists()


def _link(login: Any, user: User) -> None:
    with transaction.atomic():
        login.user = login.account.user = user
        login.account.save()
        record(f"user:{user.pk}", "access.link_provider", ("user", str(user.pk)), place=None)
