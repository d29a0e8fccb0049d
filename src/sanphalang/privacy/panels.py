"""What this room shows on the page of a person (:mod:`sanphalang.web.panels`)."""

from __future__ import annotations

from typing import Any

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.people.seen import person_seen
from sanphalang.privacy.consents import standings
from sanphalang.privacy.links import links_of, may_make
from sanphalang.privacy.own_page import shown_purpose


def of_person(viewer: Viewer, person_id: int) -> tuple[str, dict[str, Any]] | None:
    """Return the person's consents and the way to a link, for who keeps the person's place."""
    person = person_seen(viewer, person_id) if policy.may_anywhere(viewer, Act.PEOPLE_EDIT) else None
    if person is None or not policy.may(viewer, Act.PEOPLE_EDIT, person.place):
        return None
    makes = may_make(viewer, person.place)
    return "privacy/panel.html", {
        "person_id": person_id,
        "purposes": [shown_purpose(each) for each in standings(person_id) if each.asks_consent],
        "may_make": makes,
        "may_see_scans": policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, person.place),
        "links": links_of(viewer, person_id) if makes else [],
        "may_serve": policy.may(viewer, Act.REQUESTS_SERVE, person.place),
    }
