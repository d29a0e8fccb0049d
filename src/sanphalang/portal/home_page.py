"""What the front page shows: the state of the registry, and for who looks after a territory, the work there."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sanphalang.access.policy import intervals
from sanphalang.access.roles import Act
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.ledger.kept import kept
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
class Nation:
    """The nation in figures; ``first`` are the provinces with most organisations, ``rest`` the others."""

    nation: Counts
    without_place: int
    provinces_with_some: int
    provinces: int
    map: Choropleth
    first: Table
    rest: Table
    people: PeoplePanel | None

    @property
    def confirmed_share(self) -> str:
        """How many in a hundred were confirmed within the last twelve months."""
        return confirmed_share(self.nation).text

    @property
    def is_empty(self) -> bool:
        """Whether the registry holds nothing yet."""
        return self.nation.total == 0


@dataclass(frozen=True, slots=True)
class HomePage:
    """The nation, drawn once for all who read the same language, and what waits for this viewer."""

    nation: SafeString
    work: Work | None
    walk: Waiting | None


def home_page(viewer: Viewer) -> HomePage:
    """Return what the front page shows this viewer."""
    drawn = kept(("the nation", get_language()), _nation_drawn, among="drawn")
    return HomePage(nation=drawn, work=_work(viewer), walk=walk_that_waits(viewer))


def _nation_drawn() -> SafeString:
    return render_to_string("portal/home_nation.html", {"page": nation_in_figures()})


def nation_in_figures() -> Nation:
    """Return the figures of the nation, which are the same for everybody."""
    counts = counts_by_province(PUBLIC)
    places = list(provinces())
    drawn = national_map(places, counts)
    rows = list(drawn.table.rows)
    return Nation(
        nation=total_of(counts.values()),
        without_place=counts.get(NOT_KNOWN, Counts()).total,
        provinces_with_some=sum(place.padded in counts for place in places),
        provinces=len(places),
        map=drawn,
        first=Table(COLUMNS, rows[:_SHOWN_FIRST], _("Provinces with the most organisations")),
        rest=Table(COLUMNS, rows[_SHOWN_FIRST:], _("The other provinces")),
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
