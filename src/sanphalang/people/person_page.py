"""What the page of one person shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.files.history import Event
from sanphalang.files.timeline import origin_notes
from sanphalang.people.actions import who_looks_after
from sanphalang.people.completeness import completeness_of
from sanphalang.people.history import in_words
from sanphalang.people.models import Person
from sanphalang.people.queries import Shown, skill_names, skills_of, trainings_of
from sanphalang.people.rules import PersonRole
from sanphalang.people.words import FIELDS, ROLES, STATUS_TONES, STATUSES
from sanphalang.places.models import Place
from sanphalang.places.names import in_one_line, short_name
from sanphalang.places.queries import line_to
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.freshness import last_confirmed

Item = Mapping[str, Any]
"""A word and its value, as the component ``definitions`` takes them."""

_TOGETHER = {"birth_year": "birth_date", "citizen_id_digest": "citizen_id_tail"}  # told where the other is not known


def person_page(shown: Shown, events: Sequence[Event], private: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the context of the page; ``private`` are the private values, where a look at them was just recorded."""
    main_origin, came_from = origin_notes(events)
    line = line_to(shown.place)
    skills = skills_of(shown)
    return {
        "person": shown,
        "crumbs": _crumbs(line),
        "facts": _facts(shown, line, skills, came_from),
        "complete": completeness_of(shown, skills),
        "main_origin": main_origin,
        "trainings": [
            {"id": each.pk, "name": each.name, "organiser": each.organiser, "year": year_shown(each.year)}
            for each in trainings_of(shown)
        ],
        "roles": [ROLES[role] for role in PersonRole if role in shown.roles],
        "status": {"word": STATUSES[shown.status], "tone": STATUS_TONES[shown.status]},
        "freshness": last_confirmed(shown.confirmed_on, timezone.localdate()),
        "is_active": shown.status not in {Person.Status.INACTIVE, Person.Status.DECEASED},
        "private": None if private is None else _private(private, came_from),
        "private_labels": [FIELDS[name] for name in shown.private_known if name != "citizen_id_digest"],
        "who_looks_after": "" if shown.may_see_private else who_looks_after(shown.padded),
        "events": in_words(events),
    }


def _crumbs(line: Sequence[Place]) -> list[dict[str, str]]:
    address = reverse("people:list")
    crumbs = [{"label": _("People"), "url": address}]
    return crumbs + [{"label": short_name(place), "url": f"{address}?place={place.code}"} for place in line]


def _facts(shown: Shown, line: Sequence[Place], codes: Sequence[str], came_from: Mapping[str, str]) -> list[Item]:
    """Return what is known; what nobody knows is said to be unknown where it matters, else left out."""
    names = skill_names() if codes else {}
    where = in_one_line(short_name(place) for place in reversed(line))
    skills = ", ".join(names.get(code, code) for code in codes)
    facts: list[Item] = [
        _item("place", where, came_from) | ({"url": reverse("place", args=[line[-1].code])} if line else {}),
        _item("occupation", shown.occupation, came_from),
        _item("skills", skills, came_from),
        _item("confirmed_on", day_shown(shown.confirmed_on), came_from),
    ]
    return [_item("nickname", shown.nickname, came_from), *facts] if shown.nickname else facts


def _private(values: Mapping[str, Any], came_from: Mapping[str, str]) -> list[Item]:
    """Return the private values that are known."""
    readers: dict[str, Callable[[Any], str]] = {"birth_date": day_shown, "birth_year": year_shown}
    return [
        _item(name, readers.get(name, str)(value), came_from)
        for name, value in values.items()
        if value not in ("", None) and not values.get(_TOGETHER.get(name, ""))
    ]


def _item(column: str, value: object, came_from: Mapping[str, str]) -> dict[str, Any]:
    return {"label": FIELDS[column], "value": value, "note": came_from.get(column, "")}
