"""The sign-in form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sanphalang.access.models import User


class SignInForm(forms.Form):
    """Address and password. A refusal does not tell which of the two was wrong, nor whether the account exists."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Find the account; Django spends the same time on an address that has none."""
        values = self.cleaned_data
        if "email" in values and "password" in values:
            user = authenticate(self.request, username=values["email"], password=values["password"])
            if not isinstance(user, User):
                raise ValidationError(
                    _(
                        "The address and the password do not belong together, or the account is closed. "
                        "Please check both and try again."
                    )
                )
            self.user = user
        return values
