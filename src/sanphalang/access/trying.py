"""The one place where a password is compared: counted first, compared then."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.models import User
from sanphalang.access.throttle import TooManyTries, give_back, take_a_try


def right_password(request: HttpRequest, email: str, password: str) -> User | None:
    """Return the open account to which address and password belong, else None.

    Raises :class:`TooManyTries`, without looking at the password, when no try is left.
    """
    name = take_a_try(email)
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        return None
    give_back(name)
    return user


def wait(lock: TooManyTries) -> ValidationError:
    """Return what a form says of a lock."""
    until = timezone.localtime(lock.until) + timedelta(minutes=1)  # the minute that is named is over by then
    return ValidationError(
        _("There were too many wrong tries for this e-mail address. Please try again after %(time)s."),
        code="locked",
        params={"time": f"{until:%H:%M}"},
    )
