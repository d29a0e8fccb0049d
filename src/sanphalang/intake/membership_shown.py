"""What was read of a local authority's part in the network, in the words of the page's reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.intake.membership_cells import FACTS
from sanphalang.organisations.network_facts import JOINED, LEFT, Value, fact_of, key_of
from sanphalang.organisations.network_lists import KnownAuthority, authorities_with_ids, known_facts
from sanphalang.organisations.words import TRAININGS
from sanphalang.web.days import year_shown
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Words


class ShownAuthority(NamedTuple):
    """A local authority beside a row of a list, with what is stored of its part in the network."""

    known: KnownAuthority
    facts: list[tuple[Words, str]]

    @property
    def padded(self) -> int:
        """Its place."""
        return self.known.padded


def shown_with_ids(_viewer: Viewer, ids: Iterable[int]) -> dict[int, ShownAuthority]:
    """Return the authorities with these ids; all of it is public. Three queries."""
    wanted = list(ids)
    facts: dict[int, dict[str, Value]] = {number: {} for number in wanted}
    for key, value in known_facts(wanted).items():
        authority = fact_of(key).authority
        facts[authority][key.partition(" ")[2]] = value
    return {
        number: ShownAuthority(known, _facts(facts[number])) for number, known in authorities_with_ids(wanted).items()
    }


def facts_of(values: Mapping[str, Any]) -> list[tuple[Words, str]]:
    """Return what a row tells."""
    return _facts(values.get(FACTS, {}))


def shown_field(field: str, values: Mapping[str, Any]) -> str:
    """Return what was read of a field of a list from the values of its row; nothing is an empty text."""
    value = values.get(field)
    if value is None or value == "":
        return ""
    if field == JOINED:
        return _span(value)
    if field in (LEFT, "training_year"):
        return year_shown(value)
    if field == "training_kind":
        return str(TRAININGS[value])
    return show_figure(value) if isinstance(value, int) else str(value)


def _facts(facts: Mapping[str, Value]) -> list[tuple[Words, str]]:
    shown: list[tuple[Words, str]] = []
    for what in sorted(facts, key=lambda what: (what != JOINED, what != LEFT, what)):
        value = facts[what]
        if what == JOINED:
            shown.append((_("Joined in"), _span(value)))
        elif what == LEFT:
            shown.append((_("Left the network in"), year_shown(value[0])))
        else:
            fact = fact_of(key_of(0, what))
            people = _("number not known") if value[0] is None else _("%(n)s people") % {"n": show_figure(value[0])}
            shown.append((f"{TRAININGS[fact.what]} {year_shown(fact.year)}", people))
    return shown


def _span(joined: Value) -> str:
    since, year = joined
    return year_shown(year) if since is None else f"{year_shown(since)}–{year_shown(year)}"
