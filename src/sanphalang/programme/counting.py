"""What can be counted for an indicator: one table, in which each rule says what it counts and what it leaves out.

A figure of people leaves this room only as far as ``people.counts`` tells it to everybody, also in samples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from sanphalang.access.models import Centre
from sanphalang.access.viewer import Viewer
from sanphalang.people.rules import PersonRole
from sanphalang.places.rules import Intervals
from sanphalang.programme import by_hand, of_knowledge, of_organisations, of_people
from sanphalang.programme.models import Indicator
from sanphalang.web.table import Words


class Figure(NamedTuple):
    """A number, and how many of it are verified. Without a value it is not known, unless it may not be told.

    ``is_few`` says that there are some, but too few to be told; ``is_held_back`` that it would tell of others.
    """

    value: int | None = None
    verified: int | None = None
    is_few: bool = False
    is_held_back: bool = False


class Territory(NamedTuple):
    """A centre, and where it keeps the data."""

    centre: Centre
    intervals: Intervals
    places: tuple[int, ...]
    """The padded codes of its members: a province, or districts of Bangkok."""


ByCentre = Mapping[int | None, Figure]
"""Figures by the number of the centre; under None that of the nation."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of counting. ``counted`` gives the nation and every centre as of a day, None for now.

    ``records`` is the address of the records behind a figure, empty where the viewer may see none.
    """

    name: Words
    unit: Words
    counts: Words
    leaves_out: Words
    verified: Words
    counted: Callable[[Indicator, Sequence[Territory], date | None], ByCentre]
    records: Callable[[Viewer, Centre | None], str]
    is_by_hand: bool = False


def _of_organisations(_indicator: Indicator, territories: Sequence[Territory], day: date | None) -> ByCentre:
    inside = {each.centre.pk: each.intervals for each in territories}
    return {key: Figure(*counts) for key, counts in of_organisations.counted(inside, day).items()}


def _of_role(role: PersonRole) -> Callable[[Indicator, Sequence[Territory], date | None], ByCentre]:
    def counted(_indicator: Indicator, territories: Sequence[Territory], _day: date | None) -> ByCentre:
        told = of_people.counted(role, {each.centre.pk: each.places for each in territories})
        return {key: Figure(*each) for key, each in told.items()}

    return counted


def _of_knowledge(_indicator: Indicator, territories: Sequence[Territory], _day: date | None) -> ByCentre:
    inside = {each.centre.pk: each.intervals for each in territories}
    return {key: Figure(number) for key, number in of_knowledge.counted(inside).items()}


def _by_hand(indicator: Indicator, _territories: Sequence[Territory], day: date | None) -> ByCentre:
    return {key: Figure(value) for key, value in by_hand.counted(indicator, day).items()}


_PEOPLE = _("people")
_CONFIRMED = _("Confirmed within the last twelve months.")


def _people_rule(role: PersonRole, name: Words, counts: Words) -> Rule:
    return Rule(
        name,
        _PEOPLE,
        counts,
        _("Merged records, people who have died or are no longer active. One to four people are not told."),
        _CONFIRMED,
        _of_role(role),
        of_people.records(role),
    )


BY_HAND = "by_hand"
RULES: dict[str, Rule] = {
    "online_operators": _people_rule(
        PersonRole.ONLINE_OPERATOR,
        _("Online community operators in the registry"),
        _("People of the registry with the role of online community operator."),
    ),
    "organisations": Rule(
        _("Community organisations in the registry"),
        _("organisations"),
        _("Community organisations of the registry, wherever they are; those without a known place too."),
        _("Merged records, and organisations that have closed."),
        _CONFIRMED,
        _of_organisations,
        of_organisations.records,
    ),
    "facilitators": _people_rule(
        PersonRole.FACILITATOR,
        _("Process facilitators in the registry"),
        _("People of the registry with the role of process facilitator."),
    ),
    "leaders": _people_rule(
        PersonRole.LEADER,
        _("Community leaders in the registry"),
        _("People of the registry with the role of community leader."),
    ),
    "volunteers": _people_rule(
        PersonRole.VOLUNTEER,
        _("Volunteer citizens in the registry"),
        _("People of the registry with the role of volunteer citizen."),
    ),
    "knowledge": Rule(
        _("Published knowledge items"),
        _("items"),
        _("Knowledge items of every kind that are published, each once however many versions it has."),
        _("Drafts, what waits for a review, and what was withdrawn."),
        _("Nothing: somebody read each of them before it was published."),
        _of_knowledge,
        of_knowledge.records,
    ),
    BY_HAND: Rule(
        _("Entered by hand with its source"),
        _("as the indicator says"),
        _("The latest figure that was entered for each centre, and the latest for the nation beside them, added up."),
        _("Figures that were taken back."),
        _("Nothing: each figure stands for the source that is named with it."),
        _by_hand,
        by_hand.records,
        is_by_hand=True,
    ),
}
"""The rules by their codes."""


def rule_of(indicator: Indicator) -> Rule | None:
    """Return the rule of an indicator; None where it names one that is no longer there."""
    return RULES.get(indicator.counts)
