"""What this room shows on the pages of a person and of an organisation (:mod:`sanphalang.web.panels`)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.committees.post_queries import posts_in, posts_of_person
from sanphalang.committees.queries import seats_of_person
from sanphalang.committees.showing import position_of, term_shown
from sanphalang.committees.tables import post_table
from sanphalang.committees.words import SECTORS
from sanphalang.committees.writing import may_edit
from sanphalang.organisations.bodies import bodies
from sanphalang.web.table import Cell, Column, Table


def of_person(viewer: Viewer, person_id: int) -> tuple[str, dict[str, Any]] | None:
    """Return the committees and posts of a person whom the viewer may see."""
    seats = seats_of_person(viewer, person_id)
    if seats is None:
        return None
    posts = posts_of_person(viewer, person_id)
    columns = [Column(_("Committee")), Column(_("Position")), Column(_("Partner sector")), Column(_("Term"))]
    rows = [
        [
            Cell(committee.name, url=reverse("committees:page", args=[committee.pk])),
            Cell(position_of(seat)),
            Cell(SECTORS[seat.sector]),
            Cell(term_shown(seat.term)),
        ]
        for committee, seat in seats
    ]
    add = f"{reverse('committees:add_post')}?person={person_id}"
    return "committees/person_panel.html", {
        "seats": Table(columns, rows, caption=_("Committees")) if rows else None,
        "posts": post_table(posts, of_person=True, today=timezone.localdate()) if posts else None,
        "add": add if policy.may_anywhere(viewer, Act.COMMITTEES_EDIT) else "",
    }


def of_organisation(viewer: Viewer, organisation_id: int) -> tuple[str, dict[str, Any]] | None:
    """Return who holds posts in an organisation, to those who may see these people."""
    posts = posts_in(viewer, "organisation", organisation_id)
    body = bodies("organisation", [organisation_id]).get(organisation_id) if viewer.is_signed_in else None
    may_add = body is not None and may_edit(viewer, body.place)
    if not posts and not may_add:
        return None
    return "committees/organisation_panel.html", {
        "posts": post_table(posts, of_person=False, today=timezone.localdate()) if posts else None,
        "add": f"{reverse('committees:add_post')}?organisation={organisation_id}" if may_add else "",
    }
