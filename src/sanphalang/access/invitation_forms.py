"""What an invited person fills in to have an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sanphalang.access.models import Invitation, User
from sanphalang.access.new_passwords import check_new_password


class NewAccountForm(forms.Form):
    """Address, name and password. An invitation for an address asks for no other."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    name = forms.CharField(label=_("Your name, as colleagues see it"), max_length=120)
    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least ten characters. A few words in a row are easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, invitation: Invitation) -> None:
        super().__init__(data, initial={"name": invitation.name})
        self._invited_email = invitation.email
        if invitation.email:
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        """Compare both passwords, and refuse one that is easily guessed."""
        values = self.cleaned_data
        password, again = values.get("password"), values.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two new passwords are not the same."))
        elif password:
            try:
                check_new_password(password, User(email=self.address, name=values.get("name", "")))
            except ValidationError as problem:
                self.add_error("password", problem)
        return values

    @property
    def address(self) -> str:
        """The address of the new account."""
        return str(self._invited_email or self.cleaned_data.get("email", ""))
