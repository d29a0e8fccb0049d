"""Who works at a centre, or in the national team: reads for its own people and for who gives roles there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.grants import givable_roles, in_force
from sanphalang.access.invitations import still_open
from sanphalang.access.looking_after import holding, looked_after, unended
from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.policy import Refused, intervals
from sanphalang.access.queries import name_for_others, open_accounts
from sanphalang.access.roles import Act, Role
from sanphalang.access.viewer import Viewer
from sanphalang.access.words import ROLES
from sanphalang.places.rules import NATION

NATIONAL = "national"
"""Stands in addresses where the code of a centre stands."""

_FORMER = 30  # the latest that the list tells of


@dataclass(frozen=True, slots=True)
class Colleague:
    """A role that somebody holds or held. ``email`` is empty for who may not change roles here."""

    grant_id: int
    user_id: int
    name: str
    email: str
    role: Role
    starts_at: datetime
    ends_at: datetime | None
    is_self: bool
    may_change: bool
    is_open: bool
    looked_after: bool
    """Whether the viewer closes this account, opens it again, and helps where its second step is lost."""

    @property
    def has_ended(self) -> bool:
        """Whether the role is no longer in force."""
        return self.ends_at is not None and self.ends_at <= timezone.now()


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation that nobody has used yet."""

    id: int
    name: str
    email: str
    role: Role
    expires_at: datetime
    has_expired: bool
    may_change: bool

    @property
    def role_name(self) -> str:
        """How the role is called."""
        return str(ROLES[self.role])


@dataclass(frozen=True, slots=True)
class Team:
    """The people of a centre, as far as the viewer may know them."""

    now: list[Colleague]
    former: list[Colleague]
    holding: set[int]
    """Which of the former colleagues hold a role here or elsewhere."""
    waiting: list[Waiting]
    givable: list[Role]


def may_see_team(viewer: Viewer, centre: Centre | None) -> bool:
    """Say whether the viewer works there, or gives roles there."""
    code = centre.code if centre else ""
    return any(grant.centre_code == code for grant in viewer.grants) or bool(givable_roles(viewer, centre))


def team_of(viewer: Viewer, centre: Centre | None) -> Team:
    """Return who works at a centre, or in the national team when it is None. Raises :class:`Refused`."""
    if not may_see_team(viewer, centre):
        raise Refused(_("The people of a centre are shown to their colleagues."))
    givable = givable_roles(viewer, centre)
    held = Grant.objects.filter(centre=centre).select_related("user")
    now = in_force().filter(centre=centre, user__is_active=True).select_related("user").order_by("user__name", "pk")
    former = list(held.filter(ends_at__lte=timezone.now()).order_by("-ends_at")[:_FORMER]) if givable else []
    former_ids = {grant.user_id for grant in former}
    after = looked_after(viewer, former_ids)
    return Team(
        now=[_colleague(viewer, grant, givable) for grant in now],
        former=[_colleague(viewer, grant, givable, after) for grant in former],
        holding=holding(former_ids) if former else set(),
        waiting=_waiting(centre, givable) if givable else [],
        givable=givable,
    )


def colleague(viewer: Viewer, centre: Centre | None, grant_id: int, *, also_former: bool = False) -> Colleague | None:
    """Return one role in force, or one that has ended too, for who gives roles there; None for others."""
    givable = givable_roles(viewer, centre)
    found = Grant.objects.all() if also_former else in_force().filter(user__is_active=True)
    grant = found.filter(centre=centre, pk=grant_id).select_related("user").first()
    if grant is None or not givable:
        return None
    return _colleague(viewer, grant, givable, looked_after(viewer, [grant.user_id]))


def waiting_invitation(viewer: Viewer, centre: Centre | None, invitation_id: int) -> Waiting | None:
    """Return one open invitation, for who gives roles there; None for others."""
    return next((one for one in _waiting(centre, givable_roles(viewer, centre)) if one.id == invitation_id), None)


def roles_held_by(user_id: int, centre: Centre | None) -> set[Role]:
    """Return the roles that an account holds at a centre now."""
    return {Role(role) for role in in_force().filter(user=user_id, centre=centre).values_list("role", flat=True)}


def all_roles_of(user_id: int) -> list[tuple[Role, Centre | None]]:
    """Return the roles that an account holds anywhere; for who looks after it."""
    held = unended(Grant.objects.filter(user=user_id)).select_related("centre").order_by("pk")
    return [(Role(grant.role), grant.centre) for grant in held]


def colleagues_of_centres() -> dict[int, int]:
    """Return how many people work at each centre, by its id; for who manages centres."""
    counted = in_force().filter(user__is_active=True, centre__isnull=False).values_list("centre")
    return dict(counted.annotate(people=Count("user", distinct=True)).order_by())


def last_sign_ins() -> dict[int, date]:
    """Return the day on which anybody of a centre signed in last, by its id; for who sees how centres do."""
    held = in_force().filter(user__is_active=True, centre__isnull=False).values_list("centre")
    latest = held.annotate(last=Max("user__last_login")).order_by()
    return {centre: timezone.localdate(last) for centre, last in latest if last is not None}


def accounts_at(centre: Centre, roles: Collection[Role]) -> dict[int, str]:
    """Return the open accounts that hold one of these roles at a centre now, with their names, in order of these.

    For who may already see the centre's people.
    """
    held = in_force().filter(centre=centre, role__in=roles, user__in=open_accounts()).order_by("user__name", "user")
    return {number: name_for_others(name) for number, name in held.values_list("user", "user__name")}


def _waiting(centre: Centre | None, givable: list[Role]) -> list[Waiting]:
    now = timezone.now()
    return [
        Waiting(
            id=invitation.pk,
            name=invitation.name,
            email=invitation.email,
            role=Role(invitation.role),
            expires_at=invitation.expires_at,
            has_expired=invitation.expires_at <= now,
            may_change=Role(invitation.role) in givable,
        )
        for invitation in still_open(centre).order_by("-created_at")
        if givable
    ]


def _colleague(viewer: Viewer, grant: Grant, givable: list[Role], after: Collection[int] = frozenset()) -> Colleague:
    is_self = grant.user_id == viewer.user_id
    return Colleague(
        grant_id=grant.pk,
        user_id=grant.user_id,
        name=str(grant.user) if givable or is_self else name_for_others(grant.user.name),
        email=grant.user.email if givable or is_self else "",
        role=Role(grant.role),
        starts_at=grant.starts_at,
        ends_at=grant.ends_at,
        is_self=is_self,
        may_change=Role(grant.role) in givable,
        is_open=grant.user.is_active,
        looked_after=grant.user_id in after,
    )


def accounts(viewer: Viewer) -> list[dict[str, Any]]:
    """Return every account with its roles in force, in the order they were opened. Raises :class:`Refused`."""
    if intervals(viewer, Act.ACCOUNTS_MANAGE) != NATION:
        raise Refused(_("Only the national administrators and the operator can manage accounts."))
    held: dict[int, list[dict[str, Any]]] = {}
    for grant in in_force().select_related("centre").order_by("pk"):
        centre = grant.centre.code if grant.centre else None
        held.setdefault(grant.user_id, []).append({"role": grant.role, "centre": centre, "until": grant.ends_at})
    return [
        {"email": user.email, "name": user.name, "is_open": user.is_active, "roles": held.get(user.pk, [])}
        for user in User.objects.order_by("pk")
    ]
