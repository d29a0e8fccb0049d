"""What a browser says of a passkey, read within limits: anybody may send anything there, signed in or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 20_000
"""How many letters an answer may have; those of real devices have at most a few thousand."""

_NOT_READ = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@contextmanager
def _read() -> Iterator[None]:
    """Say in a sentence of whatever breaks in here that it was no answer of a passkey."""
    try:
        yield
    except _NOT_READ:
        raise ValidationError(_("The answer of the passkey could not be read. Please try again.")) from None


class CredentialField(forms.JSONField):
    """What the device answers, put in by the script."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Read it, but nothing overlong."""
        with _read():
            if isinstance(value, str) and len(value) > LONGEST:
                raise ValueError(len(value))
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show what was sent once more, unread: the script replaces it."""
        return InvalidJSONInput("")


class PasskeySignInForm(LoginWebAuthnForm):
    """A passkey alone."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """Find out whose it is."""
        with _read():
            return super().clean_credential()


class PasskeyStepForm(AuthenticateWebAuthnForm):
    """A passkey after the password."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """Compare it with those of the account."""
        with _read():
            return super().clean_credential()


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    """A passkey asked of somebody who is signed in."""

    credential = CredentialField()

    def clean_credential(self) -> Any:
        """Compare it with those of the account."""
        with _read():
            return super().clean_credential()


class PasskeyForm(AddWebAuthnForm):
    """A passkey that is being added: its name, and what the device answers."""

    passwordless = None  # type: ignore[assignment]  # how Django takes a field away
    name = forms.CharField(
        label=gettext_lazy("Name of the passkey"),
        help_text=gettext_lazy("For instance “office computer”, to know it again later"),
        required=False,
        max_length=60,
    )
    credential = CredentialField()

    def clean(self) -> dict[str, Any]:
        """Look whether it is the answer to what was asked."""
        with _read():
            values: dict[str, Any] = super().clean()
            return values
