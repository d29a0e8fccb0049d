"""Giving roles and taking them back.

Who gives a role holds all that it allows, at least as long, over all of the centre's territory; the national
administrators give every role. Nobody gives anything to the own account, and one national administrator without an end
always remains.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.policy import Refused, intervals
from sanphalang.access.queries import open_accounts, territory_of
from sanphalang.access.roles import ALLOWED, GIVEN_AT_A_CENTRE, Act, Role
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.ledger.actions import record
from sanphalang.places.rules import NATION, covers


class NoSuchGrantError(NoSuchRecordError):
    """There is no role in force with this number."""


def givable_roles(viewer: Viewer, centre: Centre | None) -> list[Role]:
    """Return the roles that the viewer may give at a centre, or in the national team."""
    fitting = [role for role in Role if role.is_national == (centre is None)]
    if intervals(viewer, Act.ACCOUNTS_MANAGE) == NATION:
        return fitting
    territory = NATION if centre is None else territory_of(centre)
    if centre is None or not covers(intervals(viewer, Act.GRANTS_GIVE), territory):
        return []
    return [
        role
        for role in fitting
        if role in GIVEN_AT_A_CENTRE and all(covers(intervals(viewer, act), territory) for act in ALLOWED[role])
    ]


def latest_end(viewer: Viewer, centre: Centre | None) -> datetime | None:
    """Return until when the viewer may give roles at most; None is without an end."""
    if intervals(viewer, Act.ACCOUNTS_MANAGE) == NATION:
        return None
    giving = [role for role in Role if Act.GRANTS_GIVE in ALLOWED[role]]
    own = in_force().filter(user=viewer.user_id, role__in=giving, centre=centre)
    ends = list(own.values_list("ends_at", flat=True))
    known = [end for end in ends if end is not None]
    # Without a role of its own at the centre there is nothing to give; the roles were checked before.
    return max(known) if known and len(known) == len(ends) else None


def give_grant(viewer: Viewer, *, user_id: int, role: Role, centre: Centre | None, ends_at: datetime | None) -> Grant:
    """Give an account a role at a centre, or in the national team, until a moment or without an end.

    Raises :class:`Refused` when the viewer may not, and when the account has the role already.
    """
    with transaction.atomic():
        user = open_accounts().filter(pk=user_id).first()
        if user is None:
            raise Refused(_("This account is closed."))
        check_may_give(viewer, role, centre, ends_at, to=user.pk)
        return put_in_force(viewer.actor, user, role, centre, ends_at)


def end_grant(viewer: Viewer, grant_id: int) -> Grant:
    """Take a role back, from this moment. Raises :class:`Refused` and :class:`NoSuchGrantError`."""
    with transaction.atomic():
        grant = _to_change(viewer, grant_id)
        check_an_administrator_remains(without=grant)
        before, grant.ends_at = grant.ends_at, timezone.now()
        grant.save(update_fields=["ends_at"])
        _record(viewer.actor, "access.end_role", grant, {"ends_at": [_as_text(before), _as_text(grant.ends_at)]})
    return grant


def change_end(viewer: Viewer, grant_id: int, ends_at: datetime | None) -> Grant:
    """Let a role last until another moment. Raises :class:`Refused` and :class:`NoSuchGrantError`."""
    with transaction.atomic():
        grant = _to_change(viewer, grant_id)
        check_may_give(viewer, Role(grant.role), grant.centre, ends_at, to=grant.user_id)
        if ends_at is not None:
            check_an_administrator_remains(without=grant)
        before, grant.ends_at = grant.ends_at, ends_at
        if before != ends_at:
            grant.save(update_fields=["ends_at"])
            _record(viewer.actor, "access.change_end", grant, {"ends_at": [_as_text(before), _as_text(ends_at)]})
    return grant


def check_may_give(
    viewer: Viewer, role: Role, centre: Centre | None, ends_at: datetime | None, *, to: int | None
) -> None:
    """Refuse what the viewer may not give; ``to`` is the account, None while it is not known."""
    if role not in givable_roles(viewer, centre):
        raise Refused(_("You cannot give this role here. Please ask a coordinator of the centre or the national team."))
    if to is not None and to == viewer.user_id:
        raise Refused(_("Nobody changes the own role. Please ask a colleague or the national team."))
    if ends_at is not None and ends_at <= timezone.now():
        raise Refused(_("The role would have ended already. Please choose a later day."))
    limit = latest_end(viewer, centre)
    if limit is not None and (ends_at is None or ends_at > limit):
        raise Refused(_("A role that you give cannot last longer than your own."))


def check_an_administrator_remains(*, without: Grant | None = None, without_user: int | None = None) -> None:
    """Refuse to leave the nation without an administrator who can sign in and whose role has no end."""
    lock_administrators()
    others = in_force().filter(role=Role.NATIONAL_ADMINISTRATOR, ends_at=None, user__in=open_accounts())
    if without is not None:
        if without.role != Role.NATIONAL_ADMINISTRATOR:
            return
        others = others.exclude(pk=without.pk)
    if without_user is not None:
        others = others.exclude(user=without_user)
    if not others.exists():
        raise Refused(_("This is the last national administrator. Please appoint another one first, without an end."))


def put_in_force(
    actor: str, user: User, role: Role, centre: Centre | None, ends_at: datetime | None, *, invited_by: str = ""
) -> Grant:
    """Write the role and its line in the ledger; who calls has checked that it may be given.

    Raises :class:`Refused` when the account has the role already.
    """
    if in_force().filter(user=user, role=role, centre=centre).exists():
        raise Refused(_("The account %(email)s has this role already.") % {"email": user.email})
    # One that has ended begins again.
    grant, _created = Grant.objects.update_or_create(
        user=user, role=role, centre=centre, defaults={"starts_at": timezone.now(), "ends_at": ends_at}
    )
    changes: dict[str, list[str | None]] = {"ends_at": [None, _as_text(ends_at)]}
    if invited_by:
        changes["invited_by"] = [None, invited_by]
    _record(actor, "access.grant_role", grant, changes)
    return grant


def in_force() -> QuerySet[Grant]:
    """Return the roles in force at this moment."""
    now = timezone.now()
    return Grant.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)


def lock_administrators() -> None:
    """Let two who take away each other's role go one after the other."""
    list(Grant.objects.select_for_update().filter(role=Role.NATIONAL_ADMINISTRATOR).order_by("pk"))


def place_of(centre: Centre | None) -> int | None:
    """Return a place that stands for a centre in the ledger, so that its own people can read what happened there."""
    return None if centre is None else min((place.padded for place in centre.territory.all()), default=None)


def _to_change(viewer: Viewer, grant_id: int) -> Grant:
    lock_administrators()
    grant = in_force().select_for_update(of=("self",)).select_related("centre", "user").filter(pk=grant_id).first()
    if grant is None:
        raise NoSuchGrantError(grant_id)
    if Role(grant.role) not in givable_roles(viewer, grant.centre):
        raise Refused(_("This role is given and taken back by others. Please ask the national team."))
    return grant


def _record(actor: str, verb: str, grant: Grant, changes: dict[str, list[str | None]]) -> None:
    about = {"role": [None, str(grant.role)], "centre": [None, grant.centre.code if grant.centre else None]}
    record(actor, verb, ("user", str(grant.user_id)), place=place_of(grant.centre), changes=about | changes)


def _as_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
