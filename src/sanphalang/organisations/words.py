"""What the columns and their values are called on pages, in forms and in history."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.organisations.models import Organisation
from sanphalang.web.table import Tone, Words

Status = Organisation.Status

FIELDS = {
    "name": _("Name"),
    "kind_id": _("Kind"),
    "registration_no": _("Registration number"),
    "place": _("Place"),
    "place_level": _("How exact the place is"),
    "village_no": _("Village number"),
    "address": _("Address"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "contact_name": _("Contact person"),
    "telephone": _("Telephone"),
    "email": _("E-mail"),
    "contact_published": _("Contact is published"),
    "website": _("Website"),
    "members": _("Members"),
    "founded_year": _("Founded in"),
    "activity": _("Activity"),
    "status": _("Status"),
    "confirmed_on": _("Last confirmed"),
    "merged": _("Number of the merged record"),
    "since_year": _("Partner of the network since"),
    "until_year": _("No longer a partner of the network since"),
}

STATUSES: dict[str, Words] = {
    Status.ACTIVE: _("Active"),
    Status.INACTIVE: _("Paused"),
    Status.CLOSED: _("Closed"),
    Status.UNKNOWN: _("Status not known"),
}
STATUS_TONES: dict[str, Tone] = {
    Status.ACTIVE: "right",
    Status.INACTIVE: "doubt",
    Status.CLOSED: "quiet",
    Status.UNKNOWN: "quiet",
}

SORTS: dict[str, Words] = {
    "name": _("in alphabetical order"),
    "-name": _("in alphabetical order from the end"),
    "place": _("in the order of places"),
    "-place": _("in the order of places from the end"),
    "members": _("fewest members first"),
    "-members": _("most members first"),
    "confirmed": _("longest unconfirmed first"),
    "-confirmed": _("last confirmed first"),
    "changed": _("longest unchanged first"),
    "-changed": _("last changed first"),
}

VERBS = {
    "organisations.create": _("Added by hand"),
    "organisations.edit": _("Edited"),
    "organisations.close": _("Marked as closed"),
    "organisations.reopen": _("Marked as active again"),
    "organisations.confirm": _("Confirmed as still correct"),
    "organisations.publish_contact": _("Contact published"),
    "organisations.hide_contact": _("Contact no longer published"),
    "organisations.note_partnership": _("Written down as a partner of the network"),
    "organisations.remove_partnership": _("No longer written down as a partner of the network"),
    "organisations.merge": _("A duplicate was merged into it"),
    "organisations.undo_merge": _("A merge was undone"),
    "organisations.see_contact": _("Looked at a contact that is not published"),
    "organisations.forget_contact": _("Contact removed: the person was erased"),
    "organisations.import_create": _("Brought in from a list"),
    "organisations.import_update": _("Updated from a list"),
    "organisations.import_agree": _("A list says the same"),
}
"""What happened, by the verb under which the ledger keeps it."""

AUTHORITY_KINDS: dict[str, Words] = {
    "pao": _("Provincial administrative organisation"),
    "city": _("City municipality"),
    "town": _("Town municipality"),
    "subdistrict_municipality": _("Subdistrict municipality"),
    "sao": _("Subdistrict administrative organisation"),
    "special": _("Special local authority"),
}
"""Kinds of local authorities, in the usual order."""

TRAININGS: dict[str, Words] = {"camp": _("Leaders' camp"), "top_leader": _("Top leaders")}

CENTRE_KINDS: dict[str, Words] = {"swk": "ศวก.", "spg": "ศปง.", "srs": "ศรส.", "ksr": "คสร."}
"""Kinds of centres of the network: abbreviations that the documents do not expand, so they are not translated."""

ISSUES: dict[str, Words] = {
    "food": _("Food"),
    "alcohol": _("Alcohol"),
    "elderly": _("Elderly people"),
    "early_childhood": _("Early childhood"),
    "disease": _("Communicable diseases"),
}
