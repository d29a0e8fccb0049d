"""What the ledger's verbs mean in words, all rooms together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.access.words import VERBS as ACCESS
from sanphalang.committees.words import VERBS as COMMITTEES
from sanphalang.organisations.words import VERBS as ORGANISATIONS
from sanphalang.people.words import VERBS as PEOPLE
from sanphalang.privacy.words import VERBS as PRIVACY
from sanphalang.web.table import Words

VERBS: dict[str, Words] = {
    **ACCESS,
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
    "access.assemble_incident": _("Assembled who was exposed in an incident"),
    "demo.make": _("Made the demo"),
    "demo.remove": _("Removed the demo"),
}
"""A verb that is not here is shown as it is."""

LOOKS = (
    "people.see_private",
    "intake.see_private",
    "organisations.see_contact",
    "privacy.serve_copy",
    "access.open_staff_session",
)
"""Somebody saw private details."""

EXPORTS = ("organisations.export", "people.export", "committees.take_file")
"""Something was taken home."""
