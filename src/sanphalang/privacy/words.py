"""How this room's codes are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.privacy.rules import Basis, Ground, Kind, State
from sanphalang.web.table import Tone, Words

KINDS: dict[str, Words] = {
    Kind.ACCESS: _("A copy of the own data"),
    Kind.CORRECTION: _("A correction"),
    Kind.WITHDRAWAL: _("Withdrawal of all consents"),
    Kind.ERASURE: _("Erasure"),
}
STATES: dict[str, Words] = {
    State.OPEN: _("Waits for an answer"),
    State.SERVED: _("Done"),
    State.REFUSED: _("Refused, with a reason"),
    State.TAKEN_BACK: _("Taken back"),
}
STATE_TONES: dict[str, Tone] = {
    State.OPEN: "doubt",
    State.SERVED: "right",
    State.REFUSED: "wrong",
    State.TAKEN_BACK: "quiet",
}
GROUNDS: dict[str, Words] = {
    Ground.NOT_THE_PERSON: _("It is not certain that the person asked (section 30)"),
    Ground.LEGAL_DUTY: _("The law asks to keep these data (section 33)"),
    Ground.CLAIMS: _("The data are needed for legal claims (section 33)"),
    Ground.OTHERS: _("It would harm the rights of others (section 30)"),
}
BASES: dict[str, Words] = {
    Basis.CONSENT: _("your consent"),
    Basis.PUBLIC_TASK: _("a task in the public interest"),
    Basis.RESEARCH: _("research and statistics, with safeguards"),
    Basis.LEGAL_DUTY: _("a duty by law"),
}
LOOKS: dict[str, Words] = {
    "people.see_private": _("Looked at private details"),
    "intake.see_private": _("Looked at a list that names you"),
    "people.export": _("Took a list home that names you"),
    "privacy.serve_copy": _("Made a copy for you"),
}
VERBS: dict[str, Words] = {
    "privacy.make_link": _("Made a personal link"),
    "privacy.revoke_link": _("Took personal links back"),
    "privacy.open_link": _("Opened the own record"),
    "privacy.give_consent": _("Gave consent"),
    "privacy.withdraw_consent": _("Withdrew consent"),
    "privacy.take_copy": _("Took a copy of the own data"),
    "privacy.serve_copy": _("Made a copy of a person's data"),
    "privacy.open_request": _("Made a request"),
    "privacy.take_request_back": _("Took a request back"),
    "privacy.serve_request": _("Served a request"),
    "privacy.refuse_request": _("Refused a request"),
    "privacy.erase_person": _("Erased a person"),
    "privacy.replay_erasure": _("Erased a person again after a restore"),
    "privacy.retention": _("Removed what was kept long enough"),
}
"""What happened, by the verb under which the ledger keeps it."""
