"""Loads goals, targets and agency roles from the files beside this module (``reference/README.md``)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from django.db import transaction

from sanphalang.sdg.models import AgencyRole, Goal, Target
from sanphalang.sdg.rules import goal_of, is_goal, order_of

SOURCE_OF_ROLES = "มติ กพย. ครั้งที่ 1/2563"
_TITLES = ("title_th", "title_en", "order")


def load() -> int:
    """Bring goals, targets and roles in line with the reference data; return how many rows were written.

    Roles from elsewhere, which have another source, are left alone.
    """
    goals = [Goal(**row, order=order_of(row["code"])) for row in _rows("goals.csv")]
    targets = [
        Target(**row, order=order_of(row["code"]), goal_id=str(goal_of(row["code"]))) for row in _rows("targets.csv")
    ]
    with transaction.atomic():
        return _put_titles(Goal, goals) + _put_titles(Target, targets) + _put_roles()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("sanphalang.sdg").joinpath("reference", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _put_titles(model: type[Goal] | type[Target], wanted: list[Goal] | list[Target]) -> int:
    known = {row[0]: row[1:] for row in model._default_manager.values_list("code", *_TITLES)}
    differing = [each for each in wanted if known.get(each.code) != (each.title_th, each.title_en, each.order)]
    model._default_manager.bulk_create(
        differing,  # type: ignore[arg-type]  # rows of the model
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=list(_TITLES),
    )
    return len(differing)


def _put_roles() -> int:
    wanted = {(row["agency"], row["kind"], row["code"]) for row in _rows("agency_roles.csv")}
    stored = {
        (role.agency, role.kind, role.goal_id or role.target_id): role.pk
        for role in AgencyRole.objects.filter(source=SOURCE_OF_ROLES)
    }
    AgencyRole.objects.filter(pk__in=[pk for role, pk in stored.items() if role not in wanted]).delete()
    missing = [
        AgencyRole(
            agency=agency,
            kind=kind,
            goal_id=code if is_goal(code) else None,
            target_id=None if is_goal(code) else code,
            source=SOURCE_OF_ROLES,
        )
        for agency, kind, code in sorted(wanted - stored.keys(), key=lambda role: (order_of(role[2]), role))
    ]
    AgencyRole.objects.bulk_create(missing)
    return len(missing)
