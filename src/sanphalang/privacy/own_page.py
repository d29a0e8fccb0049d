"""What a person reads about themselves, in groups and plain words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre
from sanphalang.access.queries import centre_looking_after
from sanphalang.knowledge.tie_queries import items_with_person
from sanphalang.people.models import Person
from sanphalang.people.own_record import own_origins, own_skills, own_trainings
from sanphalang.people.rules import PersonRole
from sanphalang.people.words import FIELDS, ROLES, STATUSES
from sanphalang.places.queries import lines
from sanphalang.privacy.consents import Standing, is_child, is_minor, standings
from sanphalang.privacy.looks import looks_at
from sanphalang.privacy.requests import Asked, own_requests
from sanphalang.privacy.rules import urgency
from sanphalang.privacy.session import Holder
from sanphalang.privacy.words import BASES, GROUNDS, KINDS, STATE_TONES, STATES
from sanphalang.web.days import day_shown, year_shown

Item = dict[str, Any]


def own_page(holder: Holder) -> dict[str, Any]:
    """Return the context of the page."""
    person = holder.person
    return {
        "name": full_name(person),
        "person_id": person.pk,
        "own": holder.viewer,
        "roles": _roles(person),
        "contacts": _items(person, "telephone", "email", "line_id", "home_address"),
        "identity": _identity(person),
        "trainings": own_trainings(person.pk),
        "cases": items_with_person(holder.viewer, person.pk),
        "origins": [{"source": claim.source.name, "at": claim.at} for claim in own_origins(person.pk)],
        "looks": looks_at(person.pk),
        "purposes": [shown_purpose(each) for each in standings(person.pk)],
        "is_minor": is_minor(person),
        "is_child": is_child(person),
        "requests": [shown_request(each) for each in own_requests(person.pk)],
        "centre": centre_of(person),
        "created_at": person.created_at,
        "updated_at": person.updated_at,
    }


def full_name(person: Person) -> str:
    """Return the name as it is written."""
    parts = (f"{person.title}{person.given_name}", person.monastic_name, person.surname)
    return " ".join(part for part in parts if part)


def centre_of(person: Person) -> Item | None:
    """Return the centre to ask: its name and how to reach the office."""
    centre = None if person.place is None else centre_looking_after(person.place)
    return None if centre is None else _centre(centre)


def shown_purpose(standing: Standing) -> Item:
    """Return a purpose in words."""
    return {
        "code": standing.code,
        "name": standing.name,
        "text": standing.text,
        "basis": BASES[standing.basis],
        "version": standing.version,
        "asks_consent": standing.asks_consent,
        "given": standing.given,
        "since": standing.since,
        "until": standing.until,
        "has_run_out": standing.has_run_out,
        "is_on_paper": standing.is_on_paper,
        "received_by": standing.received_by,
        "scan_of": standing.scan_of,
        "years": round(standing.keep_days / 365),
    }


def shown_request(asked: Asked) -> Item:
    """Return a request in words, with the days that are left."""
    return {
        "id": asked.id,
        "number": asked.number,
        "name": asked.name,
        "kind": KINDS[asked.kind],
        "state": STATES[asked.state],
        "tone": STATE_TONES[asked.state],
        "opened_at": asked.opened_at,
        "closed_at": asked.closed_at,
        "due_on": asked.due_on,
        "days": days_in_words(asked.days_left),
        "urgency": urgency(asked.days_left),
        "is_open": asked.is_open,
        "asked": asked.asked,
        "ground": GROUNDS.get(asked.ground, ""),
        "answer": asked.answer,
    }


def days_in_words(days: int) -> str:
    """Return how long there still is."""
    if days < 0:
        return _("%(days)d days late") % {"days": -days}
    return _("due today") if days == 0 else _("%(days)d days left") % {"days": days}


def _roles(person: Person) -> list[Item]:
    place = "" if person.place is None else lines([person.place]).get(person.place, "")
    english = (get_language() or "th").startswith("en")
    skills = ", ".join(skill.name_en if english else skill.name_th for skill in own_skills(person.pk))
    return [
        {"label": _("Name"), "value": full_name(person)},
        *_items(person, "nickname"),
        {"label": FIELDS["roles"], "value": ", ".join(str(ROLES[r]) for r in PersonRole if r in person.role_set)},
        {"label": FIELDS["place"], "value": place},
        *_items(person, "occupation"),
        {"label": FIELDS["skills"], "value": skills},
        {"label": FIELDS["status"], "value": STATUSES[person.status]},
        {"label": FIELDS["confirmed_on"], "value": day_shown(person.confirmed_on)},
    ]


def _identity(person: Person) -> list[Item]:
    birth = day_shown(person.birth_date) or year_shown(person.birth_year)
    tail = person.citizen_id_tail and _("ends in %(tail)s; the rest is not kept") % {"tail": person.citizen_id_tail}
    found = [{"label": FIELDS["birth_date"], "value": birth}, {"label": FIELDS["citizen_id_digest"], "value": tail}]
    return [*found, *_items(person, "health_or_belief")] if person.health_or_belief else found


def _items(person: Person, *names: str) -> list[Item]:
    return [{"label": FIELDS[name], "value": getattr(person, name)} for name in names]


def _centre(centre: Centre) -> Item:
    english = (get_language() or "th").startswith("en")
    return {
        "name": centre.name_en if english else centre.name_th,
        "telephone": centre.telephone,
        "email": centre.email,
        "address": centre.address,
    }
