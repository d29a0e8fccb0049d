"""What the ledger's verbs mean in words, all rooms together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.access.words import VERBS as ACCESS
from sanphalang.committees.words import VERBS as COMMITTEES
from sanphalang.issues.words import VERBS as ISSUES
from sanphalang.knowledge.words import VERBS as KNOWLEDGE
from sanphalang.manual.words import VERBS as MANUAL
from sanphalang.organisations.words import VERBS as ORGANISATIONS
from sanphalang.people.words import VERBS as PEOPLE
from sanphalang.privacy.words import VERBS as PRIVACY
from sanphalang.programme.words import VERBS as PROGRAMME
from sanphalang.verification.round_words import VERBS as VERIFICATION
from sanphalang.web.table import Words

VERBS: dict[str, Words] = {
    **ACCESS,
    **COMMITTEES,
    **ISSUES,
    **KNOWLEDGE,
    **MANUAL,
    **ORGANISATIONS,
    **PEOPLE,
    **PRIVACY,
    **VERIFICATION,
    **PROGRAMME,
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
    "stewardship.decide": _("Said whether two records are one"),
    "search.see_telephone": _("Found somebody by a telephone number that is not published"),
    "organisations.join_network": _("Said that a local authority belongs to the network"),
    "organisations.leave_network": _("Said that a local authority has left the network"),
    "organisations.note_training": _("Wrote down people whom a local authority had trained"),
    "organisations.note_learning_centre": _("Wrote down a centre of the network"),
    "organisations.remove_network_note": _("Took back what was written down of a local authority"),
    "reports.print_sheets": _("Printed the sheets of a territory"),
    "reports.stop_print": _("Stopped a print run"),
    "demo.make": _("Made the demo"),
    "demo.remove": _("Removed the demo"),
}
"""A verb that is not here is shown as it is."""

LOOKS = (
    "people.see_private",
    "intake.see_private",
    "organisations.see_contact",
    "search.see_telephone",
    "verification.see_photo",
    "privacy.serve_copy",
    "access.open_staff_session",
)
"""Somebody saw private details."""

EXPORTS = ("organisations.export", "people.export", "committees.take_file")
"""Something was taken home."""
