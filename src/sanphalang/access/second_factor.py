"""Second factors: a code from an app, a passkey, or a recovery code, beside the password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from sanphalang.access.models import User


@dataclass(frozen=True, slots=True)
class Way:
    """An app or a passkey of an account."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ways:
    """The second factors of an account."""

    app: Way | None
    passkeys: tuple[Way, ...]
    codes_left: int

    def __bool__(self) -> bool:
        return self.app is not None or bool(self.passkeys)


def was_shown(request: HttpRequest, user: User) -> bool:
    """Say whether this session was opened, or confirmed later, with a second factor that the account still has.

    Costs no query for a session of a password alone.
    """
    records = get_authentication_records(request, user)
    shown = [record["id"] for record in records if record.get("method") == "mfa" and "id" in record]
    return bool(shown) and Authenticator.objects.filter(user_id=user.pk, pk__in=shown).exists()


def count_as_shown(request: HttpRequest, user: User, kind: str) -> None:
    """Let the session count as opened with a factor that the person has just set up, and so has just shown."""
    newest = Authenticator.objects.filter(user_id=user.pk, type=kind).latest("created_at", "pk")
    record_authentication(request, user, "mfa", id=newest.pk, type=kind)


def ways_of(user: User) -> Ways:
    """Return the second factors of an account, in one query."""
    app: Way | None = None
    passkeys, codes_left = [], 0
    for each in Authenticator.objects.filter(user_id=user.pk).order_by("pk"):
        if each.type == Authenticator.Type.RECOVERY_CODES:
            codes_left = len(each.wrap().get_unused_codes())
        elif each.type == Authenticator.Type.TOTP:
            app = Way(each.pk, "", each.created_at, each.last_used_at)
        else:
            passkeys.append(Way(each.pk, each.wrap().name, each.created_at, each.last_used_at))
    return Ways(app, tuple(passkeys), codes_left)
