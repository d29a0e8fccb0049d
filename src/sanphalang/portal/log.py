"""The log: who did what, where, and when; whoever keeps a territory reads that of the territory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import itemgetter, or_
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sanphalang.access.policy import intervals
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import all_entries
from sanphalang.places.queries import lines
from sanphalang.places.rules import NATION
from sanphalang.portal.log_verbs import EXPORTS, LOOKS, VERBS
from sanphalang.privacy.consents import purposes
from sanphalang.thai.dates import show_date
from sanphalang.web.table import Cell, Column, Table, Value, Words

KINDS: dict[str, Words] = {
    "looks": gettext_lazy("Looks at private details"),
    "exports": gettext_lazy("Downloads"),
    "access": gettext_lazy("Accounts and roles"),
    "lists": gettext_lazy("Lists brought in"),
    "changes": gettext_lazy("Changes of records"),
}
_PAGES = {
    "organisation": "organisations:page",
    "person": "people:page",
    "committee": "committees:page",
    "import": "intake:batch",
    "post": "committees:post",
    "knowledge": "knowledge:page",
    "privacy_request": "privacy:request",
    "problem_report": "manual:problem",
    "programme_indicator": "programme:indicator",
    "programme_activity": "programme:activity",
    "verification_round": "verification:round",
    "verification_answer": "verification:answer",
}
SUBJECTS: dict[str, Words] = {
    "organisation": gettext_lazy("Organisation %(number)s"),
    "person": gettext_lazy("Person %(number)s"),
    "committee": gettext_lazy("Committee %(number)s"),
    "local_authority": gettext_lazy("Local authority %(number)s"),
    "print_run": gettext_lazy("Sheets for notice boards %(number)s"),
    "pair": gettext_lazy("Possible duplicate %(number)s"),
    "search": gettext_lazy("Search"),
    "import": gettext_lazy("List %(number)s"),
    "user": gettext_lazy("Account %(number)s"),
    "privacy_request": gettext_lazy("Request %(number)s"),
    "personal_link": gettext_lazy("Personal link %(number)s"),
    "consent": gettext_lazy("Consent: %(number)s"),
    "committee_order": gettext_lazy("Order %(number)s"),
    "post": gettext_lazy("Post %(number)s"),
    "tag_scheme": gettext_lazy("Issue scheme %(number)s"),
    "knowledge": gettext_lazy("Knowledge item %(number)s"),
    "centre": gettext_lazy("Centre %(number)s"),
    "invitation": gettext_lazy("Invitation %(number)s"),
    "staff_session": gettext_lazy("Timed session %(number)s"),
    "problem_report": gettext_lazy("Reported problem %(number)s"),
    "kept_file": gettext_lazy("File %(number)s"),
    "verification_round": gettext_lazy("Round of verification %(number)s"),
    "verification_answer": gettext_lazy("Result of a check %(number)s"),
    "organisation_link": gettext_lazy("Link of an organisation %(number)s"),
    "export": gettext_lazy("Download: %(number)s"),
    "demo": gettext_lazy("Demo data"),
    "programme": gettext_lazy("The programme"),
    "programme_indicator": gettext_lazy("Indicator %(number)s"),
    "programme_activity": gettext_lazy("Activity %(number)s"),
}
_EXPORTED: dict[str, Words] = {
    "people": gettext_lazy("people of the network"),
    "organisations": gettext_lazy("community organisations"),
}


class Asked(NamedTuple):
    """What the log is asked for: an actor such as ``user:5``, a kind of :data:`KINDS`, and days, both included."""

    actor: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


def visible(viewer: Viewer) -> QuerySet[Entry]:
    """Return the entries that a viewer may read: those of places in the territory, in the nation all."""
    allowed = intervals(viewer, Act.LEDGER_READ)
    if allowed == NATION:
        return all_entries()
    within = Q(pk__in=())
    for interval in allowed:
        within |= Q(place__range=interval)
    return all_entries().filter(within)


def actors(viewer: Viewer) -> dict[str, str]:
    """Return who has done anything that the viewer may read, by what the ledger calls them, with their names."""
    found = set(visible(viewer).order_by().values_list("actor", flat=True).distinct())
    names = names_of_actors(found)
    called = {actor: names.get(actor) or _who(actor) for actor in found}
    alike = Counter(called.values())
    told = {actor: name if alike[name] == 1 else _numbered(actor, name) for actor, name in called.items()}
    return dict(sorted(told.items(), key=itemgetter(1)))


def asked_for(viewer: Viewer, asked: Asked) -> QuerySet[Entry]:
    """Return the entries that fit, latest first."""
    found = visible(viewer)
    if asked.actor:
        found = found.filter(actor=asked.actor)
    if asked.kind:
        found = found.filter(_of_kind(asked.kind))
    if asked.first:
        found = found.filter(at__gte=_midnight(asked.first))
    if asked.last:
        found = found.filter(at__lt=_midnight(asked.last + timedelta(days=1)))
    return found


def _of_kind(kind: str) -> Q:
    special = {
        "looks": Q(verb__in=LOOKS),
        "exports": Q(verb__in=EXPORTS),
        "access": Q(verb__startswith="access.") & ~Q(verb__in=LOOKS),
        "lists": Q(verb__startswith="intake."),
    }
    return special[kind] if kind in special else ~reduce(or_, special.values())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def log_table(entries: Sequence[Entry]) -> Table:
    """Return entries as a table; names of accounts and places are read once for all."""
    names = names_of_actors({entry.actor for entry in entries})
    places = lines(entry.place for entry in entries if entry.place is not None)
    named = _EXPORTED | ({each.code: each.name for each in purposes()} if _tell_of_consents(entries) else {})
    rows: list[list[Cell | Value]] = [
        [
            moment(entry.at),
            names.get(entry.actor) or _who(entry.actor),
            Cell(VERBS.get(entry.verb, entry.verb), note=_reason(entry)),
            _about(entry, named),
            places.get(entry.place, "–") if entry.place is not None else "–",
        ]
        for entry in entries
    ]
    columns = [Column(each) for each in (_("When"), _("Who"), _("What"), _("About"), _("Where"))]
    return Table(columns, rows, _("What was done"))


def moment(at: datetime) -> str:
    """Return a moment as people read it, to the second, in Thailand's time."""
    local = timezone.localtime(at)
    return f"{show_date(local.date(), lang=(get_language() or 'th')[:2])} {local:%H:%M:%S}"


def _numbered(actor: str, name: str) -> str:
    """Tell those apart who are called the same."""
    return f"{name} ({SUBJECTS['user'] % {'number': actor.removeprefix('user:')}})"


def _who(actor: str) -> str:
    return _("The operator of the installation") if actor == OPERATOR.actor else actor


def _reason(entry: Entry) -> str:
    """Return the reason that was written, where the act asks for one."""
    reason = entry.changes.get("reason")
    if isinstance(reason, list):
        reason = reason[-1]
    return _("Reason: %(reason)s") % {"reason": reason} if isinstance(reason, str) and reason else ""


def _tell_of_consents(entries: Sequence[Entry]) -> bool:
    return any(entry.subject_kind == "consent" for entry in entries)


def _about(entry: Entry, named: Mapping[str, Words]) -> Cell:
    if not entry.subject_id:
        return Cell("–")
    words = SUBJECTS.get(entry.subject_kind)
    number = named.get(entry.subject_id, entry.subject_id)
    label = words % {"number": number} if words else f"{entry.subject_kind} {entry.subject_id}"
    try:
        url = reverse(_PAGES[entry.subject_kind], args=[int(entry.subject_id)])
    except (KeyError, ValueError, NoReverseMatch):
        url = ""
    return Cell(label, url=url)
