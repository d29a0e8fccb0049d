"""What the front page shows: the state of the registry, and for who looks after a territory, the work there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sanphalang.access.policy import intervals
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.counts import Counts
from sanphalang.places.queries import provinces
from sanphalang.portal.figures import COLUMNS, confirmed_share, counts_by_province, total_of
from sanphalang.portal.links import organisations_url, territory_filters
from sanphalang.portal.maps import national_map
from sanphalang.portal.my_work import Waiting, walk_that_waits
from sanphalang.portal.people_panel import PeoplePanel, people_in
from sanphalang.reports.counted import NOT_KNOWN
from sanphalang.reports.queries import figures
from sanphalang.web.choropleth import Choropleth
from sanphalang.web.freshness import Freshness
from sanphalang.web.table import Table

_SHOWN_FIRST = 10


@dataclass(frozen=True, slots=True)
class Work:
    """The territory of a viewer who brings in lists: how its records stand."""

    total: int
    due: int
    never: int
    links: dict[str, str]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The nation in figures; ``first`` are the provinces with most organisations, ``rest`` the others."""

    nation: Counts
    without_place: int
    provinces_with_some: int
    provinces: int
    map: Choropleth
    first: Table
    rest: Table
    work: Work | None
    walk: Waiting | None
    people: PeoplePanel | None

    @property
    def confirmed_share(self) -> str:
        """How many in a hundred were confirmed within the last twelve months."""
        return confirmed_share(self.nation).text

    @property
    def is_empty(self) -> bool:
        """Whether the registry holds nothing yet."""
        return self.nation.total == 0


def home_page(viewer: Viewer) -> HomePage:
    """Return what the front page shows this viewer."""
    counts = counts_by_province(viewer)
    places = list(provinces())
    drawn = national_map(places, counts)
    rows = list(drawn.table.rows)
    return HomePage(
        nation=total_of(counts.values()),
        without_place=counts.get(NOT_KNOWN, Counts()).total,
        provinces_with_some=sum(place.padded in counts for place in places),
        provinces=len(places),
        map=drawn,
        first=Table(COLUMNS, rows[:_SHOWN_FIRST], _("Provinces with the most organisations")),
        rest=Table(COLUMNS, rows[_SHOWN_FIRST:], _("The other provinces")),
        work=_work(viewer),
        walk=walk_that_waits(viewer),
        people=people_in(None),
    )


def _work(viewer: Viewer) -> Work | None:
    territory = intervals(viewer, Act.INTAKE_IMPORT)
    if not territory:
        return None
    found = figures(viewer, territory)
    own = territory_filters(viewer)
    links = {
        "all": organisations_url(**own),
        "due": organisations_url(**own, fresh=Freshness.STALE),
        "never": organisations_url(**own, fresh=Freshness.NEVER),
    }
    return Work(total=found.organisations, due=found.due, never=found.freshness[Freshness.NEVER], links=links)
