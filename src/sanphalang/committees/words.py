"""What kinds, positions, sectors, states and events are called on pages, in forms and in print."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.committees.rules import (
    CommitteeKind,
    CoreOrganisation,
    OrderState,
    Position,
    ResolutionState,
    Sector,
    Status,
)
from sanphalang.web.table import Tone, Words

KINDS: dict[str, Words] = {
    CommitteeKind.COMMITTEE: _("Committee"),
    CommitteeKind.WORKING_GROUP: _("Working group"),
    CommitteeKind.LEADERS_COUNCIL: _("Leaders' council"),
}

STATUSES: dict[str, Words] = {Status.ACTIVE: _("At work"), Status.ENDED: _("Ended")}
STATUS_TONES: dict[str, Tone] = {Status.ACTIVE: "right", Status.ENDED: "quiet"}

POSITIONS: dict[str, Words] = {
    Position.CHAIR: _("Chair"),
    Position.VICE_CHAIR: _("Vice chair"),
    Position.ADVISER: _("Adviser"),
    Position.MEMBER: _("Committee member"),
    Position.SECRETARY: _("Secretary"),
    Position.ASSISTANT_SECRETARY: _("Assistant secretary"),
}

SECTORS: dict[str, Words] = {
    Sector.GOVERNMENT: _("Government"),
    Sector.RELIGIOUS: _("Religious sector"),
    Sector.ACADEMIC: _("Academic sector"),
    Sector.PRIVATE: _("Private sector"),
    Sector.CIVIL_SOCIETY: _("Civil society"),
    Sector.CITIZENS: _("Citizens"),
    Sector.MEDIA: _("Media"),
}

CORE_ORGANISATIONS: dict[str, Words] = {
    CoreOrganisation.LOCAL_AUTHORITY: _("Local authority"),
    CoreOrganisation.VILLAGE_HEAD_LINE: _("Village heads' line"),
    CoreOrganisation.COMMUNITY_ORGANISATION: _("Community organisation"),
    CoreOrganisation.STATE_AGENCY: _("State agency in the area"),
}

ORDER_STATES: dict[str, Words] = {OrderState.DRAFT: _("Draft"), OrderState.SIGNED: _("Signed")}
ORDER_TONES: dict[str, Tone] = {OrderState.DRAFT: "doubt", OrderState.SIGNED: "right"}

RESOLUTION_STATES: dict[str, Words] = {
    ResolutionState.OPEN: _("Not begun"),
    ResolutionState.DOING: _("Being carried out"),
    ResolutionState.DONE: _("Carried out"),
    ResolutionState.DROPPED: _("Dropped"),
}
RESOLUTION_TONES: dict[str, Tone] = {
    ResolutionState.OPEN: "note",
    ResolutionState.DOING: "doubt",
    ResolutionState.DONE: "right",
    ResolutionState.DROPPED: "quiet",
}

FIELDS = {
    "name": _("Name"),
    "kind": _("Kind"),
    "place": _("Place"),
    "criteria": _("Criteria for members"),
    "status": _("Status"),
    "number": _("Number of the order"),
    "meeting": _("Meeting number"),
    "issued_on": _("Date of the order"),
    "issued_by": _("Issued by"),
    "state": _("State"),
    "effective_from": _("In force from"),
    "effective_until": _("In force until"),
    "file": _("File"),
    "file_published": _("The file is published"),
    "person": _("Person"),
    "position": _("Position"),
    "sector": _("Partner sector"),
    "core_organisation": _("Core organisation"),
    "starts_on": _("From"),
    "ends_on": _("Until"),
    "order": _("Order"),
    "published": _("The name is published"),
    "held_on": _("Date"),
    "where": _("Place of the meeting"),
    "minutes": _("Minutes"),
    "agenda": _("Agenda"),
    "agenda_item": _("Agenda item"),
    "text": _("Resolution"),
    "organisation": _("Organisation"),
    "body": _("Organisation or local authority"),
    "due_on": _("To be done by"),
    "on": _("Date"),
    "note": _("What was found out"),
}

VERBS: dict[str, Words] = {
    "committees.create": _("Committee added"),
    "committees.edit": _("Committee edited"),
    "committees.end": _("Committee marked as ended"),
    "committees.reopen": _("Committee at work again"),
    "committees.add_order": _("Order added"),
    "committees.edit_order": _("Order edited"),
    "committees.sign_order": _("Order marked as signed"),
    "committees.redraft_order": _("Order marked as a draft again"),
    "committees.publish_order_file": _("File of the order published"),
    "committees.hide_order_file": _("File of the order no longer published"),
    "committees.add_post": _("Post added"),
    "committees.edit_post": _("Post edited"),
    "committees.end_post": _("Post ended"),
    "committees.remove_post": _("Post entered by mistake taken out"),
    "committees.add_member": _("Member added"),
    "committees.edit_member": _("Member edited"),
    "committees.end_term": _("Term ended early"),
    "committees.remove_member": _("Member entered by mistake taken out"),
    "committees.publish_member": _("Name of a member published"),
    "committees.hide_member": _("Name of a member no longer published"),
    "committees.add_meeting": _("Meeting added"),
    "committees.edit_meeting": _("Meeting edited"),
    "committees.add_resolution": _("Resolution added"),
    "committees.edit_resolution": _("Resolution edited"),
    "committees.follow_up": _("Resolution followed up"),
    "committees.remove_paper": _("File removed: it named a person who was erased"),
    "committees.take_file": _("File with names downloaded"),
}
"""What happened, by the verb under which the ledger keeps it."""
