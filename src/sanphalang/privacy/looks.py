"""Who looked at a person's private details or took them home, told to the person: by role and centre, not by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.access.queries import grants_of
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR
from sanphalang.access.words import ROLES
from sanphalang.intake.looks import VERB as LOOK_AT_LIST
from sanphalang.intake.looks import look_of, rows_told_by
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import all_entries, entries_about
from sanphalang.ledger.ranges import ranges_in
from sanphalang.people.own_record import own_origins
from sanphalang.people.rules import SUBJECT
from sanphalang.people.words import FIELDS
from sanphalang.privacy.words import LOOKS

_LATEST = 100


@dataclass(frozen=True, slots=True)
class Look:
    """One look or download."""

    at: datetime
    who: str
    what: str
    fields: str


def looks_at(person_id: int) -> list[Look]:
    """Return who saw private details of the person, or took them home; the latest first."""
    entries = list(entries_about(SUBJECT, str(person_id)).filter(verb__in=LOOKS)[:_LATEST])
    entries += [entry for entry in entries_about("export", "people").filter(verb__in=LOOKS) if _names(entry, person_id)]
    entries += _in_lists(person_id)
    entries.sort(key=lambda entry: entry.at, reverse=True)
    whose = _roles_of({entry.actor for entry in entries})
    return [
        Look(entry.at, whose.get(entry.actor) or _("Somebody of the network"), str(LOOKS[entry.verb]), _fields(entry))
        for entry in entries[:_LATEST]
    ]


def _in_lists(person_id: int) -> list[Entry]:
    """Return the looks at the rows of lists that told of the person, and at whole lists."""
    rows: dict[str, set[int]] = {}
    for claim in own_origins(person_id):
        rows.setdefault(str(claim.batch), set()).add(claim.row)
    told = {batch: rows_told_by(int(batch), found) for batch, found in rows.items()}
    looks = all_entries().filter(subject_kind="import", subject_id__in=list(rows), verb=LOOK_AT_LIST)
    return [entry for entry in looks if look_of(entry.changes).shows_any(told[entry.subject_id])]


def _names(entry: Entry, person_id: int) -> bool:
    """Say whether a download held the person; the ledger keeps the numbers as ranges (1-3 7 9-12)."""
    told = entry.changes.get("people")
    text = str(told[-1]) if isinstance(told, list) and told else ""
    return any(first <= person_id <= last for first, last in ranges_in(text))


def _fields(entry: Entry) -> str:
    shown = entry.changes.get("fields", ["", ""])[1]
    return ", ".join(str(FIELDS[name]) for name in str(shown).split() if name in FIELDS)


def _roles_of(actors: set[str]) -> dict[str, str]:
    """Return what each actor is, in words; one query. A role that ended since is told as it was."""
    english = (get_language() or "th").startswith("en")
    ids = [int(actor.removeprefix("user:")) for actor in actors if actor.startswith("user:")]
    found = {OPERATOR.actor: _("The operator of the installation")}
    for grant in grants_of(ids):
        role = str(ROLES[Role(grant.role)])
        centre = grant.centre and (grant.centre.name_en if english else grant.centre.name_th)
        found[f"user:{grant.user_id}"] = f"{role} {centre}" if centre else role
    return found
