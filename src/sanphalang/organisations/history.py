"""What happened to an organisation, in words, and where each of its values came from."""

from __future__ import annotations

from collections.abc import Sequence

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.history import LATEST, Event, brought, edited, is_known
from sanphalang.files.sources import names_of_sources
from sanphalang.files.timeline import ShownEvent, day_read, timeline
from sanphalang.ledger.models import Entry
from sanphalang.ledger.queries import entries_about
from sanphalang.organisations.queries import Shown, kind_names
from sanphalang.organisations.register import REGISTER
from sanphalang.organisations.rules import LOOK, PRIVATE_FIELDS, RECORDED_IN_CLEAR, SOURCE, SUBJECT
from sanphalang.organisations.words import FIELDS, STATUSES, VERBS
from sanphalang.web.days import year_shown
from sanphalang.web.figures import show_figure

_UNTOLD = frozenset({"place_level", SOURCE})  # the one goes with the place, the other is told by its name
_OF_CONTACTS = ("organisations.publish_contact", "organisations.hide_contact", "organisations.forget_contact")


def history(viewer: Viewer, organisation: Shown) -> list[Event]:
    """Return what happened, latest first. Names of people are told only to who may read the ledger there.

    Of words it is only told that they changed, also where an earlier version kept them in the ledger. Of a contact that
    the viewer may not see it is not even told that there is one, and when it changed.
    """
    told = entries_about(SUBJECT, str(organisation.id)).exclude(verb=LOOK)
    untold = _UNTOLD
    if not policy.may(viewer, Act.ORGANISATIONS_SEE_CONTACT, organisation.padded):
        told = told.exclude(verb__in=_OF_CONTACTS)
        untold = untold if organisation.contact.is_published else untold.union(PRIVATE_FIELDS)
    entries = list(told[:LATEST])
    may_know = policy.may(viewer, Act.LEDGER_READ, organisation.padded)
    names = names_of_actors({entry.actor for entry in entries}) if may_know else {}
    sources = names_of_sources(resting_on(entry) for entry in entries)
    by_hand = [
        (edited(entry, names, RECORDED_IN_CLEAR.__contains__, untold, sources.get(resting_on(entry), "")), entry)
        for entry in entries
    ]
    events = [event for event, entry in by_hand if is_known(event, entry)]
    return sorted([*events, *brought(REGISTER, organisation.id, untold)], key=lambda each: each.at, reverse=True)


def resting_on(entry: Entry) -> int | None:
    """Return the number of the source on which what somebody did rests, such as a round of verification."""
    number: int | None = entry.changes.get(SOURCE, [None, None])[1]
    return number


def in_words(events: Sequence[Event]) -> list[ShownEvent]:
    """Return the events as the page tells them."""
    return timeline(
        events,
        fields=FIELDS,
        verbs=VERBS,
        readers={
            "kind_id": kind_names().get,
            "status": STATUSES.get,
            **dict.fromkeys(("founded_year", "since_year", "until_year"), year_shown),
            "confirmed_on": day_read,
            "members": show_figure,
        },
    )
