"""What is missing at a place, and what stands out, in sentences that follow from its figures alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.people.counts import Cells
from sanphalang.people.rules import PersonRole
from sanphalang.places.models import Place
from sanphalang.places.names import full_name
from sanphalang.places.rules import Level
from sanphalang.reports.neighbours import Neighbours
from sanphalang.reports.queries import Figures
from sanphalang.web.figures import show_figure
from sanphalang.web.freshness import Freshness
from sanphalang.web.table import Words

_KINDS_NAMED = 4  # kinds that are missing here and that most neighbours have
_ROLES = (PersonRole.LEADER, PersonRole.FACILITATOR, PersonRole.VOLUNTEER)


class Known(NamedTuple):
    """What the sentences follow from. ``not_exact`` counts organisations known no more exactly than by the place."""

    place: Place
    figures: Figures
    people: Cells
    neighbours: Neighbours | None
    children: int
    not_exact: int
    kinds: Mapping[str, str]
    roles: Mapping[str, Words]


class Sentence(NamedTuple):
    """A sentence, and which part of the registry mends it: a list's filters, or nothing."""

    words: str
    filters: Mapping[str, str] = {}


def standing_out(known: Known) -> list[str]:
    """Say what there is: how many, of which kinds, how fresh, and where the place stands among its neighbours."""
    figures, place = known.figures, full_name(known.place)
    if not figures.organisations:
        return [_("No community organisation of %(place)s is in the registry yet.") % {"place": place}]
    kinds = figures.kinds
    most, number = next(iter(kinds.items()))
    total = _organisations(figures.organisations)
    gaps = {"place": place, "total": total, "kinds": len(kinds), "most": known.kinds.get(most, most)}
    if len(kinds) == 1:
        said = [_("%(place)s has %(total)s, all of one kind: %(most)s.") % gaps]
    elif list(kinds.values()).count(number) > 1:  # several are as large: none is the largest
        said = [_("%(place)s has %(total)s of %(kinds)d kinds.") % gaps]
    else:
        gaps["number"] = show_figure(number)
        said = [_("%(place)s has %(total)s of %(kinds)d kinds. The largest is %(most)s with %(number)s.") % gaps]
    share = round(100 * figures.fresh / figures.organisations)
    said.append(
        _("%(fresh)s of them were confirmed within the last 12 months: %(share)d percent.")
        % {"fresh": show_figure(figures.fresh), "share": share}
    )
    return [*said, *_among(known.neighbours)]


def missing(known: Known) -> list[Sentence]:
    """Say what is missing, the most important first; nothing where nothing is."""
    return [*_organisations_missing(known), *_to_confirm(known.figures), *_others_missing(known)]


def _among(neighbours: Neighbours | None) -> Iterable[str]:
    if neighbours is None:
        return
    gaps = {"within": neighbours.within, "count": len(neighbours.all), "rank": neighbours.rank}
    if neighbours.rank == 1:
        yield _("Among the %(count)d places of its level in %(within)s none has more organisations.") % gaps
    else:
        yield _("By the number of organisations it is number %(rank)d of %(count)d in %(within)s.") % gaps


def _organisations_missing(known: Known) -> Iterable[Sentence]:
    neighbours = known.neighbours
    if not known.figures.organisations:
        yield Sentence(_("No list of organisations that names this place has been brought in yet."))
    elif neighbours is not None:
        others = len(neighbours.all) - 1
        absent = [(kind, neighbours.having(kind)) for kind in known.kinds if kind not in known.figures.kinds]
        common = sorted((each for each in absent if 2 * each[1] > others), key=lambda each: -each[1])
        for kind, having in common[:_KINDS_NAMED]:
            gaps = {"kind": known.kinds[kind], "having": having, "others": others, "within": neighbours.within}
            yield Sentence(
                _("There is no %(kind)s here, while %(having)d of %(others)d neighbours in %(within)s have one.") % gaps
            )
    if known.not_exact and known.children:
        yield Sentence(_not_exact(known.place) % {"total": _organisations(known.not_exact)})


def _to_confirm(figures: Figures) -> Iterable[Sentence]:
    counted = figures.freshness
    if number := counted[Freshness.VERY_STALE]:
        yield Sentence(
            _("%(total)s were not confirmed for more than 3 years.") % {"total": _organisations(number)},
            {"fresh": Freshness.VERY_STALE},
        )
    if number := counted[Freshness.STALE]:
        yield Sentence(
            _("%(total)s were last confirmed between 1 and 3 years ago.") % {"total": _organisations(number)},
            {"fresh": Freshness.STALE},
        )
    if number := counted[Freshness.NEVER]:
        yield Sentence(
            _("%(total)s were never confirmed by anybody.") % {"total": _organisations(number)},
            {"fresh": Freshness.NEVER},
        )
    if number := figures.of("organisations", "status:unknown"):
        yield Sentence(
            _("Of %(total)s nobody knows whether they are still active.") % {"total": _organisations(number)},
            {"status": "unknown"},
        )


def _others_missing(known: Known) -> Iterable[Sentence]:
    for role in _ROLES:
        if known.people.get(role, 0) == 0:
            yield Sentence(_("No person with the role “%(role)s” is known here.") % {"role": known.roles[role]})
    if not known.figures.committees:
        yield Sentence(_("No committee or working group of this place is known."))
    if known.place.level == Level.SUBDISTRICT and not known.children:
        yield Sentence(_("The list of its villages has not been brought in yet."))
    if known.place.level != Level.VILLAGE and not known.figures.authorities:
        yield Sentence(_("No local authority that lies here is known."))


def _organisations(number: int) -> str:
    return ngettext("%(n)s organisation", "%(n)s organisations", number) % {"n": show_figure(number)}


def _not_exact(place: Place) -> str:
    words = {
        Level.PROVINCE: _("Of %(total)s the district is not known yet."),
        Level.DISTRICT: _("Of %(total)s the subdistrict is not known yet."),
        Level.SUBDISTRICT: _("Of %(total)s the village is not known yet."),
    }
    return words[Level(place.level)]
