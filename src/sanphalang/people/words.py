"""What the columns and their values are called on pages, in forms and in history."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from sanphalang.people.models import Person
from sanphalang.people.rules import PersonRole
from sanphalang.web.table import Tone, Words

Status = Person.Status

FIELDS = {
    "title": _("Title"),
    "given_name": _("Given name"),
    "surname": _("Surname"),
    "monastic_name": _("Monastic name"),
    "nickname": _("Nickname"),
    "roles": _("Roles"),
    "skills": _("Skills"),
    "place": _("Place"),
    "place_level": _("How exact the place is"),
    "occupation": _("Occupation or position"),
    "telephone": _("Telephone"),
    "email": _("E-mail"),
    "line_id": _("LINE ID"),
    "home_address": _("Home address"),
    "birth_date": _("Birth date"),
    "birth_year": _("Birth year"),
    "citizen_id_digest": _("Citizen ID"),
    "citizen_id_tail": _("Citizen ID, last four digits"),
    "health_or_belief": _("Health or belief"),
    "status": _("Status"),
    "confirmed_on": _("Last confirmed"),
    "trainings": _("Trainings"),
    "fields": _("What was shown"),
    "merged": _("Number of the merged record"),
}

ROLES: dict[str, Words] = {
    PersonRole.FACILITATOR: _("Process facilitator"),
    PersonRole.LEADER: _("Community leader"),
    PersonRole.VOLUNTEER: _("Volunteer citizen"),
    PersonRole.DATA_MANAGER: _("Data manager"),
    PersonRole.COORDINATOR: _("Coordinator"),
    PersonRole.EXECUTIVE: _("Executive"),
    PersonRole.TECHNICAL_OFFICER: _("Technical officer"),
    PersonRole.COMMUNITY_RESEARCHER: _("Community researcher"),
    PersonRole.SAGE: _("Community sage"),
    PersonRole.CHANGE_LEADER: _("Change leader"),
    PersonRole.TOP_LEADER: _("Top leader"),
    PersonRole.ONLINE_OPERATOR: _("Online community operator"),
}

STATUSES: dict[str, Words] = {
    Status.ACTIVE: _("Taking part"),
    Status.INACTIVE: _("No longer active"),
    Status.DECEASED: _("Deceased"),
    Status.UNKNOWN: _("Status not known"),
}
STATUS_TONES: dict[str, Tone] = {
    Status.ACTIVE: "right",
    Status.INACTIVE: "doubt",
    Status.DECEASED: "quiet",
    Status.UNKNOWN: "quiet",
}

SORTS: dict[str, Words] = {
    "name": _("in alphabetical order"),
    "-name": _("in alphabetical order from the end"),
    "place": _("in the order of places"),
    "-place": _("in the order of places from the end"),
    "confirmed": _("longest unconfirmed first"),
    "-confirmed": _("last confirmed first"),
    "changed": _("longest unchanged first"),
    "-changed": _("last changed first"),
}

VERBS = {
    "people.create": _("Added by hand"),
    "people.edit": _("Edited"),
    "people.confirm": _("Confirmed as still correct"),
    "people.mark_active": _("Marked as taking part again"),
    "people.mark_inactive": _("Marked as no longer active"),
    "people.mark_deceased": _("Marked as deceased"),
    "people.add_role": _("A role was added"),
    "people.remove_role": _("A role was taken away"),
    "people.add_training": _("A training was added"),
    "people.remove_training": _("A training was taken away"),
    "people.set_skills": _("Skills were changed"),
    "people.merge": _("A duplicate was merged into it"),
    "people.undo_merge": _("A merge was undone"),
    "people.see_private": _("Private details were shown"),
    "people.correct_own": _("Corrected by the person"),
    "people.forget_private": _("Private details were removed: kept long enough"),
    "privacy.take_copy": _("The person took a copy along"),
    "privacy.serve_copy": _("A copy was made for the person"),
    "people.import_create": _("Brought in from a list"),
    "people.import_update": _("Updated from a list"),
    "people.import_agree": _("A list says the same"),
}
"""What happened, by the verb under which the ledger keeps it."""


def roles_in_words(roles: Iterable[PersonRole]) -> str:
    """Return the roles in their usual order, in the reader's language."""
    wanted = set(roles)
    return ", ".join(str(ROLES[role]) for role in PersonRole if role in wanted)
