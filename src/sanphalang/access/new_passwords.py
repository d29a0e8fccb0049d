"""What a new password must be, said in our own words (Django has none in Thai)."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sanphalang.access.models import User

_WORDS = {
    "password_too_short": _("The password is too short. Please take at least ten characters."),
    "password_too_similar": _("The password is too much like the name or the e-mail address. Please take another one."),
    "password_too_common": _("Many people have this password, so it is easily guessed. Please take another one."),
}


def check_new_password(password: str, user: User | None = None) -> None:
    """Raise ``ValidationError`` with a sentence for each thing that is wrong with a new password."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise ValidationError(
            [ValidationError(_WORDS.get(each.code or "", each.message), code=each.code) for each in weak.error_list]
        ) from None
