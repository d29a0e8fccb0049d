"""How the centres are doing: what is fresh, what waits, when anybody signed in last. For who may see it.

Counts of lower rooms, one query each, however many centres there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.queries import territory_of
from sanphalang.access.roles import Act
from sanphalang.access.team import last_sign_ins
from sanphalang.access.viewer import Viewer
from sanphalang.intake.queries import brought_in_by_centre, doubtful_by_centre
from sanphalang.places.rules import Intervals, contains, covers
from sanphalang.privacy.requests import waiting_by_places
from sanphalang.programme import of_knowledge, of_organisations
from sanphalang.programme.counting import Territory
from sanphalang.programme.queries import all_territories
from sanphalang.stewardship.pairs import waiting_by_districts


@dataclass(frozen=True, slots=True)
class Health:
    """How one centre is doing. Of its people only the day is told on which anybody signed in last."""

    centre: Centre
    organisations: int
    fresh: int
    duplicates: int
    doubtful: int
    requests: int
    cases: int
    lists: int
    last_list: date | None
    last_sign_in: date | None

    @property
    def share(self) -> float | None:
        """The fresh share of its organisations; None where there are none."""
        return self.fresh / self.organisations if self.organisations else None

    @property
    def waiting(self) -> int:
        """How much work waits."""
        return self.duplicates + self.doubtful + self.requests


def may_see(viewer: Viewer, centre: Centre) -> bool:
    """Say whether the viewer sees how a centre is doing."""
    return covers(policy.intervals(viewer, Act.PROGRAMME_SEE_HEALTH), territory_of(centre))


def health(viewer: Viewer) -> list[Health]:
    """Return how the centres are doing that the viewer may see. Raises ``Refused`` where these are none."""
    seen = [each for each in all_territories() if may_see(viewer, each.centre)]
    if not seen:
        raise Refused(_("How the centres are doing is shown to their teams and to the national team."))
    return _counted(seen)


def health_of(viewer: Viewer, centre: Centre) -> Health:
    """Return how one centre is doing. Raises ``Refused``."""
    if not may_see(viewer, centre):
        raise Refused(_("How a centre is doing is shown to its team and to the national team."))
    return _counted([each for each in all_territories() if each.centre.pk == centre.pk])[0]


def _counted(seen: list[Territory]) -> list[Health]:
    inside = {each.centre.pk: each.intervals for each in seen}
    counts, cases = of_organisations.counted(inside, None), of_knowledge.counted(inside)
    pairs, requests = waiting_by_districts(), waiting_by_places()
    doubtful, lists, signed_in = doubtful_by_centre(), brought_in_by_centre(), last_sign_ins()
    found = []
    for centre, territory, _places in seen:
        number, last = lists.get(centre.pk, (0, None))
        found.append(
            Health(
                centre=centre,
                organisations=counts[centre.pk].total,
                fresh=counts[centre.pk].confirmed,
                duplicates=sum(n for both, n in pairs.items() if all(_lies(territory, each) for each in both)),
                doubtful=doubtful.get(centre.pk, 0),
                requests=_inside(territory, requests),
                cases=cases[centre.pk],
                lists=number,
                last_list=None if last is None else timezone.localdate(last),
                last_sign_in=signed_in.get(centre.pk),
            )
        )
    return found


def _lies(territory: Intervals, place: int | None) -> bool:
    return place is not None and contains(territory, place)


def _inside(territory: Intervals, numbers: Mapping[int | None, int]) -> int:
    return sum(number for place, number in numbers.items() if _lies(territory, place))
