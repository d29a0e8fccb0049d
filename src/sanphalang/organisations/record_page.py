"""What the page of one organisation shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.files.history import Event
from sanphalang.files.timeline import origin_notes
from sanphalang.organisations.actions import who_looks_after
from sanphalang.organisations.completeness import completeness_of
from sanphalang.organisations.history import in_words
from sanphalang.organisations.models import NetworkPartnership, Organisation
from sanphalang.organisations.partnership_queries import partnership_of
from sanphalang.organisations.queries import Shown, kind_names
from sanphalang.organisations.rules import PARTNER_KINDS, activities_shown
from sanphalang.organisations.words import FIELDS, STATUS_TONES, STATUSES
from sanphalang.places.models import Place
from sanphalang.places.names import in_one_line, short_name
from sanphalang.places.queries import line_to
from sanphalang.thai.names_inside import person_names_inside
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.freshness import last_confirmed

Item = Mapping[str, Any]
"""A word and its value, as the component ``definitions`` takes them."""


def record_page(viewer: Viewer, organisation: Shown, events: Sequence[Event]) -> dict[str, Any]:
    """Return the context of the page."""
    main_origin, noted = origin_notes(events)
    line = line_to(organisation.place)
    partnership = partnership_of(viewer, organisation.id)
    return {
        "organisation": organisation,
        "crumbs": _crumbs(line),
        "facts": [*_facts(organisation, line, noted), *_of_partnership(partnership, noted)],
        "is_partner": partnership is not None,
        "may_be_partner": organisation.kind in PARTNER_KINDS,
        "main_origin": main_origin,
        "contact": _contact(organisation, noted),
        "status": {"word": STATUSES[organisation.status], "tone": STATUS_TONES[organisation.status]},
        "freshness": last_confirmed(organisation.confirmed_on, timezone.localdate()),
        "complete": completeness_of(organisation),
        "is_closed": organisation.status == Organisation.Status.CLOSED,
        "events": in_words(events),
        "persons": person_names_inside(organisation.name) if organisation.may_edit else [],
        "who_looks_after": who_looks_after(organisation.padded) if organisation.contact.is_hidden else "",
    }


def _crumbs(line: Sequence[Place]) -> list[dict[str, str]]:
    address = reverse("organisations:list")
    crumbs = [{"label": _("Organisations"), "url": address}]
    return crumbs + [{"label": short_name(place), "url": f"{address}?place={place.code}"} for place in line]


def _facts(organisation: Shown, line: Sequence[Place], came_from: Mapping[str, str]) -> list[Item]:
    """Return what everybody may know. What nobody knows is said to be unknown where it matters, else left out."""
    kind = kind_names().get(organisation.kind, organisation.kind)
    where = in_one_line(short_name(place) for place in reversed(line))
    facts: list[Item] = [
        _item("kind_id", kind, came_from),
        _item("place", where, came_from) | ({"url": reverse("place", args=[line[-1].code])} if line else {}),
        _item("members", None if organisation.members is None else show_figure(organisation.members), came_from),
        _item("founded_year", year_shown(organisation.founded_year), came_from),
        _item("activity", activities_shown(organisation.activity), came_from),
        _item("confirmed_on", day_shown(organisation.confirmed_on), came_from),
    ]
    rare = {
        "village_no": organisation.village_no,
        "address": organisation.address,
        "registration_no": organisation.registration_no,
        "website": organisation.website,
        "latitude": organisation.latitude,
        "longitude": organisation.longitude,
    }
    return facts + [_item(column, value, came_from) for column, value in rare.items() if value not in (None, "")]


def _of_partnership(partnership: NetworkPartnership | None, came_from: Mapping[str, str]) -> list[Item]:
    """Return since when it is a partner of the network, and until when it was; nothing of one that never was."""
    if partnership is None:
        return []
    facts: list[Item] = [_item("since_year", year_shown(partnership.since_year), came_from)]
    if partnership.until_year is not None:
        facts.append(_item("until_year", year_shown(partnership.until_year), came_from))
    return facts


def _contact(organisation: Shown, came_from: Mapping[str, str]) -> list[Item]:
    contact = organisation.contact
    if not contact.is_shown:
        return []
    return [
        _item("contact_name", contact.name, came_from),
        _item("telephone", contact.telephone, came_from),
        _item("email", contact.email, came_from),
    ]


def _item(column: str, value: object, came_from: Mapping[str, str]) -> dict[str, Any]:
    return {"label": FIELDS[column], "value": value, "note": came_from.get(column, "")}
