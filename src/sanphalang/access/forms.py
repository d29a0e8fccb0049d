"""Forms of signing in and of one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateWithCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sanphalang.access.models import User
from sanphalang.access.new_passwords import check_new_password
from sanphalang.access.throttle import TooManyTries
from sanphalang.access.trying import right_password, wait
from sanphalang.ledger.digests import private_digest

_SECONDS_GOOD = 120  # longer than any code of the app is good


class SignInForm(forms.Form):
    """Address and password. A refusal does not tell which of the two was wrong, nor whether the account exists."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.user: User | None = None
        self.lock: TooManyTries | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Find the account; Django spends the same time on an address that has none."""
        values = self.cleaned_data
        if "email" in values and "password" in values:
            try:
                self.user = right_password(self.request, values["email"], values["password"])
            except TooManyTries as lock:
                self.lock = lock
                raise wait(lock) from None
            if self.user is None:
                raise ValidationError(
                    _(
                        "The address and the password do not belong together, or the account is closed. "
                        "Please check both and try again."
                    )
                )
        return values


class PasswordAgainForm(ReauthenticateForm):
    """The present password, asked before something that would open the account to others; counted like any try."""

    password = forms.CharField(  # type: ignore[assignment]
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class NewPasswordForm(PasswordAgainForm):
    """The present password, and a new one twice."""

    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least ten characters. A few words in a row are easy to remember and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Compare the two, and look at the new one."""
        values = super().clean() or self.cleaned_data
        new, again = values.get("new"), values.get("again")
        if new and again and new != again:
            self.add_error("again", _("The two new passwords are not the same."))
        elif new:
            try:
                check_new_password(new, self.user)
            except ValidationError as weak:
                self.add_error("new", weak)
        return values


def _code_field(label: Any, hint: Any) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return forms.CharField(label=label, help_text=hint, max_length=20, widget=forms.TextInput(attrs=attributes))


class _TakenOnce(forms.Form):
    """A code of the app counts once: somebody who looked over a shoulder comes too late.

    allauth remembers a code for half a minute, but it is good for longer, because clocks may be off.
    """

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        used = f"code:{private_digest(f'{self.user.pk} {code}')}"  # type: ignore[attr-defined]
        if not cache.add(used, True, _SECONDS_GOOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_TakenOnce, AuthenticateForm):
    """A code while signing in."""

    code = _code_field(_("Code"), _("Six digits from the app, or one of the recovery codes"))


class CodeAgainForm(_TakenOnce, ReauthenticateWithCodeForm):
    """A code asked of somebody who is signed in."""

    code = _code_field(_("Code"), _("Six digits from the app, or one of the recovery codes"))


class AppForm(ActivateTOTPForm):
    """The first code of an app that is being set up."""

    code = _code_field(_("Code from the app"), _("Six digits; they change every half minute"))
