"""What a checker carries along: the assigned records of running rounds, and no private field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.to_verify import Carried, carried
from sanphalang.places.models import Place
from sanphalang.places.names import short_name
from sanphalang.places.queries import lines, places_at, within
from sanphalang.places.rules import Level, PlaceCode
from sanphalang.verification.models import VerificationRound, VerificationTask
from sanphalang.verification.round_rules import RoundState, TaskState, village_order
from sanphalang.verification.sending import end_of, require_checker
from sanphalang.web.days import years_ahead

MOST = 2_000
TRUSTED = timedelta(days=14)
"""How long a telephone keeps a list without asking again."""


def walk_list(viewer: Viewer) -> dict[str, Any]:
    """Return the list of somebody who checks, as it is sent. Raises :class:`Refused` for who no longer does."""
    require_checker(viewer)
    tasks = _tasks(viewer)
    rounds = list(VerificationRound.objects.filter(pk__in={task.round_id for task in tasks}).order_by("until", "pk"))
    records = carried(viewer, [task.organisation_id for task in tasks])
    kinds, now = kind_names(), timezone.now()
    return {
        "account": account_key(viewer),
        "now": now.isoformat(),
        "expires": _expires(rounds, now).isoformat(),
        "rounds": [
            {"id": each.pk, "name": each.name, "until": each.until.isoformat(), "policy": each.policy}
            for each in rounds
        ],
        "kinds": [{"code": code, "name": name} for code, name in kinds.items()],
        "tasks": _shown(tasks, records, kinds),
    }


def account_key(viewer: Viewer) -> str:
    """Return what a list, and what was answered to it, is kept under: always the same for an account.

    A new role or password must not part somebody from answers that wait on the telephone to be sent. What roles no
    longer allow is gone from the next list, and no telephone shows an old one beside it.
    """
    return salted_hmac("sanphalang.verification.walk", str(viewer.user_id), algorithm="sha256").hexdigest()[:32]


def assigned_to(viewer: Viewer) -> QuerySet[VerificationTask]:
    """Return the tasks of running rounds that are the viewer's, where the viewer still checks records."""
    inside = within("place", policy.intervals(viewer, Act.ROUNDS_WALK))
    running = {"round__state": RoundState.RUNNING, "round__until__gte": timezone.localdate()}
    return VerificationTask.objects.filter(inside, assignee=viewer.user_id or 0, **running)


def has_walk(viewer: Viewer) -> bool:
    """Say whether anything is assigned to the viewer in a running round."""
    return policy.may_anywhere(viewer, Act.ROUNDS_WALK) and assigned_to(viewer).exists()


def places_left(viewer: Viewer) -> int:
    """Return how many of the viewer's tasks are not answered yet."""
    if not policy.may_anywhere(viewer, Act.ROUNDS_WALK):
        return 0
    return assigned_to(viewer).filter(state=TaskState.OPEN).count()


def _tasks(viewer: Viewer) -> list[VerificationTask]:
    """Return the viewer's tasks, open ones first where there are too many."""
    mine = assigned_to(viewer).order_by("round__until", "pk")
    found = list(mine.filter(state=TaskState.OPEN)[:MOST])
    return found + list(mine.exclude(state=TaskState.OPEN)[: MOST - len(found)])


def _shown(
    tasks: Iterable[VerificationTask], records: dict[int, Carried], kinds: dict[str, str]
) -> list[dict[str, Any]]:
    here = [(task, records[task.organisation_id]) for task in tasks if task.organisation_id in records]
    here.sort(key=lambda each: (each[1].place or 0, village_order(each[1].village_no), bytes(each[1].name_sort)))
    places = {code for _task, each in here if (code := _code(each)) is not None}
    around = lines(code.up_to(Level.SUBDISTRICT).padded for code in places)
    villages = places_at(code.padded for code in places if code.level == Level.VILLAGE)
    return [_task_shown(task, each, kinds, around, villages) for task, each in here]


def _task_shown(
    task: VerificationTask,
    each: Carried,
    kinds: dict[str, str],
    around: dict[int, str],
    villages: dict[int, Place],
) -> dict[str, Any]:
    code = _code(each)
    return {
        "id": task.pk,
        "round": task.round_id,
        "state": "open" if task.state == TaskState.OPEN else "sent",
        "revision": each.revision,
        "name": each.name,
        "kind": each.kind,
        "kind_name": kinds.get(each.kind, ""),
        "place": code.text if code else "",
        "place_name": around.get(code.up_to(Level.SUBDISTRICT).padded, "") if code else "",
        "village": village_name(each.village_no, villages.get(code.padded) if code else None),
        "members": each.members,
        "founded": None if each.founded_year is None else each.founded_year + years_ahead(),
        "activity": each.activity,
        "confirmed": each.confirmed_on and each.confirmed_on.isoformat(),
        "lat": each.latitude,
        "lon": each.longitude,
    }


def village_name(number: str, village: Place | None) -> str:
    """Return how a village is called: by its name where that is known, else by its number."""
    if village is not None:
        return short_name(village)
    return _("Village no. %(number)s") % {"number": number} if number else ""


def _code(each: Carried) -> PlaceCode | None:
    return None if each.place is None else PlaceCode.of(each.place, each.place_level)


def _expires(rounds: Iterable[VerificationRound], now: datetime) -> datetime:
    return min([now + TRUSTED, *(end_of(each) for each in rounds)])
