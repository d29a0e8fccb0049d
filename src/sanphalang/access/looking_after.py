"""Who looks after an account: closes it, opens it again, helps where the second step is lost.

The national administrators look after every account. Who gives roles at a centre looks after its colleagues: accounts
whose every role is one that the viewer could give, and for as long, at centres where the viewer gives roles: else the
account of somebody whose role lasts longer would prolong the own. An account that holds nothing now is judged by what
it held before. Nobody looks after the own account.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.grants import givable_roles, latest_end, place_of
from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.policy import Refused, intervals, may_anywhere
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.places.rules import NATION


def looked_after(viewer: Viewer, user_ids: Collection[int]) -> set[int]:
    """Return which of these accounts the viewer looks after, in as many queries for one as for many."""
    others = set(user_ids) - {viewer.user_id}
    if not others or intervals(viewer, Act.ACCOUNTS_MANAGE) == NATION:
        return others
    own = Centre.objects.filter(code__in=viewer.team_codes).prefetch_related("territory")
    limits: dict[tuple[int | None, str], datetime | None] = {}
    for centre in own:
        if roles := givable_roles(viewer, centre):
            limits |= dict.fromkeys([(centre.pk, str(role)) for role in roles], latest_end(viewer, centre))
    held = _that_count(others).items()
    return {user_id for user_id, grants in held if all(_could_be_given(grant, limits) for grant in grants)}


def check_looks_after(viewer: Viewer, user: User) -> None:
    """Raise :class:`Refused` unless the viewer looks after this account."""
    if user.pk == viewer.user_id:
        raise Refused(_("Nobody does this to the own account. Please ask a colleague or the national team."))
    if not looked_after(viewer, [user.pk]):
        raise Refused(not_looked_after())


def not_looked_after() -> str:
    """Return why an account is left to others."""
    return _(
        "This account also has roles that you do not give, or that last longer than your own. Please ask the national "
        "team."
    )


def check_looks_after_somebody(viewer: Viewer) -> None:
    """Raise :class:`Refused` for who looks after nobody, before anything is told of who has an account."""
    if not may_anywhere(viewer, Act.GRANTS_GIVE):
        raise Refused(_("Accounts are managed by the coordinators of the centres and by the national team."))


def known_account(email: str) -> User:
    """Return the account with an e-mail address, locked until the caller's transaction ends.

    Raises :class:`Refused` where there is none.
    """
    user = User.objects.select_for_update().filter(email=email.strip().lower()).first()
    if user is None:
        raise Refused(_("There is no account with the e-mail address %(email)s.") % {"email": email})
    return user


def unended(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Return the roles that are in force or still to come."""
    return grants.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))


def holding(user_ids: Collection[int]) -> set[int]:
    """Return which of these accounts hold a role."""
    return set(unended(Grant.objects.filter(user__in=user_ids)).values_list("user_id", flat=True))


def place_of_account(user: User) -> int | None:
    """Return the place of the one centre at which an account works or worked, for the ledger; None for several."""
    grants = _that_count([user.pk]).get(user.pk, [])
    centres = {grant.centre_id: grant.centre for grant in grants}
    return place_of(next(iter(centres.values()))) if len(centres) == 1 else None


def _that_count(user_ids: Collection[int]) -> dict[int, list[Grant]]:
    """Return by account the roles that it holds, or where it holds none, those that it held."""
    now = timezone.now()
    grants: dict[int, list[Grant]] = {}
    for grant in Grant.objects.filter(user__in=user_ids).select_related("centre").order_by("pk"):
        grants.setdefault(grant.user_id, []).append(grant)
    return {
        user_id: [grant for grant in all_of_it if grant.ends_at is None or grant.ends_at > now] or all_of_it
        for user_id, all_of_it in grants.items()
    }


def _could_be_given(grant: Grant, limits: Mapping[tuple[int | None, str], datetime | None]) -> bool:
    """Say whether a role is one of those that can be given, and lasts no longer than they can be given for."""
    kind = grant.centre_id, grant.role
    if kind not in limits:
        return False
    limit = limits[kind]
    return limit is None or (grant.ends_at is not None and grant.ends_at <= limit)
