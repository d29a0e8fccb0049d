"""What the ledger's verbs mean in words, all rooms together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.committees.words import VERBS as COMMITTEES
from sanphalang.organisations.words import VERBS as ORGANISATIONS
from sanphalang.people.words import VERBS as PEOPLE
from sanphalang.privacy.words import VERBS as PRIVACY
from sanphalang.web.table import Words

VERBS: dict[str, Words] = {
    **COMMITTEES,
    **ORGANISATIONS,
    **PEOPLE,
    **PRIVACY,
    "organisations.export": _("Downloaded a list of organisations"),
    "people.see_private": _("Looked at private details"),
    "people.export": _("Downloaded a list of people"),
    "intake.start": _("Handed in a list"),
    "intake.see_private": _("Looked at private cells of a list"),
    "intake.correct": _("Corrected a row of a list"),
    "intake.apply": _("Brought a list in"),
    "intake.bring_in": _("Brought a list in"),
    "intake.withdraw": _("Took a list back"),
    "access.open_account": _("Opened an account"),
    "access.close_account": _("Closed an account"),
    "access.set_new_password": _("Set a new password"),
    "access.grant_role": _("Gave a role"),
    "access.end_grant": _("Ended a role"),
    "access.open_staff_session": _("Opened a timed session for private details"),
    "access.end_staff_session": _("Ended a timed session"),
    "access.assemble_incident": _("Assembled who was exposed in an incident"),
    "intake.take_home": _("Took a list home"),
    "demo.make": _("Made the demo"),
    "demo.remove": _("Removed the demo"),
}
"""A verb that is not here is shown as it is."""

LOOKS = ("people.see_private", "intake.see_private", "privacy.serve_copy", "access.open_staff_session")
"""Somebody saw private details."""

EXPORTS = ("organisations.export", "people.export", "committees.take_file")
"""Something was taken home."""
