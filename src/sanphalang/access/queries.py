"""Reads of accounts, centres and grants."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.viewer import OPERATOR, PUBLIC, GrantedRole, Viewer
from sanphalang.places.rules import NATION, Intervals, PlaceCode, merged


def territory_of(centre: Centre) -> Intervals:
    """Return the intervals that a centre looks after."""
    return merged(
        PlaceCode.of(padded, level).interval for padded, level in centre.territory.values_list("padded", "level")
    )


def viewer_of(user: User) -> Viewer:
    """Return the viewer that an account is at this moment: its grants in force, with their intervals."""
    now = timezone.now()
    in_force = Grant.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), user=user, starts_at__lte=now)
    grants = tuple(
        GrantedRole(
            grant.role,
            NATION if grant.centre is None else territory_of(grant.centre),
            "" if grant.centre is None else grant.centre.code,
        )
        for grant in in_force.select_related("centre").prefetch_related("centre__territory")
    )
    return Viewer(actor=f"user:{user.pk}", name=str(user), user_id=user.pk, grants=grants)


def viewer_of_actor(actor: str) -> Viewer:
    """Return the viewer behind a stored actor, for work that goes on after the request; the public if it is gone."""
    if actor == OPERATOR.actor:
        return OPERATOR
    user = User.objects.filter(pk=actor.removeprefix("user:"), is_active=True).first() if ":" in actor else None
    return viewer_of(user) if user else PUBLIC


def viewer_with_email(email: str) -> Viewer | None:
    """Return the viewer that an open account is, found by its address; None when there is no such account."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    return viewer_of(user) if user and not (user.is_demo and settings.PRODUCTION) else None


def names_of_actors(actors: set[str]) -> dict[str, str]:
    """Return the names to show for stored actors, in one query."""
    ids = [actor.removeprefix("user:") for actor in actors if actor.startswith("user:")]
    return {f"user:{user.pk}": str(user) for user in User.objects.filter(pk__in=ids)}


def centres() -> QuerySet[Centre]:
    """Return all centres with their territories."""
    return Centre.objects.prefetch_related("territory")


def centre_with_code(code: str) -> Centre | None:
    """Return a centre by its code: 30 for a province, 10-1 to 10-6 for the zones of Bangkok."""
    return Centre.objects.filter(code=code).first()


def centre_looking_after(padded: int) -> Centre | None:
    """Return the centre in whose territory a place lies, or None for a place that several share (Bangkok)."""
    candidates = [code.padded for code in (*_around(padded),)]
    found = list(Centre.objects.filter(territory__in=candidates).distinct()[:2])
    return found[0] if len(found) == 1 else None


def _around(padded: int) -> tuple[PlaceCode, ...]:
    """Return the province and the district around a padded code, as far as it is exact."""
    text = str(padded)
    return tuple(PlaceCode.parse(text[:digits]) for digits in (2, 4) if text[digits - 2 : digits] != "00")
