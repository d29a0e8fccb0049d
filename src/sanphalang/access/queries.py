"""Reads of accounts, centres and grants."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.viewer import OPERATOR, PUBLIC, GrantedRole, Viewer
from sanphalang.places.models import Place
from sanphalang.places.rules import NATION, Intervals, PlaceCode, merged

_GRANTS_IN_FORCE = f"""
SELECT granted.id, granted.role, centre.code, place.padded, place.level
FROM {Grant._meta.db_table} AS granted
LEFT JOIN {Centre._meta.db_table} AS centre ON centre.id = granted.centre_id
LEFT JOIN {Centre.territory.through._meta.db_table} AS part ON part.centre_id = centre.id
LEFT JOIN {Place._meta.db_table} AS place ON place.padded = part.place_id
WHERE granted.user_id = %s AND granted.starts_at <= %s AND (granted.ends_at IS NULL OR granted.ends_at > %s)
ORDER BY granted.id, place.padded
"""  # noqa: S608 (names of our own tables)


def territory_of(centre: Centre) -> Intervals:
    """Return the intervals that a centre looks after."""
    return territory_made_of((place.padded, place.level) for place in centre.territory.all())


def territory_made_of(places: Iterable[tuple[int, str]]) -> Intervals:
    """Return the intervals of places, each given by its padded code and its level."""
    return merged(PlaceCode.of(padded, level).interval for padded, level in places)


def viewer_of(user: User, *, has_second_factor: bool = False) -> Viewer:
    """Return the viewer that an account is at this moment: its grants in force, with their intervals.

    A request says whether its session was opened with a second factor (``second_factor.py``). Accounts of the demo
    need none, and cannot sign in in production.
    """
    grants: dict[tuple[int, str, str], list[tuple[int, str]]] = {}
    for number, role, centre_code, padded, level in _in_force(user):
        places = grants.setdefault((number, role, centre_code or ""), [])
        if padded is not None and level is not None:
            places.append((padded, level))
    return Viewer(
        actor=f"user:{user.pk}",
        name=str(user),
        user_id=user.pk,
        grants=tuple(
            GrantedRole(role, territory_made_of(places) if centre_code else NATION, centre_code)
            for (_number, role, centre_code), places in grants.items()
        ),
        has_second_factor=has_second_factor or user.is_demo,
    )


def _in_force(user: User) -> list[tuple[int, str, str | None, int | None, str | None]]:
    """Return each grant in force with its role, the code of its centre and a row for each place of that.

    Every page of somebody who is signed in asks; to build these queries takes longer than to answer them.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS_IN_FORCE, (user.pk, now, now))
        rows: list[tuple[int, str, str | None, int | None, str | None]] = cursor.fetchall()
    return rows


def viewer_of_actor(actor: str) -> Viewer:
    """Return the viewer behind a stored actor, for work that goes on after the request; the public if it is gone.

    The request that stored it has checked what the act needs, so a second factor is taken as shown. What such work
    finds out is looked at in other requests, which check again.
    """
    if actor == OPERATOR.actor:
        return OPERATOR
    kind, _colon, number = actor.partition(":")
    user = open_accounts().filter(pk=number).first() if kind == "user" and number.isdecimal() else None
    return viewer_of(user, has_second_factor=True) if user else PUBLIC


def viewer_with_email(email: str) -> Viewer | None:
    """Return the viewer that an open account is, found by its address; None when there is no such account.

    For commands: whoever sits at the machine needs no second factor.
    """
    user = open_accounts().filter(email=email.strip().lower()).first()
    return viewer_of(user, has_second_factor=True) if user else None


def demo_accounts() -> QuerySet[User]:
    """Return the demo's accounts that can sign in, in the order they were made; none in production."""
    return open_accounts().filter(is_demo=True).order_by("pk")


def open_accounts() -> QuerySet[User]:
    """Return the accounts that may be used: not closed, and in production not the demo's."""
    accounts = User.objects.filter(is_active=True)
    return accounts.filter(is_demo=False) if settings.PRODUCTION else accounts


def names_of_actors(actors: set[str]) -> dict[str, str]:
    """Return the names to show for stored actors, in one query. An e-mail address never stands in for a name."""
    return {actor: name or name_for_others("") for actor, name in names_given(actors).items()}


def names_given(actors: set[str]) -> dict[str, str]:
    """Return the names that stored actors gave, empty for an account that has none."""
    ids = [actor.removeprefix("user:") for actor in actors if actor.startswith("user:")]
    return {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}


def name_for_others(name: str) -> str:
    """Return how an account is called for who may not see its address."""
    return name or _("A colleague without a name")


def grants_of(user_ids: Collection[int]) -> QuerySet[Grant]:
    """Return every grant that these accounts have or had, with its centre, the earliest first."""
    return Grant.objects.filter(user__in=user_ids).select_related("centre").order_by("id")


def centres() -> QuerySet[Centre]:
    """Return all centres with their territories."""
    return Centre.objects.prefetch_related("territory")


def centre_with_code(code: str) -> Centre | None:
    """Return a centre by its code: 30 for a province, 10-1 to 10-6 for the zones of Bangkok."""
    return Centre.objects.filter(code=code).first() if code.isprintable() else None


def centre_with_number(number: int) -> Centre | None:
    """Return a centre by the number of its record."""
    return Centre.objects.filter(pk=number).first()


def centre_looking_after(padded: int) -> Centre | None:
    """Return the centre in whose territory a place lies, or None for a place that several share (Bangkok)."""
    candidates = [code.padded for code in (*_around(padded),)]
    found = list(Centre.objects.filter(territory__in=candidates).distinct()[:2])
    return found[0] if len(found) == 1 else None


def _around(padded: int) -> tuple[PlaceCode, ...]:
    """Return the province and the district around a padded code, as far as it is exact."""
    text = str(padded)
    return tuple(PlaceCode.parse(text[:digits]) for digits in (2, 4) if text[digits - 2 : digits] != "00")
