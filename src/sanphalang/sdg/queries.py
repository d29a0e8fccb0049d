"""Reads of the goals. They are public reference data, so no viewer is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from sanphalang.sdg.models import AgencyRole, Goal, Target
from sanphalang.sdg.rules import goal_of, is_goal, order_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A goal or a target as its mark shows it."""

    code: str
    goal: int
    title: str


def goals() -> QuerySet[Goal]:
    """Return the goals in their order, each with ``target_count``."""
    return Goal.objects.annotate(target_count=Count("targets")).order_by("order")


def goal_at(number: int) -> Goal | None:
    """Return a goal by its number, or None."""
    return Goal.objects.filter(code=str(number)).first()


def targets(goal: Goal | None = None) -> QuerySet[Target]:
    """Return the targets of a goal, or all, in their order."""
    return Target.objects.all() if goal is None else Target.objects.filter(goal=goal)


def marks(codes: Iterable[str]) -> list[Mark]:
    """Return the marks of goals and targets in their order; a code that does not exist is left out; two queries."""
    wanted = set(codes)
    found: list[Goal | Target] = [
        *Goal.objects.filter(code__in=filter(is_goal, wanted)),
        *Target.objects.filter(code__in=[code for code in wanted if not is_goal(code)]),
    ]
    return [Mark(each.code, goal_of(each.code), each.title) for each in sorted(found, key=lambda one: one.order)]


def known_codes(codes: Iterable[str]) -> list[str]:
    """Return those codes that exist, in their order and each once."""
    return [mark.code for mark in marks(codes)]


def roles_in(goal: Goal) -> dict[str, list[AgencyRole]]:
    """Return who answers for a goal and for its targets, by code."""
    found: dict[str, list[AgencyRole]] = {}
    for role in [*AgencyRole.objects.filter(goal=goal), *AgencyRole.objects.filter(target__goal=goal)]:
        found.setdefault(role.goal_id or role.target_id or "", []).append(role)
    return dict(sorted(found.items(), key=lambda item: order_of(item[0])))
