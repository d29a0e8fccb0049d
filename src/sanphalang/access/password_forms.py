"""Forms of forgotten passwords: asking for a link, and choosing a new password with it."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.account.internal.flows.password_reset import request_password_reset
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sanphalang.access.backends import AccountBackend
from sanphalang.access.mail import send_no_account
from sanphalang.access.models import User
from sanphalang.access.new_passwords import check_new_password
from sanphalang.access.password_links import LinksByMail


class ForgottenPasswordForm(ResetPasswordForm):
    """The address to which a link is sent. A letter goes out for an unknown one too, so that both take as long."""

    email = forms.EmailField(  # type: ignore[assignment]
        label=_("E-mail address"),
        help_text=_("The one with which you sign in"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link, or the word that there is no such account."""
        email: str = self.cleaned_data["email"].strip().lower()
        users = [user for user in self.users if AccountBackend().user_can_authenticate(user)]
        if users:
            request_password_reset(request, email, users, LinksByMail())
        else:
            send_no_account(email)
        return email


class ChosenPasswordForm(forms.Form):
    """A new password, twice."""

    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least ten characters. A few words in a row are easy to remember and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        self._user = user

    def clean(self) -> dict[str, Any]:
        """Compare the two, and refuse one that is easily guessed."""
        values = self.cleaned_data
        new, again = values.get("new"), values.get("again")
        if new and again and new != again:
            self.add_error("again", _("The two new passwords are not the same."))
        elif new:
            try:
                check_new_password(new, self._user)
            except ValidationError as weak:
                self.add_error("new", weak)
        return values
